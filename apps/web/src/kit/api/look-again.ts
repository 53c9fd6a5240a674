import { useEffect } from 'react';
import type { Loaded } from './use-load.js';

const EVERY_MS = 3_000;

/** Asks again while the page is looked at and something is still to come; what is shown stays meanwhile. `most`: how often at most. */
export function useLookAgain<T>({ look }: Loaded<T>, active: boolean, { everyMs = EVERY_MS, most = Infinity } = {}): void {
  useEffect(() => {
    if (!active) return;
    let left = most;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      look();
      if (--left <= 0) clearInterval(timer);
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, look, everyMs, most]);
}
