import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One entry of the deletion list: ids only. What stands here is erased again when an old backup comes back. */
@Entity('erasure')
@Unique('uq_erasure_id', ['id'])
@Index('ix_erasure_person', ['tenant', 'person'])
export class ErasureEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_erasure' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_erasure' }) id: string;
  /** Null: only participations went. */
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('uuid', { array: true }) participations: string[];
  @Column('timestamptz') at: Date;
  /** The admin who did it; null where Lotse did by itself. */
  @Column('uuid', { nullable: true }) by: string | null;
  @Column('text') because: 'request' | 'retention';
}

export const ERASURE_ENTITIES = [ErasureEntry];
