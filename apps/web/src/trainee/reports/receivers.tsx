import type { Receiver } from '#lotse/contract';
import type { output } from 'zod/mini';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';

type One = output<typeof Receiver>;

/** Who may read my report, until when, and when they did. */
export function Receivers({ receivers }: { receivers: readonly One[] }) {
  return (
    <section className="card stack stack-8" aria-labelledby="my-receivers">
      <h2 id="my-receivers">{m.my_receivers()}</h2>
      {receivers.length === 0 ? (
        <p>{m.my_receivers_none()}</p>
      ) : (
        <ul className="lines">
          {receivers.map((one, i) => (
            <Line key={`${one.name} ${i}`} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ one }: { one: One }) {
  const locale = useLocale();
  const last = one.readAt[0];
  return (
    <li className="stack stack-4">
      <strong>{one.name}</strong>
      <span>{sayUntil(one, locale)}</span>
      <span className="soft small">{last === undefined ? m.my_receiver_not_read() : m.my_receiver_read({ date: formatMoment(last, locale) })}</span>
    </li>
  );
}

function sayUntil(one: One, locale: 'de' | 'en'): string {
  const until = formatDate(one.untilOn, locale);
  switch (one.state) {
    case 'open':
      return m.my_receiver_until({ date: until });
    case 'waiting':
      return m.my_receiver_from({ from: formatDate(one.fromOn, locale), date: until });
    case 'expired':
      return m.my_receiver_was({ date: until });
    case 'withdrawn':
      return m.my_receiver_withdrawn({ date: formatDate(one.withdrawnAt ?? one.untilOn, locale) });
  }
}
