import type { PackedBody, PackedExercise, PartVerdict, Response, TaskBody, TaskKind, Text2, Verdict } from '#lotse/contract';
import type { Values } from './decimal.js';

/** One answer marked. `score` 0 to 1; `parts` by option, gap or item id; `understood`: how a number was read. */
export interface Marked {
  verdict: Verdict;
  score: number;
  feedback: Text2;
  parts: Record<string, PartVerdict>;
  understood?: string;
  /** Tag of the first typical error that was found. */
  misconception?: string;
}

/** The response cannot belong to this exercise (another kind, unknown ids): a fault of the sender, never an answer. */
export class UnfitResponse extends Error {
  override name = 'UnfitResponse';
}

export type BodyOf<K extends PackedBody['kind']> = Extract<PackedBody, { kind: K }>;
export type ResponseOf<K extends Response['kind']> = Extract<Response, { kind: K }>;
export type ViewOf<K extends TaskBody['kind']> = Extract<TaskBody, { kind: K }>;
/** What the author says in general about right and wrong answers: `mark()` fills in the values; `wrong` is empty after the last try. */
export type General = PackedExercise['feedback'];
/** `exam` marks as a chamber's paper does, where that differs. */
export type Mode = 'practice' | 'exam';

export interface MarkOn {
  values: Values;
  /** Rules by which derived values came about. */
  derive: Readonly<Record<string, string>>;
  general: General;
  mode: Mode;
}

/** What a room shows of many answers: for each part how often what was given. */
export interface Tally {
  part: string;
  given: string;
  right: boolean;
}

/** All that is known of a kind. `libs/marking/kinds/<kind>/` holds it, `kinds/index.ts` has one for each. */
export interface KindRules<K extends TaskKind> {
  mark(body: BodyOf<K>, response: ResponseOf<K>, on: MarkOn): Marked;
  /** A full right response, as it is shown. */
  solve(body: BodyOf<K>, values: Values): ResponseOf<K>;
  /** An answer somebody might give who is wrong: by it the demo's history is played and the content is tried. */
  wrong(body: BodyOf<K>, right: ResponseOf<K>, values: Values): ResponseOf<K>;
  /** What is added to the explanation: why other options are wrong. */
  explain?(body: BodyOf<K>, values: Values): Text2 | null;
  /** Built field by field from what may be seen. */
  view(body: BodyOf<K>, values: Values, shuffle: number): ViewOf<K>;
  /** How likely somebody who knows nothing is right by chance, at most. */
  chance(body: BodyOf<K>): number;
  /** The parts that a worked example may show, in their order. */
  parts(body: BodyOf<K>): string[];
  /** One response in words, part by part: what a room counts. `marked` says which parts were right, `shown` whether all may see that. */
  tally(body: BodyOf<K>, response: ResponseOf<K>, on: { values: Values; marked: Marked; shown: boolean }): Tally[];
}

/** Cannot be read: answered with what to write instead, neither stored nor counted. */
export function unclear(feedback: Text2): Marked {
  return { verdict: 'unclear', score: 0, feedback, parts: {} };
}

/** `right` only for all points, `wrong` only for none. */
export function verdictFor(score: number): 'right' | 'partly' | 'wrong' {
  return score >= 1 - 1e-9 ? 'right' : score > 0 ? 'partly' : 'wrong';
}

/** The tag of the first reason that has one, ready to be spread. */
export function tagged(...reasons: readonly ({ misconception?: string | undefined } | null | undefined)[]): { misconception?: string } {
  const misconception = reasons.find((reason) => reason?.misconception !== undefined)?.misconception;
  return misconception === undefined ? {} : { misconception };
}
