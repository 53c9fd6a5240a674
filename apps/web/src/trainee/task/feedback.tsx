import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import Minus from 'lucide-react/icons/minus';
import X from 'lucide-react/icons/x';
import { useEffect, useRef } from 'react';
import type { AnswerOutcome } from '../answers/queue.js';
import { formatDate } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { useLocale } from '../../kit/session/locale.js';
import type { Level } from '../../kit/task/players/player.js';
import { isNews } from './use-run.js';

const SIGN = { right: Check, partly: Minus, wrong: X, unclear: CircleHelp, manual: CircleHelp };
const HEADING = {
  right: m.verdict_right,
  partly: m.verdict_partly,
  wrong: m.verdict_wrong,
  unclear: m.verdict_unclear,
  manual: m.verdict_manual,
};

interface Props {
  outcome: AnswerOutcome;
  level: Level;
  closed: boolean;
  onTerm: (id: string) => void;
}

/** Verdict, reason and next step. A new outcome takes the focus; one that is only looked at again does not. */
export default function Feedback({ outcome, level, closed, onTerm }: Props) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isNews(outcome)) return;
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const Sign = SIGN[outcome.verdict];
  const triesLeft = !closed && outcome.verdict !== 'unclear' && outcome.triesLeft > 0;
  return (
    <section ref={panel} className={`feedback feedback-${outcome.verdict}`} aria-labelledby="verdict">
      <h2 ref={heading} id="verdict" tabIndex={-1}>
        <span className="feedback-sign">
          <Sign aria-hidden size={20} strokeWidth={2.6} />
        </span>
        {HEADING[outcome.verdict]()}
      </h2>
      {outcome.understood !== undefined && <p className="soft">{m.number_read_as({ number: outcome.understood })}</p>}
      {outcome.verdict === 'right' ? (
        <details className="fold feedback-why">
          <summary>{m.explanation()}</summary>
          <Prose value={outcome.feedback[level]} onTerm={onTerm} />
          {outcome.explanation !== undefined && <Prose value={outcome.explanation[level]} onTerm={onTerm} />}
          <Sources sources={outcome.sources ?? []} />
        </details>
      ) : (
        <Reasons outcome={outcome} level={level} closed={closed} onTerm={onTerm} />
      )}
      {triesLeft && <p className="feedback-next">{m.one_more_try()}</p>}
      {outcome.verdict !== 'unclear' && (
        <p className="feedback-saved">
          <Check aria-hidden size={16} />
          {m.saved()}
        </p>
      )}
    </section>
  );
}

/** Why it was not right, and after the last try what is. */
function Reasons({ outcome, level, closed, onTerm }: Props) {
  return (
    <>
      <Prose value={outcome.feedback[level]} onTerm={onTerm} />
      {closed && outcome.explanation !== undefined && (
        <div className="stack stack-8 feedback-why">
          <h3>{m.explanation()}</h3>
          <Prose value={outcome.explanation[level]} onTerm={onTerm} />
          <Sources sources={outcome.sources ?? []} />
        </div>
      )}
    </>
  );
}

/** Where it stands, and as of when: sources of the same day share a line. */
function Sources({ sources }: { sources: NonNullable<AnswerOutcome['sources']> }) {
  const locale = useLocale();
  const days = [...new Set(sources.map((source) => source.asOf))];
  return (
    <ul className="feedback-sources">
      {days.map((day) => {
        const labels = sources.filter((source) => source.asOf === day).map((source) => source.label);
        return <li key={day}>{m.source({ label: labels.join(' · '), asOf: formatDate(day, locale) })}</li>;
      })}
    </ul>
  );
}
