import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { isHandKind } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { runOf } from '../runs/runs.queries.js';
import { tenantKey } from './answer-texts.js';
import { Answer } from '../entities.js';
import { AnswerDraft } from './entities.js';
import { draftsOf, lockDraft, putDraft } from './texts.queries.js';

export interface Draft {
  text: string;
  at: Date;
}
export interface DraftSaved {
  saved: true;
  at: string | null;
  /** A text from elsewhere that was replaced. */
  other: string | null;
}

const cellOf = (run: string, exerciseId: string) => ({ table: 'answer_draft', row: `${run} ${exerciseId}`, column: 'text' });

/** What somebody is writing and has not sent. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly catalog: CatalogService,
  ) {}

  /**
   * The last text that comes is kept. One that was saved elsewhere meanwhile, so that this one does not go back to it, is handed back.
   * Problems: run.unknown, task.unknown, task.closed. An empty text deletes what was kept.
   */
  save(me: Me, runId: string, exerciseId: string, { text, base }: { text: string; base?: string | null | undefined }): Promise<DraftSaved> {
    return this.db.as(me, async (tx) => {
      const run = await runOf(tx, me, runId);
      if (!run) throw new Problem('not-found', 'run.unknown');
      const task = (await this.catalog.package(tx, run.package)).exercises.find(({ id }) => id === exerciseId);
      if (!task || !isHandKind(task.body.kind)) throw new Problem('not-found', 'task.unknown');
      const isSent = await tx.existsBy(Answer, { tenant: me.tenant, person: me.person, run: runId, exerciseId });
      if (isSent || run.finishedAt) throw new Problem('conflict', 'task.closed');
      await lockDraft(tx, runId, exerciseId);
      const known = (await this.ofRun(tx, me.tenant, runId)).get(exerciseId);
      const isOther = known !== undefined && base !== undefined && known.at.toISOString() !== base && known.text !== text;
      const at = new Date(Math.max(this.clock.now().getTime(), (known?.at.getTime() ?? 0) + 1));
      if (text === '') await tx.delete(AnswerDraft, { tenant: me.tenant, run: runId, exerciseId });
      else await this.store(tx, me, { runId, exerciseId, text, at });
      return { saved: true, at: text === '' ? null : at.toISOString(), other: isOther ? known.text : null };
    });
  }

  /** By exercise. Whose run it is has been checked. */
  async ofRun(tx: EntityManager, tenant: string, run: string): Promise<Map<string, Draft>> {
    const drafts = new Map<string, Draft>();
    for (const { exerciseId, text, at } of await draftsOf(tx, tenant, run))
      drafts.set(exerciseId, { text: await this.seal.open(tx, tenantKey(tenant), cellOf(run, exerciseId), text), at });
    return drafts;
  }

  private async store(tx: EntityManager, me: Me, { runId, exerciseId, text, at }: { runId: string; exerciseId: string } & Draft): Promise<void> {
    const sealed = await this.seal.seal(tx, tenantKey(me.tenant), cellOf(runId, exerciseId), text);
    await putDraft(tx, { tenant: me.tenant, person: me.person, run: runId, exerciseId, text: sealed, at });
  }
}
