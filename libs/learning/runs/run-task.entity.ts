import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Section } from '#lotse/contract';

/** One task of a run, as it was drawn when the run was opened. */
@Entity('run_task')
@Index('ix_run_task_exercise', ['tenant', 'person', 'exerciseId', 'givenAt'])
export class RunTaskRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_run_task' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_run_task' }) run: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_run_task' }) position: number;
  @Column('uuid') person: string;
  @Column('text') exerciseId: string;
  @Column('int') rev: number;
  @Column('text') package: string;
  @Column('int') seed: number;
  @Column('int') shuffle: number;
  @Column('text') section: Section;
  /** For total, grade and the end of the unit. */
  @Column('boolean') counts: boolean;
  /** The situation it is a part of. */
  @Column('text', { nullable: true }) groupId: string | null;
  @Column('smallint') tries: number;
  @Column('text') mode: 'practice' | 'exam';
  @Column('text') competence: string;
  @Column('timestamptz') givenAt: Date;
}
