import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import X from 'lucide-react/icons/x';
import type { PartVerdict as PartVerdictSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../../paraglide/messages.js';

export type PartVerdict = output<typeof PartVerdictSchema>;

const SIGN = { right: Check, partly: Minus, wrong: X };
const WORD = { right: m.mark_right, partly: m.mark_partly, wrong: m.mark_wrong };

/** A verdict on one part: a sign and a word, and only then a colour. `short`: the word is only read aloud. */
export default function Mark({ verdict, word, short = false }: { verdict: PartVerdict; word?: string | undefined; short?: boolean }) {
  const Sign = SIGN[verdict];
  return (
    <span className={`mark-part mark-${verdict}`}>
      <Sign aria-hidden size={18} strokeWidth={2.6} />
      <span className={short ? 'unseen' : undefined}>{word ?? WORD[verdict]()}</span>
    </span>
  );
}
