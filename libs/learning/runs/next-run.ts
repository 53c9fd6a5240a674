import { gradeOf } from '../grade.js';

export interface RunStanding {
  total: number;
  done: number;
  points: number;
  firstRight: number;
  wrongStreak: number;
  /** First tries that somebody still has to read. */
  waiting: number;
}
export interface NextRun extends RunStanding {
  grade: number;
  finishedAt: Date | null;
}

interface Given {
  first: boolean;
  closed: boolean;
  right: boolean;
  score: number;
  counts: boolean;
  /** People mark it: until then it is neither right nor wrong. */
  waits: boolean;
}

/** What one stored answer changes in its run. Points and the streak come from first tries alone; entry tasks and worked examples change nothing. */
export function nextRun(run: RunStanding, given: Given, now: Date): NextRun {
  const answer = given.counts ? given : { ...given, first: false, closed: false };
  const done = run.done + (answer.closed ? 1 : 0);
  const points = run.points + (answer.first ? answer.score : 0);
  const wrongStreak = !answer.first || answer.waits ? run.wrongStreak : answer.right ? 0 : run.wrongStreak + 1;
  return {
    total: run.total,
    done,
    points,
    wrongStreak,
    waiting: run.waiting + (answer.first && answer.waits ? 1 : 0),
    firstRight: run.firstRight + (answer.first && answer.right ? 1 : 0),
    grade: gradeOf(points, run.total),
    finishedAt: done >= run.total ? now : null,
  };
}
