import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import { RichText, type AnswerOutcome } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { formatMoment } from '../design/format.js';
import { RichView } from '../rich-text/view.js';
import { useLocale } from '../session/locale.js';
import './players/hand.css';

type Mark = NonNullable<NonNullable<output<typeof AnswerOutcome>['hand']>['mark']>;

/** What somebody who read the answer says of it: points by criterion, what was in it, and the comment. */
export default function HandVerdict({ mark }: { mark: Mark }) {
  const locale = useLocale();
  const comment = RichText.safeParse(mark.comment);
  return (
    <div className="hand-mark">
      <p>
        <strong className="figures">{m.mk_points_of({ points: mark.points, most: mark.most })}</strong>
        <span className="soft">
          {' · '}
          {mark.author === '' ? m.mk_marked() : m.mk_marked_by({ author: mark.author })} · <time dateTime={mark.at}>{formatMoment(mark.at, locale)}</time>
        </span>
      </p>
      <ul className="hand-lines" lang="de">
        {mark.criteria.map((one) => (
          <li key={one.id} className="hand-line">
            <strong>{one.title}</strong>
            <span className="figures" lang={document.documentElement.lang}>
              {m.mk_points_of({ points: one.points, most: 3 })}
            </span>
            <span className="soft">{one.level}</span>
          </li>
        ))}
      </ul>
      <Points title={m.mk_found()} points={mark.found.filter((one) => one.yes)} Sign={Check} />
      <Points title={m.mk_lacks()} points={mark.found.filter((one) => !one.yes)} Sign={Minus} />
      {comment.success && (
        <div className="stack stack-4">
          <h3>{m.mk_comment()}</h3>
          <RichView doc={comment.data} />
        </div>
      )}
    </div>
  );
}

function Points({ title, points, Sign }: { title: string; points: readonly { text: string }[]; Sign: typeof Check }) {
  if (points.length === 0) return null;
  return (
    <div className="stack stack-4">
      <h3>{title}</h3>
      <ul className="hand-hints" lang="de">
        {points.map(({ text }) => (
          <li key={text}>
            <Sign aria-hidden size={16} />
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
