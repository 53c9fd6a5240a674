import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** `none`: the platform gives no column or no right to write it. `paused`: it refused us. `gone`: it was deleted. `sought`: found or made with the first grade. */
export type LineItemState = 'active' | 'paused' | 'gone' | 'none' | 'sought';
export type DueState = 'waiting' | 'sent' | 'sent-unverified' | 'overridden' | 'locked' | 'paused' | 'failed';

/** The column of an activity in the gradebook of the LMS (AGS 2.0, 3.2), as the newest launch named it. */
@Entity('line_item')
@Unique('uq_line_item_link', ['tenant', 'resourceLink'])
export class LineItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_line_item' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_line_item' }) id: string;
  @Column('uuid') resourceLink: string;
  @Column('text', { nullable: true }) url: string | null;
  /** List of the course's columns, where Lotse may find or make one. */
  @Column('text', { nullable: true }) containerUrl: string | null;
  /** Somebody is finding or making it until then. */
  @Column('timestamptz', { nullable: true }) soughtUntil: Date | null;
  @Column('boolean') canScore: boolean;
  @Column('boolean') canRead: boolean;
  @Column('text') state: LineItemState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  /** When staff of the course read that this column is gone. */
  @Column('timestamptz', { nullable: true }) goneReadAt: Date | null;
}

/**
 * What one person is owed in one column: a state row, not a queue, so only the latest wanted grade can be sent.
 * `revision` rises with every change of what is wanted; `sent` and `sentRevision` are what the platform last took.
 */
@Entity('grade_due')
@Index('ix_grade_due_waiting', { synchronize: false })
export class GradeDue {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_due' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_due' }) lineItem: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_due' }) person: string;
  @Column('int') wanted: number;
  @Column('boolean') completed: boolean;
  @Column('text') comment: string;
  @Column('int') revision: number;
  @Column('int', { nullable: true }) sent: number | null;
  @Column('int', { nullable: true }) sentRevision: number | null;
  @Column('text') state: DueState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { nullable: true }) lastStamp: Date | null;
  @Column('int') attempts: number;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('timestamptz') owedAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}

/** A grade that stood otherwise in the LMS than Lotse had sent it, when the two were last compared. */
@Entity('grade_difference')
export class GradeDifference {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_difference' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_difference' }) lineItem: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_grade_difference' }) person: string;
  @Column('int') wanted: number;
  @Column('double precision', { nullable: true }) found: number | null;
  @Column('text') kind: 'missing' | 'other';
  @Column('timestamptz') seenAt: Date;
}
