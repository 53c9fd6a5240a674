import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, tasksOf } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import { skipExamples, type RunTask, type RunView, type UnitPackage } from '#lotse/contract';
import { viewTask } from '#lotse/marking';
import { placeOf, type Me } from '#lotse/people';
import { drawFor } from './draw.js';
import { isClosed, outcomeOf } from './outcome.js';
import { storeTasks, tasksOfUnit } from './run-tasks.js';
import { answersOf, runBy, type RunRecord, type StoredAnswer } from './runs.queries.js';

/** Opens runs and shows them again at the place where they were left. */
@Injectable()
export class RunsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
  ) {}

  /**
   * The open run of the unit, or a new one. After a finished run `again` opens another; without it the finished one is shown.
   * Two calls at once open one run: a unique index decides.
   */
  async open(me: Me, wish: { enrolmentId: string; unitId: string; again?: boolean }): Promise<RunView> {
    const place = placeOf(me, wish.enrolmentId, 'trainee');
    return this.db.as(me, async (tx) => {
      const latest = await runBy(tx, me, wish.unitId);
      if (latest && (!latest.finishedAt || !wish.again)) return this.view(tx, me, latest);
      await this.insert(tx, me, place.enrolmentId, wish.unitId);
      const run = await runBy(tx, me, wish.unitId);
      if (!run) throw new Error('run was neither made nor found');
      return this.view(tx, me, run);
    });
  }

  private async insert(tx: EntityManager, me: Me, enrolmentId: string, unitId: string): Promise<void> {
    const unit = await this.catalog.unit(tx, me.tenant, unitId);
    if (!unit) throw new Problem('not-found', 'unit.unknown');
    const now = this.clock.now();
    const [id, seed] = [randomUUID(), randomInt(1, 2_000_000_000)];
    const tasks = tasksOfUnit(unit.package, seed, now);
    const total = tasks.filter(({ counts }) => counts).length;
    if (total === 0) throw new Problem('conflict', 'unit.outdated');
    const made = await tx.query<{ id: string }[]>(
      `insert into unit_run (tenant, id, person, enrolment, unit_id, package, seed, total, done, points, first_right, wrong_streak, started_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, $9) on conflict (tenant, person, unit_id) where finished_at is null and kind = 'own' do nothing returning id`,
      [me.tenant, id, me.person, enrolmentId, unitId, unit.packageId, seed, total, now],
    );
    if (made.length > 0) await storeTasks(tx, { tenant: me.tenant, run: id, person: me.person, package: unit.packageId, now }, unit.package, tasks);
  }

  private async view(tx: EntityManager, me: Me, run: RunRecord): Promise<RunView> {
    const unit = await this.catalog.package(tx, run.package);
    const answers = await answersOf(tx, me, run.id);
    const tasks = skipExamples(tasksOf(unit, run.startedAt).map((exercise) => taskView(unit, run, exercise.id, answers)));
    const position = tasks.findIndex((task) => !task.closed);
    return {
      runId: run.id,
      unit: unitHead(unit, run.unitId),
      tasks,
      done: run.done,
      total: run.total,
      finished: run.finishedAt !== null,
      position: position === -1 ? tasks.length : position,
    };
  }
}

export function unitHead(unit: UnitPackage, unitId: string) {
  return { unitId, title: unit.title.de, moduleTitle: unit.moduleTitle.de, goals: unit.goals, minutes: unit.minutes };
}

/** One task of a run with its last answer. */
function taskView(unit: UnitPackage, run: RunRecord, exerciseId: string, answers: StoredAnswer[]): RunTask {
  const exercise = unit.exercises.find((candidate) => candidate.id === exerciseId);
  if (!exercise) throw new Error('a run without its exercise');
  const drawn = drawFor(run.seed, exercise);
  const given = answers.filter((answer) => answer.exerciseId === exerciseId).sort((a, b) => a.try - b.try);
  const last = given.at(-1);
  const standing = { done: run.done, total: run.total, finished: run.finishedAt !== null, mastery: 'practising' as const };
  return {
    task: viewTask(exercise, unit, drawn),
    section: exercise.section ?? 'block',
    tries: given.length,
    closed: last !== undefined && isClosed(last.verdict, last.try),
    last: last ? outcomeOf(exercise, drawn, last, standing) : null,
    lastResponse: last?.response ?? null,
  };
}
