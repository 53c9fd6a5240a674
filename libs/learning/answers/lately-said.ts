import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#lotse/base';
import { CatalogService, tasksOf } from '#lotse/catalog';
import type { StartPage } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { CommentReader } from '../review/comment-reader.js';
import type { RunRecord } from '../runs/runs.queries.js';

const LATELY_MS = 14 * 24 * 3_600_000;
const AT_MOST = 3;

/** What teachers and tutors wrote lately, for the start page: somebody who is stuck never comes to the end page. */
@Injectable()
export class LatelySaid {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly comments: CommentReader,
  ) {}

  async about(tx: EntityManager, me: Me, runs: readonly RunRecord[]): Promise<StartPage['said']> {
    const since = new Date(this.clock.now().getTime() - LATELY_MS);
    const newest = await tx.query<{ run: string }[]>(
      `select run from run_comment where tenant = $1 and run = any($2) and created_at >= $3 group by run order by max(created_at) desc limit $4`,
      [me.tenant, runs.map((run) => run.id), since, AT_MOST],
    );
    const said: StartPage['said'] = [];
    for (const { run: runId } of newest) {
      const run = runs.find((one) => one.id === runId);
      if (run) said.push(...(await this.inRun(tx, me, run, since)));
    }
    return said.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, AT_MOST);
  }

  private async inRun(tx: EntityManager, me: Me, run: RunRecord, since: Date): Promise<StartPage['said']> {
    const unit = await this.catalog.package(tx, run.package);
    const tasks = tasksOf(unit, run.startedAt).map((exercise) => exercise.id);
    const comments = await this.comments.of(tx, me, run.id);
    return comments
      .filter((comment) => comment.at >= since.toISOString())
      .map(({ commentId, author, text, at, exerciseId }) => {
        const place = exerciseId === null ? -1 : tasks.indexOf(exerciseId);
        return { commentId, author, text, at, unitId: run.unitId, unit: unit.title.de, task: place === -1 ? null : place + 1, isOpen: run.finishedAt === null };
      });
  }
}
