const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
const LONGEST_ASKED_MS = 24 * 3_600_000;

/** Wait before the next attempt: 5 s, doubling to an hour, ± 20 %. `attempts` made so far, `chance` from 0 to 1. */
export function backOffMs(attempts: number, chance: number): number {
  const plain = Math.min(FIRST_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20), LONGEST_MS);
  return Math.round(plain * (0.8 + 0.4 * chance));
}

/** Milliseconds a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3); at most a day; null where it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined || header.trim() === '') return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1000), LONGEST_ASKED_MS);
}
