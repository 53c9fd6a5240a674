import type { Route } from '#lotse/contract';
import type { input, output, ZodMiniType } from 'zod/mini';
import { Problem, problemFrom } from './problem.js';

type Values = Record<string, string>;
type NamesIn<P extends string> = P extends `${string}:${infer Rest}` ? Rest : never;

export interface Given<B extends ZodMiniType, Q extends ZodMiniType> {
  /** Values of the `:name` parts of the path. */
  params?: Values;
  body?: input<B>;
  /** Of a route that takes bytes. */
  bytes?: Blob;
  query?: Partial<input<Q>>;
  signal?: AbortSignal;
  /** Goes out to its end though the page is closed meanwhile, where it is small enough for that. */
  keepalive?: boolean;
  /** The same call, which the page has sent ahead. */
  begun?: Promise<Response> | null;
}

/** Browsers let 64 kB in all outlive a page; a letter takes up to three bytes. */
export const outlivesPage = (body: string): boolean => body.length < 20_000;

interface Credentials {
  token: () => string | null;
  onSignedOut: () => void;
}
let credentials: Credentials = { token: () => null, onSignedOut: () => undefined };
/** Called once by the session: whose bearer goes along, and what happens on 401. */
export function setCredentials(next: Credentials): void {
  credentials = next;
}

export function fillPath(path: string, params: Values): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: NamesIn<`:${string}`>) => encodeURIComponent(params[name] ?? ''));
}

function queryString(query: Record<string, unknown> | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

/** A network that swallows requests says nothing: what has no answer by then counts as not sent. */
const NO_ANSWER_MS = 20_000;

/** One request to our own server, with bearer and the header that no foreign form can send. */
export async function request(path: string, init: RequestInit = {}, begun: Promise<Response> | null = null): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('X-Lotse', '1');
  const token = credentials.token();
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, NO_ANSWER_MS);
  init.signal?.addEventListener('abort', stop);
  let reply: Response;
  try {
    reply = await (begun ?? fetch(path, { ...init, headers, signal: limit.signal, credentials: 'same-origin', cache: 'no-store' }));
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem('offline', 'network', {}, { cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (reply.ok) return reply;
  const problem = problemFrom(reply.status, await reply.json().catch(() => null));
  if (problem.kind === 'signed-out' && token !== null) credentials.onSignedOut();
  throw problem;
}

function json(body: string | undefined, keepalive = false): RequestInit {
  return body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' }, keepalive: keepalive && outlivesPage(body) };
}

/** Calls a route of the contract: typed both ways, the reply is parsed. */
export async function call<B extends ZodMiniType, Q extends ZodMiniType, R extends ZodMiniType>(
  route: Route<B, Q, R>,
  given: Given<B, Q> = {},
): Promise<output<R>> {
  const path = fillPath(route.path, given.params ?? {}) + queryString(given.query);
  const body = JSON.stringify(given.body) as string | undefined;
  const sent = given.bytes === undefined ? json(body, given.keepalive) : { body: given.bytes, headers: { 'Content-Type': 'application/octet-stream' } };
  const reply = await request(path, { method: route.method, signal: given.signal ?? null, ...sent }, given.begun);
  const read = route.reply.safeParse(await reply.json().catch(() => null));
  if (!read.success) throw new Problem('internal', 'reply.unreadable', {}, { cause: read.error });
  return read.data;
}
