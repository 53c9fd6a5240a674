import type { ExamScale, PackedForm } from '#lotse/contract';

/** What is on its way when the time ends is taken so long. */
export const GRACE_MS = 20_000;
const MINUTE_MS = 60_000;

/** Minutes of an attempt; with more time they are rounded up. */
export function minutesOf({ minutes, longerFirst }: Pick<PackedForm, 'minutes' | 'longerFirst'>, longer: boolean): number {
  return longer && longerFirst !== null ? Math.ceil((minutes * (100 + longerFirst)) / 100) : minutes;
}

export function endOf(startedAt: Date, minutes: number): Date {
  return new Date(startedAt.getTime() + minutes * MINUTE_MS);
}

export function secondsLeft(endsAt: Date, now: Date): number {
  return Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
}

/** From here on the server closes it and takes nothing more. */
export function isOver(endsAt: Date, now: Date): boolean {
  return now.getTime() > endsAt.getTime() + GRACE_MS;
}

/** How and when an attempt ends that is ended now: never later than its time. */
export function endNow(endsAt: Date, now: Date): { ended: 'handed-in' | 'time-over'; endedAt: Date } {
  return now <= endsAt ? { ended: 'handed-in', endedAt: now } : { ended: 'time-over', endedAt: endsAt };
}

export function minutesUsed(startedAt: Date, endedAt: Date): number {
  return Math.ceil((endedAt.getTime() - startedAt.getTime()) / MINUTE_MS);
}

/** One task with what it gave. `score`: 0 to 1, 0 where nothing was given. */
export interface Judged {
  area: string;
  points: number;
  score: number;
  right: boolean;
}
export interface AreaResult {
  areaId: string;
  title: string;
  points: number;
  of: number;
  right: number;
  tasks: number;
}
export interface ExamOutcome {
  points: number;
  grade: number;
  passed: boolean;
  areas: AreaResult[];
}

/** Points as a chamber gives them: added up exactly, the sum rounded half up to whole ones; the grade follows from the whole points. */
export function judge({ areas, scale }: Pick<PackedForm, 'areas' | 'scale'>, tasks: readonly Judged[]): ExamOutcome {
  const points = rounded(sum(tasks), 1);
  return {
    points,
    grade: gradeFor(points, scale),
    passed: points >= scale.pass,
    areas: areas.map(({ id, title }) => {
      const own = tasks.filter(({ area }) => area === id);
      const of = own.reduce((all, task) => all + task.points, 0);
      return { areaId: id, title, points: rounded(sum(own), 10), of, right: own.filter(({ right }) => right).length, tasks: own.length };
    }),
  };
}

/** The last step of a scale is from 0. */
export function gradeFor(points: number, scale: Pick<ExamScale, 'steps'>): number {
  return stepFor(points, scale)?.grade ?? 0;
}

export function gradeTitle(grade: number, scale: Pick<ExamScale, 'steps'>): string {
  return scale.steps.find((step) => step.grade === grade)?.title ?? '';
}

function stepFor(points: number, { steps }: Pick<ExamScale, 'steps'>) {
  return steps.find(({ from }) => points >= from);
}

function sum(tasks: readonly Judged[]): number {
  return tasks.reduce((all, { points, score }) => all + points * score, 0);
}

/** Half up; a sum of thirds that falls short of the half by a rounding error is the half. */
function rounded(value: number, parts: number): number {
  return Math.floor(value * parts + 0.5 + 1e-9) / parts;
}

export interface Practised {
  competence: string;
  unitId: string;
  points: number;
  score: number;
}
const MOST_TO_PRACTISE = 5;

/** Competences in which points were lost, the weakest first; where two are as weak, the one that lost more points. */
export function toPractise(tasks: readonly Practised[]): { competence: string; unitId: string; points: number; of: number }[] {
  const all = [...Map.groupBy(tasks, ({ competence }) => competence)].map(([competence, own]) => {
    const weakest = own.reduce((worst, task) => (task.score < worst.score ? task : worst));
    const of = own.reduce((total, task) => total + task.points, 0);
    const points = rounded(
      own.reduce((total, task) => total + task.points * task.score, 0),
      10,
    );
    return { competence, unitId: weakest.unitId, points, of };
  });
  const lost = all.filter(({ points, of }) => points < of);
  return lost.sort((a, b) => a.points / a.of - b.points / b.of || b.of - b.points - (a.of - a.points)).slice(0, MOST_TO_PRACTISE);
}
