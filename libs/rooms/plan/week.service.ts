import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal } from '#lotse/base';
import {
  addDays,
  dayBegins,
  daysLater,
  germanDay,
  OPEN_MINUTES,
  type MeetingChange,
  type PlannedMeeting,
  type UpcomingMeeting,
  type WeekPlan,
} from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { isOver, stateOf } from './meeting-states.js';
import { staffOf, type MeetingAt } from './plan.queries.js';
import { weekday } from './public-holidays.js';
import { cancellationsOf, changesOf, excusedFrom, hoursBetween, unconfirmedHours, type HourOfWeek } from './week.queries.js';

/** Hours that nobody confirmed for so long are not asked for any more. */
const ASKED_DAYS = 60;

/** The plan as it is read: a week of a course for its staff, what comes next for its trainees. */
@Injectable()
export class WeekService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly groups: GroupsService,
    private readonly people: PeopleService,
  ) {}

  week(me: Me, enrolmentId: string, day: string | undefined): Promise<WeekPlan> {
    const { courseId, role } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const now = this.clock.now();
      const [today, wanted] = [germanDay(now), day ?? germanDay(now)];
      const monday = addDays(wanted, 1 - weekday(wanted));
      const found = await hoursBetween(
        tx,
        { tenant: me.tenant, person: me.person, courseId },
        { from: dayBegins(monday), to: dayBegins(addDays(monday, 7)), now },
      );
      const meetings = await this.shown(tx, me.tenant, courseId, found, (one) => (role === 'tutor' && one.isMine ? attendanceOf(one, now) : null));
      const open = role === 'tutor' ? await this.open(tx, me, courseId, now) : [];
      return { monday, today, now: now.toISOString(), meetings, toConfirm: open };
    });
  }

  staff(
    me: Me,
    enrolmentId: string,
    query: { page: number; size: number },
  ): Promise<{ rows: { personId: string; name: string; isMe: boolean }[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const persons = await staffOf(tx, me.tenant, courseId);
      const names = await this.people.displayNames(tx, me.tenant, persons);
      const all = persons.map((personId) => ({ personId, name: names.get(personId) ?? '', isMe: personId === me.person }));
      all.sort((a, b) => this.collator.compare(a.name, b.name));
      return { rows: all.slice((query.page - 1) * query.size, query.page * query.size), total: all.length };
    });
  }

  /** What comes next for the asker in this course, running hours first; for staff what they teach. */
  upcoming(me: Me, enrolmentId: string): Promise<{ now: string; meetings: UpcomingMeeting[] }> {
    const { courseId, role } = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const now = this.clock.now();
      const found = await hoursBetween(tx, { tenant: me.tenant, person: me.person, courseId }, { from: daysLater(now, -1), to: daysLater(now, 60), now });
      const ahead = found.filter((one) => !isOver(one, now));
      const mine = role === 'trainee' ? await this.forTrainee(tx, me, courseId, ahead) : ahead.filter((one) => one.isMine);
      const next = mine.slice(0, 10);
      const [names, changes] = [await this.tutorNames(tx, me.tenant, next), await this.changes(tx, me.tenant, next)];
      const excused = await excusedFrom(tx, { tenant: me.tenant, person: me.person, meetings: next.map((one) => one.id) });
      const meetings = next.map((one) => ({
        ...{ meetingId: one.id, roomId: one.room, roomTitle: one.roomTitle, state: stateOf(one) as UpcomingMeeting['state'] },
        ...{ from: one.from.toISOString(), to: one.to.toISOString(), placeLabel: one.placeLabel },
        opensAt: new Date(one.from.getTime() - OPEN_MINUTES * 60_000).toISOString(),
        tutor: names.get(one.tutor ?? one.startedBy ?? '') ?? null,
        change: changes.get(one.id) ?? null,
        isExcused: excused.has(one.id),
      }));
      return { now: now.toISOString(), meetings };
    });
  }

  private async forTrainee<T extends MeetingAt>(tx: EntityManager, me: Me, courseId: string, meetings: readonly T[]): Promise<T[]> {
    const groups = new Map<string | null, boolean>();
    for (const id of new Set(meetings.map((one) => one.groupId))) groups.set(id, (await this.groups.expected(tx, me.tenant, courseId, id)).includes(me.person));
    return meetings.filter((one) => groups.get(one.groupId));
  }

  private async open(tx: EntityManager, me: Me, courseId: string, now: Date): Promise<WeekPlan['toConfirm']> {
    const rows = await unconfirmedHours(tx, { tenant: me.tenant, person: me.person, courseId }, { since: daysLater(now, -ASKED_DAYS), now });
    return rows.map((one) => ({ meetingId: one.id, roomTitle: one.roomTitle, from: one.from.toISOString(), to: one.to.toISOString() }));
  }

  private async shown(
    tx: EntityManager,
    tenant: string,
    courseId: string,
    found: readonly HourOfWeek[],
    attendance: (one: HourOfWeek) => PlannedMeeting['attendance'],
  ): Promise<PlannedMeeting[]> {
    const [names, changes] = [await this.tutorNames(tx, tenant, found), await this.changes(tx, tenant, found)];
    const ids = [...new Set(found.map((one) => one.groupId))];
    const groupNames = await this.groups.names(
      tx,
      tenant,
      ids.flatMap((id) => id ?? []),
    );
    const sizes = new Map<string | null, number>();
    for (const id of ids) sizes.set(id, (await this.groups.expected(tx, tenant, courseId, id)).length);
    return found.map((one) => ({
      ...{ meetingId: one.id, roomId: one.room, roomTitle: one.roomTitle, state: stateOf(one), from: one.from.toISOString(), to: one.to.toISOString() },
      ...{ placeLabel: one.placeLabel, supportElement: one.supportElement, groupId: one.groupId, groupName: groupNames.get(one.groupId ?? '') ?? null },
      ...{ people: sizes.get(one.groupId) ?? 0, tutorId: one.tutor ?? one.startedBy, tutor: names.get(one.tutor ?? one.startedBy ?? '') ?? null },
      ...{ isMine: one.isMine, seriesId: one.series, isPrepared: one.isPrepared, calledOff: one.calledOff, mayPutBack: one.mayPutBack },
      ...{ change: changes.get(one.id) ?? null, attendance: attendance(one) },
    }));
  }

  private tutorNames(tx: EntityManager, tenant: string, meetings: readonly MeetingAt[]): Promise<Map<string, string>> {
    const persons = [...new Set(meetings.flatMap((one) => one.tutor ?? one.startedBy ?? []))];
    return this.people.displayNames(tx, tenant, persons);
  }

  /** The newest change of each meeting with its reason: a cancellation stands before all else. */
  private async changes(tx: EntityManager, tenant: string, meetings: readonly MeetingAt[]): Promise<Map<string, MeetingChange>> {
    const of = { tenant, meetings: meetings.map((one) => one.id) };
    const owner = { kind: 'tenant', id: tenant } as const;
    const found = new Map<string, MeetingChange>();
    for (const row of await changesOf(tx, of)) {
      const reason = await this.seal.open(tx, owner, { table: 'meeting_change', row: row.id, column: 'reason' }, row.reason);
      found.set(row.meeting, { kind: row.kind, reason, at: row.at.toISOString(), before: row.before?.toISOString() ?? null });
    }
    for (const row of await cancellationsOf(tx, of)) {
      const reason = await this.seal.open(tx, owner, { table: 'meeting', row: row.id, column: 'cancel_reason' }, row.reason);
      found.set(row.id, { kind: 'cancelled', reason, at: row.at.toISOString(), before: null });
    }
    return found;
  }
}

function attendanceOf(one: HourOfWeek, now: Date): PlannedMeeting['attendance'] {
  if (one.isConfirmed) return 'confirmed';
  return isOver(one, now) ? 'open' : 'none';
}
