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
import { IS_PREPARED, isOver, MEETING_COLUMNS, MEETINGS, staffOf, stateOf, type MeetingAt } from './plan-store.js';
import { weekday } from './public-holidays.js';

const MOST = 300;
/** Hours that nobody confirmed for so long are not asked for any more. */
const ASKED_DAYS = 60;

type Found = MeetingAt & { isMine: boolean; isConfirmed: boolean; isPrepared: boolean };
/** Whose hour it is: who is to teach it, who started it, or who sat in it as a tutor. */
export const MINE = `(coalesce(m.tutor = $2, false) or coalesce(m.started_by = $2, false) or exists (select from meeting_presence p where p.tenant = m.tenant and p.meeting = m.id and p.person = $2 and p.seat = 'tutor'))`;
const CONFIRMED = `exists (select from attendance_record a where a.tenant = m.tenant and a.meeting = m.id)`;
const WHEN = `coalesce(m.planned_from, m.started_at)`;

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
      const found = await this.between(tx, me, courseId, { from: dayBegins(monday), to: dayBegins(addDays(monday, 7)) });
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
      const found = await this.between(tx, me, courseId, { from: daysLater(now, -1), to: daysLater(now, 60) });
      const ahead = found.filter((one) => !isOver(one, now));
      const mine = role === 'trainee' ? await this.forTrainee(tx, me, courseId, ahead) : ahead.filter((one) => one.isMine);
      const next = mine.slice(0, 10);
      const [names, changes] = [await this.tutorNames(tx, me.tenant, next), await this.changes(tx, me.tenant, next)];
      const excused = await tx.query<{ meeting: string }[]>(`select meeting from meeting_excuse where tenant = $1 and person = $2 and meeting = any($3)`, [
        ...[me.tenant, me.person, next.map((one) => one.id)],
      ]);
      const meetings = next.map((one) => ({
        ...{ meetingId: one.id, roomId: one.room, roomTitle: one.roomTitle, state: stateOf(one) as UpcomingMeeting['state'] },
        ...{ from: one.from.toISOString(), to: one.to.toISOString(), placeLabel: one.placeLabel },
        opensAt: new Date(one.from.getTime() - OPEN_MINUTES * 60_000).toISOString(),
        tutor: names.get(one.tutor ?? one.startedBy ?? '') ?? null,
        change: changes.get(one.id) ?? null,
        isExcused: excused.some((row) => row.meeting === one.id),
      }));
      return { now: now.toISOString(), meetings };
    });
  }

  private async forTrainee<T extends MeetingAt>(tx: EntityManager, me: Me, courseId: string, meetings: readonly T[]): Promise<T[]> {
    const groups = new Map<string | null, boolean>();
    for (const id of new Set(meetings.map((one) => one.groupId))) groups.set(id, (await this.groups.expected(tx, me.tenant, courseId, id)).includes(me.person));
    return meetings.filter((one) => groups.get(one.groupId));
  }

  private between(tx: EntityManager, me: Me, courseId: string, span: { from: Date; to: Date }): Promise<Found[]> {
    return tx.query<Found[]>(
      `select ${MEETING_COLUMNS}, ${MINE} as "isMine", ${CONFIRMED} as "isConfirmed", ${IS_PREPARED} as "isPrepared" from ${MEETINGS} where m.tenant = $1 and r.course = $3 and ${WHEN} >= $4 and ${WHEN} < $5
       order by ${WHEN}, m.id limit ${MOST}`,
      [me.tenant, me.person, courseId, span.from, span.to],
    );
  }

  private async open(tx: EntityManager, me: Me, courseId: string, now: Date): Promise<WeekPlan['toConfirm']> {
    const rows = await tx.query<MeetingAt[]>(
      `select ${MEETING_COLUMNS} from ${MEETINGS} where m.tenant = $1 and r.course = $3 and ${MINE} and not ${CONFIRMED} and ${WHEN} >= $4
         and (m.ended_at is not null or (m.started_at is null and m.planned_to <= $5)) order by ${WHEN} limit 20`,
      [me.tenant, me.person, courseId, daysLater(now, -ASKED_DAYS), now],
    );
    return rows.map((one) => ({ meetingId: one.id, roomTitle: one.roomTitle, from: one.from.toISOString(), to: one.to.toISOString() }));
  }

  private async shown(
    tx: EntityManager,
    tenant: string,
    courseId: string,
    found: readonly Found[],
    attendance: (one: Found) => PlannedMeeting['attendance'],
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
      ...{ isMine: one.isMine, seriesId: one.series, isPrepared: one.isPrepared, change: changes.get(one.id) ?? null, attendance: attendance(one) },
    }));
  }

  private tutorNames(tx: EntityManager, tenant: string, meetings: readonly MeetingAt[]): Promise<Map<string, string>> {
    const persons = [...new Set(meetings.flatMap((one) => one.tutor ?? one.startedBy ?? []))];
    return this.people.displayNames(tx, tenant, persons);
  }

  /** The newest change of each meeting with its reason: a cancellation stands before all else. */
  private async changes(tx: EntityManager, tenant: string, meetings: readonly MeetingAt[]): Promise<Map<string, MeetingChange>> {
    const ids = meetings.map((one) => one.id);
    const owner = { kind: 'tenant', id: tenant } as const;
    const rows = await tx.query<{ id: string; meeting: string; kind: 'moved' | 'substitute'; reason: Buffer; before: Date | null; at: Date }[]>(
      `select id, meeting, kind, reason, before, at from meeting_change where tenant = $1 and meeting = any($2) order by at`,
      [tenant, ids],
    );
    const found = new Map<string, MeetingChange>();
    for (const row of rows) {
      const reason = await this.seal.open(tx, owner, { table: 'meeting_change', row: row.id, column: 'reason' }, row.reason);
      found.set(row.meeting, { kind: row.kind, reason, at: row.at.toISOString(), before: row.before?.toISOString() ?? null });
    }
    const cancelled = await tx.query<{ id: string; at: Date; reason: Buffer }[]>(
      `select id, cancelled_at as at, cancel_reason as reason from meeting where tenant = $1 and id = any($2) and cancel_reason is not null`,
      [tenant, ids],
    );
    for (const row of cancelled) {
      const reason = await this.seal.open(tx, owner, { table: 'meeting', row: row.id, column: 'cancel_reason' }, row.reason);
      found.set(row.id, { kind: 'cancelled', reason, at: row.at.toISOString(), before: null });
    }
    return found;
  }
}

function attendanceOf(one: Found, now: Date): PlannedMeeting['attendance'] {
  if (one.isConfirmed) return 'confirmed';
  return isOver(one, now) ? 'open' : 'none';
}
