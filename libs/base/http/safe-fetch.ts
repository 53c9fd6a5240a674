import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request, type Dispatcher } from 'undici';
import type { Settings } from '../config.js';
import { Problem } from './problem.js';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_000_000;
/** All of IPv6 that is routed publicly lies here; ipaddr.js calls more than that unicast. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

export interface SafeRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  maxBytes?: number;
}

/** `headers` in lower case; a redirect is a reply like any other and is never followed. */
export interface SafeReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

type Resolve = (host: string, done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;
const resolveAll: Resolve = (host, done) => systemLookup(host, { all: true }, done);

/**
 * The one way out of this server (threat T-13, ASVS 1.3.6): https on port 443 to public addresses, checked at every
 * dial, so that a name which answers differently the second time gains nothing. Origins named in LOTSE_INSECURE_LMS
 * are trusted as they stand. Problems, all of kind upstream: fetch.blocked, fetch.timeout, fetch.too-large, fetch.failed.
 */
export class SafeFetch {
  private readonly trusted: ReadonlySet<string>;
  private readonly strict: Agent;
  private readonly open = new Agent();

  /** `resolve` is for tests that play a name server. */
  constructor(settings: Pick<Settings, 'insecureLms'>, resolve: Resolve = resolveAll) {
    this.trusted = new Set(settings.insecureLms.map((origin) => new URL(origin).origin));
    this.strict = new Agent({ connect: { lookup: publicOnly(resolve) } });
  }

  /** Sends one request. Answers of any status are returned; only what could not be asked or read is thrown. */
  async send(address: string, wish: SafeRequest = {}): Promise<SafeReply> {
    const url = this.allowed(address);
    const signal = AbortSignal.timeout(wish.timeoutMs ?? TIMEOUT_MS);
    try {
      const reply = await request(url, {
        dispatcher: this.trusted.has(url.origin) ? this.open : this.strict,
        method: wish.method ?? 'GET',
        headers: wish.headers ?? {},
        body: wish.body ?? null,
        signal,
      });
      return { status: reply.statusCode, headers: flat(reply.headers), text: await readText(reply, wish.maxBytes ?? MAX_BYTES) };
    } catch (cause) {
      throw asProblem(cause, signal);
    }
  }

  /** Whether this address may be asked at all; for checks when a platform is registered. */
  mayAsk(address: string): boolean {
    try {
      this.allowed(address);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  /** Called by Nest at the end: connections kept open would keep the process. */
  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    await Promise.all([this.strict.destroy(), this.open.destroy()]);
  }

  private allowed(address: string): URL {
    const url = URL.parse(address);
    if (!url || url.username || url.password) throw new Problem('upstream', 'fetch.blocked');
    if (this.trusted.has(url.origin)) return url;
    // a literal address is dialled without a lookup, so it is checked here; the URL parser has made 0x7f.1 into 127.0.0.1
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isPublic = !ipaddr.isValid(host) || isPublicAddress(host);
    if (url.protocol !== 'https:' || url.port !== '' || !isPublic) throw new Problem('upstream', 'fetch.blocked');
    return url;
  }
}

/** Public unicast only; an IPv4 address wrapped into IPv6 counts as what it wraps. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_V6);
}

class BlockedAddress extends Error {}

/** Refuses a name when any of its addresses is not public: what is checked is what is dialled. */
function publicOnly(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, addresses) => {
      if (error) return done(error, '', 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isPublicAddress(address))) return done(new BlockedAddress('not a public address'), '', 0);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

async function readText(reply: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of reply.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Problem('upstream', 'fetch.too-large', { maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}

function asProblem(cause: unknown, signal: AbortSignal): Problem {
  if (cause instanceof Problem) return cause;
  if (isBlocked(cause)) return new Problem('upstream', 'fetch.blocked', undefined, { cause });
  const code = (cause as { code?: unknown }).code;
  const late = signal.aborted || (typeof code === 'string' && code.startsWith('UND_ERR_') && code.endsWith('_TIMEOUT'));
  return new Problem('upstream', late ? 'fetch.timeout' : 'fetch.failed', undefined, { cause });
}

/** A dial to several addresses reports its errors bundled. */
function isBlocked(error: unknown): boolean {
  if (error instanceof BlockedAddress) return true;
  if (error instanceof AggregateError) return error.errors.some(isBlocked);
  return error instanceof Error && error.cause !== undefined && isBlocked(error.cause);
}
