import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, type PublishedUnit } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import type { AnsweredTask, LinkChoices, PersonPage, RosterPage, RosterQuery, RosterRow } from '#lotse/contract';
import { GradePassback, LinksService } from '#lotse/lti';
import { viewTask } from '#lotse/marking';
import { PeopleService, placeOf, type Me } from '#lotse/people';
import { drawFor } from './draw.js';
import { outcomeOf } from './outcome.js';
import { rosterCounts, rosterPage, rosterRows, type RosterPerson } from './roster.js';
import { answersOfPerson, bestGrades, countAnswers, latestRuns, masteryOf } from './runs.queries.js';
import { buoysOf, StartService } from './start.service.js';

const MOST_PEOPLE = 20_000;

/** What a teacher or tutor sees of their course: who has started, who is stuck, whether each grade has arrived. */
@Injectable()
export class CourseService {
  constructor(
    private readonly db: Db, private readonly clock: Clock, private readonly start: StartService,
    private readonly people: PeopleService, private readonly lti: CourseLti,
  ) {}

  async roster(me: Me, enrolmentId: string, query: RosterQuery): Promise<RosterPage> {
    const { courseId } = placeOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.allRows(tx, me.tenant, courseId);
      const page = rosterPage(rows, query);
      return {
        courseTitle: (await this.lti.links.course(tx, me.tenant, courseId)).title,
        units: units.map((unit) => ({ unitId: unit.unitId, title: unit.package.title.de, short: unit.package.title.de.split(':')[0] ?? '' })),
        counts: rosterCounts(rows), rows: page.rows, total: page.total, page: query.page, size: query.size,
        gradesBlocked: await this.lti.passback.gradesBlocked(tx, me.tenant, courseId),
      };
    });
  }

  /** Every row of the list, for the file export. */
  async everyRow(me: Me, enrolmentId: string): Promise<{ rows: RosterRow[]; units: PublishedUnit[] }> {
    const { courseId } = placeOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.allRows(tx, me.tenant, courseId);
      return { rows: rosterPage(rows, { page: 1, size: MOST_PEOPLE, sort: 'name', dir: 'asc' }).rows, units };
    });
  }

  private async allRows(tx: EntityManager, tenant: string, courseId: string): Promise<{ rows: RosterRow[]; units: PublishedUnit[] }> {
    const people = await tx.query<RosterPerson[]>(
      `select person, test, last_seen_at as "lastSeenAt" from enrolment where tenant = $1 and course = $2 and role = 'trainee' and status = 'active' limit ${MOST_PEOPLE}`, [tenant, courseId]);
    const persons = people.map((one) => one.person);
    const units = await this.start.unitsOf(tx, tenant, courseId);
    const rows = rosterRows({
      people, units, now: this.clock.now(),
      names: await this.people.displayNames(tx, tenant, persons), runs: await latestRuns(tx, tenant, persons),
      grades: await bestGrades(tx, tenant, persons), status: await this.lti.passback.statusOf(tx, { tenant, persons, courseId }),
    });
    return { rows, units };
  }

  /** One person's answers in the units of this course, newest first. Somebody who is not in this course is unknown. */
  async person(me: Me, enrolmentId: string, personId: string, query: { page: number; size: number; unitId?: string }): Promise<PersonPage> {
    const { courseId } = placeOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.allRows(tx, me.tenant, courseId);
      const row = rows.find((candidate) => candidate.personId === personId);
      if (!row) throw new Problem('not-found', 'person.unknown');
      const wanted = units.filter((unit) => !query.unitId || unit.unitId === query.unitId).map((unit) => unit.unitId);
      const mastery = await masteryOf(tx, personId);
      return {
        personId, name: row.name, lastSeenAt: row.lastSeenAt,
        units: units.flatMap((unit, i) => { const cell = row.cells[i]; return cell ? [{ unitId: unit.unitId, title: unit.package.title.de, cell }] : []; }),
        mastery: units.flatMap((unit) => buoysOf(unit.package, mastery)),
        answers: await this.answered(tx, me.tenant, personId, wanted, query),
        total: await countAnswers(tx, me.tenant, personId, wanted), page: query.page, size: query.size,
      };
    });
  }

  private async answered(tx: EntityManager, tenant: string, personId: string, units: string[], page: { page: number; size: number }): Promise<AnsweredTask[]> {
    const answers = await answersOfPerson(tx, tenant, personId, units, { offset: (page.page - 1) * page.size, limit: page.size });
    const tasks: AnsweredTask[] = [];
    for (const answer of answers) {
      const unit = await this.lti.catalog.package(tx, answer.package);
      const exercise = unit.exercises.find((candidate) => candidate.id === answer.exerciseId);
      if (!exercise) continue;
      const drawn = drawFor(answer.runSeed, exercise);
      tasks.push({
        answerId: answer.id, at: answer.answeredAt.toISOString(), try: answer.try, aids: answer.aids, response: answer.response, task: viewTask(exercise, unit, drawn),
        outcome: outcomeOf(exercise, drawn, answer, { done: answer.runDone, total: answer.runTotal, finished: answer.runFinished, mastery: 'practising' }),
      });
    }
    return tasks;
  }

  async choices(me: Me, enrolmentId: string, linkId: string): Promise<LinkChoices> {
    const { courseId } = placeOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const link = await this.lti.links.link(tx, me.tenant, courseId, linkId);
      const units = await this.lti.catalog.units(tx, me.tenant);
      const modules = [...new Map(units.map((unit) => [unit.package.moduleId, unit.package])).values()];
      const sum = (moduleId: string, value: (unit: PublishedUnit) => number) => units.filter((unit) => unit.package.moduleId === moduleId).reduce((all, unit) => all + value(unit), 0);
      return {
        linkTitle: link.title,
        choices: [
          ...modules.map((p) => ({ kind: 'module' as const, id: p.moduleId, title: p.moduleTitle.de, minutes: sum(p.moduleId, (u) => u.package.minutes), tasks: sum(p.moduleId, (u) => u.package.exercises.length) })),
          ...units.map((unit) => ({ kind: 'unit' as const, id: unit.unitId, title: unit.package.title.de, minutes: unit.package.minutes, tasks: unit.package.exercises.length })),
        ],
      };
    });
  }

  async choose(me: Me, enrolmentId: string, linkId: string, target: { kind: 'unit' | 'module'; id: string }): Promise<{ kind: 'unit' | 'module'; id: string }> {
    const { courseId } = placeOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const units = await this.lti.catalog.units(tx, me.tenant);
      const known = units.some((unit) => (target.kind === 'unit' ? unit.unitId === target.id : unit.package.moduleId === target.id));
      if (!known) throw new Problem('not-found', 'unit.unknown');
      await this.lti.links.choose(tx, { tenant: me.tenant, person: me.person, courseId, linkId }, target);
      return target;
    });
  }
}

/** The houses to the left that the course page asks. */
@Injectable()
export class CourseLti {
  constructor(readonly links: LinksService, readonly passback: GradePassback, readonly catalog: CatalogService) {}
}
