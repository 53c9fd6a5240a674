import { useEffect } from 'react';
import type { Loaded } from '../../kit/api/use-load.js';

const EVERY_MS = 3_000;

/** Asks again while the page is looked at and something is still to come; what is shown stays meanwhile. */
export function useLookAgain<T>({ reload, busy }: Loaded<T>, active: boolean): void {
  useEffect(() => {
    if (!active || busy) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [active, busy, reload]);
}
