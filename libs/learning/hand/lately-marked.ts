import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#lotse/base';
import { CatalogService, tasksOf } from '#lotse/catalog';
import type { StartPage } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import type { RunRecord, StoredAnswer } from '../runs/runs.queries.js';
import { HandReader } from './hand-reader.js';

const LATELY_MS = 14 * 24 * 3_600_000;
const AT_MOST = 3;

/** What was marked lately, for the start page. */
@Injectable()
export class LatelyMarked {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly reader: HandReader,
  ) {}

  async about(tx: EntityManager, me: Me, runs: readonly RunRecord[]): Promise<StartPage['marked']> {
    const since = new Date(this.clock.now().getTime() - LATELY_MS);
    const answers = await tx.query<StoredAnswer[]>(
      `select a.id, a.run, a.exercise_id as "exerciseId", a.try, a.response, a.verdict, a.aids, a.answered_at as "answeredAt" from answer a
       join (select answer, max(at) as at from hand_mark where tenant = $1 and person = $2 and at >= $4 group by answer) h on h.answer = a.id
       where a.tenant = $1 and a.person = $2 and a.run = any($3) order by h.at desc limit $5`,
      [me.tenant, me.person, runs.map((run) => run.id), since, AT_MOST],
    );
    const marked: StartPage['marked'] = [];
    for (const answer of answers) {
      const run = runs.find((one) => one.id === answer.run);
      if (run) marked.push(...(await this.one(tx, me, run, answer)));
    }
    return marked;
  }

  private async one(tx: EntityManager, me: Me, run: RunRecord, answer: StoredAnswer): Promise<StartPage['marked']> {
    const unit = await this.catalog.package(tx, run.package);
    const tasks = tasksOf(unit, run.startedAt);
    const task = tasks.findIndex((exercise) => exercise.id === answer.exerciseId);
    const exercise = tasks[task];
    if (!exercise) return [];
    const whose = { tenant: me.tenant, person: me.person };
    const [read] = await this.reader.complete(tx, whose, [answer], () => ({ exercise, seed: drawFor(run.seed, exercise).seed }));
    const mark = read?.hand?.mark;
    if (!mark) return [];
    const { author, at, points, most } = mark;
    return [{ answerId: answer.id, author, at, points, most, unitId: run.unitId, unit: unit.title.de, task: task + 1 }];
  }
}
