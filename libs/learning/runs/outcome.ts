import { GONE, handVerdict, mark, READ, solve, WAITS, type Marked } from '#lotse/marking';
import { isHandKind, type AnswerOutcome, type HandVerdict, type MasteryState, type PackedExercise, type Response } from '#lotse/contract';
import type { Drawn } from './draw.js';

export const TRIES = 2;

/** Whether a task is over after this try: it was right, waits for somebody who reads it, or the tries are used up. */
export function isClosed(verdict: AnswerOutcome['verdict'], tryNumber: number, tries = TRIES): boolean {
  return verdict === 'right' || verdict === 'manual' || tryNumber >= tries;
}

/** What the learner is told. The solution is in it only when the task is over. `marked`: where it was marked already. */
export function outcomeOf(
  exercise: PackedExercise,
  drawn: Drawn,
  answer: { response: Response; try: number; hand?: HandVerdict },
  run: { done: number; total: number; finished: boolean; mastery: MasteryState; tries?: number },
  marked: Marked = markedAgain(exercise, { ...drawn, last: answer.try >= (run.tries ?? TRIES) }, answer),
): AnswerOutcome {
  const byHand = isHandKind(exercise.body.kind);
  const closed = marked.verdict !== 'unclear' && (byHand || isClosed(marked.verdict, answer.try, run.tries));
  const solved = closed ? solve(exercise, drawn) : null;
  return {
    verdict: marked.verdict,
    score: marked.score,
    feedback: marked.feedback,
    parts: marked.parts,
    ...(marked.understood === undefined ? {} : { understood: marked.understood }),
    triesLeft: closed ? 0 : byHand ? 1 : (run.tries ?? TRIES) - answer.try + (marked.verdict === 'unclear' ? 1 : 0),
    ...(solved ? { solution: solved.solution, explanation: solved.explanation, sources: solved.sources } : {}),
    ...(byHand && closed ? { hand: answer.hand ?? WAITING } : {}),
    mastery: run.mastery,
    done: run.done,
    total: run.total,
    finished: run.finished,
  };
}

export const WAITING: HandVerdict = { state: 'waiting', mark: null };
const SAYS = { waiting: WAITS, marked: READ, gone: GONE };

/** A stored answer as it is judged now: by its rules, or by whoever has read it. */
function markedAgain(exercise: PackedExercise, drawn: Drawn & { last: boolean }, { response, hand }: { response: Response; hand?: HandVerdict }): Marked {
  if (hand === undefined) return mark(exercise, response, drawn);
  const score = hand.mark === null ? 0 : hand.mark.points / hand.mark.most;
  return { verdict: hand.mark === null ? 'manual' : handVerdict(score), score, feedback: SAYS[hand.state], parts: {} };
}
