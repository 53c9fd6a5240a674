import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import Clock from 'lucide-react/icons/clock';
import Minus from 'lucide-react/icons/minus';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, type Ref } from 'react';
import type { AnswerOutcome } from '../answers/queue.js';
import { formatDate } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { useLocale } from '../../kit/session/locale.js';
import { VERDICT_WORD } from '../../kit/task/verdict-words.js';
import type { Level } from '../../kit/task/players/player.js';
import { later } from '../../kit/state/later.js';
import { isNews } from './use-run.js';

const HandVerdict = later(() => import('../../kit/task/hand-verdict.js'));

const SIGN = { right: Check, partly: Minus, wrong: X, unclear: CircleHelp, manual: Clock };

/** So long after a verdict its page may still grow. */
const SETTLE_MS = 1_000;

interface Props {
  outcome: AnswerOutcome;
  level: Level;
  closed: boolean;
  /** The first try gave points. */
  points: boolean;
  /** Nobody waits for it: it is only looked back at. */
  quiet: boolean;
  onTerm: (id: string) => void;
}

/** Verdict, reason and next step. A new outcome takes the focus; one that is only looked at again does not. */
export default function Feedback(props: Props) {
  const { outcome, quiet } = props;
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isNews(outcome) || quiet) return undefined;
    heading.current?.focus({ preventScroll: true });
    return keepInSight(panel.current);
  }, [outcome, quiet]);
  return (
    <section ref={panel} className={`feedback feedback-${outcome.verdict}`} aria-label={VERDICT_WORD[outcome.verdict]()}>
      {outcome.verdict === 'right' && outcome.hand === undefined ? (
        <Right {...props} line={heading} />
      ) : (
        <NotRight {...props} heading={heading as Ref<HTMLHeadingElement>} />
      )}
    </section>
  );
}

/** The marks in the task above come a moment later, and push the panel down. Returns what stops it. */
function keepInSight(panel: HTMLElement | null): (() => void) | undefined {
  const task = panel?.parentElement;
  if (!panel || !task) return undefined;
  const sized = new ResizeObserver(() => panel.scrollIntoView({ block: 'nearest' }));
  sized.observe(task); // calls at once, too
  const timer = window.setTimeout(() => sized.disconnect(), SETTLE_MS);
  return () => {
    window.clearTimeout(timer);
    sized.disconnect();
  };
}

/** One line; why it is right stands behind it. */
function Right({ outcome, level, onTerm, line }: Props & { line: Ref<HTMLElement> }) {
  return (
    <details className="feedback-right-line">
      <summary ref={line} id="verdict">
        <Verdict verdict="right" />
        <Saved />
        <span className="feedback-more">{m.why()}</span>
      </summary>
      <div className="stack stack-12 feedback-why">
        <Understood outcome={outcome} />
        <Prose value={outcome.feedback[level]} onTerm={onTerm} />
        {outcome.explanation !== undefined && <Prose value={outcome.explanation[level]} onTerm={onTerm} />}
        <Sources sources={outcome.sources ?? []} />
      </div>
    </details>
  );
}

/** Why it was not right, and after the last try what is. */
function NotRight({ outcome, level, closed, points, onTerm, heading }: Props & { heading: Ref<HTMLHeadingElement> }) {
  const triesLeft = !closed && outcome.verdict !== 'unclear' && outcome.triesLeft > 0;
  const reason = outcome.feedback[level];
  const marked = outcome.hand?.mark ?? null;
  return (
    <>
      <Verdict verdict={outcome.verdict} heading={heading} />
      <Understood outcome={outcome} />
      {marked !== null && <HandVerdict mark={marked} />}
      {reason.length > 0 && marked === null && <Prose value={reason} onTerm={onTerm} />}
      {closed && outcome.explanation !== undefined && (
        <div className="stack stack-8 feedback-why">
          <h3>{m.explanation()}</h3>
          <Prose value={outcome.explanation[level]} onTerm={onTerm} />
          <Sources sources={outcome.sources ?? []} />
        </div>
      )}
      {triesLeft && <p className="feedback-next">{points ? m.one_more_try() : m.one_more_try_free()}</p>}
      {outcome.verdict !== 'unclear' && <Saved />}
    </>
  );
}

function Verdict({ verdict, heading }: { verdict: AnswerOutcome['verdict']; heading?: Ref<HTMLHeadingElement> }) {
  const Sign = SIGN[verdict];
  return (
    <h2 {...(heading === undefined ? {} : { ref: heading, id: 'verdict', tabIndex: -1 })}>
      <span className="feedback-sign">
        <Sign aria-hidden size={20} strokeWidth={2.6} />
      </span>
      {VERDICT_WORD[verdict]()}
    </h2>
  );
}

function Saved() {
  return (
    <span className="feedback-saved">
      <Check aria-hidden size={16} />
      {m.saved()}
    </span>
  );
}

function Understood({ outcome: { understood } }: Pick<Props, 'outcome'>) {
  return understood === undefined ? null : <p className="soft">{m.number_read_as({ number: understood })}</p>;
}

/** Where it stands, and as of when: sources of the same day share a line. */
function Sources({ sources }: { sources: NonNullable<AnswerOutcome['sources']> }) {
  const locale = useLocale();
  const days = [...new Set(sources.map((source) => source.asOf))];
  if (days.length === 0) return null;
  return (
    <ul className="feedback-sources">
      {days.map((day) => {
        const labels = sources.filter((source) => source.asOf === day).map((source) => source.label);
        return <li key={day}>{m.source({ label: labels.join(' · '), asOf: formatDate(day, locale) })}</li>;
      })}
    </ul>
  );
}
