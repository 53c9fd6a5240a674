import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, Log, Problem, type Hot } from '#lotse/base';
import { germanDay, SubmitAnswer, type AnswerOutcome, type AnswerReply, type PackedExercise, type UnitPackage } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { mark, MARKING_VERSION, UnfitResponse } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { look, packageOfRun, writeStatement, type GivenAnswer, type Look, type RunRow } from './answers.queries.js';
import { drawFor, type Drawn } from './draw.js';
import { nextMastery } from './mastery.js';
import { nextRun, type RunStanding } from './next-run.js';
import { isClosed, outcomeOf } from './outcome.js';

const DAY_MS = 24 * 3600 * 1000;
const TYPED = new Set(['number', 'cloze']);

interface Turn {
  me: Me;
  answer: SubmitAnswer;
  unit: UnitPackage;
  exercise: PackedExercise;
  drawn: Drawn;
  seen: Look;
}

/** Answers of trainees: marked, stored, and owed to the LMS in one transaction each. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly passback: GradePassback,
    private readonly log: Log,
  ) {}

  /** Each item on its own: one bad item stops no other. Replies stand in the order of the items. */
  async submitAll(me: Me, items: readonly unknown[]): Promise<{ items: AnswerReply[] }> {
    const replies: AnswerReply[] = [];
    for (const item of items) replies.push(await this.submitOne(me, item));
    return { items: replies };
  }

  private async submitOne(me: Me, item: unknown): Promise<AnswerReply> {
    const parsed = SubmitAnswer.safeParse(item);
    if (!parsed.success) {
      const id = (item as { answerId?: unknown } | null)?.answerId;
      return {
        answerId: typeof id === 'string' ? id.slice(0, 60) : null,
        problem: { kind: 'invalid', code: 'answer.invalid', details: { field: parsed.error.issues[0]?.path.join('.') ?? '' } },
      };
    }
    try {
      return { answerId: parsed.data.answerId, outcome: await this.submit(me, parsed.data) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { answerId: parsed.data.answerId, problem: { kind: error.kind, code: error.code, ...(error.details ? { details: error.details } : {}) } };
    }
  }

  /**
   * Marks and stores one answer; returns after COMMIT. The same answer again returns the same outcome.
   * Problems: run.unknown, task.unknown, answer.conflict, answer.unfit, answer.try-order, task.closed, run.finished.
   */
  async submit(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome> {
    return this.db.hot(me, async (tx) => {
      const unit = await this.unitOf(tx, me, answer.runId);
      const exercise = unit.exercises.find((candidate) => candidate.id === answer.exerciseId);
      if (!exercise) throw new Problem('not-found', 'task.unknown');
      const seen = await look(tx, {
        tenant: me.tenant,
        person: me.person,
        runId: answer.runId,
        exerciseId: answer.exerciseId,
        competence: exercise.competence,
        answerId: answer.answerId,
      });
      if (!seen) throw new Problem('not-found', 'run.unknown');
      const turn: Turn = { me, answer, unit, exercise, drawn: drawFor(seen.run.seed, exercise), seen };
      const stored = storedFor(turn);
      if (stored) return again(turn, stored);
      refuseOutOfTurn(turn);
      return this.decide(tx, turn);
    });
  }

  /** The run's own package. It is in memory, except right after a start with old runs. */
  private async unitOf(tx: Hot, me: Me, runId: string): Promise<UnitPackage> {
    const packageId = this.runs.get(runId) ?? (await packageOfRun(tx, { tenant: me.tenant, person: me.person, runId }));
    if (!packageId) throw new Problem('not-found', 'run.unknown');
    this.remember(runId, packageId);
    return this.catalog.package({ query: <T>(text: string, values?: unknown[]) => tx.query({ text, values }) as Promise<T> }, packageId);
  }

  /** A run's package never changes, so it may be remembered; whose run it is, is checked by `look` each time. */
  private readonly runs = new Map<string, string>();
  private remember(runId: string, packageId: string): void {
    if (this.runs.size > 50_000) this.runs.clear();
    this.runs.set(runId, packageId);
  }

  /** After somebody was erased: not even the ids of their runs are kept. */
  forgetRuns(): void {
    this.runs.clear();
  }

  private async decide(tx: Hot, turn: Turn): Promise<AnswerOutcome> {
    const { me, answer, unit, exercise, drawn, seen } = turn;
    const { run } = seen;
    const now = this.clock.now();
    const marked = markOrRefuse(turn);
    if (marked.verdict === 'unclear') {
      return outcomeOf(exercise, drawn, answer, { done: run.done, total: run.total, finished: false, mastery: seen.mastery?.state ?? 'new' }, marked);
    }
    const first = answer.try === 1;
    const evidence = isEvidence(turn, now);
    const item = evidence ? { on: germanDay(now), right: marked.score >= 0.99, typed: TYPED.has(exercise.body.kind) } : null;
    const mastery = nextMastery(seen.mastery, item, now);
    const closed = isClosed(marked.verdict, answer.try);
    const next = nextRun(standing(run), { first, closed, right: marked.verdict === 'right', score: marked.score }, now);
    const write = writeStatement({
      key: { tenant: me.tenant, person: me.person, run: run.id, unitId: run.unit_id, package: run.package },
      answer,
      drawn,
      marked,
      evidence,
      markingVersion: MARKING_VERSION,
      exercise: { rev: exercise.rev, competence: exercise.competence },
      next,
      mastery,
      now,
    });
    const owes = first || next.finishedAt !== null;
    const modules = [{ moduleId: unit.moduleId, units: unit.moduleUnits }];
    await tx.finish(write, ...(owes ? [this.passback.owe({ tenant: me.tenant, person: me.person, unitId: run.unit_id, now, modules })] : []));
    this.log.info('answer.marked', { tenantId: me.tenant, runId: run.id, exerciseId: exercise.id, verdict: marked.verdict });
    return outcomeOf(exercise, drawn, answer, { done: next.done, total: run.total, finished: next.finishedAt !== null, mastery: mastery.state }, marked);
  }
}

/** A first try without aids, of a task this person has not seen for a day. */
function isEvidence({ answer, seen }: Turn, now: Date): boolean {
  return answer.try === 1 && answer.aids.length === 0 && (seen.seenBefore === null || now.getTime() - seen.seenBefore.getTime() >= DAY_MS);
}

function standing(run: RunRow): RunStanding {
  return { total: run.total, done: run.done, points: run.points, firstRight: run.first_right, wrongStreak: run.wrong_streak };
}

function markOrRefuse({ exercise, answer, drawn }: Turn) {
  try {
    return mark(exercise, answer.response, drawn);
  } catch (error) {
    if (error instanceof UnfitResponse) throw new Problem('invalid', 'answer.unfit', undefined, { cause: error });
    throw error;
  }
}

/** An answer already stored under this id, or for this try of this task. The same id with another body is a conflict. */
function storedFor({ answer, seen }: Turn): GivenAnswer | null {
  const same = seen.given.find((given) => given.id === answer.answerId);
  if (same) {
    const equal =
      same.run === answer.runId && same.exercise_id === answer.exerciseId && same.try === answer.try && isDeepStrictEqual(same.response, answer.response);
    if (!equal) throw new Problem('conflict', 'answer.conflict');
    return same;
  }
  return seen.given.find((given) => given.exercise_id === answer.exerciseId && given.run === answer.runId && given.try === answer.try) ?? null;
}

function again({ exercise, drawn, seen }: Turn, stored: GivenAnswer): AnswerOutcome {
  const { run } = seen;
  return outcomeOf(exercise, drawn, stored, { done: run.done, total: run.total, finished: run.finished_at !== null, mastery: seen.mastery?.state ?? 'new' });
}

function refuseOutOfTurn({ answer, seen }: Turn): void {
  const given = seen.given.filter((one) => one.run === answer.runId && one.exercise_id === answer.exerciseId);
  if (seen.run.finished_at) throw new Problem('conflict', 'run.finished');
  if (given.some((one) => isClosed(one.verdict, one.try))) throw new Problem('conflict', 'task.closed');
  if (answer.try !== given.length + 1) throw new Problem('invalid', 'answer.try-order', { next: given.length + 1 });
}
