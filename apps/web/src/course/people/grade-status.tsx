import type { GradeState } from '../../kit/words/grade-words.js';
import Check from 'lucide-react/icons/check';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Clock from 'lucide-react/icons/clock';
import Lock from 'lucide-react/icons/lock';
import PencilLine from 'lucide-react/icons/pencil-line';
import { m } from '../../paraglide/messages.js';
import { sayReason } from './grade-reason.js';

type Shown = Exclude<GradeState, 'none' | 'sent'>;

const LOOK: Record<Shown, { Sign: typeof Check; word: () => string; look: string }> = {
  'sent-unverified': { Sign: Check, word: m.status_sent_unverified, look: '' },
  waiting: { Sign: Clock, word: m.status_waiting, look: '' },
  overridden: { Sign: PencilLine, word: m.status_overridden, look: '' },
  locked: { Sign: Lock, word: m.status_locked, look: 'badge-amber' },
  paused: { Sign: CircleAlert, word: m.status_paused, look: 'badge-amber' },
  failed: { Sign: CircleAlert, word: m.status_failed, look: 'badge-wrong' },
};

/** A grade that does not stand in Moodle as it should; the reason opens in place. That it does is what everybody expects, and not said in each cell. */
export function GradeStatus({ state, reason }: { state: GradeState; reason: string | null }) {
  if (state === 'none' || state === 'sent') return null;
  const { Sign, word, look } = LOOK[state];
  const badge = (
    <span className={`badge ${look}`}>
      <Sign aria-hidden size={16} />
      {word()}
    </span>
  );
  if (reason === null) return badge;
  return (
    <details className="reason">
      <summary>
        {badge} <span className="reason-why">{m.why()}</span>
      </summary>
      <p>{sayReason(reason)}</p>
    </details>
  );
}
