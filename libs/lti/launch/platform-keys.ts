import { Injectable } from '@nestjs/common';
import { importJWK, type CryptoKey } from 'jose';
import * as z from 'zod';
import { Clock, Problem, SafeFetch } from '#lotse/base';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { parseJson, readRows, rowText } from '../services/read-rows.js';

const SECOND = 1000;
const SHORTEST_MS = 5 * 60 * SECOND;
const LONGEST_MS = 24 * 3600 * SECOND;
/** How long keys serve on while their address fails. */
const STALE_MS = 24 * 3600 * SECOND;
const REFETCH_EVERY_MS = 30 * SECOND;
const UNKNOWN_KID_MS = 60 * SECOND;
const RETRY_FAILED_MS = 5 * SECOND;
/** Of a key set: 500 keys are too many. */
export const KEY_SET_BYTES = 64_000;
const MOST_UNKNOWN_KIDS = 100;

type SafeReply = Awaited<ReturnType<SafeFetch['send']>>;

const KeySet = z.object({ keys: z.array(z.unknown()) });
const Key = z.looseObject({
  kty: z.string(),
  kid: rowText.nullish(),
  alg: z.string().nullish(),
  use: z.string().nullish(),
  n: z.string().nullish(),
  e: z.string().nullish(),
});
type Key = z.infer<typeof Key>;

interface Known {
  keys: Map<string, CryptoKey>;
  fetchedAt: number;
  freshUntil: number;
  refetchedAt: number;
  failedAt: number;
  unknown: Map<string, number>;
  running: Promise<void> | null;
}

/**
 * Public keys of the platforms (LTI Security 1.0, 6.3): kept as long as the platform says (5 min to 24 h), fetched once
 * more for a kid that is not among them (at most every 30 s, the same kid not again for a minute), and used for up to a
 * day when their address fails. So neither a rotation nor forged kids nor an outage costs more than a few requests.
 */
@Injectable()
export class PlatformKeys {
  private readonly platforms = new Map<string, Known>();

  constructor(
    private readonly safeFetch: SafeFetch,
    private readonly clock: Clock,
  ) {}

  /** The key of that kid. Problems: KID_UNKNOWN, KEYS_UNREACHABLE. */
  async keyOf(platform: Pick<Platform, 'id' | 'jwksUrl'>, kid: string): Promise<CryptoKey> {
    const known = this.knownOf(`${platform.id} ${platform.jwksUrl}`);
    const isFetched = known.freshUntil <= this.now() && (await this.fetch(platform, known));
    const key = this.usable(known, kid);
    if (key) return key;
    if (!isFetched && this.mayRefetch(known, kid)) {
      known.refetchedAt = this.now();
      await this.fetch(platform, known);
    }
    const later = this.usable(known, kid);
    if (later) return later;
    if (known.failedAt > known.fetchedAt) throw refusal('KEYS_UNREACHABLE');
    if (known.unknown.size >= MOST_UNKNOWN_KIDS) known.unknown.clear();
    known.unknown.set(kid, this.now() + UNKNOWN_KID_MS);
    throw refusal('KID_UNKNOWN');
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private knownOf(id: string): Known {
    const found = this.platforms.get(id);
    if (found) return found;
    const none: Known = {
      keys: new Map(),
      fetchedAt: -Infinity,
      freshUntil: -Infinity,
      refetchedAt: -Infinity,
      failedAt: -Infinity,
      unknown: new Map(),
      running: null,
    };
    this.platforms.set(id, none);
    return none;
  }

  private usable(known: Known, kid: string): CryptoKey | undefined {
    return this.now() <= known.freshUntil + STALE_MS ? known.keys.get(kid) : undefined;
  }

  private mayRefetch(known: Known, kid: string): boolean {
    const now = this.now();
    return now - known.refetchedAt >= REFETCH_EVERY_MS && (known.unknown.get(kid) ?? -Infinity) <= now;
  }

  /**
   * One request at a time per platform; others wait for its result. After a failure the old keys stay in use and the address is not
   * asked again for a moment. Returns whether it was asked.
   */
  private async fetch(platform: Pick<Platform, 'jwksUrl'>, known: Known): Promise<boolean> {
    if (this.now() - known.failedAt < RETRY_FAILED_MS) return false;
    known.running ??= this.load(platform.jwksUrl, known).finally(() => {
      known.running = null;
    });
    await known.running;
    return true;
  }

  private async load(url: string, known: Known): Promise<void> {
    try {
      const reply = await this.safeFetch.send(url, { headers: { accept: 'application/json' }, maxBytes: KEY_SET_BYTES });
      const keys = reply.status === 200 ? await readKeys(reply.text) : null;
      if (!keys) throw new Problem('upstream', 'jwks.broken');
      known.keys = keys;
      known.fetchedAt = this.now();
      known.freshUntil = known.fetchedAt + freshFor(reply);
      known.failedAt = -Infinity;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      known.failedAt = this.now();
    }
  }
}

/** RS256 keys of a key set by their kid; null where the text is none. A key that cannot be read stops none of the others. */
export async function readKeys(text: string): Promise<Map<string, CryptoKey> | null> {
  const parsed = KeySet.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const keys = new Map<string, CryptoKey>();
  for (const key of readRows(parsed.data.keys, Key).rows) {
    const imported = (key.kid ?? null) === null || !isForUs(key) ? null : await importKey(key);
    if (imported) keys.set(key.kid ?? '', imported);
  }
  return keys;
}

function isForUs(key: Key): boolean {
  return key.kty === 'RSA' && (key.use ?? 'sig') === 'sig' && (key.alg ?? 'RS256') === 'RS256';
}

/** A key that cannot be read is no key: the others of the set still serve. */
async function importKey({ n, e }: Key): Promise<CryptoKey | null> {
  try {
    // only the public numbers: nothing else that stands in the set reaches the library
    const key = await importJWK({ kty: 'RSA', alg: 'RS256', ...(typeof n === 'string' ? { n } : {}), ...(typeof e === 'string' ? { e } : {}) }, 'RS256');
    return key instanceof Uint8Array ? null : key;
  } catch {
    return null;
  }
}

/** max-age of the platform, within our bounds; without one, the shortest. */
function freshFor(reply: SafeReply): number {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(reply.headers['cache-control'] ?? '')?.[1];
  return Math.min(Math.max(Number(seconds ?? 0) * SECOND, SHORTEST_MS), LONGEST_MS);
}
