import { mark, solve, type Marked } from '#lotse/marking';
import type { AnswerOutcome, MasteryState, PackedExercise, Response } from '#lotse/contract';
import type { Drawn } from './draw.js';

export const TRIES = 2;

/** Whether a task is over after this try: it was right, or the tries are used up. */
export function isClosed(verdict: AnswerOutcome['verdict'], tryNumber: number, tries = TRIES): boolean {
  return verdict === 'right' || tryNumber >= tries;
}

/** What the learner is told. The solution is in it only when the task is over. `marked`: where it was marked already. */
export function outcomeOf(
  exercise: PackedExercise,
  drawn: Drawn,
  answer: { response: Response; try: number },
  run: { done: number; total: number; finished: boolean; mastery: MasteryState; tries?: number },
  marked: Marked = mark(exercise, answer.response, { ...drawn, last: answer.try >= (run.tries ?? TRIES) }),
): AnswerOutcome {
  const closed = marked.verdict !== 'unclear' && isClosed(marked.verdict, answer.try, run.tries);
  const solved = closed ? solve(exercise, drawn) : null;
  return {
    verdict: marked.verdict,
    score: marked.score,
    feedback: marked.feedback,
    parts: marked.parts,
    ...(marked.understood === undefined ? {} : { understood: marked.understood }),
    triesLeft: closed ? 0 : marked.verdict === 'unclear' ? TRIES - answer.try + 1 : TRIES - answer.try,
    ...(solved ? { solution: solved.solution, explanation: solved.explanation, sources: solved.sources } : {}),
    mastery: run.mastery,
    done: run.done,
    total: run.total,
    finished: run.finished,
  };
}
