import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import type { Preparation, PreparationWish, PollQuestion } from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { isOver, meetingOf, type MeetingAt } from './plan-store.js';
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
      return { people, groups: await this.readGroups(tx, me.tenant, meetingId, persons), polls: await this.readPolls(tx, me.tenant, meetingId) };
    });
  }

  /** Takes the place of what was there. Problems: meeting.unknown, meeting.over, person.unknown, breakout.twice. */
  save(me: Me, enrolmentId: string, meetingId: string, wish: PreparationWish): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const meeting = await meetingOf(tx, me.tenant, courseId, meetingId);
      if (isOver(meeting, this.clock.now()) || meeting.cancelledAt) throw new Problem('conflict', 'meeting.over');
      await this.refuseUnfit(tx, me.tenant, courseId, meeting, wish);
      for (const rows of [PreparedGroupMember, PreparedGroup, PreparedPollRow]) await tx.delete(rows, { tenant: me.tenant, meeting: meetingId });
      for (const [position, group] of wish.groups.entries()) await this.addGroup(tx, { tenant: me.tenant, meeting: meetingId, position }, group);
      for (const [position, poll] of wish.polls.entries()) {
        const id = randomUUID();
        const body = await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, { table: 'prepared_poll', row: id, column: 'body' }, JSON.stringify(poll));
        await tx.insert(PreparedPollRow, { tenant: me.tenant, id, meeting: meetingId, position, body });
      }
    });
  }

  private async addGroup(
    tx: EntityManager,
    at: { tenant: string; meeting: string; position: number },
    group: PreparationWish['groups'][number],
  ): Promise<void> {
    const [id, { tenant, meeting }] = [randomUUID(), at];
    const name = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_group', row: id, column: 'name' }, group.name);
    await tx.insert(PreparedGroup, { ...at, id, name });
    await tx.query(`insert into prepared_group_member (tenant, meeting, person, group_id) select $1, $2, person, $3 from unnest($4::uuid[]) as person`, [
      ...[tenant, meeting, id, group.members],
    ]);
  }

  private async refuseUnfit(tx: EntityManager, tenant: string, courseId: string, meeting: MeetingAt, { groups }: PreparationWish): Promise<void> {
    const members = groups.flatMap((one) => one.members);
    if (new Set(members).size < members.length) throw new Problem('invalid', 'breakout.twice');
    const expected = new Set(await this.groups.expected(tx, tenant, courseId, meeting.groupId));
    if (members.some((person) => !expected.has(person))) throw new Problem('not-found', 'person.unknown');
  }

  /** Who is not expected any more is left out. */
  private async readGroups(tx: EntityManager, tenant: string, meeting: string, expected: readonly string[]): Promise<Preparation['groups']> {
    const rows = await tx.query<{ id: string; name: Buffer; members: string[] }[]>(
      `select g.id, g.name, array(select m.person from prepared_group_member m where m.tenant = g.tenant and m.group_id = g.id and m.person = any($3) order by m.person) as members
       from prepared_group g where g.tenant = $1 and g.meeting = $2 order by g.position`,
      [tenant, meeting, expected],
    );
    const read = [];
    for (const { id, name, members } of rows)
      read.push({ name: await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_group', row: id, column: 'name' }, name), members });
    return read;
  }

  private async readPolls(tx: EntityManager, tenant: string, meeting: string): Promise<PollQuestion[]> {
    const rows = await tx.query<{ id: string; body: Buffer }[]>(`select id, body from prepared_poll where tenant = $1 and meeting = $2 order by position`, [
      tenant,
      meeting,
    ]);
    const read = [];
    for (const { id, body } of rows) {
      const text = await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'prepared_poll', row: id, column: 'body' }, body);
      read.push(JSON.parse(text) as PollQuestion);
    }
    return read;
  }
}
