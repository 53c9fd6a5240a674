import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import { germanDay, type GroupPerson, type GroupRow, type GroupsAsked, type GroupView, type GroupWish } from '#lotse/contract';
import { type Me, PeopleService, enrolmentOf } from '#lotse/people';
import { CourseGroup } from './group.entities.js';
import { addMembers, archiveGroup, groupName, groupNames, groupsOf, membersOf, offerGroup, removeAllBut, smallestLimit, traineesOf } from './groups.queries.js';

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

  list(me: Me, enrolmentId: string, query: { page: number; size: number; which: GroupsAsked }): Promise<{ rows: GroupRow[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const found = await groupsOf(tx, me.tenant, courseId, query.which === 'archived');
      const page = found.slice((query.page - 1) * query.size, query.page * query.size);
      const rows: GroupRow[] = [];
      for (const { id, name } of page)
        rows.push({ groupId: id, name, ...(await this.sizeOf(tx, me.tenant, await membersOf(tx, { tenant: me.tenant, courseId, groupId: id }))) });
      return { rows, total: found.length };
    });
  }

  one(me: Me, enrolmentId: string, groupId: string): Promise<GroupView> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { name } = await this.find(tx, me.tenant, courseId, groupId);
      const persons = await membersOf(tx, { tenant: me.tenant, courseId, groupId });
      return { groupId, name, ...(await this.sizeOf(tx, me.tenant, persons)), members: await this.named(tx, me.tenant, persons) };
    });
  }

  candidates(me: Me, enrolmentId: string, query: { page: number; size: number }): Promise<{ rows: GroupPerson[]; total: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const all = await this.named(tx, me.tenant, await traineesOf(tx, me.tenant, courseId));
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
      await removeAllBut(tx, { tenant: me.tenant, groupId, persons: wish.personIds });
      await this.fill(tx, me.tenant, { courseId, groupId }, wish.personIds);
    });
  }

  archive(me: Me, enrolmentId: string, groupId: string): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.find(tx, me.tenant, courseId, groupId, true);
      await archiveGroup(tx, { tenant: me.tenant, groupId, now: this.clock.now() });
    });
  }

  /** It is offered again, with those of its people who are in the course. */
  offer(me: Me, enrolmentId: string, groupId: string): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      if (!(await offerGroup(tx, { tenant: me.tenant, courseId, groupId }))) throw new Problem('not-found', 'group.unknown');
    });
  }

  /** Name of a group of this course that may be planned with. Throws group.unknown. */
  async find(tx: EntityManager, tenant: string, courseId: string, groupId: string, isLocked = false): Promise<{ name: string }> {
    const name = await groupName(tx, { tenant, courseId, groupId, isLocked });
    if (name === undefined) throw new Problem('not-found', 'group.unknown');
    return { name };
  }

  /** Names of groups, archived ones too. */
  async names(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await groupNames(tx, tenant, ids);
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Who is expected: the members of the group who are in the course, or all its trainees where no group is named. */
  expected(tx: EntityManager, tenant: string, courseId: string, groupId: string | null): Promise<string[]> {
    return groupId === null ? traineesOf(tx, tenant, courseId) : membersOf(tx, { tenant, courseId, groupId });
  }

  /**
   * How large a list of people may be: the smallest limit of the measures in which they take part today. Which variant a measure
   * is plays no part, its limit is data.
   */
  async sizeOf(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<GroupSize> {
    const limit = await smallestLimit(tx, { tenant, persons, day: germanDay(this.clock.now()) });
    return { people: persons.length, limit, isTooLarge: limit !== null && persons.length > limit };
  }

  /** Somebody who is no trainee of the course is unknown here. */
  private async fill(tx: EntityManager, tenant: string, at: { courseId: string; groupId: string }, persons: readonly string[]): Promise<void> {
    const wanted = [...new Set(persons)];
    const known = new Set(await traineesOf(tx, tenant, at.courseId));
    if (wanted.some((person) => !known.has(person))) throw new Problem('not-found', 'person.unknown');
    await addMembers(tx, { tenant, groupId: at.groupId, persons: wanted, now: this.clock.now() });
  }

  private async named(tx: EntityManager, tenant: string, persons: string[]): Promise<GroupPerson[]> {
    const names = await this.people.displayNames(tx, tenant, persons);
    return persons
      .map((personId) => ({ personId, name: names.get(personId) ?? '' }))
      .sort((a, b) => this.collator.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
  }
}
