import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LegalBasis, ReleasePurpose, ReportCheck, ReportContent, ReportPart, ReportState } from '#lotse/contract';

/** One performance report (LuV) of a participation; `version` is the newest. */
@Entity('report')
@Index('ix_report_participation', ['tenant', 'participation'])
@Index('ix_report_person', ['tenant', 'person'])
@Index('ix_report_changed', ['tenant', 'changedAt', 'id'])
export class Report {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report' }) id: string;
  @Column('uuid') participation: string;
  /** The trainee; null as long as none is linked to the participation. */
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('text') occasion: ReportContent['occasion'];
  @Column('date', { nullable: true }) dueOn: string | null;
  @Column('date') fromOn: string;
  @Column('date') toOn: string;
  @Column('int') version: number;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') changedAt: Date;
}

/** What a report says at one time. Facts, text, reasons and statement are sealed with the tenant's key. */
@Entity('report_version')
export class ReportVersion {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report_version' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report_version' }) report: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_report_version' }) version: number;
  @Column('text') state: ReportState;
  @Column('int') revision: number;
  @Column('bytea') facts: Buffer;
  @Column('bytea') body: Buffer;
  @Column('uuid') author: string;
  /** Which hints stay, and why. */
  @Column('bytea', { nullable: true }) kept: Buffer | null;
  @Column('text', { array: true, nullable: true }) checks: ReportCheck[] | null;
  @Column('uuid', { nullable: true }) reviewedBy: string | null;
  @Column('timestamptz', { nullable: true }) reviewedAt: Date | null;
  @Column('uuid', { nullable: true }) disclosedBy: string | null;
  @Column('timestamptz', { nullable: true }) disclosedAt: Date | null;
  @Column('timestamptz', { nullable: true }) seenAt: Date | null;
  @Column('bytea', { nullable: true }) statement: Buffer | null;
  @Column('timestamptz', { nullable: true }) statedAt: Date | null;
  @Column('uuid', { nullable: true }) handedOverBy: string | null;
  @Column('timestamptz', { nullable: true }) handedOverAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') changedAt: Date;
}

/** Who may read which version, in which scope, for what and how long. `content` is the recipient's copy, under their key. */
@Entity('release')
@Unique('uq_release_id', ['id'])
@Index('ix_release_recipient', ['recipient', 'releasedAt', 'id'])
@Index('ix_release_report', ['tenant', 'report'])
export class Release {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_release' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_release' }) id: string;
  @Column('uuid') report: string;
  @Column('int') version: number;
  @Column('uuid') person: string;
  @Column('uuid') recipient: string;
  @Column('text', { array: true }) scope: ReportPart[];
  @Column('text') purpose: ReleasePurpose;
  @Column('text') legalBasis: LegalBasis;
  @Column('bytea') basisNote: Buffer;
  @Column('bytea', { nullable: true }) content: Buffer | null;
  @Column('bytea', { nullable: true }) label: Buffer | null;
  @Column('date') fromOn: string;
  @Column('date') untilOn: string;
  @Column('timestamptz') fromAt: Date;
  @Column('timestamptz') until: Date;
  @Column('uuid') releasedBy: string;
  @Column('timestamptz') releasedAt: Date;
  @Column('uuid', { nullable: true }) withdrawnBy: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
}

/** A caseworker's question and its answer, both under the caseworker's key. */
@Entity('question')
@Index('ix_question_release', ['tenant', 'release', 'askedAt'])
@Index('ix_question_report', ['tenant', 'report'])
export class Question {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_question' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_question' }) id: string;
  @Column('uuid') release: string;
  @Column('uuid') report: string;
  @Column('uuid') askedBy: string;
  @Column('timestamptz') askedAt: Date;
  @Column('bytea') text: Buffer;
  @Column('bytea', { nullable: true }) answer: Buffer | null;
  @Column('uuid', { nullable: true }) answeredBy: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
}

export const REPORT_ENTITIES = [Report, ReportVersion, Release, Question];
