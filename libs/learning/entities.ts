import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MasteryState, PartVerdict, Response, Verdict } from '#lotse/contract';
import { RunTaskRow } from './runs/run-task.entity.js';
import { AnswerDraft, AnswerText, HandMarkRow, MarkPhrase } from './hand/entities.js';
import { ExamAnswer, ExamAttempt } from './exams/entities.js';
import { Objection } from './objections/entities.js';
import { RecordingPart, RecordingRow } from './hand/recording.entities.js';
import { RunComment } from './review/comment.entities.js';
import type { Evidence } from './mastery.js';

/** One person going through one package of a unit. At most one run of a unit is open. */
@Entity('unit_run')
@Index('ix_unit_run_person', ['tenant', 'person', 'unitId'])
@Index('uq_unit_run_open', { synchronize: false })
@Index('uq_unit_run_opening', { synchronize: false })
export class UnitRun {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unit_run' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unit_run' }) id: string;
  @Column('uuid') person: string;
  @Column('uuid') enrolment: string;
  /** `repeat`: tasks that were wrong in a run before, without a grade. `room`: one exercise of a meeting, for one person and opening; practice that never counts. `exam`: a mock exam, without a unit. */
  @Column('text', { default: 'own' }) kind: 'own' | 'repeat' | 'room' | 'placement' | 'review' | 'exam';
  @Column('uuid', { nullable: true }) meeting: string | null;
  @Column('uuid', { nullable: true }) opening: string | null;
  /** Raised by each answer: who decides by what they remember writes only where it still stands. */
  @Column('int', { default: 0 }) version: number;
  @Column('text', { nullable: true }) unitId: string | null;
  @Column('text', { nullable: true }) package: string | null;
  @Column('int') seed: number;
  @Column('int') total: number;
  @Column('int') done: number;
  @Column('double precision') points: number;
  @Column('int') firstRight: number;
  @Column('int') wrongStreak: number;
  /** First tries that count and that nobody has marked yet. */
  @Column('int', { default: 0 }) waiting: number;
  @Column('int', { nullable: true }) grade: number | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) lastAnswerAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

/** Append-only: the app role may neither update nor delete. Everything needed to mark it again stands in the row. */
@Entity('answer')
@Unique('uq_answer_position', ['tenant', 'run', 'position', 'try'])
@Index('ix_answer_manual', { synchronize: false })
@Index('ix_answer_exercise', ['tenant', 'person', 'exerciseId', 'answeredAt'])
export class Answer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer' }) person: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer' }) id: string;
  @Column('uuid') run: string;
  @Column('text') unitId: string;
  @Column('text') exerciseId: string;
  @Column('int') rev: number;
  @Column('text') package: string;
  @Column('int') seed: number;
  @Column('int') shuffle: number;
  @Column('smallint') try: number;
  @Column('text', { array: true }) aids: string[];
  @Column('jsonb') response: Response;
  @Column('real') score: number;
  @Column('jsonb') parts: Record<string, PartVerdict>;
  @Column('text') verdict: Verdict;
  @Column('boolean') evidence: boolean;
  @Column('int') markingVersion: number;
  @Column('text') device: string;
  @Column('int') sequence: number;
  @Column('timestamptz') clientTime: Date;
  @Column('timestamptz') answeredAt: Date;
  /** Of the task in its run; answers from before `run_task` have none. */
  @Column('smallint', { nullable: true }) position: number | null;
  @Column('text', { nullable: true }) section: string | null;
  @Column('text', { default: 'practice' }) mode: 'practice' | 'exam';
  @Column('text', { nullable: true }) competence: string | null;
  /** Tag of the typical error that was found. */
  @Column('text', { nullable: true }) misconception: string | null;
  @Column('boolean', { nullable: true }) hardToGuess: boolean | null;
  @Column('smallint', { nullable: true }) helpLevel: number | null;
}

/** Global: it belongs to the person, wherever they learnt. */
@Entity('mastery')
export class MasteryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_mastery' }) person: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_mastery' }) competence: string;
  @Column('text') state: MasteryState;
  @Column('jsonb') recent: Evidence[];
  @Column('int') evidence: number;
  @Column('timestamptz', { nullable: true }) secureSince: Date | null;
  @Column('timestamptz') updatedAt: Date;
}

/** The best a person has reached in a unit: what the LMS is owed. It falls only where a mark given by hand is lowered. */
@Entity('unit_grade')
export class UnitGrade {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unit_grade' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unit_grade' }) person: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_unit_grade' }) unitId: string;
  @Column('int') best: number;
  @Column('int') bestRight: number;
  @Column('int') total: number;
  /** Of the run that reached it: tasks that are still to be marked. */
  @Column('int', { default: 0 }) waiting: number;
  @Column('boolean') completed: boolean;
  @Column('timestamptz') updatedAt: Date;
}

export const LEARNING_ENTITIES = [
  UnitRun,
  RunTaskRow,
  Answer,
  MasteryRow,
  UnitGrade,
  RunComment,
  AnswerText,
  AnswerDraft,
  HandMarkRow,
  MarkPhrase,
  RecordingRow,
  RecordingPart,
  Objection,
  ExamAttempt,
  ExamAnswer,
];
