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
  type ObjectionReason,
  type ObjectionWish,
  type PackedExercise,
  type Response,
  type UnitPackage,
} from '#lotse/contract';
import { summarise, viewTask } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { tenantKey } from '../hand/answer-texts.js';
import { excerpt, plainText } from '../plain-text.js';
import { runOf } from '../runs/runs.queries.js';
import { Objection } from './entities.js';

const EXCERPT = 140;
const MOST_SAID = 50;
const MOST_ANSWERS = 500;
const cellOf = (id: string) => ({ table: 'objection', row: id, column: 'text' });

interface Row {
  exerciseId: string;
  package: string;
  objections: number;
  lastAt: Date;
  firstTries: number;
  firstRight: number;
}
const LIST = `select o.exercise_id as "exerciseId", (array_agg(o.package order by o.at desc))[1] as package, count(*)::int as objections, max(o.at) as "lastAt",
    (select count(*)::int from answer a where a.tenant = $1 and a.exercise_id = o.exercise_id and a.try = 1 and a.verdict <> 'manual') as "firstTries",
    (select count(*)::int from answer a where a.tenant = $1 and a.exercise_id = o.exercise_id and a.try = 1 and a.verdict = 'right') as "firstRight"
  from objection o where o.tenant = $1 and o.settled_at is null`;

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
      await tx.query(
        `insert into objection (tenant, id, person, run, exercise_id, rev, package, reason, text, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant, run, exercise_id) do nothing`,
        [me.tenant, id, me.person, runId, exerciseId, exercise.rev, run.package, reason, sealed, this.clock.now()],
      );
      return { objected: true };
    });
  }

  list(tenant: string, { page, size }: { page: number; size: number }): Promise<{ rows: ObjectedTask[]; total: number }> {
    return this.db.job(tenant, async (tx) => {
      const found = await tx.query<Row[]>(`${LIST} group by o.exercise_id order by objections desc, "lastAt" desc, o.exercise_id limit $2 offset $3`, [
        ...[tenant, size, (page - 1) * size],
      ]);
      const [count] = await tx.query<{ n: number }[]>(`select count(distinct exercise_id)::int as n from objection where tenant = $1 and settled_at is null`, [
        tenant,
      ]);
      const rows: ObjectedTask[] = [];
      for (const row of found) rows.push((await this.standing(tx, row)).row);
      return { rows, total: count?.n ?? 0 };
    });
  }

  /** Problem: objection.unknown. */
  task(tenant: string, exerciseId: string): Promise<ObjectedTaskPage> {
    return this.db.job(tenant, async (tx) => {
      const [found] = await tx.query<Row[]>(`${LIST} and o.exercise_id = $2 group by o.exercise_id`, [tenant, exerciseId]);
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
      const [, settled] = await tx.query<[unknown, number]>(
        `update objection set settled_at = $3 where tenant = $1 and exercise_id = $2 and settled_at is null`,
        [me.tenant, exerciseId, this.clock.now()],
      );
      if (settled === 0) throw new Problem('not-found', 'objection.unknown');
      const details = { count: settled };
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'objections.settled', subjectKind: 'exercise', subject: exerciseId, details });
      return { settled };
    });
  }

  private async standing(tx: EntityManager, { package: id, lastAt, ...row }: Row): Promise<{ row: ObjectedTask; exercise: PackedExercise; unit: UnitPackage }> {
    const unit = await this.catalog.package(tx, id);
    const exercise = unit.exercises.find((one) => one.id === row.exerciseId);
    if (!exercise) throw new Error('an objection without its exercise');
    const stem = excerpt(plainText(viewTask(exercise, unit, drawFor(1, exercise)).stem.standard), EXCERPT);
    return { row: { ...row, unit: unit.title.de, stem, lastAt: lastAt.toISOString() }, exercise, unit };
  }

  private async said(tx: EntityManager, tenant: string, exerciseId: string): Promise<ObjectedTaskPage['said']> {
    const rows = await tx.query<{ id: string; reason: ObjectionReason; text: Buffer | null; at: Date }[]>(
      `select id, reason, text, at from objection where tenant = $1 and exercise_id = $2 and settled_at is null order by at desc limit ${MOST_SAID}`,
      [tenant, exerciseId],
    );
    const said: ObjectedTaskPage['said'] = [];
    for (const { id, reason, text, at } of rows)
      said.push({ reason, at: at.toISOString(), text: text === null ? '' : await this.seal.open(tx, tenantKey(tenant), cellOf(id), text) });
    return said;
  }

  /** First tries with the numbers that were drawn most: others have other right answers. */
  private async given(tx: EntityManager, tenant: string, exercise: PackedExercise): Promise<AnswersSummary | null> {
    if (isHandKind(exercise.body.kind)) return null;
    const rows = await tx.query<{ seed: number; response: Response }[]>(
      `select seed, response from answer where tenant = $1 and exercise_id = $2 and rev = $3 and try = 1 order by answered_at desc limit ${MOST_ANSWERS}`,
      [tenant, exercise.id, exercise.rev],
    );
    const counts = Map.groupBy(rows, (row) => row.seed);
    const [seed, most] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [1, []];
    const responses = most.map((row) => row.response);
    return summarise(exercise, responses, { seed, shown: true });
  }
}
