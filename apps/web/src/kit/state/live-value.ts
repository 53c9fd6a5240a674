import { useSyncExternalStore } from 'react';

/** One value outside React that pages can watch. */
export class LiveValue<T> {
  private readonly watchers = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  readonly set = (next: T): void => {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const tell of [...this.watchers]) tell();
  };

  readonly watch = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  };
}

export function useLive<T>(live: LiveValue<T>): T {
  return useSyncExternalStore(live.watch, live.get);
}
