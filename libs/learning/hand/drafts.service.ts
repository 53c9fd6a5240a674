import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { isHandKind } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { runOf } from '../runs/runs.queries.js';
import { tenantKey } from './answer-texts.js';

const placeOf = (run: string, exerciseId: string) => ({ table: 'answer_draft', row: `${run} ${exerciseId}`, column: 'text' });

/** What somebody is writing and has not sent. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly catalog: CatalogService,
  ) {}

  /** Problems: run.unknown, task.unknown, task.closed. An empty text deletes what was kept. */
  save(me: Me, runId: string, exerciseId: string, text: string): Promise<{ saved: true }> {
    return this.db.as(me, async (tx) => {
      const run = await runOf(tx, me, runId);
      if (!run) throw new Problem('not-found', 'run.unknown');
      const task = (await this.catalog.package(tx, run.package)).exercises.find(({ id }) => id === exerciseId);
      if (!task || !isHandKind(task.body.kind)) throw new Problem('not-found', 'task.unknown');
      const sent = await tx.query<unknown[]>(`select 1 from answer where tenant = $1 and person = $2 and run = $3 and exercise_id = $4`, [
        ...[me.tenant, me.person, runId, exerciseId],
      ]);
      if (sent.length > 0 || run.finishedAt) throw new Problem('conflict', 'task.closed');
      if (text === '') await tx.query(`delete from answer_draft where tenant = $1 and run = $2 and exercise_id = $3`, [me.tenant, runId, exerciseId]);
      else await this.store(tx, me, { runId, exerciseId, text });
      return { saved: true };
    });
  }

  /** By exercise. Whose run it is has been checked. */
  async ofRun(tx: EntityManager, tenant: string, run: string): Promise<Map<string, string>> {
    const rows = await tx.query<{ exerciseId: string; text: Buffer }[]>(
      `select exercise_id as "exerciseId", text from answer_draft where tenant = $1 and run = $2`,
      [tenant, run],
    );
    const drafts = new Map<string, string>();
    for (const { exerciseId, text } of rows) drafts.set(exerciseId, await this.seal.open(tx, tenantKey(tenant), placeOf(run, exerciseId), text));
    return drafts;
  }

  private async store(tx: EntityManager, me: Me, { runId, exerciseId, text }: { runId: string; exerciseId: string; text: string }): Promise<void> {
    const sealed = await this.seal.seal(tx, tenantKey(me.tenant), placeOf(runId, exerciseId), text);
    await tx.query(
      `insert into answer_draft (tenant, person, run, exercise_id, text, at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant, run, exercise_id) do update set text = excluded.text, at = excluded.at`,
      [me.tenant, me.person, runId, exerciseId, sealed, this.clock.now()],
    );
  }
}
