import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, isUnstorable, Problem, type Hot, type Statement } from '#lotse/base';
import { germanDay, isHandKind, SubmitAnswer, type AnswerOutcome, type AnswerReply, type PackedExercise, type UnitPackage } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { isHardToGuess, mark, MARKING_VERSION, UnfitResponse } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { look, packageOfRun, withoutText, writeStatement, type BestRow, type GivenAnswer, type Look, type RunRow } from './answers.queries.js';
import { nextMastery } from '../mastery.js';
import { nextRun, type NextRun, type RunStanding } from '../runs/next-run.js';
import { AnswerTexts, askingOf, withText } from '../hand/answer-texts.js';
import { RecordingsService } from '../hand/recordings.service.js';
import { isClosed, outcomeOf, WAITING } from '../runs/outcome.js';
import { lookAfter, RunMemory } from './run-memory.js';
import { tasksOfUnit, type TaskOfRun } from '../runs/run-tasks.js';

const DAY_MS = 24 * 3600 * 1000;

interface Turn {
  me: Me;
  answer: SubmitAnswer;
  unit: UnitPackage;
  exercise: PackedExercise;
  task: TaskOfRun;
  seen: Look;
}
/** What an answer changes, and what the trainee is told of it. */
interface Decision {
  now: Date;
  write: Statement;
  /** It may raise a grade. */
  owes: boolean;
  after: Look;
  outcome: AnswerOutcome;
}

