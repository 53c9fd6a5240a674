import { Response as ResponseSchema, skipExamples, type RunTask as RunTaskSchema, type RunView as RunViewSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import type { Response } from '../../kit/state/drafts.js';
import type { AnswerOutcome, Refusal, Settled, SubmitAnswer } from '../answers/queue.js';

export type RunView = output<typeof RunViewSchema>;
export type RunTask = output<typeof RunTaskSchema>;

/** A run as this page knows it: what the server told at the start, and what it has answered since. */
export interface RunState {
  run: RunView;
  /** Answers the server would not take, by exercise. */
  refused: Readonly<Record<string, Refusal>>;
}

function answered(task: RunTask, response: Response, outcome: AnswerOutcome, tryNo: number): RunTask {
  if (outcome.verdict === 'unclear') return { ...task, last: outcome, lastResponse: response };
  const closed = outcome.verdict === 'right' || outcome.triesLeft === 0;
  return { ...task, last: outcome, lastResponse: response, tries: Math.max(task.tries, tryNo), closed };
}

/** What the run looks like after the server has acknowledged or refused an answer. */
export function withSettled(state: RunState, settled: Settled): RunState {
  const { answer } = settled;
  if (answer.runId !== state.run.runId) return state;
  if ('refusal' in settled) return { ...state, refused: { ...state.refused, [answer.exerciseId]: settled.refusal } };
  const { [answer.exerciseId]: _gone, ...refused } = state.refused;
  const tasks = skipExamples(
    state.run.tasks.map((task) => (task.task.exerciseId === answer.exerciseId ? answered(task, answer.response, settled.outcome, answer.try) : task)),
  );
  const open = tasks.findIndex((task) => !task.closed);
  const done = tasks.filter((task) => task.closed && isCounted(task)).length;
  return { refused, run: { ...state.run, tasks, done, finished: open === -1, position: open === -1 ? tasks.length : open } };
}

/** Entry tasks and worked examples change no points. */
const isCounted = ({ section }: RunTask): boolean => section === 'block' || section === 'mixed';

/** Whether the first try of a task gives points: in a repetition none does. */
export function givesPoints({ kind }: RunView, task: RunTask): boolean {
  return kind === 'own' && isCounted(task);
}

export function isWaiting(run: RunView, exerciseId: string, waiting: readonly SubmitAnswer[]): boolean {
  return waiting.some((item) => item.runId === run.runId && item.exerciseId === exerciseId);
}

/** The furthest task that may be looked at: the first one that is neither finished nor on its way to the server. */
export function reachOf(run: RunView, waiting: readonly SubmitAnswer[]): number {
  const first = run.tasks.findIndex((task) => !task.closed && !isWaiting(run, task.task.exerciseId, waiting));
  return first === -1 ? run.tasks.length - 1 : first;
}

/** Where "Weiter" leads: past worked examples that nobody needs; after the last task to what is still open. */
export function nextTask(run: RunView, index: number): number {
  const next = run.tasks.findIndex((task, i) => i > index && !(task.closed && task.tries === 0));
  return next === -1 ? run.position : next;
}

/** The task an address like `?task=4` names, kept within what may be looked at. */
export function shownTask(wanted: string | null, run: RunView, waiting: readonly SubmitAnswer[]): number {
  const asked = Number.parseInt(wanted ?? '', 10);
  const index = Number.isNaN(asked) ? run.position : asked - 1;
  return Math.max(0, Math.min(index, reachOf(run, waiting)));
}

export function lastResponse(task: RunTask): Response | null {
  const read = ResponseSchema.safeParse(task.lastResponse);
  return read.success ? read.data : null;
}
