import { problems } from '../../paraglide/problems/app.js';
import { toProblem } from './problem.js';

type Details = Record<string, string | number>;
type Sentence = (details: Details) => string;

const sentences = new Map<string, Sentence>();
const keyOf = (code: string): string => `problem_${code.replaceAll(/[.-]/g, '_')}`;

/** Sentences as they come from the messages of an area: known from then on. Those behind the first load: `words/more-problems.ts`. */
export function addProblems(more: object): void {
  for (const [key, sentence] of Object.entries(more) as [string, Sentence][]) sentences.set(key, sentence);
}
addProblems(problems);

/** One sentence for a person: the message `problem_<code>`, `.` and `-` written as `_`; where there is none, that of the kind. */
export function sayProblem(error: unknown): string {
  const problem = toProblem(error);
  const say = sentences.get(keyOf(problem.code)) ?? sentences.get(keyOf(problem.kind));
  return say?.(withDays(problem.details)) ?? problem.code;
}

/** Days come as YYYY-MM-DD and are read as DD.MM.YYYY. */
function withDays(details: Details): Details {
  const day = (value: string | number) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value).split('-').reverse().join('.') : value);
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, day(value)]));
}
