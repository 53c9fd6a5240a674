import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Clock, Problem, SafeFetch } from '#lotse/base';
import { retryAfterMs } from './grades/back-off.js';
import { originOf, serviceOrigins, type Platform } from './platforms.service.js';
import { TokenRequest } from './token-request.js';

const SECOND = 1000;
const EARLIER_MS = 60 * SECOND;
const MAX_BYTES = 256_000;

/** A platform's services as one deployment may use them. */
export interface ServiceAccess { platform: Platform; deploymentId: string; scopes: readonly string[] }
export interface Score { userId: string; timestamp: Date; scoreGiven: number; activityProgress: 'InProgress' | 'Completed'; comment: string }
export interface ServiceReply { status: number; retryAfterMs: number | null; type: string; text: string }
/** What the gradebook holds for one person; `score` is null where it holds none. */
export interface Result { score: number; maximum: number; at: Date | null }

const TokenReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().min(0).max(86_400).catch(600) });
const Results = z.array(z.looseObject({ userId: z.coerce.string(), resultScore: z.number().optional(), resultMaximum: z.number().positive().optional(), timestamp: z.string().optional() }));

interface Token { text: string; until: number }

/**
 * Calls to a platform's services, over the safe fetch and our clock (AGS 2.0; LTI Security 1.0, 4.1). One access token
 * per registration, deployment and set of scopes is kept until a minute before its end, and asked for once at a time.
 * Problems: fetch.*, service.foreign (address not of this platform), token.refused, token.unreadable, results.unreadable.
 */
@Injectable()
export class LtiServices {
  private readonly tokens = new Map<string, Token>();
  private readonly asking = new Map<string, Promise<Token>>();

  constructor(private readonly safeFetch: SafeFetch, private readonly clock: Clock, private readonly tokenRequest: TokenRequest) {}

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

  /** One page of a roster (NRPS 2.0, 2.4). */
  getMembers(access: ServiceAccess, url: string): Promise<ServiceReply> {
    return this.call(access, { method: 'GET', url, headers: { accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json' } });
  }

  /** A token that is refused is thrown away; one new one is tried (the platform may have forgotten the old). */
  private async call(access: ServiceAccess, wish: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body?: string }): Promise<ServiceReply> {
    if (!serviceOrigins(access.platform).has(originOf(wish.url) ?? '')) throw new Problem('upstream', 'service.foreign');
    const token = await this.token(access);
    const reply = await this.send(wish, token);
    if (reply.status !== 401) return reply;
    this.drop(access, token);
    return this.send(wish, await this.token(access));
  }

  private async send(wish: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body?: string }, token: Token): Promise<ServiceReply> {
    const reply = await this.safeFetch.send(wish.url, { ...wish, headers: { ...wish.headers, authorization: `Bearer ${token.text}` }, maxBytes: MAX_BYTES });
    return { status: reply.status, retryAfterMs: retryAfterMs(reply.headers['retry-after'], this.clock.now()), type: reply.headers['content-type'] ?? '', text: reply.text };
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schemas refuse it
  }
}
