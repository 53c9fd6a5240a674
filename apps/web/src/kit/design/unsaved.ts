import { createContext, useContext, useEffect, useState } from 'react';

/** The forms in a sheet that hold something which closing would lose. */
export const InSheet = createContext<Set<object>>(new Set());

/** Says to the sheet around it, and to the window, whether what is typed is not saved yet: whether `now` is other than it was at first. On a page: `useUnsavedPage`. */
export function useUnsaved(now: unknown): boolean {
  const holds = useContext(InSheet);
  const text = JSON.stringify(now);
  const [first] = useState(text);
  const isUnsaved = text !== first;
  useEffect(() => {
    if (!isUnsaved) return;
    const hold = {};
    const stop = new AbortController();
    holds.add(hold);
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal: stop.signal });
    return () => {
      holds.delete(hold);
      stop.abort();
    };
  }, [isUnsaved, holds]);
  return isUnsaved;
}

/** The way back of the browser is stopped over what is not saved, where the browser allows it. */
export function useWayBack(holds: ReadonlySet<object>, onStopped: (asks: true) => void): void {
  useEffect(() => {
    const stop = new AbortController();
    const hold = (event: NavigateEvent) => {
      if (holds.size === 0 || event.navigationType !== 'traverse' || !event.cancelable) return;
      event.preventDefault();
      onStopped(true);
    };
    (window as Partial<Window>).navigation?.addEventListener('navigate', hold, { signal: stop.signal });
    return () => stop.abort();
  }, [holds, onStopped]);
}
