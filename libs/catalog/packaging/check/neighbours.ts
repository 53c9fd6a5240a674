import type { PackedExercise } from '#lotse/contract';
import { ExpressionError, foldWords } from '#lotse/marking';
import { answersOf, neighboursOf, type Dictionary } from '../neighbours.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { warning, type Check, type FileOf } from './world.js';

/** A gap in which slips are forgiven, and the words near its answers about which its author has not decided. */
export interface OpenGap {
  at: Loaded<FileOf<'cloze'>>;
  gap: number;
  words: string[];
}

/** Where a list of German words is installed: a real word that is near an answer must not pass as a slip unless the author says so. */
export const checkNeighbours: Check = ({ tree, packed, dictionary }) => (dictionary === null ? [] : openGaps(tree.exercises, packed, dictionary).map(missing));

export function openGaps(
  exercises: readonly Loaded<{ id: string; kind: string }>[],
  packed: ReadonlyMap<string, PackedExercise>,
  dictionary: Dictionary,
): OpenGap[] {
  return exercises.flatMap((one) => {
    const exercise = packed.get(one.value.id);
    if (one.value.kind !== 'cloze' || exercise === undefined) return [];
    const at = one as Loaded<FileOf<'cloze'>>;
    return at.value.gaps.flatMap((entry, gap) => {
      if (entry.input !== 'typed' || entry.match !== 'content') return [];
      const known = [...(entry.neighbours ?? []), ...(entry.forgiven ?? []), ...(entry.mistakes ?? []).map((mistake) => mistake.answer)];
      const decided = new Set(known.map(foldWords));
      const words = nearAnswers(exercise, gap, dictionary).filter((word) => !decided.has(foldWords(word)));
      return words.length === 0 ? [] : [{ at, gap, words }];
    });
  });
}

/** A family that cannot be drawn has a problem of its own. */
function nearAnswers(exercise: PackedExercise, gap: number, dictionary: Dictionary): string[] {
  try {
    return neighboursOf(answersOf(exercise, gap), dictionary);
  } catch (cause) {
    if (cause instanceof ExpressionError) return [];
    throw cause;
  }
}

function missing({ at, gap, words }: OpenGap): ContentProblem {
  const message = `real words would pass as a slip here: ${words.join(', ')}; put them under "neighbours", or under "forgiven" where they may count`;
  return warning(at, ['gaps', gap, 'answers'], 'gap-neighbours', message);
}
