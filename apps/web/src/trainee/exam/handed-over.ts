import type { ExamPaper, ExamResult } from '#lotse/contract';

/** What a call brought for the page that comes next: it need not ask again. */
let paper: ExamPaper | null = null;
let result: ExamResult | null = null;

export function handPaper(next: ExamPaper): void {
  paper = next;
}

export function handResult(next: ExamResult): void {
  result = next;
}

export function takePaper(attemptId: string): ExamPaper | null {
  const held = paper;
  paper = null;
  return held?.attemptId === attemptId ? held : null;
}

export function takeResult(attemptId: string): ExamResult | null {
  const held = result;
  result = null;
  return held?.attemptId === attemptId ? held : null;
}
