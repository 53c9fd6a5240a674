import type { HeldData } from '#lotse/contract';
import { m } from '../../../paraglide/messages.js';
import { useLocale } from '../../../kit/session/locale.js';
import { sayKind, saySpan, sayUntil } from './data-words.js';

interface Props {
  held: readonly HeldData[];
  caption: string;
  /** Of what is gone nothing is kept any longer. */
  isGone?: boolean;
}

/** What is held, a line for each kind; on a phone each line is a small list. */
export function HeldTable({ held, caption, isGone = false }: Props) {
  const locale = useLocale();
  return (
    <div className="audit-wrap">
      <table className="audit">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.pd_kind()}</th>
            <th scope="col">{m.pd_count()}</th>
            <th scope="col">{m.pd_span()}</th>
            {!isGone && <th scope="col">{m.pd_until()}</th>}
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <tr key={`${one.kind} ${one.until}`}>
              <td data-label={m.pd_kind()}>{sayKind(one.kind)}</td>
              <td data-label={m.pd_count()}>{one.count}</td>
              <td data-label={m.pd_span()}>{saySpan(one, locale)}</td>
              {!isGone && <td data-label={m.pd_until()}>{sayUntil(one.until)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
