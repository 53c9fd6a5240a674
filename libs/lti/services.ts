import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Clock, Problem, SafeFetch } from '#lotse/base';
import { retryAfterMs } from './grades/back-off.js';
import { originOf, serviceOrigins, type Platform } from './platforms.service.js';
import { TokenRequest } from './token-request.js';

const SECOND = 1000;
const EARLIER_MS = 60 * SECOND;
const MAX_BYTES = 256_000;
/** A roster or a column's results may hold 20,000 people, and not every platform pages. */
const MAX_LIST_BYTES = 16_000_000;
const LIST_TIMEOUT_MS = 20_000;

/** A platform's services as one deployment may use them. */
export interface ServiceAccess {
  platform: Platform;
  deploymentId: string;
  scopes: readonly string[];
}
export interface Score {
  userId: string;
  timestamp: Date;
  scoreGiven: number;
  activityProgress: 'InProgress' | 'Completed';
  comment: string;
}
export interface ServiceReply {
  status: number;
  retryAfterMs: number | null;
  type: string;
  text: string;
  link: string | null;
}
/** A column as the platform lists it (AGS 2.0, 3.2). */
export interface ListedLineItem {
  url: string;
  linkId: string | null;
  resourceId: string;
  tag: string;
}
export interface LineItemWish {
  label: string;
  resourceId: string;
  tag: string;
  linkId: string;
}
/** What the gradebook holds for one person; `score` is null where it holds none. */
export interface Result {
  score: number;
  maximum: number;
  at: Date | null;
}

const TokenReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().min(0).max(86_400).catch(600) });
const Results = z.array(
  z.looseObject({
    userId: z.coerce.string(),
    resultScore: z.number().optional(),
    resultMaximum: z.number().positive().optional(),
    timestamp: z.string().optional(),
  }),
);

const LineItemShape = z.object({
  id: z.string().max(2_000),
  resourceLinkId: z.coerce.string().optional(),
  resourceId: z.coerce.string().optional(),
  tag: z.coerce.string().optional(),
});

interface Token {
  text: string;
  until: number;
}
interface Wish {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  maxBytes?: number;
  timeoutMs?: number;
}

/**
 * Calls to a platform's services, over the safe fetch and our clock (AGS 2.0; LTI Security 1.0, 4.1). One access token
 * per registration, deployment and set of scopes is kept until a minute before its end, and asked for once at a time.
 * Problems: fetch.*, service.foreign (address not of this platform), token.refused, token.unreadable, results.unreadable, lineitems.unreadable.
 */
@Injectable()
export class LtiServices {
  private readonly tokens = new Map<string, Token>();
  private readonly asking = new Map<string, Promise<Token>>();

  constructor(
    private readonly safeFetch: SafeFetch,
    private readonly clock: Clock,
    private readonly tokenRequest: TokenRequest,
  ) {}

  /** Any gradingProgress but FullyGraded erases the grade in Moodle, and a missing comment the comment: neither can be left out here. */
  postScore(access: ServiceAccess, lineItem: string, score: Score): Promise<ServiceReply> {
    const type = 'application/vnd.ims.lis.v1.score+json';
    const body = JSON.stringify({ ...score, timestamp: score.timestamp.toISOString(), scoreMaximum: 100, gradingProgress: 'FullyGraded' });
    return this.call(access, { method: 'POST', url: insertPath(lineItem, '/scores'), headers: { 'content-type': type, accept: type }, body });
  }

  /** One person's result; null where the column holds none. Statuses other than 200 come back as they are. */
  async getResult(access: ServiceAccess, lineItem: string, userId: string): Promise<{ reply: ServiceReply; result: Result | null }> {
    const address = insertPath(lineItem, '/results');
    const url = `${address}${address.includes('?') ? '&' : '?'}user_id=${encodeURIComponent(userId)}`;
    const reply = await this.call(access, { method: 'GET', url, headers: { accept: 'application/vnd.ims.lis.v2.resultcontainer+json' } });
    return { reply, result: reply.status === 200 ? readResult(reply.text, userId) : null };
  }

  /** Everybody's results; people without a grade are left out. Not paged: Moodle answers `limit` with an error page (recorded). */
  async getResults(access: ServiceAccess, lineItem: string): Promise<{ reply: ServiceReply; results: Map<string, Result> }> {
    const reply = await this.call(access, {
      method: 'GET',
      url: insertPath(lineItem, '/results'),
      headers: { accept: 'application/vnd.ims.lis.v2.resultcontainer+json' },
      maxBytes: MAX_LIST_BYTES,
      timeoutMs: LIST_TIMEOUT_MS,
    });
    return { reply, results: reply.status === 200 ? readResults(reply.text) : new Map<string, Result>() };
  }

