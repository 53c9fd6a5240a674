import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PackedForm, Response } from '#lotse/contract';
import type { AreaResult } from './exam-rules.js';

/** One attempt at a mock exam, beside its run. Its tasks stand in `run_task`. */
@Entity('exam_attempt')
@Index('uq_exam_attempt_open', { synchronize: false })
@Index('ix_exam_attempt_person', ['tenant', 'person', 'formId', 'startedAt'])
export class ExamAttempt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_attempt' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_attempt' }) run: string;
  @Column('uuid') person: string;
  @Column('text') formId: string;
  /** As it was on the day of the attempt. */
  @Column('jsonb') form: PackedForm;
  /** Area and points of each task, by position. */
  @Column('jsonb') plan: { area: string; points: number }[];
  @Column('boolean') longer: boolean;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') endsAt: Date;
  /** Null while it goes on. */
  @Column('text', { nullable: true }) ended: 'handed-in' | 'time-over' | 'broken-off' | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  /** Whole points of 100; null until it has a result, and where it was broken off. */
  @Column('int', { nullable: true }) points: number | null;
  @Column('int', { nullable: true }) grade: number | null;
  @Column('boolean', { nullable: true }) passed: boolean | null;
  @Column('jsonb', { nullable: true }) areas: AreaResult[] | null;
}

/** What was last given to a task of an attempt. It changes until the end; then it is marked and written as an answer. */
@Entity('exam_answer')
export class ExamAnswer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_answer' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_answer' }) run: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_exam_answer' }) position: number;
  @Column('uuid') person: string;
  @Column('jsonb', { nullable: true }) response: Response | null;
  /** To come back to. */
  @Column('boolean') flagged: boolean;
  /** The last sequence of each device. */
  @Column('jsonb') seen: Record<string, number>;
  /** When the response was given. */
  @Column('timestamptz') at: Date;
}
