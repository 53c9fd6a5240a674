import { useCallback, useEffect, useRef, useState } from 'react';
import { toProblem, type Problem } from './problem.js';

export interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  busy: boolean;
  reload: () => void;
  /** The same without being busy: nobody pressed anything. */
  look: () => void;
}

interface Held<T> {
  key: string;
  value: T | null;
  problem: Problem | null;
  busy: boolean;
}

/**
 * Loads when `key` changes. The last value stays while the next one comes, so that nothing jumps;
 * a reply that is no longer wanted is dropped.
 */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [held, setHeld] = useState<Held<T>>({ key: '', value: null, problem: null, busy: true });
  const [round, setRound] = useState(0);
  const wanted = useRef(load);
  useEffect(() => {
    wanted.current = load;
  });
  useEffect(() => {
    const stop = new AbortController();
    wanted.current(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setHeld({ key, value, problem: null, busy: false });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setHeld((old) => ({ ...old, key, problem: toProblem(error), busy: false }));
      },
    );
    return () => stop.abort();
  }, [key, round]);
  const reload = useCallback(() => {
    setHeld((old) => ({ ...old, problem: null, busy: true }));
    setRound((n) => n + 1);
  }, []);
  const look = useCallback(() => setRound((n) => n + 1), []);
  const current = held.key === key;
  return { value: held.value, problem: current ? held.problem : null, busy: held.busy || !current, reload, look };
}
