import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { addDays, germanDay, SERIES_MOST, type PlanPreview, type PlanTime, type PlanWish } from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { enrolmentOf, type Me } from '#lotse/people';
import { stateOf } from './meeting-states.js';
import { meetingOf, roomOf } from './of-course.js';
import { clashes, insertExcuse, insertHours, lockCalledOff, lockPlanned, staffOf, type MeetingAt } from './plan.queries.js';
import { hoursOf, seriesDays, type LeftOut, type SeriesDay } from './series.js';
import { Meeting } from '../entities.js';
import { MeetingExcuse, MeetingChangeRow } from '../attendance/attendance.entities.js';

const LONGEST_MS = 12 * 3600_000;

/** Plans hours in a room, alone or as a series, and changes what was planned. Staff of the course may. */
@Injectable()
export class PlanService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly groups: GroupsService,
  ) {}

  /** What planning would make. Writes nothing. */
  preview(me: Me, enrolmentId: string, roomId: string, wish: PlanWish): Promise<PlanPreview> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await roomOf(tx, me.tenant, courseId, roomId);
      const { days, leftOut } = daysOf(wish);
      const taken = (await clashes(tx, { tenant: me.tenant, room: roomId, but: null }, days)).map((time) => time.getTime());
      const people = await this.expected(tx, me.tenant, courseId, wish.groupId);
      return {
        days: days.map(({ day, from, to }) => ({ day, from: from.toISOString(), to: to.toISOString(), clash: taken.includes(from.getTime()) })),
        leftOut,
        ...(await this.groups.sizeOf(tx, me.tenant, people)),
      };
    });
  }

  plan(me: Me, enrolmentId: string, roomId: string, wish: PlanWish): Promise<{ meetings: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const room = await roomOf(tx, me.tenant, courseId, roomId);
      if (room.isClosed) throw new Problem('conflict', 'room.closed');
      const { days } = daysOf(wish);
      this.refusePast(days.map((one) => one.from));
      await this.expected(tx, me.tenant, courseId, wish.groupId);
      if (wish.onlyGroup === true && wish.groupId === null) throw new Problem('invalid', 'plan.only-group');
      await this.refuseStranger(tx, me.tenant, courseId, wish.tutorId ?? me.person);
      const [taken] = await clashes(tx, { tenant: me.tenant, room: roomId, but: null }, days);
      if (taken) throw new Problem('conflict', 'plan.clash', { day: germanDay(taken) });
      await this.insert(tx, me, roomId, wish, days);
      return { meetings: days.length };
    });
  }

  move(me: Me, enrolmentId: string, meetingId: string, wish: PlanTime & { placeLabel: string | null; reason: string }): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await this.planned(tx, me.tenant, courseId, meetingId);
      const to = checked(hoursOf(wish.day, wish.from, wish.to));
      this.refusePast([to.from]);
      const [taken] = await clashes(tx, { tenant: me.tenant, room: meeting.room, but: meeting.id }, [to]);
      if (taken) throw new Problem('conflict', 'plan.clash', { day: germanDay(taken) });
      await tx.update(
        Meeting,
        { tenant: me.tenant, id: meetingId },
        { plannedFrom: to.from, plannedTo: to.to, placeLabel: wish.placeLabel, changedAt: this.clock.now() },
      );
      // who could not come then may be able to come now
      await tx.delete(MeetingExcuse, { tenant: me.tenant, meeting: meetingId });
      await this.tell(tx, me, { meeting: meetingId, kind: 'moved', reason: wish.reason, before: meeting.from });
    });
  }

  cancel(me: Me, enrolmentId: string, meetingId: string, wish: { reason: string; which: 'one' | 'following' }): Promise<{ meetings: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await this.planned(tx, me.tenant, courseId, meetingId);
      const series = wish.which === 'following' ? meeting.series : null;
      const ids = await lockPlanned(tx, { tenant: me.tenant, meeting: meetingId, series, room: meeting.room, from: meeting.from });
      const now = this.clock.now(); // one for all: they can be taken back together
      for (const id of ids) {
        const cell = { table: 'meeting', row: id, column: 'cancel_reason' };
        const reason = await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, cell, wish.reason);
        await tx.update(Meeting, { tenant: me.tenant, id }, { cancelledAt: now, cancelledBy: me.person, cancelReason: reason, changedAt: now });
      }
      return { meetings: ids.length };
    });
  }

  /** What was called off takes place after all, where the room is still free. */
  restore(me: Me, enrolmentId: string, meetingId: string, which: 'one' | 'together'): Promise<{ meetings: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      if (meeting.cancelledAt === null) return { meetings: 0 };
      this.refusePast([meeting.from]);
      const room = await roomOf(tx, me.tenant, courseId, meeting.room);
      if (room.isClosed) throw new Problem('conflict', 'room.closed');
      const hours = await lockCalledOff(tx, { tenant: me.tenant, meeting: meetingId, together: which === 'together', now: this.clock.now() });
      const [taken] = await clashes(tx, { tenant: me.tenant, room: meeting.room, but: null }, hours);
      if (taken) throw new Problem('conflict', 'plan.clash', { day: germanDay(taken) });
      for (const { id } of hours) {
        const none = { cancelledAt: null, cancelledBy: null, cancelReason: null };
        await tx.update(Meeting, { tenant: me.tenant, id }, { ...none, changedAt: this.clock.now() });
        await this.tell(tx, me, { meeting: id, kind: 'restored', reason: '', before: null });
      }
      return { meetings: hours.length };
    });
  }

  /** Somebody else of the course's staff teaches it, from now on until it ends. */
  substitute(me: Me, enrolmentId: string, meetingId: string, wish: { tutorId: string; reason: string }): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      if (meeting.endedAt || meeting.cancelledAt) throw new Problem('conflict', 'meeting.over');
      await this.refuseStranger(tx, me.tenant, courseId, wish.tutorId);
      await tx.update(Meeting, { tenant: me.tenant, id: meetingId }, { tutor: wish.tutorId, changedAt: this.clock.now() });
      await this.tell(tx, me, { meeting: meetingId, kind: 'substitute', reason: wish.reason, before: null });
    });
  }

  /** A trainee says that they will not come, or that they will after all. */
  excuse(me: Me, enrolmentId: string, meetingId: string, isComing: boolean): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'trainee');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      const expected = await this.groups.expected(tx, me.tenant, courseId, meeting.groupId);
      if (!expected.includes(me.person)) throw new Problem('not-found', 'meeting.unknown');
      if (stateOf(meeting) !== 'planned' || meeting.to <= this.clock.now()) throw new Problem('conflict', 'meeting.not-planned');
      if (isComing) await tx.delete(MeetingExcuse, { tenant: me.tenant, meeting: meetingId, person: me.person });
      else await insertExcuse(tx, { tenant: me.tenant, meeting: meetingId, person: me.person, at: this.clock.now() });
    });
  }

  private async planned(tx: EntityManager, tenant: string, courseId: string, meetingId: string): Promise<MeetingAt> {
    const meeting = await meetingOf(tx, tenant, courseId, meetingId);
    if (stateOf(meeting) !== 'planned') throw new Problem('conflict', 'meeting.not-planned');
    return meeting;
  }

  private async expected(tx: EntityManager, tenant: string, courseId: string, groupId: string | null): Promise<string[]> {
    if (groupId !== null) await this.groups.find(tx, tenant, courseId, groupId);
    return this.groups.expected(tx, tenant, courseId, groupId);
  }

  private async refuseStranger(tx: EntityManager, tenant: string, courseId: string, person: string): Promise<void> {
    if (!(await staffOf(tx, tenant, courseId)).includes(person)) throw new Problem('not-found', 'person.unknown');
  }

  private refusePast(times: readonly Date[]): void {
    if (times.some((time) => time <= this.clock.now())) throw new Problem('invalid', 'plan.in-past');
  }

  private async insert(tx: EntityManager, me: Me, roomId: string, wish: PlanWish, days: readonly SeriesDay[]): Promise<void> {
    const plan = {
      ...{ tenant: me.tenant, room: roomId, series: wish.series === null ? null : randomUUID(), groupId: wish.groupId, onlyGroup: wish.onlyGroup === true },
      ...{ placeLabel: wish.placeLabel, supportElement: wish.supportElement, tutor: wish.tutorId ?? me.person, by: me.person, at: this.clock.now() },
    };
    const hours = days.map(({ from, to }) => ({ id: randomUUID(), from, to, seed: randomInt(2 ** 31 - 1) }));
    await insertHours(tx, plan, hours);
  }

  private async tell(
    tx: EntityManager,
    me: Me,
    change: { meeting: string; kind: 'moved' | 'substitute' | 'restored'; reason: string; before: Date | null },
  ): Promise<void> {
    const id = randomUUID();
    const reason = await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, { table: 'meeting_change', row: id, column: 'reason' }, change.reason);
    await tx.insert(MeetingChangeRow, {
      tenant: me.tenant,
      id,
      meeting: change.meeting,
      kind: change.kind,
      reason,
      before: change.before,
      by: me.person,
      at: this.clock.now(),
    });
  }
}

/** The hours of a wish. Problems: plan.too-long, plan.no-days, plan.too-many, plan.end-before-start. */
function daysOf(wish: PlanWish): { days: SeriesDay[]; leftOut: LeftOut[] } {
  if (wish.series === null) return { days: [{ day: wish.day, ...checked(hoursOf(wish.day, wish.from, wish.to)) }], leftOut: [] };
  const { series } = wish;
  if (series.until < wish.day) throw new Problem('invalid', 'plan.end-before-start');
  if (series.until > addDays(wish.day, 366)) throw new Problem('invalid', 'plan.too-many', { most: SERIES_MOST });
  const found = seriesDays({ ...series, startsOn: wish.day, from: wish.from, to: wish.to });
  if (found.days.length === 0) throw new Problem('invalid', 'plan.no-days');
  if (found.days.length > SERIES_MOST) throw new Problem('invalid', 'plan.too-many', { most: SERIES_MOST });
  found.days.forEach(checked);
  return found;
}

function checked<T extends { from: Date; to: Date }>(hours: T): T {
  const long = hours.to.getTime() - hours.from.getTime();
  if (long <= 0 || long > LONGEST_MS) throw new Problem('invalid', 'plan.too-long');
  return hours;
}
