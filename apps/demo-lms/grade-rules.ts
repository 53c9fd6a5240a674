/** How a score changes a grade cell in Moodle 4.5; pure, times in seconds. */
import type { GradeRow, LineItem } from './model.js';

export interface Score {
  userId: string;
  /** Whole seconds. */
  stamp: number;
  gradingProgress: string;
  scoreGiven: number | null;
  scoreMaximum: number;
  comment: string | null;
}

export function emptyRow(itemId: string, personId: string): GradeRow {
  return {
    itemId,
    personId,
    finalGrade: null,
    rawGrade: null,
    overridden: 0,
    locked: false,
    feedback: null,
    timeModified: null,
  };
}

/** Compared in whole seconds: the same second is refused too. */
export function isTooOld(row: GradeRow, stamp: number): boolean {
  return row.timeModified !== null && row.timeModified >= stamp;
}

/**
 * Puts a score into a cell that is neither locked nor newer. Anything but FullyGraded with a score erases the grade.
 * An overridden cell keeps its grade, its comment and its time, and takes the raw grade only.
 */
export function applyScore(row: GradeRow, item: LineItem, score: Score, now: number): GradeRow {
  const given = score.gradingProgress === 'FullyGraded' ? score.scoreGiven : null;
  const raw = given === null || !item.hasNumbers ? null : scaled(given, score.scoreMaximum, item.scoreMaximum);
  const rawGrade = item.kind === 'mod' ? raw : null;
  if (row.overridden) return { ...row, rawGrade };
  const finalGrade = raw === null ? null : Math.min(Math.max(raw, 0), item.scoreMaximum);
  const timeModified = finalGrade !== null ? score.stamp : score.comment !== null ? now : null;
  return { ...row, rawGrade, finalGrade, feedback: score.comment, timeModified };
}

function scaled(given: number, of: number, to: number): number {
  const raw = of === 0 ? given : (given * to) / of;
  return Math.round(raw * 10_000) / 10_000;
}
