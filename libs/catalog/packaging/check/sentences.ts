import { sentencesOf, wordsOf } from './plain-language.js';
import { textsOf } from './walk-texts.js';
import { warning, type Check } from './world.js';

const MOST_WORDS = { standard: 15, plain: 12 };
/** Material to be read is as long as it is in an exam; tests are not shown. */
const MATERIAL = new Set(['documents', 'spans', 'tests', 'sources', 'group', 'right', 'sentences', 'audio']);

const TEXT_IS_MATERIAL: ReadonlySet<string> = new Set(['hot-text']);

/** No standard sentence over 15 words, no plain one over 12. What stands in quotes or names a section of a law does not count. */
export const checkSentences: Check = ({ tree }) =>
  tree.exercises.flatMap((at) => {
    const skip = TEXT_IS_MATERIAL.has(at.value.kind) ? new Set([...MATERIAL, 'text', 'textPlain']) : MATERIAL;
    return [...textsOf(at.value, skip), ...textsOf(at.value.feedback, new Set(), ['feedback'])].flatMap(({ path, text, plain }) => {
      const most = plain ? MOST_WORDS.plain : MOST_WORDS.standard;
      return sentencesOf(withoutQuotes(text))
        .filter((sentence) => wordsOf(sentence).length > most)
        .map((sentence) =>
          warning(
            at,
            path,
            'sentence-words',
            `a ${plain ? 'plain' : 'standard'} sentence has ${wordsOf(sentence).length} words, ${most} are wanted; make two of it: "${sentence.slice(0, 60)}…"`,
          ),
        );
    });
  });

/** "(§ 22 Abs. 3 BBiG)" is left out, a quotation counts as one word. */
function withoutQuotes(text: string): string {
  return text.replace(/\s?\((?:nur )?§[^()]*\)/gu, '').replace(/„[^“]*“/gu, 'Zitat');
}