  /** One page of a roster (NRPS 2.0, 2.4). */
  getMembers(access: ServiceAccess, url: string): Promise<ServiceReply> {
    return this.call(access, {
      method: 'GET',
      url,
      headers: { accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json' },
      maxBytes: MAX_LIST_BYTES,
      timeoutMs: LIST_TIMEOUT_MS,
    });
  }

  /** Columns of a course that fit a filter (AGS 2.0, 3.2.8). Not paged: Moodle's Link header cannot be followed (recorded). */
  async findLineItems(access: ServiceAccess, container: string, filter: Record<string, string>): Promise<{ reply: ServiceReply; items: ListedLineItem[] }> {
    const url = new URL(container);
    for (const [name, value] of Object.entries(filter)) url.searchParams.set(name, value);
    const reply = await this.call(access, {
      method: 'GET',
      url: url.href,
      headers: { accept: 'application/vnd.ims.lis.v2.lineitemcontainer+json' },
      maxBytes: MAX_LIST_BYTES,
    });
    return { reply, items: reply.status === 200 ? readLineItems(reply.text) : [] };
  }

  /** Makes a column for a link; its address comes back (AGS 2.0, 3.2.5). */
  async makeLineItem(access: ServiceAccess, container: string, wish: LineItemWish): Promise<{ reply: ServiceReply; url: string | null }> {
    const type = 'application/vnd.ims.lis.v2.lineitem+json';
    const body = JSON.stringify({ label: wish.label, scoreMaximum: 100, resourceId: wish.resourceId, tag: wish.tag, resourceLinkId: wish.linkId });
    const reply = await this.call(access, { method: 'POST', url: container, headers: { 'content-type': type, accept: type }, body });
    return { reply, url: reply.status === 201 || reply.status === 200 ? (readLineItems(`[${reply.text}]`)[0]?.url ?? null) : null };
  }

  /** A token that is refused is thrown away; one new one is tried (the platform may have forgotten the old). */
  private async call(access: ServiceAccess, wish: Wish): Promise<ServiceReply> {
    if (!serviceOrigins(access.platform).has(originOf(wish.url) ?? '')) throw new Problem('upstream', 'service.foreign');
    const token = await this.token(access);
    const reply = await this.send(wish, token);
    if (reply.status !== 401) return reply;
    this.drop(access, token);
    return this.send(wish, await this.token(access));
  }

  private async send(wish: Wish, token: Token): Promise<ServiceReply> {
    const reply = await this.safeFetch.send(wish.url, {
      ...wish,
      headers: { ...wish.headers, authorization: `Bearer ${token.text}` },
      maxBytes: wish.maxBytes ?? MAX_BYTES,
    });
    return {
      status: reply.status,
      retryAfterMs: retryAfterMs(reply.headers['retry-after'], this.clock.now()),
      type: reply.headers['content-type'] ?? '',
      text: reply.text,
      link: reply.headers['link'] ?? null,
    };
  }

  private async token(access: ServiceAccess): Promise<Token> {
    const key = keyOf(access);
    const known = this.tokens.get(key);
    if (known && known.until > this.clock.now().getTime()) return known;
    const asking = this.asking.get(key) ?? this.ask(access).finally(() => this.asking.delete(key));
    this.asking.set(key, asking);
    const token = await asking;
    this.tokens.set(key, token);
    return token;
  }

  private drop(access: ServiceAccess, token: Token): void {
    if (this.tokens.get(keyOf(access)) === token) this.tokens.delete(keyOf(access));
  }

  private async ask(access: ServiceAccess): Promise<Token> {
    const reply = await this.tokenRequest.send(access);
    if (reply.status !== 200) {
      const wait = retryAfterMs(reply.headers['retry-after'], this.clock.now());
      throw new Problem('upstream', 'token.refused', { status: reply.status, ...(wait === null ? {} : { retryAfterMs: wait }) });
    }
    // Moodle sends JSON as text/html, so the type is not looked at
    const parsed = TokenReply.safeParse(parse(reply.text));
    if (!parsed.success) throw new Problem('upstream', 'token.unreadable');
    return { text: parsed.data.access_token, until: this.clock.now().getTime() + parsed.data.expires_in * SECOND - EARLIER_MS };
  }
}

function keyOf({ platform, deploymentId, scopes }: ServiceAccess): string {
  return JSON.stringify([platform.id, platform.tokenUrl, deploymentId, [...scopes].sort()]);
}

/** The path of a line item goes on before its query (AGS 2.0, 3.3; Moodle's ends in ?type_id=1). */
export function insertPath(url: string, more: string): string {
  const at = url.search(/[?#]/);
  return at === -1 ? url + more : url.slice(0, at) + more + url.slice(at).replace(/#.*$/, '');
}

function readResult(text: string, userId: string): Result | null {
  const parsed = Results.safeParse(parse(text));
  if (!parsed.success) throw new Problem('upstream', 'results.unreadable');
  const row = parsed.data.find((one) => one.userId === userId);
  if (row?.resultScore === undefined) return null;
  const at = row.timestamp === undefined ? NaN : Date.parse(row.timestamp);
  return { score: row.resultScore, maximum: row.resultMaximum ?? 1, at: Number.isNaN(at) ? null : new Date(at) };
}

function readResults(text: string): Map<string, Result> {
  const parsed = Results.safeParse(parse(text));
  if (!parsed.success) throw new Problem('upstream', 'results.unreadable');
  return new Map(
    parsed.data.flatMap((row) => {
      const at = row.timestamp === undefined ? NaN : Date.parse(row.timestamp);
      return row.resultScore === undefined
        ? []
        : [[row.userId, { score: row.resultScore, maximum: row.resultMaximum ?? 1, at: Number.isNaN(at) ? null : new Date(at) }] as const];
    }),
  );
}

function readLineItems(text: string): ListedLineItem[] {
  const parsed = z.array(LineItemShape).safeParse(parse(text));
  if (!parsed.success) throw new Problem('upstream', 'lineitems.unreadable');
  return parsed.data.map(({ id, resourceLinkId, resourceId, tag }) => ({
    url: id,
    linkId: resourceLinkId ?? null,
    resourceId: resourceId ?? '',
    tag: tag ?? '',
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schemas refuse it
  }
}
