import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 60rem)');

function watch(tell: () => void): () => void {
  wide.addEventListener('change', tell);
  return () => wide.removeEventListener('change', tell);
}

/** True at a desk: there is room for a table. */
export function useWide(): boolean {
  return useSyncExternalStore(watch, () => wide.matches);
}
