import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The text of an answer that people mark, sealed. Deleted 90 days after it was marked, 180 days after it was sent. */
@Entity('answer_text')
export class AnswerText {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer_text' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer_text' }) person: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer_text' }) answer: string;
  @Column('bytea') text: Buffer;
  @Column('timestamptz') at: Date;
}

/** A text that is being written, so that another device goes on with it; sealed. */
@Entity('answer_draft')
export class AnswerDraft {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer_draft' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_answer_draft' }) run: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_answer_draft' }) exerciseId: string;
  @Column('uuid') person: string;
  @Column('bytea') text: Buffer;
  @Column('timestamptz') at: Date;
}

/** What somebody says an answer is worth. Append-only: the newest counts, the others are its history. The comment is sealed. */
@Entity('hand_mark')
@Unique('uq_hand_mark_seq', ['tenant', 'person', 'answer', 'seq'])
export class HandMarkRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_hand_mark' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_hand_mark' }) id: string;
  /** Whose answer it is. */
  @Column('uuid') person: string;
  @Column('uuid') answer: string;
  /** 1 for the first. Two at once cannot both be the next. */
  @Column('smallint') seq: number;
  /** Null: erased. */
  @Column('uuid', { nullable: true }) marker: string | null;
  @Column('timestamptz') at: Date;
  @Column('jsonb') points: Record<string, number>;
  @Column('text', { array: true }) ticked: string[];
  @Column('double precision') score: number;
  @Column('bytea', { nullable: true }) comment: Buffer | null;
}

/** A sentence somebody uses again and again when marking, sealed. */
@Entity('mark_phrase')
export class MarkPhrase {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_mark_phrase' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_mark_phrase' }) person: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_mark_phrase' }) position: number;
  @Column('bytea') text: Buffer;
  @Column('timestamptz') at: Date;
}
