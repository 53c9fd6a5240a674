import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countsForGrade, tasksOf, type PublishedUnit } from '#lotse/catalog';
import { Db, Problem } from '#lotse/base';
import type { Buoy, GradeState, RunResult, StartPage, UnitCard } from '#lotse/contract';
import { GradePassback, LinksService } from '#lotse/lti';
import { viewTask } from '#lotse/marking';
import { placeOf, type Me } from '#lotse/people';
import { drawFor } from './draw.js';
import { OwnPart } from './own-part.js';
import { excerpt, plainText } from './plain-text.js';
import { answersOf, bestGrades, latestRuns, masteryOf, runOf, type BestGrade, type RunRecord, type Standing } from './runs.queries.js';

/** What a trainee sees first, and what they see after the last task. */
@Injectable()
export class StartService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly links: LinksService,
    private readonly passback: GradePassback,
    private readonly own: OwnPart,
  ) {}

  async page(me: Me, enrolmentId: string): Promise<StartPage> {
    const place = placeOf(me, enrolmentId);
    return this.db.as(me, async (tx) => {
      const { title, units } = await this.courseOf(tx, me.tenant, place.courseId);
      const cards = await this.cards(tx, me, units);
      return {
        courseTitle: title,
        next: nextOf(cards),
        units: cards,
        fairway: fairwayOf(units, await masteryOf(tx, me.person)),
        ...(await this.own.about(tx, me, await latestRuns(tx, me.tenant, [me.person]))),
      };
    });
  }

  /** A course's title and the units its links open, in the order of the modules. */
  async courseOf(tx: EntityManager, tenant: string, courseId: string): Promise<{ title: string; units: PublishedUnit[] }> {
    const { title, links } = await this.links.course(tx, tenant, courseId);
    const wanted = links.flatMap((link) => (link.target ? [link.target] : []));
    const all = await this.catalog.units(tx, tenant);
    const units = all.filter((unit) => wanted.some((target) => (target.kind === 'unit' ? target.id === unit.unitId : target.id === unit.package.moduleId)));
    return { title, units };
  }

  /** The grade's state is that of the columns of the course the page stands in; a course of somebody else is unknown. */
  async result(me: Me, runId: string, enrolmentId: string | null): Promise<RunResult> {
    const courseId = enrolmentId === null ? null : placeOf(me, enrolmentId, 'trainee').courseId;
    return this.db.as(me, async (tx) => {
      const run = await runOf(tx, me, runId);
      if (!run) throw new Problem('not-found', 'run.unknown');
      const unit = await this.catalog.package(tx, run.package);
      const answers = await answersOf(tx, me, runId);
      const mastery = await masteryOf(tx, me.person);
      const best = (await bestGrades(tx, me.tenant, [me.person])).find((grade) => grade.unitId === run.unitId);
      const wrong = new Set(answers.filter((answer) => answer.try === 1 && answer.verdict !== 'right').map((answer) => answer.exerciseId));
      return {
        runId,
        unitId: run.unitId,
        title: unit.title.de,
        firstTryRight: run.firstRight,
        total: run.total,
        grade: run.grade ?? 0,
        bestGrade: best?.best ?? 0,
        gradeState: await this.gradeState(tx, me, run.unitId, courseId),
        learnt: buoysOf({ unitId: run.unitId, package: unit }, mastery),
        again: unit.exercises
          .filter((exercise) => wrong.has(exercise.id))
          .map((exercise) => ({ exerciseId: exercise.id, stem: excerpt(plainText(viewTask(exercise, unit, drawFor(run.seed, exercise)).stem.standard), 140) })),
        next: nextOf((await this.cards(tx, me, await this.unitsInSight(tx, me, run))).filter((card) => card.unitId !== run.unitId)),
      };
    });
  }

  private async unitsInSight(tx: EntityManager, me: Me, run: RunRecord): Promise<PublishedUnit[]> {
    const courses = new Set([...me.places.values()].filter((place) => place.role === 'trainee').map((place) => place.courseId));
    const units = new Map<string, PublishedUnit>();
    for (const courseId of courses) for (const unit of (await this.courseOf(tx, me.tenant, courseId)).units) units.set(unit.unitId, unit);
    units.delete(run.unitId);
    return [...units.values()];
  }

  private async gradeState(tx: EntityManager, me: Me, unitId: string, courseId: string | null): Promise<GradeState> {
    const wish = { tenant: me.tenant, persons: [me.person], ...(courseId === null ? {} : { courseId }) };
    const states: GradeState[] = (await this.passback.statusOf(tx, wish)).filter((one) => one.unitId === unitId).map((one) => one.state);
    const order: GradeState[] = ['failed', 'paused', 'locked', 'overridden', 'waiting', 'sent-unverified', 'sent'];
    return order.find((state) => states.includes(state)) ?? 'none';
  }

  private async cards(tx: EntityManager, me: Me, units: PublishedUnit[]): Promise<UnitCard[]> {
    const runs = await latestRuns(tx, me.tenant, [me.person]);
    const grades = await bestGrades(tx, me.tenant, [me.person]);
    return units.map((unit) =>
      cardOf(
        unit,
        runs.find((run) => run.unitId === unit.unitId),
        grades.find((grade) => grade.unitId === unit.unitId),
      ),
    );
  }
}

function cardOf({ unitId, package: unit }: PublishedUnit, run: RunRecord | undefined, grade: BestGrade | undefined): UnitCard {
  return {
    unitId,
    title: unit.title.de,
    moduleTitle: unit.moduleTitle.de,
    goals: unit.goals,
    minutes: unit.minutes,
    state: !run ? 'not-started' : run.finishedAt || grade?.completed ? 'finished' : 'going',
    runId: run?.id ?? null,
    done: run?.done ?? 0,
    total: run?.total ?? tasksOf(unit, new Date(0)).filter(countsForGrade).length,
    grade: grade?.best ?? null,
    finishedAt: run?.finishedAt?.toISOString() ?? null,
  };
}

/** The begun one first, then the first that was not begun. */
function nextOf(cards: UnitCard[]): UnitCard | null {
  return cards.find((card) => card.state === 'going') ?? cards.find((card) => card.state === 'not-started') ?? null;
}

type States = Map<string, Standing>;
export function buoysOf({ unitId, package: unit }: Pick<PublishedUnit, 'unitId' | 'package'>, mastery: States): Buoy[] {
  return unit.competences.map(({ id, title }) => ({ competence: id, title: title.de, unitId, ...(mastery.get(id) ?? { state: 'new', right: 0 }) }));
}
function fairwayOf(units: PublishedUnit[], mastery: States): Buoy[] {
  const buoys = new Map<string, Buoy>();
  for (const unit of units) for (const buoy of buoysOf(unit, mastery)) buoys.set(buoy.competence, buoy);
  return [...buoys.values()];
}
