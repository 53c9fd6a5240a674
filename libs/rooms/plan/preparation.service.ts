import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import type { Preparation, PreparationWish, PollQuestion, PreparedHour } from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { isOver } from './meeting-states.js';
import { meetingOf } from './of-course.js';
import type { MeetingAt } from './plan.queries.js';
import { insertMembers, lockPreparing, lockSeriesOf, preparedGroups, preparedHours, preparedPolls, unpreparedHours } from './preparation.queries.js';
import { PreparedGroup, PreparedGroupMember, PreparedPollRow } from './prepared.entities.js';

/** Break-out groups and polls of one hour, thought out before it. Staff of the course prepare, whoever leads the hour starts them. */
@Injectable()
export class PreparationService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly groups: GroupsService,
    private readonly people: PeopleService,
  ) {}

  read(me: Me, enrolmentId: string, meetingId: string): Promise<Preparation> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      const persons = await this.groups.expected(tx, me.tenant, courseId, meeting.groupId);
      const names = await this.people.displayNames(tx, me.tenant, persons);
      const people = persons.map((personId) => ({ personId, name: names.get(personId) ?? '' }));
      people.sort((a, b) => this.collator.compare(a.name, b.name));
      const [groups, polls] = [await this.readGroups(tx, me.tenant, meetingId, persons), await this.readPolls(tx, me.tenant, meetingId)];
      return { people, groups, polls, unprepared: (await this.unprepared(tx, me.tenant, meeting)).length };
    });
  }

  /** Other hours of the room in which something is prepared, past and to come, the nearest in time first. */
  others(me: Me, enrolmentId: string, meetingId: string, { page, size }: { page: number; size: number }): Promise<{ rows: PreparedHour[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      const at = { tenant: me.tenant, meeting: meetingId, room: meeting.room, from: meeting.from };
      const rows = await preparedHours(tx, at, { offset: (page - 1) * size, limit: size });
      return { rows: rows.map(({ total: _, from, ...row }) => ({ ...row, from: from.toISOString() })), total: rows[0]?.total ?? 0 };
    });
  }

  /** Takes the place of what was there. Problems: meeting.unknown, meeting.over, person.unknown, breakout.twice. */
  save(me: Me, enrolmentId: string, meetingId: string, wish: PreparationWish & { series?: boolean | undefined }): Promise<{ meetings: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      if (wish.series === true) await this.holdSeries(tx, me.tenant, courseId, meetingId);
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      if (isOver(meeting, this.clock.now()) || meeting.cancelledAt) throw new Problem('conflict', 'meeting.over');
      await this.refuseUnfit(tx, me.tenant, courseId, meeting, wish);
      for (const rows of [PreparedGroupMember, PreparedGroup, PreparedPollRow]) await tx.delete(rows, { tenant: me.tenant, meeting: meetingId });
      const also = wish.series === true ? await this.unprepared(tx, me.tenant, meeting) : [];
      for (const { id, groupId } of [meeting, ...also]) await this.write(tx, me.tenant, id, await this.fitting(tx, me.tenant, courseId, groupId, wish));
      return { meetings: also.length + 1 };
    });
  }

  /** Where two tutors save at once, the second one finds what the first has prepared, and none waits for an hour that the other one holds. */
  private async holdSeries(tx: EntityManager, tenant: string, courseId: string, meetingId: string): Promise<void> {
    await lockPreparing(tx, courseId);
    await lockSeriesOf(tx, { tenant, meeting: meetingId });
  }

  /** Hours of the same series that are still to come and in which nothing is prepared. */
  private async unprepared(tx: EntityManager, tenant: string, { id, room, series }: MeetingAt): Promise<{ id: string; groupId: string | null }[]> {
    if (series === null) return [];
    return unpreparedHours(tx, { tenant, series, room, meeting: id, now: this.clock.now() });
  }

  /** Who is not expected in that hour is in none of its groups. */
  private async fitting(tx: EntityManager, tenant: string, courseId: string, groupId: string | null, wish: PreparationWish): Promise<PreparationWish> {
    const expected = new Set(await this.groups.expected(tx, tenant, courseId, groupId));
    return { ...wish, groups: wish.groups.map((one) => ({ ...one, members: one.members.filter((person) => expected.has(person)) })) };
  }

  private async write(tx: EntityManager, tenant: string, meeting: string, { groups, polls }: PreparationWish): Promise<void> {
    for (const [position, group] of groups.entries()) await this.addGroup(tx, { tenant, meeting, position }, group);
    for (const [position, poll] of polls.entries()) {
      const id = randomUUID();
      const body = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_poll', row: id, column: 'body' }, JSON.stringify(poll));
      await tx.insert(PreparedPollRow, { tenant, id, meeting, position, body });
    }
  }

  private async addGroup(
    tx: EntityManager,
    at: { tenant: string; meeting: string; position: number },
    group: PreparationWish['groups'][number],
  ): Promise<void> {
    const [id, { tenant, meeting }] = [randomUUID(), at];
    const name = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_group', row: id, column: 'name' }, group.name);
    await tx.insert(PreparedGroup, { ...at, id, name });
    await insertMembers(tx, { tenant, meeting, group: id }, group.members);
  }

  private async refuseUnfit(tx: EntityManager, tenant: string, courseId: string, meeting: MeetingAt, { groups }: PreparationWish): Promise<void> {
    const members = groups.flatMap((one) => one.members);
    if (new Set(members).size < members.length) throw new Problem('invalid', 'breakout.twice');
    const expected = new Set(await this.groups.expected(tx, tenant, courseId, meeting.groupId));
    if (members.some((person) => !expected.has(person))) throw new Problem('not-found', 'person.unknown');
  }

  /** Who is not expected any more is left out. */
  private async readGroups(tx: EntityManager, tenant: string, meeting: string, expected: readonly string[]): Promise<Preparation['groups']> {
    const read = [];
    for (const { id, name, members } of await preparedGroups(tx, { tenant, meeting }, expected))
      read.push({ name: await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_group', row: id, column: 'name' }, name), members });
    return read;
  }

  private async readPolls(tx: EntityManager, tenant: string, meeting: string): Promise<PollQuestion[]> {
    const read = [];
    for (const { id, body } of await preparedPolls(tx, { tenant, meeting })) {
      const text = await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_poll', row: id, column: 'body' }, body);
      read.push(JSON.parse(text) as PollQuestion);
    }
    return read;
  }
}
