import { useEffect, useState } from 'react';
import { m } from '../../../paraglide/messages.js';

/**
 * Says how a number was read while it is typed. The reader is the one the server marks with; it is fetched
 * with the first number task and nothing waits for it.
 */
export function NumberEcho({ text, unit }: { text: string; unit: string | undefined }) {
  const [echo, setEcho] = useState<{ text: string; read: string | null } | null>(null);
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let wanted = true;
    const pause = window.setTimeout(() => {
      import('./read-number.js').then(
        ({ readNumber }) => {
          if (wanted) setEcho({ text, read: readNumber(text, unit) });
        },
        () => undefined, // without it the answer is still read by the server
      );
    }, 400);
    return () => {
      wanted = false;
      window.clearTimeout(pause);
    };
  }, [text, unit]);
  if (text.trim() === '' || echo === null || echo.text !== text) return '\u00a0';
  return echo.read === null ? m.number_unreadable() : m.number_read_as({ number: echo.read });
}
