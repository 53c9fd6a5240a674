import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ObjectionReason } from '#lotse/contract';

/** What a learner says against a task. Authors read it without a name; the text is sealed. */
@Entity('objection')
@Unique('uq_objection', ['tenant', 'run', 'exerciseId'])
@Index('ix_objection_exercise', ['tenant', 'exerciseId'])
export class Objection {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_objection' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_objection' }) id: string;
  @Column('uuid') person: string;
  @Column('uuid') run: string;
  @Column('text') exerciseId: string;
  @Column('int') rev: number;
  @Column('text') package: string;
  @Column('text') reason: ObjectionReason;
  @Column('bytea', { nullable: true }) text: Buffer | null;
  @Column('timestamptz') at: Date;
  @Column('timestamptz', { nullable: true }) settledAt: Date | null;
}
