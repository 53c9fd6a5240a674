import type { PackedBody, PackedExercise, PartVerdict, Response, Text2, Verdict } from '#lotse/contract';

/** One answer marked. `score` 0 to 1; `parts` by option, gap or item id; `understood`: how a number was read. */
export interface Marked {
  verdict: Verdict;
  score: number;
  feedback: Text2;
  parts: Record<string, PartVerdict>;
  understood?: string;
}

/** The response cannot belong to this exercise (another kind, unknown ids): a fault of the sender, never an answer. */
export class UnfitResponse extends Error {
  override name = 'UnfitResponse';
}

export type BodyOf<K extends PackedBody['kind']> = Extract<PackedBody, { kind: K }>;
export type ResponseOf<K extends Response['kind']> = Extract<Response, { kind: K }>;
/** What the author says in general about right and wrong answers, values already filled in. */
export type General = PackedExercise['feedback'];

/** Cannot be read: answered with what to write instead, neither stored nor counted. */
export function unclear(feedback: Text2): Marked {
  return { verdict: 'unclear', score: 0, feedback, parts: {} };
}

/** `right` only for all points, `wrong` only for none. */
export function verdictFor(score: number): 'right' | 'partly' | 'wrong' {
  return score >= 1 ? 'right' : score > 0 ? 'partly' : 'wrong';
}
