import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BOARD_ENTITIES } from './board/entities.js';
import { SERVER_ENTITIES } from './live/server.entities.js';
import { MEDIA_ENTITIES } from './media/media.entities.js';
import { PREPARED_ENTITIES } from './plan/prepared.entities.js';
import type { Audience, MeetingEnd, MeetingEventType, Mood, RoomMedia, Seat } from '#lotse/contract';

/** A lasting place of a course: its board and hours stay from one week to the next. */
@Entity('room')
@Index('ix_room_course', ['tenant', 'course'])
export class Room {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_room' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_room' }) id: string;
  @Column('uuid') course: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) placeLabel: string | null;
  @Column('text') media: RoomMedia;
  @Column('text', { nullable: true }) link: string | null;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') changedAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}

/** One hour in a room, planned or running or over. `seq` is raised with every event of its log. */
@Entity('meeting')
@Unique('uq_meeting_id', ['id'])
@Index('ix_meeting_room', ['tenant', 'room', 'plannedFrom'])
@Index('ix_meeting_planned', ['tenant', 'plannedFrom'])
@Index('uq_meeting_live', { synchronize: false })
export class Meeting {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting' }) id: string;
  @Column('uuid') room: string;
  @Column('uuid', { nullable: true }) series: string | null;
  @Column('uuid', { nullable: true }) groupId: string | null;
  @Column('timestamptz', { nullable: true }) plannedFrom: Date | null;
  @Column('timestamptz', { nullable: true }) plannedTo: Date | null;
  @Column('text', { nullable: true }) placeLabel: string | null;
  @Column('text', { nullable: true }) supportElement: string | null;
  /** Who is to run it; whoever does run it comes as a tutor. */
  @Column('uuid', { nullable: true }) tutor: string | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('uuid', { nullable: true }) startedBy: string | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endedBy: MeetingEnd | null;
  /** Since when no tutor has been there. */
  @Column('timestamptz', { nullable: true }) aloneSince: Date | null;
  @Column('timestamptz', { nullable: true }) cancelledAt: Date | null;
  @Column('uuid', { nullable: true }) cancelledBy: string | null;
  @Column('bytea', { nullable: true }) cancelReason: Buffer | null;
  /** Only people of the group come in. */
  @Column('boolean', { default: false }) onlyGroup: boolean;
  /** What the tutor wants to take up the next time. */
  @Column('bytea', { nullable: true }) nextTime: Buffer | null;
  @Column('int', { default: 0 }) seq: number;
  @Column('timestamptz', { nullable: true }) at: Date | null;
  /** Of the shared exercises: everybody gets the same numbers. */
  @Column('int') seed: number;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') changedAt: Date;
}

/** `command` and `commandHash` are the message that led to it; `part` counts the events of one message. The body is sealed JSON. */
@Entity('meeting_event')
@Unique('uq_meeting_event_command', ['tenant', 'meeting', 'by', 'command', 'part'])
@Index('ix_meeting_event_by', ['tenant', 'by'])
@Index('ix_meeting_event_about', ['tenant', 'about'])
export class MeetingEventRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_event' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_event' }) meeting: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_meeting_event' }) seq: number;
  @Column('uuid') command: string;
  @Column('smallint') part: number;
  @Column('bytea') commandHash: Buffer;
  /** A person or a room device; null for what the server did by itself, and after an erasure. */
  @Column('uuid', { nullable: true }) by: string | null;
  @Column('uuid', { nullable: true }) about: string | null;
  @Column('text') type: MeetingEventType;
  @Column('timestamptz') at: Date;
  @Column('text') audience: Audience;
  @Column('bytea', { nullable: true }) body: Buffer | null;
}

@Entity('meeting_snapshot')
export class MeetingSnapshot {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_snapshot' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_snapshot' }) meeting: string;
  @Column('int') seq: number;
  @Column('timestamptz') at: Date;
  @Column('bytea') body: Buffer;
}

/** Stands only while its poll is open. No time: nothing says in which order people chose. */
@Entity('meeting_vote')
export class MeetingVote {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_vote' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_vote' }) meeting: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_vote' }) poll: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_vote' }) person: string;
  @Column('smallint', { array: true }) choices: number[];
  @Column('text', { nullable: true }) place: 'room' | 'remote' | null;
}

/** How somebody follows, until the meeting ends. Under a key that names nobody: what is shown are counts. */
@Entity('meeting_mood')
export class MeetingMood {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_mood' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_mood' }) meeting: string;
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_meeting_mood' }) whoHash: Buffer;
  @Column('text') mood: Mood;
  @Column('timestamptz') at: Date;
}

/** A connection: heard of until it left. */
@Entity('meeting_presence')
@Unique('uq_meeting_presence_id', ['id'])
@Index('ix_meeting_presence_open', { synchronize: false })
@Index('ix_meeting_presence_person', ['tenant', 'person'])
export class MeetingPresence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_presence' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_presence' }) meeting: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_meeting_presence' }) id: string;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('uuid', { nullable: true }) roomDevice: string | null;
  @Column('text') seat: Seat;
  @Column('timestamptz') cameAt: Date;
  @Column('timestamptz') heardAt: Date;
  @Column('timestamptz', { nullable: true }) leftAt: Date | null;
}

/** A beamer or tablet that sits in one meeting and is no person. */
@Entity('room_device')
@Unique('uq_room_device_token', ['tokenHash'])
@Index('ix_room_device_meeting', ['tenant', 'meeting'])
export class RoomDevice {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_room_device' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_room_device' }) id: string;
  @Column('uuid') meeting: string;
  @Column('text') label: string;
  @Column('bytea') tokenHash: Buffer;
  @Column('timestamptz') pairedAt: Date;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
}

/** What a connection shows when it comes: single use, one minute. */
@Entity('join_ticket')
export class JoinTicketRow {
  @Column('uuid') tenant: string;
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_join_ticket' }) ticketHash: Buffer;
  @Column('uuid') meeting: string;
  @Column('text') seat: Seat;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('uuid', { nullable: true }) roomDevice: string | null;
  @Column('uuid', { nullable: true }) session: string | null;
  @Column('uuid', { nullable: true }) enrolment: string | null;
  @Column('timestamptz') expiresAt: Date;
}

/** A code that a tutor reads out, so that a device may sit down: five minutes. */
@Entity('room_pairing')
export class RoomPairing {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_room_pairing' }) codeHash: Buffer;
  @Column('uuid') tenant: string;
  @Column('uuid') meeting: string;
  @Column('timestamptz') expiresAt: Date;
}

export const ROOM_ENTITIES = [
  Room,
  Meeting,
  MeetingEventRow,
  MeetingSnapshot,
  MeetingVote,
  MeetingMood,
  MeetingPresence,
  RoomDevice,
  JoinTicketRow,
  RoomPairing,
  ...BOARD_ENTITIES,
  ...MEDIA_ENTITIES,
  ...PREPARED_ENTITIES,
  ...SERVER_ENTITIES,
];
