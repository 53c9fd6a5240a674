import ipaddr from 'ipaddr.js';

const FREE_TRIES = 4;
export const LONGEST_SECONDS = 300;
/** After this long without a wrong try, counting begins anew. */
const FORGET_MS = 12 * 3600 * 1000;

export interface Failures {
  failures: number;
  lastAt: Date;
}

/**
 * Seconds until the next try is looked at: none for the first four wrong ones, then 2, 4, 8 … up to five minutes. It
 * grows but never becomes a lock, so that nobody can be kept out for good by somebody else's wrong tries.
 */
export function secondsToWait(past: Failures | null, now: Date): number {
  if (!past || past.failures < FREE_TRIES || isForgotten(past, now)) return 0;
  const delay = Math.min(2 ** (past.failures - FREE_TRIES + 1), LONGEST_SECONDS);
  return Math.max(0, Math.ceil((past.lastAt.getTime() + delay * 1000 - now.getTime()) / 1000));
}

export function isForgotten(past: Failures, now: Date): boolean {
  return now.getTime() - past.lastAt.getTime() > FORGET_MS;
}

/** What of an address counts as one sender: IPv4 as it is, of IPv6 the network (/64), of which a household has 2^64 addresses. */
export function senderOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  return ip instanceof ipaddr.IPv6 ? `${new ipaddr.IPv6([...ip.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64` : ip.toString();
}

/** A bucket per sender, in memory: `perMinute` at once, then as many per minute. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  constructor(private readonly perMinute: number) {}

  /** Takes one; false when there is none left. */
  take(key: string, now: Date): boolean {
    if (this.buckets.size > 50_000) this.buckets.clear();
    const time = now.getTime();
    const old = this.buckets.get(key);
    const tokens = old ? Math.min(this.perMinute, old.tokens + ((time - old.at) / 60_000) * this.perMinute) : this.perMinute;
    this.buckets.set(key, { tokens: Math.max(0, tokens - 1), at: time });
    return tokens >= 1;
  }
}
