import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, Due } from '#lotse/base';
import { MARKING_VERSION, isHardToGuess } from '#lotse/marking';
import { raiseOwnRuns } from '../answers/room-runs.queries.js';
import { Answer } from '../entities.js';
import { lockAnswersOf } from '../hand/marks.queries.js';
import { MasteryAnew } from '../mastery-anew.js';
import { ExamAttempt } from './entities.js';
import { endNow, GRACE_MS, isOver, judge } from './exam-rules.js';
import { finishExamRun, lastSeenOf, lockOpen, openAttempts, type AttemptRow, type Whose } from './exams.queries.js';
import { readTasks, type ReadTask } from './read-tasks.js';

const EXAM_END = 'exam-end';
const DAY_MS = 24 * 3600 * 1000;

/** Ends attempts: handed in, when their time is over, or broken off. What was given is marked then, and not before. */
@Injectable()
export class ExamEndService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly due: Due,
    private readonly catalog: CatalogService,
    private readonly mastery: MasteryAnew,
  ) {
    due.on(EXAM_END, (tenant, run) => this.byTime(tenant, run));
  }

  /** In the transaction that begins the attempt. */
  plan(tx: EntityManager, tenant: string, run: string, endsAt: Date): Promise<void> {
    return this.due.plan(tx, tenant, EXAM_END, run, afterGrace(endsAt));
  }

  /** Ends what goes on of a person beyond its time. Before anything is said about attempts. */
  async closeOver(me: Whose): Promise<void> {
    await this.db.as(me, async (tx) => {
      const now = this.clock.now();
      for (const { run } of (await openAttempts(tx, me)).filter(({ endsAt }) => isOver(endsAt, now))) await this.end(tx, me, run);
    });
  }

  private byTime(tenant: string, run: string): Promise<Date | null> {
    return this.db.job(tenant, async (tx) => {
      const attempt = await tx.findOne(ExamAttempt, { select: { person: true, endsAt: true, ended: true }, where: { tenant, run } });
      if (!attempt || attempt.ended !== null) return null;
      if (!isOver(attempt.endsAt, this.clock.now())) return afterGrace(attempt.endsAt);
      await this.end(tx, { tenant, person: attempt.person }, run);
      return null;
    });
  }

  /** Ends it now, and marks it; what was ended meanwhile stays as it is. Once it is broken off nothing is marked and nothing counts. */
  async end(tx: EntityManager, whose: Whose, run: string, how?: 'broken-off'): Promise<void> {
    await lockAnswersOf(tx, whose.person);
    const attempt = await lockOpen(tx, whose, run);
    if (!attempt) return;
    const now = this.clock.now();
    const { ended, endedAt } = endNow(attempt.endsAt, now);
    if (how === 'broken-off') {
      await tx.update(ExamAttempt, { tenant: whose.tenant, run }, { ended: how, endedAt });
      await finishExamRun(tx, whose, { run, endedAt, done: 0, points: 0, right: 0, lastAt: null });
    } else {
      const tasks = await readTasks(tx, this.catalog, whose.tenant, attempt);
      const outcome = judge(attempt.form, tasks);
      await tx.update(ExamAttempt, { tenant: whose.tenant, run }, { ended, endedAt, ...outcome });
      await this.keep(tx, whose, attempt, { tasks, endedAt, now });
    }
  }

  /** Writes the answers for good: evidence where the task had not been seen for a day. */
  private async keep(
    tx: EntityManager,
    whose: Whose,
    { run }: AttemptRow,
    { tasks, endedAt, now }: { tasks: ReadTask[]; endedAt: Date; now: Date },
  ): Promise<void> {
    const ids = tasks.map(({ exercise }) => exercise.id);
    const seen = await lastSeenOf(tx, whose, ids, run);
    const answers = tasks.flatMap((task) => answerOf(task, seen));
    if (answers.length > 0)
      await tx.insert(
        Answer,
        answers.map((answer) => ({ ...whose, run, ...answer })),
      );
    const right = tasks.filter((task) => task.right).length;
    const points = tasks.reduce((all, { score }) => all + score, 0);
    const lastAt = new Date(Math.max(...answers.map(({ answeredAt }) => answeredAt.getTime()), 0));
    await finishExamRun(tx, whose, { run, endedAt, done: answers.length, points, right, lastAt: answers.length > 0 ? lastAt : null });
    for (const competence of new Set(answers.map((answer) => answer.competence))) await this.mastery.write(tx, { ...whose, competence, now });
    // what a server remembers of open runs does not know of it
    await raiseOwnRuns(tx, whose.tenant, whose.person);
  }
}

function afterGrace(endsAt: Date): Date {
  return new Date(endsAt.getTime() + GRACE_MS + 1);
}

/** Nothing where nothing was given that can be read. */
function answerOf({ row, exercise, unit, marked }: ReadTask, seen: ReadonlyMap<string, Date>) {
  const { response, at } = row;
  if (response === null || at === null || marked === null || marked.verdict === 'unclear') return [];
  const before = seen.get(exercise.id);
  return [
    {
      id: randomUUID(),
      unitId: unit.unitId,
      exerciseId: exercise.id,
      ...{ rev: row.rev, package: row.package, seed: row.seed, shuffle: row.shuffle, position: row.position, response },
      ...{ try: 1, aids: [], section: 'block', mode: 'exam' as const, device: 'exam', sequence: row.position, clientTime: at, answeredAt: at },
      ...{ score: marked.score, parts: marked.parts, verdict: marked.verdict, misconception: marked.misconception ?? null, markingVersion: MARKING_VERSION },
      evidence: before === undefined || at.getTime() - before.getTime() >= DAY_MS,
      competence: exercise.competence,
      hardToGuess: isHardToGuess(exercise),
    },
  ];
}
