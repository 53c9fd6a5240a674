import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import { germanDay, type GroupPerson, type GroupRow, type GroupView, type GroupWish } from '#lotse/contract';
import { type Me, PeopleService, enrolmentOf } from '#lotse/people';
import { CourseGroup } from './group.entities.js';

const MOST = 20_000;

/** Trainees of the course who are in it now; test persons of the LMS are none. */
const TRAINEES = `select e.person from enrolment e where e.tenant = $1 and e.course = $2 and e.role = 'trainee' and e.status = 'active' and not e.test`;

export interface GroupSize {
  people: number;
  limit: number | null;
  isTooLarge: boolean;
}

/** Stored lists of people of a course. Teachers and tutors of the course keep them. */
@Injectable()
export class GroupsService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly people: PeopleService,
  ) {}

  list(me: Me, enrolmentId: string, query: { page: number; size: number }): Promise<{ rows: GroupRow[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const found = await tx.query<{ id: string; name: string }[]>(
        `select id, name from course_group where tenant = $1 and course = $2 and archived_at is null order by created_at, id limit ${MOST}`,
        [me.tenant, courseId],
      );
      const page = found.slice((query.page - 1) * query.size, query.page * query.size);
      const rows: GroupRow[] = [];
      for (const { id, name } of page) rows.push({ groupId: id, name, ...(await this.sizeOf(tx, me.tenant, await this.members(tx, me.tenant, courseId, id))) });
      return { rows, total: found.length };
    });
  }

  one(me: Me, enrolmentId: string, groupId: string): Promise<GroupView> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { name } = await this.find(tx, me.tenant, courseId, groupId);
      const persons = await this.members(tx, me.tenant, courseId, groupId);
      return { groupId, name, ...(await this.sizeOf(tx, me.tenant, persons)), members: await this.named(tx, me.tenant, persons) };
    });
  }

  candidates(me: Me, enrolmentId: string, query: { page: number; size: number }): Promise<{ rows: GroupPerson[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const all = await this.named(tx, me.tenant, await this.trainees(tx, me.tenant, courseId));
      return { rows: all.slice((query.page - 1) * query.size, query.page * query.size), total: all.length };
    });
  }

  add(me: Me, enrolmentId: string, wish: GroupWish): Promise<{ groupId: string }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const id = randomUUID();
      await tx.insert(CourseGroup, { tenant: me.tenant, id, course: courseId, name: wish.name, createdBy: me.person, createdAt: this.clock.now() });
      await this.fill(tx, me.tenant, { courseId, groupId: id }, wish.personIds);
      return { groupId: id };
    });
  }

  change(me: Me, enrolmentId: string, groupId: string, wish: GroupWish): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.find(tx, me.tenant, courseId, groupId, true);
      await tx.update(CourseGroup, { tenant: me.tenant, id: groupId }, { name: wish.name });
      await tx.query(`delete from course_group_member where tenant = $1 and group_id = $2 and person <> all($3)`, [me.tenant, groupId, wish.personIds]);
      await this.fill(tx, me.tenant, { courseId, groupId }, wish.personIds);
    });
  }

  archive(me: Me, enrolmentId: string, groupId: string): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.find(tx, me.tenant, courseId, groupId, true);
      await tx.query(`update course_group set archived_at = coalesce(archived_at, $3) where tenant = $1 and id = $2`, [me.tenant, groupId, this.clock.now()]);
    });
  }

  /** Name of a group of this course that may be planned with. Throws group.unknown. */
  async find(tx: EntityManager, tenant: string, courseId: string, groupId: string, isLocked = false): Promise<{ name: string }> {
    const [row] = await tx.query<{ name: string }[]>(
      `select name from course_group where tenant = $1 and course = $2 and id = $3 and archived_at is null${isLocked ? ' for update' : ''}`,
      [tenant, courseId, groupId],
    );
    if (!row) throw new Problem('not-found', 'group.unknown');
    return row;
  }

  /** Names of groups, archived ones too. */
  async names(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from course_group where tenant = $1 and id = any($2)`, [tenant, ids]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Who is expected: the members of the group who are in the course, or all its trainees where no group is named. */
  expected(tx: EntityManager, tenant: string, courseId: string, groupId: string | null): Promise<string[]> {
    return groupId === null ? this.trainees(tx, tenant, courseId) : this.members(tx, tenant, courseId, groupId);
  }

  /**
   * How large a list of people may be: the smallest limit of the measures in which they take part today. Which variant a measure
   * is plays no part, its limit is data.
   */
  async sizeOf(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<GroupSize> {
    const [row] = await tx.query<{ limit: number | null }[]>(
      `select min(m.group_limit)::int as limit from participation p join measure m on m.tenant = p.tenant and m.id = p.measure where p.tenant = $1 and p.person = any($2)
         and p.starts_on <= $3::date and (p.ends_on is null or p.ends_on >= $3::date) and (p.exited_on is null or p.exited_on >= $3::date)`,
      [tenant, persons, germanDay(this.clock.now())],
    );
    const limit = row?.limit ?? null;
    return { people: persons.length, limit, isTooLarge: limit !== null && persons.length > limit };
  }

  private async trainees(tx: EntityManager, tenant: string, courseId: string): Promise<string[]> {
    const rows = await tx.query<{ person: string }[]>(`${TRAINEES} order by e.person limit ${MOST}`, [tenant, courseId]);
    return rows.map((row) => row.person);
  }

  private async members(tx: EntityManager, tenant: string, courseId: string, groupId: string): Promise<string[]> {
    const rows = await tx.query<{ person: string }[]>(
      `${TRAINEES} and exists (select from course_group_member m where m.tenant = e.tenant and m.group_id = $3 and m.person = e.person) order by e.person limit ${MOST}`,
      [tenant, courseId, groupId],
    );
    return rows.map((row) => row.person);
  }

  /** Somebody who is no trainee of the course is unknown here. */
  private async fill(tx: EntityManager, tenant: string, at: { courseId: string; groupId: string }, persons: readonly string[]): Promise<void> {
    const wanted = [...new Set(persons)];
    const known = new Set(await this.trainees(tx, tenant, at.courseId));
    if (wanted.some((person) => !known.has(person))) throw new Problem('not-found', 'person.unknown');
    await tx.query(
      `insert into course_group_member (tenant, group_id, person, added_at) select $1, $2, person, $4 from unnest($3::uuid[]) as person on conflict (tenant, group_id, person) do nothing`,
      [tenant, at.groupId, wanted, this.clock.now()],
    );
  }

  private async named(tx: EntityManager, tenant: string, persons: string[]): Promise<GroupPerson[]> {
    const names = await this.people.displayNames(tx, tenant, persons);
    return persons
      .map((personId) => ({ personId, name: names.get(personId) ?? '' }))
      .sort((a, b) => this.collator.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
  }
}
