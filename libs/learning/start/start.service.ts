import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countedTasks, type PublishedUnit } from '#lotse/catalog';
import { Clock, Db } from '#lotse/base';
import type { Buoy, StartPage, UnitCard } from '#lotse/contract';
import { LinksService } from '#lotse/lti';
import { enrolmentOf, type Me } from '#lotse/people';
import { nextOf } from '../next-unit.js';
import { OwnPart } from '../answers/own-part.js';
import { bestGrades, latestRuns, masteryOf, type BestGrade, type RunRecord, type Standing } from '../runs/runs.queries.js';

/** What a trainee sees first. */
@Injectable()
export class StartService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly links: LinksService,
    private readonly own: OwnPart,
  ) {}

  async page(me: Me, enrolmentId: string): Promise<StartPage> {
    const enrolment = enrolmentOf(me, enrolmentId);
    return this.db.as(me, async (tx) => {
      const { title, units } = await this.courseOf(tx, { tenant: me.tenant, courseId: enrolment.courseId, persons: [me.person] });
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

  /**
   * A course's title and the units its links open, in the order of the modules. A unit that is offered no more is among them where a link
   * names it, or one of these persons has begun it.
   */
  async courseOf(
    tx: EntityManager,
    { tenant, courseId, persons }: { tenant: string; courseId: string; persons: string[] },
  ): Promise<{ title: string; units: PublishedUnit[] }> {
    const { title, links } = await this.links.course(tx, tenant, courseId);
    const wanted = links.flatMap((link) => (link.target ? [link.target] : []));
    const all = await this.catalog.units(tx, tenant);
    const linked = all.filter((unit) => wanted.some((target) => target.id === (target.kind === 'unit' ? unit.unitId : unit.package.moduleId)));
    const open = new Set((await this.catalog.modules(tx, tenant)).flatMap((module) => module.units));
    const isOpen = ({ unitId }: PublishedUnit) => open.has(unitId) || wanted.some((target) => target.kind === 'unit' && target.id === unitId);
    if (linked.every(isOpen)) return { title, units: linked };
    const begun = new Set((await latestRuns(tx, tenant, persons)).map((run) => run.unitId));
    return { title, units: linked.filter((unit) => isOpen(unit) || begun.has(unit.unitId)) };
  }

  /** How each of these units stands for the person. */
  async cards(tx: EntityManager, me: Me, units: PublishedUnit[]): Promise<UnitCard[]> {
    const runs = await latestRuns(tx, me.tenant, [me.person]);
    const grades = await bestGrades(tx, me.tenant, [me.person]);
    return units.map((unit) =>
      cardOf(
        unit,
        runs.find((run) => run.unitId === unit.unitId),
        grades.find((grade) => grade.unitId === unit.unitId),
        this.clock.now(),
      ),
    );
  }
}

function cardOf({ unitId, package: unit }: PublishedUnit, run: RunRecord | undefined, grade: BestGrade | undefined, now: Date): UnitCard {
  return {
    unitId,
    title: unit.title.de,
    moduleTitle: unit.moduleTitle.de,
    goals: unit.goals,
    minutes: unit.minutes,
    state: !run ? 'not-started' : run.finishedAt || grade?.completed ? 'finished' : 'going',
    runId: run?.id ?? null,
    done: run?.done ?? 0,
    total: run?.total ?? countedTasks(unit, now),
    grade: grade?.best ?? null,
    finishedAt: run?.finishedAt?.toISOString() ?? null,
  };
}

type States = Map<string, Standing>;
export function buoysOf({ unitId, package: unit }: Pick<PublishedUnit, 'unitId' | 'package'>, mastery: States): Buoy[] {
  return unit.competences.map(({ id, title }) => ({ competence: id, title: title.de, unitId, ...(mastery.get(id) ?? { state: 'new', right: 0 }) }));
}
/** Each competence once, in the order of the units. */
export function fairwayOf(units: PublishedUnit[], mastery: States): Buoy[] {
  const buoys = new Map<string, Buoy>();
  for (const unit of units) for (const buoy of buoysOf(unit, mastery)) buoys.set(buoy.competence, buoy);
  return [...buoys.values()];
}