/** Answers of trainees: marked, stored, and owed to the LMS in one transaction each. */
@Injectable()
export class AnswersService {
  private readonly memory = new RunMemory();
  /** Which package the last run with this task had: most likely the next one's too, and the look says whether it is. */
  private readonly lastPackage = new Map<string, string>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly passback: GradePassback,
    private readonly texts: AnswerTexts,
    private readonly recordings: RecordingsService,
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
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') ?? '';
      const isLong = field.startsWith('response.') && issue?.code === 'too_big' && issue.origin === 'string';
      const details: Record<string, string | number> = { field, ...(isLong ? { most: Number(issue.maximum) } : {}) };
      return {
        answerId: typeof id === 'string' ? id.slice(0, 60) : null,
        problem: { kind: 'invalid', code: isLong ? 'answer.too-long' : 'answer.invalid', details },
      };
    }
    try {
      return { answerId: parsed.data.answerId, outcome: await this.submit(me, parsed.data) };
    } catch (error) {
      if (isUnstorable(error)) return { answerId: parsed.data.answerId, problem: { kind: 'invalid', code: 'answer.invalid' } };
      if (!(error instanceof Problem)) throw error;
      return { answerId: parsed.data.answerId, problem: { kind: error.kind, code: error.code, ...(error.details ? { details: error.details } : {}) } };
    }
  }

  /**
   * Marks and stores one answer; returns after COMMIT. The same answer again returns the same outcome.
   * Problems: run.unknown, task.unknown, task.position (it stands there twice), answer.conflict, answer.unfit, answer.try-order, task.closed, run.finished.
   */
  async submit(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome> {
    // what people mark has a text, and that takes more than one message
    const known = isHandKind(answer.response.kind) ? null : await this.byMemory(me, answer);
    return known ?? this.db.hot(me, (tx) => this.byLooking(tx, me, answer, { inRoom: false }));
  }

  /** An answer to the exercise of a meeting. Its outcome is not for the person before the tutor shows the solution. */
  submitInRoom(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome> {
    return this.db.hot(me, (tx) => this.byLooking(tx, me, answer, { inRoom: true }));
  }

  /** In one message. Null, and nothing stored, where it is not that simple: then the rows have to be looked at. */
  private async byMemory(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome | null> {
    const seen = this.memory.of(me, answer.runId);
    if (!seen) return null;
    try {
      return await this.db.hot(me, async (tx) => {
        const turn = turnOf(me, answer, await this.package(tx, seen.run.package), seen);
        if (storedFor(turn) || outOfTurn(turn)) return null;
        const decision = decide(turn, this.clock.now());
        return decision && this.store(tx, turn, decision);
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
      this.memory.forget(answer.runId);
      return null;
    }
  }

  private async byLooking(tx: Hot, me: Me, answer: SubmitAnswer, { inRoom }: { inRoom: boolean }): Promise<AnswerOutcome> {
    const key = { tenant: me.tenant, person: me.person, runId: answer.runId, answerId: answer.answerId };
    const guess = this.lastPackage.get(answer.exerciseId) ?? (await packageOfRun(tx, key));
    if (!guess) throw new Problem('not-found', 'run.unknown');
    let unit = await this.package(tx, guess);
    let seen = await look(tx, key, unit);
    if (seen && seen.run.package !== guess) {
      unit = await this.package(tx, seen.run.package);
      seen = await look(tx, key, unit);
    }
    if (!seen || (seen.run.kind === 'room') !== inRoom) throw new Problem('not-found', 'run.unknown');
    const turn = turnOf(me, answer, unit, await this.opened(tx, me, seen, answer));
    this.lastPackage.set(answer.exerciseId, seen.run.package);
    const stored = storedFor(turn);
    if (stored) return again(turn, stored);
    const refusal = outOfTurn(turn);
    if (refusal) throw refusal;
    await this.isThere(tx, me, answer);
    const decision = decide(turn, this.clock.now());
    if (!decision) return unclear(turn);
    const outcome = await this.store(tx, turn, decision);
    if (!outcome) throw new Error('a run changed during its person’s turn');
    return outcome;
  }

  /** An answer sent again is compared with what was written then. */
  private async opened(tx: Hot, me: Me, seen: Look, { answerId, response }: SubmitAnswer): Promise<Look> {
    if (!isHandKind(response.kind) || seen.given.every(({ id }) => id !== answerId)) return seen;
    const texts = await this.texts.of(askingOf(tx), me, [answerId]);
    return { ...seen, given: seen.given.map((one) => ({ ...one, response: withText(one.response, texts.get(one.id)) })) };
  }

  /** A recording is an answer once all of it has arrived. */
  private async isThere(tx: Hot, me: Me, { runId, exerciseId, response }: SubmitAnswer): Promise<void> {
    if (response.kind !== 'recording' || response.recording === '') return;
    const whole = await this.recordings.isWhole(askingOf(tx), me, { runId, exerciseId, recording: response.recording });
    if (!whole) throw new Problem('invalid', 'recording.missing');
  }

  private package(tx: Hot, packageId: string): Promise<UnitPackage> {
    return this.catalog.package(askingOf(tx), packageId);
  }

  /** After somebody was erased: nothing of their runs is kept. */
  forgetRuns(): void {
    this.memory.clear();
  }

  /** Null, and nothing stored, where the rows are not as they were remembered. */
  private async store(tx: Hot, { me, answer, unit, seen }: Turn, { now, write, owes, after, outcome }: Decision): Promise<AnswerOutcome | null> {
    const wish = { tenant: me.tenant, person: me.person, unitId: seen.run.unit_id, now };
    const modules = [{ moduleId: unit.moduleId, units: unit.moduleUnits }];
    const kept = await this.texts.keep(tx, me, answer);
    const [written] = await tx.finish(write, ...kept, ...(owes ? [this.passback.owe({ ...wish, modules })] : []));
    const best = written?.[0] as BestRow | undefined;
    if (!best) {
      this.memory.forget(answer.runId);
      return null;
    }
    if (outcome.finished || seen.run.kind === 'room') this.memory.forget(answer.runId);
    else this.memory.keep(me, { ...after, best });
    return outcome;
  }
}

function turnOf(me: Me, answer: SubmitAnswer, unit: UnitPackage, seen: Look): Turn {
  const exercise = unit.exercises.find((candidate) => candidate.id === answer.exerciseId);
  const tasks = seen.tasks.length > 0 ? seen.tasks : tasksOfUnit(unit, seen.run.seed, seen.run.started_at);
  const named = tasks.filter((one) => one.exerciseId === answer.exerciseId && (answer.position === undefined || one.position === answer.position));
  const [task] = named;
  if (!exercise || !task) throw new Problem('not-found', 'task.unknown');
  if (named.length > 1) throw new Problem('invalid', 'task.position');
  return { me, answer, unit, exercise, task, seen };
}

/** Null for an answer that cannot be read: it is answered, and uses no try. */
function decide(turn: Turn, now: Date): Decision | null {
  const { me, answer, exercise, task, seen } = turn;
  const { run } = seen;
  const marked = markOrRefuse(turn);
  if (marked.verdict === 'unclear') return null;
  const first = answer.try === 1;
  const hardToGuess = isHardToGuess(exercise);
  const evidence = isEvidence(turn, now);
  const waits = marked.verdict === 'manual';
  const item = evidence && !waits ? { on: germanDay(now), right: marked.score >= 0.99, typed: hardToGuess } : null;
  const before = seen.masteries.get(exercise.competence) ?? null;
  const mastery = nextMastery(before, item, now);
  const closed = isClosed(marked.verdict, answer.try, task.tries);
  const next = nextRun(standing(run), { first, closed, right: marked.verdict === 'right', score: marked.score, counts: task.counts, waits }, now);
  const write = writeStatement({
    key: { tenant: me.tenant, person: me.person, run: run.id, unitId: run.unit_id, package: run.package },
    ...{ answer, task, marked, evidence, hardToGuess, markingVersion: MARKING_VERSION, next, mastery, now },
    aids: run.kind === 'room' ? ['room'] : answer.aids,
    graded: run.kind === 'own',
    exercise: { rev: exercise.rev, competence: exercise.competence },
    basis: { version: run.version, masteryAt: before?.updatedAt ?? null },
  });
  const given = {
    id: answer.answerId,
    run: run.id,
    exercise_id: exercise.id,
    position: task.position,
    try: answer.try,
    response: withoutText(answer.response),
    verdict: marked.verdict,
  };
  const finished = next.finishedAt !== null;
  return {
    now,
    write,
    owes: run.kind === 'own' && mayRaise(seen.best, next),
    after: lookAfter(seen, given, { ...rowOf(next), version: run.version + 1 }, { competence: exercise.competence, known: { ...mastery, updatedAt: now } }),
    outcome: outcomeOf(exercise, task, answer, { done: next.done, total: run.total, finished, mastery: mastery.state }, marked),
  };
}

/** A first try without aids, of a task this person has not seen for a day. What is done in a room or shown by an example is practice. */
function isEvidence({ answer, task, seen }: Turn, now: Date): boolean {
  const before = seen.lastAnswered.get(answer.exerciseId);
  if (seen.run.kind === 'room' || task.section === 'example') return false;
  return answer.try === 1 && answer.aids.length === 0 && (before === undefined || now.getTime() - before.getTime() >= DAY_MS);
}

function standing(run: RunRow): RunStanding {
  return { total: run.total, done: run.done, points: run.points, firstRight: run.first_right, wrongStreak: run.wrong_streak, waiting: run.waiting };
}

/** What is owed rises with the best grade alone. Another server may have seen a better one than is known here, never a worse. */
function mayRaise(known: BestRow | null, next: NextRun): boolean {
  return known === null || next.grade > known.best || (next.finishedAt !== null && !known.completed);
}

function rowOf(next: NextRun): Partial<RunRow> {
  return {
    done: next.done,
    points: next.points,
    first_right: next.firstRight,
    wrong_streak: next.wrongStreak,
    waiting: next.waiting,
    finished_at: next.finishedAt,
  };
}

function markOrRefuse({ exercise, answer, task }: Turn) {
  try {
    return mark(exercise, answer.response, { ...task, last: answer.try >= task.tries });
  } catch (error) {
    if (error instanceof UnfitResponse) throw new Problem('invalid', 'answer.unfit', undefined, { cause: error });
    throw error;
  }
}

/** An answer already stored under this id, or for this try of this task. The same id with another body is a conflict. */
function storedFor(turn: Turn): GivenAnswer | null {
  const { answer, seen } = turn;
  const same = seen.given.find((given) => given.id === answer.answerId);
  if (same) {
    const equal =
      same.run === answer.runId && same.exercise_id === answer.exerciseId && same.try === answer.try && isDeepStrictEqual(same.response, answer.response);
    if (!equal) throw new Problem('conflict', 'answer.conflict');
    return same;
  }
  return seen.given.find((given) => isOfTask(given, turn) && given.try === answer.try) ?? null;
}

/** Answers from before `run_task` name no position: their run has each exercise once. */
function isOfTask(given: GivenAnswer, { answer, task }: Turn): boolean {
  return given.run === answer.runId && given.exercise_id === answer.exerciseId && (given.position === null || given.position === task.position);
}

function again(turn: Turn, stored: GivenAnswer): AnswerOutcome {
  return outcomeOf(turn.exercise, turn.task, stored.verdict === 'manual' ? { ...stored, hand: WAITING } : stored, {
    ...told(turn),
    finished: turn.seen.run.finished_at !== null,
  });
}

function unclear(turn: Turn): AnswerOutcome {
  return outcomeOf(turn.exercise, turn.task, turn.answer, { ...told(turn), finished: false });
}

function told({ exercise, seen }: Turn) {
  return { done: seen.run.done, total: seen.run.total, mastery: seen.masteries.get(exercise.competence)?.state ?? ('new' as const) };
}

function outOfTurn(turn: Turn): Problem | null {
  const { answer, task, seen } = turn;
  const given = seen.given.filter((one) => isOfTask(one, turn));
  if (seen.run.finished_at) return new Problem('conflict', 'run.finished');
  if (given.some((one) => isClosed(one.verdict, one.try, task.tries))) return new Problem('conflict', 'task.closed');
  return answer.try === given.length + 1 ? null : new Problem('invalid', 'answer.try-order', { next: given.length + 1 });
}

/** The answer's id, or this try of the task, is there already. */
function isTaken(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '23505';
}
