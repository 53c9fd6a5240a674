import type { Prose, Text2 } from '#lotse/contract';
import type { Values } from '../../decimal.js';
import { isTrue } from '../../evaluate.js';
import { fillProse, fillText, joinTexts } from '../../fill-prose.js';
import type { BodyOf } from '../../marked.js';
import { OTHER_REASONS } from '../../phrases.js';
import { shuffled } from '../../random.js';
import { showPart } from '../parts.js';

type Body = BodyOf<'single-choice'> | BodyOf<'multiple-choice'>;

export function viewOptions(body: Body, values: Values, shuffle: number): { id: string; text: Prose; textPlain: Prose }[] {
  const options = body.options.map((option) => showPart(option, values));
  return body.shuffle ? shuffled(options, shuffle) : options;
}

/** Why the other options are wrong, which marking must not tell before. */
export function otherReasons(body: Body, values: Values): Text2 | null {
  const wrong = body.options.filter((option) => option.feedback !== null && !isTrue(option.correct, values));
  if (wrong.length === 0) return null;
  const level = (pick: 'standard' | 'plain'): Prose =>
    wrong.flatMap((option) => {
      const text = fillProse(pick === 'plain' ? option.textPlain : option.text, values);
      const reason = option.feedback ? fillText(option.feedback, values)[pick] : [];
      return [...text.map((block) => ('para' in block ? { para: [{ b: block.para }] } : block)), ...reason];
    });
  return joinTexts(OTHER_REASONS, { standard: level('standard'), plain: level('plain') });
}
