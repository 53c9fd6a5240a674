import { useEffect, useState } from 'react';
import { m } from '../../../paraglide/messages.js';
import type { EntryLine } from './booking-line.js';

interface Props {
  soll: readonly EntryLine[];
  haben: readonly EntryLine[];
}
interface Sums {
  of: string;
  soll: string;
  haben: string;
  equal: boolean;
}

/** The sums of both sides while they are typed, and whether they are equal; nothing while an amount cannot be read. */
export function BookingSums({ soll, haben }: Props) {
  const of = JSON.stringify([soll, haben].map((lines) => lines.map((line) => line.amount)));
  const [sums, setSums] = useState<Sums | null>(null);
  useEffect(() => {
    let wanted = true;
    const pause = window.setTimeout(() => {
      import('./read-number.js').then(
        ({ sumEuro }) => {
          const [left, right] = (JSON.parse(of) as string[][]).map((amounts) => sumEuro(amounts));
          if (wanted) setSums(left && right ? { of, soll: left, haben: right, equal: left === right } : null);
        },
        () => undefined, // the server says it all the same
      );
    }, 400);
    return () => {
      wanted = false;
      window.clearTimeout(pause);
    };
  }, [of]);
  const shown = sums?.of === of ? sums : null;
  return (
    <p role="status" className={shown?.equal === false ? 'booking-sums booking-unequal' : 'booking-sums'}>
      {shown === null ? '\u00a0' : shown.equal ? m.booking_equal({ sum: shown.soll }) : m.booking_unequal({ soll: shown.soll, haben: shown.haben })}
    </p>
  );
}
