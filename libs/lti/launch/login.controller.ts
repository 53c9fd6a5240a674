import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, Public, SETTINGS, type Settings } from '#lotse/base';
import { refusal } from '../pages/refusals.js';
import { sendPage } from '../pages/send-page.js';
import { localeOf, newWindowPage } from '../pages/sentences.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { framersOf, originOf, PlatformsService } from '../platforms/platforms.service.js';
import { authRequestUrl, readInitiation, type Initiation } from './login-initiation.js';
import { browserOf, keepBrowser } from './login-cookie.js';
import { LoginStates, type LoginWish } from './login-states.js';
import { sentBy, Refusing } from '../pages/refusing.js';
import { LaunchGate } from './launch-gate.js';
import { sendPutPage } from './storage-pages.js';
import { Sightings } from '../services/sightings.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Third-party initiated login (LTI Security 1.0, 5.1.1). Between the platform's call and the authentication request a
 * cookie is set and looked for: where a frame keeps none, the same login goes on in a window of its own, because the
 * platform's launch id works only once and a restart after the launch would fail.
 */
@Controller('/lti/login')
export class LoginController {
  constructor(
    private readonly states: LoginStates,
    private readonly platforms: PlatformsService,
    private readonly refusing: Refusing,
    private readonly sightings: Sightings,
    private readonly gate: LaunchGate,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Public()
  post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.refusing.page('login.refused', request, reply, () => this.begin(request, reply, request.body));
  }

  @Get()
  @Public()
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = request.query as Record<string, unknown>;
    const [wait, top] = [idIn(query['wait']), idIn(query['top'])];
    return this.refusing.page('login.refused', request, reply, () => {
      if (wait) return this.goOn(request, reply, wait, query['in'] === 'top');
      return top ? this.moveToTop(request, reply, top) : this.begin(request, reply, query);
    });
  }

  /** The platform's call: keep what it sent, set the cookie, come back by a redirect that carries the row's id only. */
  private async begin(request: FastifyRequest, reply: FastifyReply, sent: unknown): Promise<void> {
    const initiation = readInitiation(sent);
    const platform = await this.platformOf(initiation);
    const wish: LoginWish = {
      registration: platform.id,
      targetLinkUri: initiation.target_link_uri,
      loginHint: initiation.login_hint,
      messageHint: initiation.lti_message_hint ?? null,
      storageTarget: initiation.lti_storage_target ?? null,
    };
    await this.orRefuse(platform, wish);
    await this.sightings.note(platform, { kind: 'login', origin: originSent(request), framed: isFramed(request) });
    const browser = keepBrowser(request, reply);
    redirect(reply, `/lti/login?wait=${await this.states.keep(wish, browser)}`);
  }

  /** The probe: with the cookie on to the platform, without it the page with the button. */
  private async goOn(request: FastifyRequest, reply: FastifyReply, id: string, isTop: boolean): Promise<void> {
    const browser = browserOf(request);
    const login = browser ? await this.states.begin(id, browser) : null;
    const waiting = login ?? (await this.states.waitsFor(id));
    const platform = waiting === null ? null : await this.platforms.byId(waiting.registration);
    if (!waiting || !platform) throw refusal('LOGIN_LOST');
    const framed = !isTop && isFramed(request);
    if (framed) await this.sightings.note(platform, { kind: 'cookie', kept: login !== null });
    if (login) return redirect(reply, authRequestUrl(platform, this.settings.url, login));
    if (isTop) throw sentBy(platform, refusal('COOKIES_OFF'));
    const locale = localeOf(request.headers['accept-language']);
    const stored = framed && waiting.storageTarget !== null ? await this.states.beginStored(id) : null;
    if (!stored) return sendPage(reply, 200, newWindowPage(`/lti/login?top=${id}`, locale), framersOf(platform));
    const spot = { platform, target: stored.storageTarget ?? '_parent', rules: this.gate.rules.storage, locale };
    sendPutPage(reply, spot, stored, { auth: authRequestUrl(platform, this.settings.url, stored), window: `/lti/login?top=${id}` });
  }

  private async moveToTop(request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> {
    const browser = keepBrowser(request, reply);
    if (!(await this.states.moveTo(id, browser))) throw refusal('LOGIN_LOST');
    redirect(reply, `/lti/login?wait=${id}&in=top`);
  }

  private async platformOf({ iss, client_id: clientId }: Initiation): Promise<Platform> {
    const known = await this.platforms.byIssuer(iss);
    if (known.length === 0) throw refusal('ISSUER_UNKNOWN');
    const fitting = clientId === undefined ? await this.platforms.ofFirstTenant(known) : known.filter((platform) => platform.clientId === clientId);
    if (fitting.length > 1) throw refusal('CLIENT_AMBIGUOUS');
    if (!fitting[0]) throw refusal('CLIENT_UNKNOWN');
    return fitting[0];
  }

  private async orRefuse(platform: Platform, wish: LoginWish): Promise<void> {
    const problem = this.refusalOf(platform, wish);
    if (!problem) return;
    await this.refusing.note('login.refused', platform, problem);
    throw sentBy(platform, problem);
  }

  private refusalOf(platform: Platform, wish: LoginWish): Problem | null {
    if (platform.state !== 'active') return refusal('REGISTRATION_DISABLED');
    return URL.parse(wish.targetLinkUri)?.origin === new URL(this.settings.url).origin ? null : refusal('TARGET_FOREIGN');
  }
}

function idIn(value: unknown): string | null {
  return typeof value === 'string' && ID.test(value) ? value : null;
}

/** Origin of the page that posted the login; null where the browser does not say, or hides it. */
function originSent(request: FastifyRequest): string | null {
  const origin = request.headers.origin;
  return origin === undefined || origin === 'null' ? null : originOf(origin);
}

/** Browsers say where a page is loaded into (Fetch Metadata); what does not say so is taken for a window. */
function isFramed(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-dest'] === 'iframe';
}

/** 302, and with GET whatever came before: a form or a script would lose the platform's Lax cookie (reliability.md, 0.1). */
function redirect(reply: FastifyReply, to: string): void {
  void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').status(302).header('location', to).send();
}
