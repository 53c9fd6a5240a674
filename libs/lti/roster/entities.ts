import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a course's roster was last asked for, and what came of it. */
@Entity('roster_sync')
export class RosterSync {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_roster_sync' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_roster_sync' }) course: string;
  @Column('timestamptz') beganAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text') state: 'running' | 'done' | 'failed';
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') members: number;
  /** The platform has more members than Lotse takes. */
  @Column('boolean') more: boolean;
}
