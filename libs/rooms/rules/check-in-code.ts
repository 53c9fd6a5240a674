import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { plainCode } from '#lotse/contract';

const MINUTE_MS = 60_000;
/** This minute's code and those of the two before it. */
const TAKEN = 3;

/** Six digits that change each minute: every server computes the same, and nothing is stored. */
export function checkInCodeAt(secret: KeyObject, meeting: string, now: number): { code: string; until: number } {
  const minute = Math.floor(now / MINUTE_MS);
  const bytes = createHmac('sha256', secret).update(`${meeting} ${minute}`).digest();
  return { code: String(bytes.readUInt32BE(0) % 1_000_000).padStart(6, '0'), until: (minute + 1) * MINUTE_MS };
}

export function isCheckInCode(secret: KeyObject, meeting: string, now: number, typed: string): boolean {
  const digits = Buffer.from(plainCode(typed).replace(/\D/g, '').padStart(6, '-').slice(0, 6));
  return Array.from({ length: TAKEN }, (_, back) => checkInCodeAt(secret, meeting, now - back * MINUTE_MS).code).some((code) =>
    timingSafeEqual(Buffer.from(code), digits),
  );
}

/** Wrong codes of one person: after five they wait a minute. */
export interface Misses {
  count: number;
  until: number;
}
const MISSES = 5;
export function missed(before: Misses | undefined, now: number): Misses {
  const count = (before && before.until > now ? before.count : 0) + 1;
  return { count, until: now + MINUTE_MS };
}
export function mustWait(misses: Misses | undefined, now: number): boolean {
  return misses !== undefined && misses.count >= MISSES && misses.until > now;
}
