import type { Verdict as VerdictSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

/** The verdict of an answer in the words that all pages use. */
export const VERDICT_WORD: Record<output<typeof VerdictSchema>, () => string> = {
  right: m.verdict_right,
  partly: m.verdict_partly,
  wrong: m.verdict_wrong,
  unclear: m.verdict_unclear,
  manual: m.verdict_manual,
};
