import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Problem, SafeFetch } from '#lotse/base';
import { SCOPE } from '../messages/claims.js';
import { KEY_SET_BYTES, readKeys } from '../launch/platform-keys.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { originOf, serviceOrigins } from '../platforms/platforms.service.js';
import { parseJson } from '../services/read-rows.js';
import { LtiServices, type ServiceAccess, type ServiceReply } from '../services/services.js';
import { TokenRequest } from '../services/token-request.js';
import { readTokenRefusal } from '../services/read-token-refusal.js';
import type { SelfTestCode } from '../help/self-test-codes.js';
import type { SeenFacts } from './seen-facts.js';
import type { Found } from './seen-steps.js';

const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
/** What the services of a launch need; a platform grants those of them it has switched on. */
const WANTED: readonly string[] = [SCOPE.score, SCOPE.resultRead, ROSTER];
const GOOD: Found = { state: 'good', code: null };

const TokenReply = z.object({ access_token: z.string().min(1), scope: z.string().nullish() });
const Members = z.object({ members: z.array(z.unknown()) });

export interface TokenFound {
  ourKeys: Found;
  token: Found;
  scopes: readonly string[];
}

/** The steps that ask the platform itself. Each reads only, and each failure becomes a code. */
@Injectable()
export class PlatformProbe {
  constructor(
    private readonly safeFetch: SafeFetch,
    private readonly tokens: TokenRequest,
    private readonly services: LtiServices,
  ) {}

  /** Its key set, fetched anew: what launches use may be a day old. */
  async keys(platform: Platform): Promise<Found> {
    try {
      const reply = await this.safeFetch.send(platform.jwksUrl, { headers: { accept: 'application/json' }, maxBytes: KEY_SET_BYTES });
      if (reply.status !== 200) return bad('keys.status');
      const keys = await readKeys(reply.text);
      if (!keys) return bad('keys.unreadable');
      return keys.size > 0 ? GOOD : bad('keys.none');
    } catch (error) {
      const code = codeIn(error);
      return bad(
        code === 'fetch.blocked' ? 'keys.blocked' : code === 'fetch.timeout' ? 'keys.timeout' : code === 'fetch.too-large' ? 'keys.too-large' : 'keys.failed',
      );
    }
  }

  /** A token asked for anew. The platform has to fetch our keys for it, so it tells about both. */
  async token(platform: Platform, deploymentId: string): Promise<TokenFound> {
    const none = (ourKeys: Found, token: Found): TokenFound => ({ ourKeys, token, scopes: [] });
    const later: Found = { state: 'waiting', code: 'waiting.earlier' };
    try {
      const reply = await this.tokens.send({ platform, deploymentId, scopes: WANTED });
      if (reply.status !== 200) {
        const { step, code } = readTokenRefusal(reply.text);
        return step === 'our-keys' ? none(bad(code), later) : none(later, bad(code));
      }
      const parsed = TokenReply.safeParse(parseJson(reply.text));
      if (!parsed.success) return none(later, bad('token.unreadable'));
      const granted = parsed.data.scope?.split(' ') ?? WANTED;
      return { ourKeys: GOOD, token: GOOD, scopes: WANTED.filter((scope) => granted.includes(scope)) };
    } catch (error) {
      return none(later, bad(codeIn(error) === 'fetch.blocked' ? 'token.blocked' : 'token.unreachable'));
    }
  }

  /** Reads one result of the column of the activity opened last. */
  async lineItem(access: ServiceAccess, item: SeenFacts['lineItem']): Promise<Found> {
    // nobody has to change anything where a teacher wants no grade
    if (item?.reason === 'lineitem.missing') return { state: 'waiting', code: item.reason };
    if (item?.reason)
      return { state: 'bad', code: item.reason === 'score.403' ? 'line-item.refused' : item.reason === 'score.404' ? 'line-item.gone' : item.reason };
    if (!item?.url) return bad('lineitem.missing');
    if (!access.scopes.includes(SCOPE.score)) return bad('scope.readonly');
    if (!access.scopes.includes(SCOPE.resultRead)) return GOOD;
    if (item.isText) return bad('line-item.text');
    const { url, sub } = item;
    return this.asked('line-item', async () => (await this.services.getResult({ ...access, scopes: [SCOPE.score, SCOPE.resultRead] }, url, sub ?? '')).reply);
  }

  /** Reads one page of one member of the course opened last. */
  async roster(access: ServiceAccess, course: SeenFacts['course']): Promise<Found> {
    if (!course?.membershipsUrl) return bad('roster.none');
    if (!serviceOrigins(access.platform).has(originOf(course.membershipsUrl) ?? '')) return bad('roster.host');
    if (!access.scopes.includes(ROSTER)) return bad('roster.scope');
    const url = new URL(course.membershipsUrl);
    url.searchParams.set('limit', '1');
    let text = '';
    const found = await this.asked('roster', async () => {
      const reply = await this.services.getMembers({ ...access, scopes: [ROSTER] }, url.href);
      ({ text } = reply);
      return reply;
    });
    return found.state === 'good' && !Members.safeParse(parseJson(text)).success ? bad('roster.unreadable') : found;
  }

  private async asked(step: 'line-item' | 'roster', ask: () => Promise<ServiceReply>): Promise<Found> {
    try {
      const { status } = await ask();
      if (status === 200) return GOOD;
      if (status === 404 && step === 'line-item') return bad('line-item.gone');
      return bad(status === 401 || status === 403 ? `${step}.refused` : `${step}.status`);
    } catch (error) {
      const code = codeIn(error);
      if (code === 'service.foreign') return bad(step === 'roster' ? 'roster.host' : 'lineitem.host');
      if (code === 'results.unreadable') return bad('line-item.unreadable');
      return bad(code.startsWith('token.') ? `${step}.refused` : `${step}.unreachable`);
    }
  }
}

function bad(code: SelfTestCode | 'lineitem.missing' | 'lineitem.host' | 'scope.readonly' | 'token.unreadable'): Found {
  return { state: 'bad', code };
}

/** The code of a refusal; whatever else is thrown is a fault of ours and goes on. */
function codeIn(error: unknown): string {
  if (error instanceof Problem) return error.code;
  throw error;
}
