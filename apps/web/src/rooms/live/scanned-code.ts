import { deviceStore, type Stored } from '../../kit/state/stored.js';

const KEY = 'lotse.check-in';
/** A code is taken for this minute and two more: so long it is good whenever it was scanned. */
export const GOOD_MS = 2 * 60_000;

interface Scanned {
  code: string;
  at: number;
}

/** Keeps a code for the hour that is, or will be, open in this browser. Gives back when it was scanned first. */
export function keepScanned(code: string, now: number, store: Stored = deviceStore): number {
  const kept = read(store);
  if (kept?.code === code) return kept.at;
  store.set(KEY, `${code} ${now}`);
  return now;
}

/** The code that was scanned a moment ago, once; null where there is none, or it has run out. */
export function takeScanned(now: number, store: Stored = deviceStore): string | null {
  const kept = read(store);
  store.remove(KEY);
  return kept !== null && now >= kept.at && now - kept.at < GOOD_MS ? kept.code : null;
}

/** Tells when another page of this browser has taken the code; gives back what ends that. */
export function onTaken(tell: () => void): () => void {
  const hear = (event: StorageEvent) => event.key === KEY && event.newValue === null && tell();
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

/** Storage can be edited by anybody: what cannot be read counts as nothing. */
function read(store: Stored): Scanned | null {
  const [, code = '', at = ''] = /^(\d{4,8}) (\d{1,15})$/.exec(store.get(KEY) ?? '') ?? [];
  return code === '' ? null : { code, at: Number(at) };
}
