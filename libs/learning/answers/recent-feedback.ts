import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#lotse/base';
import { CatalogService, tasksOf } from '#lotse/catalog';
import { placeOf, type PackedExercise, type StartPage } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { HandReader } from '../hand/hand-reader.js';
import { CommentReader } from '../review/comment-reader.js';
import { drawFor } from '../runs/draw.js';
import { lastCommented, lastMarked } from './recent-feedback.queries.js';
import type { RunRecord, StoredAnswer } from '../runs/runs.queries.js';

const LATELY_MS = 14 * 24 * 3_600_000;
const AT_MOST = 3;

/** A run with its tasks, as a line of the start page names them. */
interface RunWithTasks {
  run: RunRecord;
  tasks: PackedExercise[];
  unit: { unitId: string; unit: string };
}

/** What teachers and tutors lately marked and wrote, for the start page: somebody who is stuck never comes to the end page. */
@Injectable()
export class RecentFeedback {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly hand: HandReader,
    private readonly comments: CommentReader,
  ) {}

  async about(tx: EntityManager, me: Me, runs: readonly RunRecord[]): Promise<Pick<StartPage, 'marked' | 'said'>> {
    const since = new Date(this.clock.now().getTime() - LATELY_MS);
    const lately = { tenant: me.tenant, runs: runs.map((run) => run.id), since, limit: AT_MOST };
    const answers = await lastMarked(tx, { ...lately, person: me.person });
    const commented = await lastCommented(tx, lately);
    const said: StartPage['said'] = [];
    for (const run of commented) said.push(...(await this.said(tx, me, await this.withTasks(tx, runs, run), since)));
    const marked: StartPage['marked'] = [];
    for (const answer of answers) marked.push(...(await this.marked(tx, me, await this.withTasks(tx, runs, answer.run), answer)));
    return { marked, said: said.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, AT_MOST) };
  }

  private async withTasks(tx: EntityManager, runs: readonly RunRecord[], id: string): Promise<RunWithTasks> {
    const run = runs.find((one) => one.id === id);
    if (!run) throw new Error('a run that was not asked for');
    const unit = await this.catalog.package(tx, run.package);
    return { run, tasks: tasksOf(unit, run.startedAt), unit: { unitId: run.unitId, unit: unit.title.de } };
  }

  private async marked(tx: EntityManager, { tenant, person }: Me, { run, tasks, unit }: RunWithTasks, answer: StoredAnswer): Promise<StartPage['marked']> {
    const at = tasks.findIndex((exercise) => exercise.id === answer.exerciseId);
    const exercise = tasks[at];
    if (!exercise) return [];
    const [read] = await this.hand.complete(tx, { tenant, person }, [answer], () => ({ exercise, seed: drawFor(run.seed, exercise).seed }));
    const mark = read?.hand?.mark;
    return mark
      ? [{ answerId: answer.id, author: mark.author, at: mark.at, points: mark.points, most: mark.most, ...unit, task: at + 1, place: placeOf(tasks, at) }]
      : [];
  }

  private async said(tx: EntityManager, me: Me, { run, tasks, unit }: RunWithTasks, since: Date): Promise<StartPage['said']> {
    const comments = (await this.comments.of(tx, me, run.id)).filter((comment) => comment.at >= since.toISOString());
    return comments.map(({ commentId, author, text, at, exerciseId }) => {
      const position = tasks.findIndex((exercise) => exercise.id === exerciseId);
      const task = position === -1 ? { task: null, place: null } : { task: position + 1, place: placeOf(tasks, position) };
      return { commentId, author, text, at, ...unit, ...task, isOpen: run.finishedAt === null };
    });
  }
}
