import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AbsenceReason, AttendanceMode, AttendanceStatus, LearningPlace, RecordSource } from '#lotse/contract';

/**
 * How one person took part in one hour, as a tutor confirmed it. Written once: what is changed later is a new row that names the
 * one it corrects; `root` is the first of them.
 */
@Entity('attendance_record')
@Index('uq_attendance_record_first', { synchronize: false })
@Index('uq_attendance_record_correction', ['tenant', 'correctionOf'], { unique: true })
@Index('ix_attendance_record_person', ['tenant', 'person', 'plannedFrom'])
@Index('ix_attendance_record_participation', ['tenant', 'participation', 'plannedFrom'])
export class AttendanceRecord {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_record' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_record' }) id: string;
  @Column('uuid') root: string;
  @Column('uuid', { nullable: true }) correctionOf: string | null;
  @Column('bytea', { nullable: true }) because: Buffer | null;
  @Column('uuid') meeting: string;
  @Column('uuid', { nullable: true }) person: string | null;
  /** Null where the person is in no measure on that day. */
  @Column('uuid', { nullable: true }) participation: string | null;
  @Column('timestamptz') plannedFrom: Date;
  @Column('timestamptz') plannedTo: Date;
  /** Joins and leaves as they were: `[{ from, to, place }]`. */
  @Column('jsonb') stays: { from: string; to: string; place: string }[];
  @Column('timestamptz', { nullable: true }) cameAt: Date | null;
  @Column('timestamptz', { nullable: true }) goneAt: Date | null;
  @Column('text', { nullable: true }) mode: AttendanceMode | null;
  @Column('text', { nullable: true }) learningPlace: LearningPlace | null;
  @Column('text') status: AttendanceStatus;
  @Column('int') minutes: number;
  @Column('int') lessonUnits: number;
  @Column('text', { nullable: true }) supportElement: string | null;
  /** Minutes of whole lesson units. */
  @Column('int') chargedToParticipant: number;
  /** Minutes for the hour as a whole: the same on every record of it, never to be summed over them. */
  @Column('int') chargedToMeasure: number;
  @Column('int') groupSize: number;
  @Column('uuid', { nullable: true }) secondProfessional: string | null;
  @Column('boolean') employerContact: boolean;
  @Column('uuid', { nullable: true }) confirmedBy: string | null;
  @Column('timestamptz') confirmedAt: Date;
  /** From then on the figures of its month are fixed; a correction after it says so by its own time. */
  @Column('timestamptz') locksAt: Date;
  @Column('text') source: RecordSource;
}

/** A trainee confirms or objects; the newest counts. */
@Entity('attendance_statement')
@Index('ix_attendance_statement_record', ['tenant', 'record', 'at'])
export class AttendanceStatement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_statement' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_statement' }) id: string;
  @Column('uuid') record: string;
  @Column('boolean') agrees: boolean;
  @Column('bytea', { nullable: true }) text: Buffer | null;
  @Column('timestamptz') at: Date;
}

/** Why somebody was absent, as a class. Companion, pedagogue and office set and see it; the newest counts. */
@Entity('attendance_reason')
@Index('ix_attendance_reason_root', ['tenant', 'root', 'at'])
export class AttendanceReason {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_reason' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attendance_reason' }) id: string;
  @Column('uuid') root: string;
  @Column('text') reason: AbsenceReason;
  @Column('uuid', { nullable: true }) setBy: string | null;
  @Column('timestamptz') at: Date;
}

/** The address of somebody's calendar; of the secret in it only the hash is kept. */
@Entity('calendar_feed')
@Unique('uq_calendar_feed_person', ['tenant', 'person'])
export class CalendarFeed {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_calendar_feed' }) tokenHash: Buffer;
  @Column('uuid') tenant: string;
  @Column('uuid') person: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
}

/** Why a meeting was moved, that somebody stands in, or that it takes place after all (without a reason). Cancelling stands in the meeting itself. */
@Entity('meeting_change')
@Index('ix_meeting_change_meeting', ['tenant', 'meeting', 'at'])
export class MeetingChangeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_change' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_change' }) id: string;
  @Column('uuid') meeting: string;
  @Column('text') kind: 'moved' | 'substitute' | 'restored';
  @Column('bytea') reason: Buffer;
  /** When it was planned before it was moved. */
  @Column('timestamptz', { nullable: true }) before: Date | null;
  @Column('uuid', { nullable: true }) by: string | null;
  @Column('timestamptz') at: Date;
}

/** Somebody has said that they will not come. */
@Entity('meeting_excuse')
@Index('ix_meeting_excuse_person', ['tenant', 'person'])
export class MeetingExcuse {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_excuse' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_excuse' }) meeting: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_excuse' }) person: string;
  @Column('timestamptz') at: Date;
}

export const ATTENDANCE_ENTITIES = [AttendanceRecord, AttendanceStatement, AttendanceReason, CalendarFeed, MeetingChangeRow, MeetingExcuse];
