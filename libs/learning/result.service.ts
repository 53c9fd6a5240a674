import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, type PublishedUnit } from '#lotse/catalog';
import { Db, Problem } from '#lotse/base';
import type { GradeState, RunResult, UnitPage } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { enrolmentOf, type Me } from '#lotse/people';
import { nextOf } from './next-unit.js';
import { answersOf, bestGrades, masteryOf, runOf, type RunRecord } from './runs/runs.queries.js';
import { kindOf, RunsService, wrongAtFirst } from './start/runs.service.js';
import { buoysOf, StartService } from './start/start.service.js';
import { unitEnd } from './unit-end.js';

/** What a trainee sees after the last task of a run, and of a unit at any time. */
@Injectable()
export class ResultService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly runs: RunsService,
    private readonly start: StartService,
    private readonly passback: GradePassback,
  ) {}

  /** The grade's state is that of the columns of the course the page stands in; a course of somebody else is unknown. */
  async result(me: Me, runId: string, enrolmentId: string | null): Promise<RunResult> {
    const courseId = enrolmentId === null ? null : enrolmentOf(me, enrolmentId, 'trainee').courseId;
    return this.db.as(me, async (tx) => {
      const run = await runOf(tx, me, runId);
      if (!run) throw new Problem('not-found', 'run.unknown');
      const unit = await this.catalog.package(tx, run.package);
      const best = (await bestGrades(tx, me.tenant, [me.person])).find((grade) => grade.unitId === run.unitId);
      const wrong = wrongAtFirst(await answersOf(tx, me, runId));
      const tasks = await this.runs.tasks(tx, me, run, unit);
      return {
        runId,
        unitId: run.unitId,
        title: unit.title.de,
        kind: kindOf(run),
        firstTryRight: run.firstRight,
        total: run.total,
        grade: run.grade ?? 0,
        bestGrade: best?.best ?? 0,
        waiting: run.waiting,
        gradeState: await this.gradeState(tx, me, run.unitId, courseId),
        learnt: buoysOf({ unitId: run.unitId, package: unit }, await masteryOf(tx, me.person)),
        again: tasks.filter(({ section, task }) => (section === 'block' || section === 'mixed') && wrong.has(task.exerciseId)),
        ...unitEnd(unit),
        next: nextOf(await this.start.cards(tx, me, await this.unitsInSight(tx, me, run))),
      };
    });
  }

  /** A unit that a link of the course opens; any other is unknown, as one that does not exist. */
  async unit(me: Me, enrolmentId: string, unitId: string): Promise<UnitPage> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'trainee');
    return this.db.as(me, async (tx) => {
      const unit = (await this.start.courseOf(tx, { tenant: me.tenant, courseId, persons: [me.person] })).units.find((one) => one.unitId === unitId);
      if (!unit) throw new Problem('not-found', 'unit.unknown');
      const [card] = await this.start.cards(tx, me, [unit]);
      if (!card) throw new Error('a unit without its card');
      return { card, learnt: buoysOf(unit, await masteryOf(tx, me.person)), ...unitEnd(unit.package) };
    });
  }

  private async unitsInSight(tx: EntityManager, me: Me, run: RunRecord): Promise<PublishedUnit[]> {
    const courses = new Set([...me.enrolments.values()].filter((enrolment) => enrolment.role === 'trainee').map((enrolment) => enrolment.courseId));
    const units = new Map<string, PublishedUnit>();
    for (const courseId of courses) {
      const course = await this.start.courseOf(tx, { tenant: me.tenant, courseId, persons: [me.person] });
      for (const unit of course.units) units.set(unit.unitId, unit);
    }
    units.delete(run.unitId);
    return [...units.values()];
  }

  private async gradeState(tx: EntityManager, me: Me, unitId: string, courseId: string | null): Promise<GradeState> {
    const wish = { tenant: me.tenant, persons: [me.person], ...(courseId === null ? {} : { courseId }) };
    const states: GradeState[] = (await this.passback.statusOf(tx, wish)).filter((one) => one.unitId === unitId).map((one) => one.state);
    const order: GradeState[] = ['failed', 'paused', 'locked', 'overridden', 'waiting', 'sent-unverified', 'sent'];
    return order.find((state) => states.includes(state)) ?? 'none';
  }
}
