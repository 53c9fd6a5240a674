import { openRun } from '#lotse/contract';
import { useEffect, useState } from 'react';
import { answeringFor, type Answering } from '../answers/answering.js';
import type { AnswerOutcome } from '../answers/queue.js';
import { call } from '../../kit/api/call.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { takeFirstRun } from '../../kit/session/session.js';
import { LiveValue, useLive } from '../../kit/state/live-value.js';
import { withSettled, type RunState, type RunView } from './run-state.js';

/** The run somebody is in. It outlives the page, so that answers that arrive late still find it. */
const current = new LiveValue<RunState | null>(null);
let followed: Answering | null = null;
const arrived = new WeakSet<AnswerOutcome>();

/** True once for each outcome that arrived in this page: then it is news, later it is looked back at. */
export function isNews(outcome: AnswerOutcome): boolean {
  return arrived.delete(outcome);
}

function follow(enrolmentId: string): Answering {
  const answering = answeringFor(enrolmentId);
  if (followed !== answering) {
    followed = answering;
    answering.queue.onSettled((settled) => {
      if ('outcome' in settled) arrived.add(settled.outcome);
      const state = current.get();
      if (state !== null) current.set(withSettled(state, settled));
      if ('outcome' in settled && settled.outcome.triesLeft === 0) answering.drafts.forget(settled.answer.runId, settled.answer.exerciseId);
    });
  }
  return answering;
}

/** The overview calls it: what is opened next is asked of the server anew. */
export function forgetRun(): void {
  current.set(null);
}

/** A run that was started elsewhere: the task page goes on with it. */
export function goOnWith(run: RunView): void {
  current.set({ run, refused: {} });
}

/** The run that was just practised, for the page after it. */
export function currentRun(unitId: string): RunView | null {
  const state = current.get();
  return state !== null && state.run.unit.unitId === unitId ? state.run : null;
}

export interface UsedRun {
  state: RunState | null;
  problem: Problem | null;
  reload: () => void;
  answering: Answering;
}

export function useRun(enrolmentId: string, unitId: string): UsedRun {
  useState(() => {
    const first = takeFirstRun(unitId);
    if (first !== null) goOnWith(first);
  });
  const held = useLive(current);
  const state = held !== null && held.run.unit.unitId === unitId ? held : null;
  const [failed, setFailed] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const [answering] = useState(() => follow(enrolmentId));
  const missing = state === null;
  useEffect(() => {
    if (!missing) return undefined;
    const stop = new AbortController();
    call(openRun, { body: { enrolmentId, unitId }, signal: stop.signal }).then(goOnWith, (error: unknown) => {
      if (!stop.signal.aborted) setFailed(toProblem(error));
    });
    return () => stop.abort();
  }, [enrolmentId, unitId, missing, round]);
  function reload() {
    setFailed(null);
    setRound((n) => n + 1);
  }
  return { state, problem: state === null ? failed : null, reload, answering };
}
