import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Audit, Clock, Db, Problem, Seal } from '#lotse/base';
import {
  isHandKind,
  type AnswersSummary,
  type ObjectedTask,
  type ObjectedTaskPage,
  type ObjectionWish,
  type PackedExercise,
  type UnitPackage,
} from '#lotse/contract';
import { summarise, viewTask } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { tenantKey } from '../hand/answer-texts.js';
import { excerpt, plainText } from '../plain-text.js';
import { runOf } from '../runs/runs.queries.js';
import { Objection } from './entities.js';
import { firstTries, insertObjection, objectedTask, objectedTasks, objectionsTo, settleObjections, type ObjectedRow } from './objections.queries.js';

const EXCERPT = 140;
const cellOf = (id: string) => ({ table: 'objection', row: id, column: 'text' });

/** What learners say against tasks, for those who write them: nobody's name stands at it. */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly audit: Audit,
    private readonly catalog: CatalogService,
  ) {}

  /** Problems: run.unknown, task.unknown. */
  object(me: Me, runId: string, { exerciseId, reason, text }: ObjectionWish): Promise<{ objected: true }> {
    return this.db.as(me, async (tx) => {
      const run = await runOf(tx, me, runId);
      if (!run) throw new Problem('not-found', 'run.unknown');
      const exercise = (await this.catalog.package(tx, run.package)).exercises.find((one) => one.id === exerciseId);
      if (!exercise) throw new Problem('not-found', 'task.unknown');
      await tx.delete(Objection, { tenant: me.tenant, run: runId, exerciseId });
      const id = randomUUID();
      const sealed = text === '' ? null : await this.seal.seal(tx, tenantKey(me.tenant), cellOf(id), text);
      await insertObjection(tx, {
        ...{ tenant: me.tenant, id, person: me.person, run: runId, exerciseId, rev: exercise.rev, package: run.package, reason },
        ...{ text: sealed, at: this.clock.now() },
      });
      return { objected: true };
    });
  }

  list(tenant: string, { page, size }: { page: number; size: number }): Promise<{ rows: ObjectedTask[]; total: number }> {
    return this.db.job(tenant, async (tx) => {
      const { rows: found, total } = await objectedTasks(tx, tenant, { offset: (page - 1) * size, limit: size });
      const rows: ObjectedTask[] = [];
      for (const row of found) rows.push((await this.standing(tx, row)).row);
      return { rows, total };
    });
  }

  /** Problem: objection.unknown. */
  task(tenant: string, exerciseId: string): Promise<ObjectedTaskPage> {
    return this.db.job(tenant, async (tx) => {
      const found = await objectedTask(tx, tenant, exerciseId);
      if (!found) throw new Problem('not-found', 'objection.unknown');
      const { row, exercise, unit } = await this.standing(tx, found);
      return {
        ...row,
        task: viewTask(exercise, unit, drawFor(1, exercise)),
        said: await this.said(tx, tenant, exerciseId),
        given: await this.given(tx, tenant, exercise),
      };
    });
  }

  settle(me: Me, exerciseId: string): Promise<{ settled: number }> {
    return this.db.as(me, async (tx) => {
      const settled = await settleObjections(tx, { tenant: me.tenant, exerciseId, now: this.clock.now() });
      if (settled === 0) throw new Problem('not-found', 'objection.unknown');
      const details = { count: settled };
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'objections.settled', subjectKind: 'exercise', subject: exerciseId, details });
      return { settled };
    });
  }

  private async standing(
    tx: EntityManager,
    { package: id, lastAt, ...row }: ObjectedRow,
  ): Promise<{ row: ObjectedTask; exercise: PackedExercise; unit: UnitPackage }> {
    const unit = await this.catalog.package(tx, id);
    const exercise = unit.exercises.find((one) => one.id === row.exerciseId);
    if (!exercise) throw new Error('an objection without its exercise');
    const stem = excerpt(plainText(viewTask(exercise, unit, drawFor(1, exercise)).stem.standard), EXCERPT);
    return { row: { ...row, unit: unit.title.de, stem, lastAt: lastAt.toISOString() }, exercise, unit };
  }

  private async said(tx: EntityManager, tenant: string, exerciseId: string): Promise<ObjectedTaskPage['said']> {
    const said: ObjectedTaskPage['said'] = [];
    for (const { id, reason, text, at } of await objectionsTo(tx, tenant, exerciseId))
      said.push({ reason, at: at.toISOString(), text: text === null ? '' : await this.seal.open(tx, tenantKey(tenant), cellOf(id), text) });
    return said;
  }

  /** First tries with the numbers that were drawn most: others have other right answers. */
  private async given(tx: EntityManager, tenant: string, exercise: PackedExercise): Promise<AnswersSummary | null> {
    if (isHandKind(exercise.body.kind)) return null;
    const rows = await firstTries(tx, { tenant, exerciseId: exercise.id, rev: exercise.rev });
    const counts = Map.groupBy(rows, (row) => row.seed);
    const [seed, most] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [1, []];
    const responses = most.map((row) => row.response);
    return summarise(exercise, responses, { seed, shown: true });
  }
}
