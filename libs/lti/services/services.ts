import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Clock, Log, Problem, SafeFetch } from '#lotse/base';
import { retryAfterMs } from './back-off.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { originOf, serviceOrigins } from '../platforms/platforms.service.js';
import { readLineItems, readResults, type ListedLineItem, type ReadResults, type Result, type Unread } from './read-lists.js';
import { parseJson, rowNumber } from './read-rows.js';
import { readTokenRefusal } from './read-token-refusal.js';
import { Sightings } from './sightings.js';
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
export interface LineItemWish {
  label: string;
  resourceId: string;
  tag: string;
  linkId: string;
}
const TokenReply = z.object({ access_token: z.string().min(1), expires_in: rowNumber.pipe(z.number().min(0).max(86_400)).catch(600) });
const NO_RESULTS: ReadResults = { results: new Map(), unknown: new Set(), unread: { count: 0, field: null } };

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
    private readonly log: Log,
    private readonly sightings: Sightings,
  ) {}

  /** Any gradingProgress but FullyGraded erases the grade in Moodle, and a missing comment the comment: neither can be left out here. */
  postScore(access: ServiceAccess, lineItem: string, score: Score): Promise<ServiceReply> {
    const type = 'application/vnd.ims.lis.v1.score+json';
    const body = JSON.stringify({ ...score, timestamp: score.timestamp.toISOString(), scoreMaximum: 100, gradingProgress: 'FullyGraded' });
    return this.call(access, { method: 'POST', url: insertPath(lineItem, '/scores'), headers: { 'content-type': type, accept: type }, body });
  }

  /** One person's result; null where the column holds none. `isUnknown`: there is a row, and it cannot be read. Statuses other than 200 come back as they are. */
  async getResult(access: ServiceAccess, lineItem: string, userId: string): Promise<{ reply: ServiceReply; result: Result | null; isUnknown: boolean }> {
    const address = insertPath(lineItem, '/results');
    const url = `${address}${address.includes('?') ? '&' : '?'}user_id=${encodeURIComponent(userId)}`;
    const reply = await this.call(access, { method: 'GET', url, headers: { accept: 'application/vnd.ims.lis.v2.resultcontainer+json' } });
    const { results, unknown } = this.resultsIn(access, reply);
    return { reply, result: results.get(userId) ?? null, isUnknown: unknown.has(userId) };
  }

  /** Everybody's results; people without a grade are left out. Not paged: Moodle answers `limit` with an error page (recorded). */
  async getResults(access: ServiceAccess, lineItem: string): Promise<{ reply: ServiceReply } & ReadResults> {
    const reply = await this.call(access, {
      method: 'GET',
      url: insertPath(lineItem, '/results'),
      headers: { accept: 'application/vnd.ims.lis.v2.resultcontainer+json' },
      maxBytes: MAX_LIST_BYTES,
      timeoutMs: LIST_TIMEOUT_MS,
    });
    return { reply, ...this.resultsIn(access, reply) };
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
    return { reply, items: reply.status === 200 ? this.itemsIn(access, reply.text) : [] };
  }

  /** Makes a column for a link; its address comes back (AGS 2.0, 3.2.5). */
  async makeLineItem(access: ServiceAccess, container: string, wish: LineItemWish): Promise<{ reply: ServiceReply; url: string | null }> {
    const type = 'application/vnd.ims.lis.v2.lineitem+json';
    const body = JSON.stringify({ label: wish.label, scoreMaximum: 100, resourceId: wish.resourceId, tag: wish.tag, resourceLinkId: wish.linkId });
    const reply = await this.call(access, { method: 'POST', url: container, headers: { 'content-type': type, accept: type }, body });
    return { reply, url: reply.status === 201 || reply.status === 200 ? (this.itemsIn(access, `[${reply.text}]`)[0]?.url ?? null) : null };
  }

  private resultsIn(access: ServiceAccess, reply: ServiceReply): ReadResults {
    const read = reply.status === 200 ? readResults(reply.text) : NO_RESULTS;
    this.noteUnread(access, 'results', read.unread);
    return read;
  }

  private itemsIn(access: ServiceAccess, text: string): ListedLineItem[] {
    const { items, unread } = readLineItems(text);
    this.noteUnread(access, 'lineitems', unread);
    return items;
  }

  /** Rows that cannot be read are counted and the first fault is named; the others count. */
  noteUnread({ platform }: Pick<ServiceAccess, 'platform'>, list: 'results' | 'lineitems' | 'members', { count, field }: Unread): void {
    if (count > 0) this.log.warn('lms.rows-unread', { tenantId: platform.tenant, registrationId: platform.id, kind: list, count, reason: field ?? '' });
  }

  /** A refused token is dropped and one new token is tried: the platform may have forgotten the old one. */
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
      // the tool was deleted there: no launch will ever tell
      if (readTokenRefusal(reply.text).code === 'token.client') await this.sightings.note(access.platform, { kind: 'refused', code: 'token.client' });
      const wait = retryAfterMs(reply.headers['retry-after'], this.clock.now());
      throw new Problem('upstream', 'token.refused', { status: reply.status, ...(wait === null ? {} : { retryAfterMs: wait }) });
    }
    // Moodle sends JSON as text/html, so the type is not looked at
    const parsed = TokenReply.safeParse(parseJson(reply.text));
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
