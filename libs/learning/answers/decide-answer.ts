import { isDeepStrictEqual } from 'node:util';
import { Problem, type Statement } from '#lotse/base';
import { germanDay, type AnswerOutcome, type PackedExercise, type SubmitAnswer, type UnitPackage } from '#lotse/contract';
import { isHardToGuess, mark, MARKING_VERSION, UnfitResponse } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { nextMastery } from '../mastery.js';
import { nextRun, type NextRun, type RunStanding } from '../runs/next-run.js';
import { isClosed, outcomeOf, WAITING } from '../runs/outcome.js';
import { tasksOfUnit, type TaskOfRun } from '../runs/run-tasks.js';
import { withoutText, writeStatement, type BestRow, type GivenAnswer, type Look, type RunRow } from './answers.queries.js';
import { lookAfter } from './run-memory.js';

const DAY_MS = 24 * 3600 * 1000;

/** One answer, and all that was read to decide it. */
export interface Turn {
  me: Me;
  answer: SubmitAnswer;
  unit: UnitPackage;
  exercise: PackedExercise;
  task: TaskOfRun;
  seen: Look;
}
/** What an answer changes, and what the trainee is told of it. */
export interface Decision {
  now: Date;
  write: Statement;
  /** It may raise a grade. */
  owes: boolean;
  after: Look;
  outcome: AnswerOutcome;
}

/** Problems: task.unknown, task.position. */
export function turnOf(me: Me, answer: SubmitAnswer, unit: UnitPackage, seen: Look): Turn {
  const exercise = unit.exercises.find((candidate) => candidate.id === answer.exerciseId);
  const tasks = seen.tasks.length > 0 ? seen.tasks : tasksOfUnit(unit, seen.run.seed, seen.run.startedAt);
  const named = tasks.filter((one) => one.exerciseId === answer.exerciseId && (answer.position === undefined || one.position === answer.position));
  const [task] = named;
  if (!exercise || !task) throw new Problem('not-found', 'task.unknown');
  if (named.length > 1) throw new Problem('invalid', 'task.position');
  return { me, answer, unit, exercise, task, seen };
}

/** Null for an answer that cannot be read: it is answered, and uses no try. */
export function decide(turn: Turn, now: Date): Decision | null {
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
    key: { tenant: me.tenant, person: me.person, run: run.id, unitId: run.unitId, package: run.package },
    ...{ answer, task, marked, evidence, hardToGuess, markingVersion: MARKING_VERSION, next, mastery, now },
    aids: run.kind === 'room' ? ['room'] : answer.aids,
    graded: run.kind === 'own',
    exercise: { rev: exercise.rev, competence: exercise.competence },
    basis: { version: run.version, masteryAt: before?.updatedAt ?? null },
  });
  const given = {
    id: answer.answerId,
    run: run.id,
    exerciseId: exercise.id,
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
  return { total: run.total, done: run.done, points: run.points, firstRight: run.firstRight, wrongStreak: run.wrongStreak, waiting: run.waiting };
}

/** What is owed rises with the best grade alone. Another server may have seen a better one than is known here, never a worse. */
function mayRaise(known: BestRow | null, next: NextRun): boolean {
  return known === null || next.grade > known.best || (next.finishedAt !== null && !known.completed);
}

function rowOf(next: NextRun): Partial<RunRow> {
  return {
    done: next.done,
    points: next.points,
    firstRight: next.firstRight,
    wrongStreak: next.wrongStreak,
    waiting: next.waiting,
    finishedAt: next.finishedAt,
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
export function storedFor(turn: Turn): GivenAnswer | null {
  const { answer, seen } = turn;
  const same = seen.given.find((given) => given.id === answer.answerId);
  if (same) {
    const equal =
      same.run === answer.runId && same.exerciseId === answer.exerciseId && same.try === answer.try && isDeepStrictEqual(same.response, answer.response);
    if (!equal) throw new Problem('conflict', 'answer.conflict');
    return same;
  }
  return seen.given.find((given) => isOfTask(given, turn) && given.try === answer.try) ?? null;
}

/** Answers from before `run_task` name no position: their run has each exercise once. */
function isOfTask(given: GivenAnswer, { answer, task }: Turn): boolean {
  return given.run === answer.runId && given.exerciseId === answer.exerciseId && (given.position === null || given.position === task.position);
}

export function again(turn: Turn, stored: GivenAnswer): AnswerOutcome {
  return outcomeOf(turn.exercise, turn.task, stored.verdict === 'manual' ? { ...stored, hand: WAITING } : stored, {
    ...told(turn),
    finished: turn.seen.run.finishedAt !== null,
  });
}

export function unclear(turn: Turn): AnswerOutcome {
  return outcomeOf(turn.exercise, turn.task, turn.answer, { ...told(turn), finished: false });
}

function told({ exercise, seen }: Turn) {
  return { done: seen.run.done, total: seen.run.total, mastery: seen.masteries.get(exercise.competence)?.state ?? ('new' as const) };
}

export function outOfTurn(turn: Turn): Problem | null {
  const { answer, task, seen } = turn;
  const given = seen.given.filter((one) => isOfTask(one, turn));
  if (seen.run.finishedAt) return new Problem('conflict', 'run.finished');
  if (given.some((one) => isClosed(one.verdict, one.try, task.tries))) return new Problem('conflict', 'task.closed');
  return answer.try === given.length + 1 ? null : new Problem('invalid', 'answer.try-order', { next: given.length + 1 });
}
