const FIRST_MS = 5_000;
/** Longest wait in the first hour: maintenance is over soon, and then grades shall not wait as long again. */
export const LONGEST_FIRST_MS = 120_000;
export const LONGEST_MS = 3_600_000;
/** Attempts of one row in its first hour: 5 s doubling to two minutes, then two minutes each. */
const FIRST_HOUR_ATTEMPTS = 34;
const LONGEST_ASKED_MS = 24 * 3_600_000;

/** Wait before the next attempt: 5 s, doubling to `longestMs`, ± 20 % and never more. `attempts` made so far, `chance` from 0 to 1. */
export function backOffMs(attempts: number, chance: number, longestMs: number): number {
  const plain = FIRST_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20);
  return Math.min(Math.round(Math.min(plain, longestMs) * (0.8 + 0.4 * chance)), longestMs);
}

/** Longest wait after so many attempts of one row. */
export function longestWait(attempts: number): number {
  return attempts <= FIRST_HOUR_ATTEMPTS ? LONGEST_FIRST_MS : LONGEST_MS;
}

/** Milliseconds a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3); at most a day; null where it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined || header.trim() === '') return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1000), LONGEST_ASKED_MS);
}
