import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecordingType } from '#lotse/contract';

/** What somebody said, sealed (base64 inside). Deleted 90 days after it was marked, 180 days after it was sent, 7 days where it never was. */
@Entity('recording')
@Index('ix_recording_run', ['tenant', 'run'])
export class RecordingRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recording' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recording' }) id: string;
  @Column('uuid') person: string;
  @Column('uuid') run: string;
  @Column('text') exerciseId: string;
  @Column('int') size: number;
  /** Bytes that have arrived, from the beginning and without a gap. */
  @Column('int') received: number;
  /** By its content; null until all of it is there. */
  @Column('text', { nullable: true }) type: RecordingType | null;
  @Column('bytea', { nullable: true }) body: Buffer | null;
  @Column('timestamptz') at: Date;
}

/** A piece of a recording that is still arriving, sealed. */
@Entity('recording_part')
export class RecordingPart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recording_part' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recording_part' }) recording: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_recording_part' }) start: number;
  @Column('bytea') body: Buffer;
}
