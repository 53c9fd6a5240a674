import { randomInt, randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Clock, Db, Due, Problem, Seal } from '#lotse/base';
import { isOpening, type MeetingRow, type RoomList, type RoomPage, type RoomWish, type SupportElement, type Welcome } from '#lotse/contract';
import { enrolmentOf, type Me, type MyEnrolment } from '#lotse/people';
import { joinableOf } from './live/seats.queries.js';
import { Meetings } from './log/meetings.js';
import { isOnList, MediaRulesService } from './media/media-rules.service.js';
import type { At } from './log/meeting.queries.js';
import { AFTER_PLAN_MS } from './rules/server-rules.js';
import { SERVER } from './rules/decide.js';
import { cardOf, meetingRow } from './room-card.js';
import { aboutMeeting, lastNote, meetingBy, nearMeetings, roomBy, roomsOf, startedMeetings, type RoomRecord } from './rooms.queries.js';
import { Room, Meeting } from './entities.js';

const TEND = 'meeting';
const TEND_MS = 60_000;

/** Rooms of a course and the start of their meetings. Foreign rooms and unknown ones are both not there. */
@Injectable()
export class RoomsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly due: Due,
    private readonly seal: Seal,
    private readonly meetings: Meetings,
    private readonly media: MediaRulesService,
  ) {}

  /** A meeting ends by its own rules even where no server has it open. */
  onModuleInit(): void {
    this.due.on(TEND, async (tenant, meeting) => ((await this.meetings.tend({ tenant, meeting })) ? new Date(this.clock.now().getTime() + TEND_MS) : null));
  }

  async list(me: Me, enrolmentId: string, { page, size }: { page: number; size: number }): Promise<RoomList> {
    const enrolment = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const rooms = await roomsOf(tx, { tenant: me.tenant, courseId: enrolment.courseId }, { offset: (page - 1) * size, limit: size });
      const cards = [];
      for (const room of rooms) cards.push(cardOf(room, await this.near(tx, me.tenant, room.id)));
      return { rooms: cards, total: rooms[0]?.total ?? 0, page, mayRun: mayRun(enrolment) };
    });
  }

  async page(me: Me, enrolmentId: string, roomId: string, { page, size }: { page: number; size: number }): Promise<RoomPage> {
    const enrolment = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const room = await this.room(tx, me, enrolment, roomId);
      const rows = await startedMeetings(tx, { tenant: me.tenant, room: roomId }, { offset: (page - 1) * size, limit: size });
      const card = cardOf(room, await this.near(tx, me.tenant, roomId));
      const nextTime = mayRun(enrolment) ? await this.nextTime(tx, me.tenant, roomId) : null;
      return { room: card, link: room.link, mayRun: mayRun(enrolment), nextTime, meetings: rows.map(meetingRow), total: rows[0]?.total ?? 0, page };
    });
  }

  /** The newest note of an hour of this room. */
  private async nextTime(tx: EntityManager, tenant: string, room: string): Promise<string | null> {
    const last = await lastNote(tx, { tenant, room });
    if (!last?.note) return null;
    return this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'meeting', row: last.id, column: 'next_time' }, last.note);
  }

  /** The one that runs, and the next one. */
  private async near(tx: EntityManager, tenant: string, room: string): Promise<{ live: MeetingRow | null; next: MeetingRow | null }> {
    const { live, next } = await nearMeetings(tx, { tenant, room, now: this.clock.now() });
    return { live: live ? meetingRow(live) : null, next: next ? meetingRow(next) : null };
  }

  private async room(tx: EntityManager, me: Me, { courseId }: MyEnrolment, roomId: string, more?: ' for update'): Promise<RoomRecord> {
    const room = await roomBy(tx, { tenant: me.tenant, courseId, roomId }, more);
    if (!room) throw new Problem('not-found', 'room.unknown');
    return room;
  }

  /** Whoever starts or plans an hour in it, or closes it, waits for the others. */
  private lock(tx: EntityManager, me: Me, enrolment: MyEnrolment, roomId: string): Promise<RoomRecord> {
    return this.room(tx, me, enrolment, roomId, ' for update');
  }

  async add(me: Me, enrolmentId: string, wish: RoomWish): Promise<{ roomId: string }> {
    const enrolment = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    const [roomId, now] = [randomUUID(), this.clock.now()];
    await this.media.refuseUnfit(me, wish);
    await this.db.as(me, (tx) =>
      tx.insert(Room, {
        tenant: me.tenant,
        id: roomId,
        course: enrolment.courseId,
        title: wish.title,
        placeLabel: wish.placeLabel,
        media: wish.media,
        link: wish.link,
        createdBy: me.person,
        createdAt: now,
        changedAt: now,
      }),
    );
    return { roomId };
  }

  async change(me: Me, enrolmentId: string, roomId: string, wish: RoomWish): Promise<{ roomId: string }> {
    const enrolment = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    await this.media.refuseUnfit(me, wish);
    await this.db.as(me, async (tx) => {
      await this.room(tx, me, enrolment, roomId);
      await tx.update(
        Room,
        { tenant: me.tenant, id: roomId },
        { title: wish.title, placeLabel: wish.placeLabel, media: wish.media, link: wish.link, changedAt: this.clock.now() },
      );
    });
    return { roomId };
  }

  async close(me: Me, enrolmentId: string, roomId: string): Promise<{ roomId: string }> {
    const enrolment = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.lock(tx, me, enrolment, roomId);
      const { live, next } = await this.near(tx, me.tenant, roomId);
      if (live) throw new Problem('conflict', 'room.running');
      if (next) throw new Problem('conflict', 'room.planned');
      const now = this.clock.now();
      await tx.update(Room, { tenant: me.tenant, id: roomId, closedAt: IsNull() }, { closedAt: now, changedAt: now });
      return { roomId };
    });
  }

  async open(me: Me, enrolmentId: string, roomId: string): Promise<{ roomId: string }> {
    const enrolment = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.room(tx, me, enrolment, roomId);
      await tx.update(Room, { tenant: me.tenant, id: roomId }, { closedAt: null, changedAt: this.clock.now() });
      return { roomId };
    });
  }

  /** A planned one, also where none is named and its time has come; else one at once. Two tutors who start at the same time start one: a unique index decides. */
  async start(me: Me, enrolmentId: string, roomId: string, wish: StartWish): Promise<{ meetingId: string }> {
    const enrolment = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    const begun = await this.db.as(me, async (tx) => {
      const room = await this.lock(tx, me, enrolment, roomId);
      if (room.closedAt) throw new Problem('conflict', 'room.closed');
      const { live, next } = await this.near(tx, me.tenant, roomId);
      if (live) return live;
      const planned = wish.meetingId ?? (next?.plannedFrom && isOpening(next.plannedFrom, this.clock.now()) ? next.meetingId : undefined);
      const meetingId = planned === undefined ? await this.insert(tx, me, room, wish) : await this.begin(tx, me, roomId, planned);
      await this.due.plan(tx, me.tenant, TEND, meetingId, new Date(this.clock.now().getTime() + TEND_MS));
      const row = await meetingBy(tx, { tenant: me.tenant, meeting: meetingId });
      if (!row) throw new Error('a meeting that was neither made nor found');
      return meetingRow(row);
    });
    const endsAt = begun.plannedTo === null ? null : Date.parse(begun.plannedTo) + AFTER_PLAN_MS;
    await this.meetings.tell({ tenant: me.tenant, meeting: begun.meetingId }, SERVER.started, { endsAt });
    return { meetingId: begun.meetingId };
  }

  private async insert(tx: EntityManager, me: Me, room: RoomRecord, wish: StartWish): Promise<string> {
    const [id, now] = [randomUUID(), this.clock.now()];
    await tx.insert(Meeting, {
      tenant: me.tenant,
      id,
      room: room.id,
      placeLabel: wish.placeLabel ?? room.placeLabel,
      supportElement: wish.supportElement ?? null,
      tutor: me.person,
      startedAt: now,
      startedBy: me.person,
      seed: randomInt(1, 2_000_000_000),
      createdBy: me.person,
      createdAt: now,
      changedAt: now,
    });
    return id;
  }

  private async begin(tx: EntityManager, me: Me, roomId: string, meetingId: string): Promise<string> {
    const row = await tx.findOneBy(Meeting, { tenant: me.tenant, id: meetingId, room: roomId });
    if (!row) throw new Problem('not-found', 'meeting.unknown');
    if (row.startedAt) throw new Problem('conflict', 'meeting.over');
    if (row.cancelledAt) throw new Problem('conflict', 'meeting.cancelled');
    await tx.update(Meeting, { tenant: me.tenant, id: meetingId }, { startedAt: this.clock.now(), startedBy: me.person, changedAt: this.clock.now() });
    return meetingId;
  }

  /** Whoever of the staff may begin an hour may put it back. Sent again it changes nothing. */
  async putBack(me: Me, enrolmentId: string, meetingId: string): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    const at = { tenant: me.tenant, meeting: meetingId };
    if (!(await this.db.as(me, (tx) => joinableOf(tx, { ...at, courseId })))) throw new Problem('not-found', 'meeting.unknown');
    const meeting = await this.meetings.of(at);
    await meeting.catchUp();
    if (meeting.state.phase === 'planned' || meeting.state.endedBy === 'put-back') return;
    await meeting.send({ id: randomUUID(), name: SERVER.putBack, by: { seat: 'tutor', person: me.person, device: null }, body: {} });
  }

  /** What everybody at a connection may know of the room and its hour. */
  async about(at: At): Promise<Welcome['meeting']> {
    const row = await this.db.job(at.tenant, (tx) => aboutMeeting(tx, at));
    if (!row) throw new Problem('not-found', 'meeting.unknown');
    const { hosts, ...about } = row;
    // a host that was taken off the list leads nowhere any more
    return { ...about, link: about.link !== null && isOnList(about.link, hosts) ? about.link : null };
  }
}

interface StartWish {
  meetingId?: string | undefined;
  placeLabel?: string | undefined;
  supportElement?: SupportElement | undefined;
}

function mayRun({ role }: MyEnrolment): boolean {
  return role === 'teacher' || role === 'tutor';
}
