import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countedTasks, tasksOf } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import { finder, type AnswerOutcome, type Response, type UnitChoices, type UnitPackage, type UnitPreview } from '#lotse/contract';
import { UnfitResponse, viewTask } from '#lotse/marking';
import { enrolmentOf, type Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { outcomeOf } from '../runs/outcome.js';
import { unitHead } from '../start/runs.service.js';
import { unitEnd } from '../unit-end.js';

/** Everybody who tries a unit out sees the same variant of it. */
const PREVIEW_SEED = 1;

/** A unit as staff tries it out before giving it to a course: marked as for a trainee, and nothing is stored. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
  ) {}

  /** What the tenant is offered, by module and title; `find` in either. */
  units(me: Me, enrolmentId: string, { page, size, find = '' }: { page: number; size: number; find?: string }): Promise<UnitChoices> {
    enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    const isFound = finder(find);
    return this.db.as(me, async (tx) => {
      const all = (await this.catalog.offered(tx, me.tenant)).filter(({ package: unit }) => isFound(`${unit.moduleTitle.de} ${unit.title.de}`));
      const units = all.slice((page - 1) * size, page * size).map(({ unitId, package: unit }) => ({
        ...{ unitId, title: unit.title.de, moduleTitle: unit.moduleTitle.de, minutes: unit.minutes },
        tasks: countedTasks(unit, this.clock.now()),
      }));
      return { units, total: all.length, page };
    });
  }

  page(me: Me, enrolmentId: string, unitId: string): Promise<UnitPreview> {
    enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const unit = await this.unit(tx, me, unitId);
      const exercises = tasksOf(unit, this.clock.now());
      const tasks = exercises.map((exercise) => viewTask(exercise, unit, drawFor(PREVIEW_SEED, exercise)));
      return { unit: unitHead(unit, unitId), tasks, sections: exercises.map(({ section }) => section ?? 'block'), ...unitEnd(unit) };
    });
  }

  /** Problems: enrolment.unknown, unit.unknown, task.unknown, answer.unfit. */
  answer(me: Me, enrolmentId: string, unitId: string, given: { exerciseId: string; try: number; response: Response }): Promise<AnswerOutcome> {
    enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const unit = await this.unit(tx, me, unitId);
      const tasks = tasksOf(unit, this.clock.now());
      const exercise = tasks.find((one) => one.id === given.exerciseId);
      if (!exercise) throw new Problem('not-found', 'task.unknown');
      try {
        return outcomeOf(exercise, drawFor(PREVIEW_SEED, exercise), given, { done: 0, total: tasks.length, finished: false, mastery: 'new' });
      } catch (error) {
        if (error instanceof UnfitResponse) throw new Problem('invalid', 'answer.unfit', undefined, { cause: error });
        throw error;
      }
    });
  }

  private async unit(tx: EntityManager, me: Me, unitId: string): Promise<UnitPackage> {
    const unit = await this.catalog.unit(tx, me.tenant, unitId);
    if (!unit) throw new Problem('not-found', 'unit.unknown');
    return unit.package;
  }
}
