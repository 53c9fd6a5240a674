import { Injectable } from '@nestjs/common';
import { Clock, Problem } from '#lotse/base';
import { CLAIM_RULES, type ClaimRules } from './claim-rules.js';
import { CLAIM, readClaims, type Claims, type LtiLaunch } from '../messages/claims.js';
import { LoginStates, matches, type OpenLogin } from './login-states.js';
import { PlatformKeys } from './platform-keys.js';
import { sentBy, Refusing } from '../pages/refusing.js';
import { STORAGE_RULES, type StorageRules } from './storage-script.js';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { originOf, PlatformsService, serviceOrigins } from '../platforms/platforms.service.js';
import { HEADER_RULES, LONGEST_TOKEN, openToken, readHeader, type HeaderRules } from './token-rules.js';

export interface LaunchForm {
  id_token?: unknown;
  state?: unknown;
  error?: unknown;
  /** What our own page read from the platform's storage. */
  stored_state?: unknown;
  stored_nonce?: unknown;
}
/** What the browser shows of itself: its cookie, and whether a page of ours sent the form. */
export interface LaunchBrowser {
  cookie: string | null;
  fromOwnPage: boolean;
}
export interface Proved {
  platform: Platform;
  deployment: string;
  launch: LtiLaunch;
}

interface Proof {
  login: OpenLogin;
  form: LaunchForm;
  browser: LaunchBrowser;
}
/** Rules about the login a launch answers. */
export const STATE_RULES = {
  time: ({ login }: Proof): Problem | null => (login.isOver ? refusal('STATE_EXPIRED') : null),
  browser: ({ login, browser }: Proof): Problem | null =>
    login.isStored || (browser.cookie !== null && matches(browser.cookie, login.browserHash)) ? null : refusal('STATE_BROWSER'),
  // where no cookie is kept: the platform's storage, read by a page of ours
  ownPage: ({ login, browser }: Proof): Problem | null => (!login.isStored || browser.fromOwnPage ? null : refusal('STATE_BROWSER')),
  storage: ({ login, form }: Proof): Problem | null => (!login.isStored || isStored(form, login) ? null : refusal('STATE_BROWSER')),
};

function isStored({ state, stored_state: kept, stored_nonce: nonce }: LaunchForm, login: OpenLogin): boolean {
  return typeof kept === 'string' && kept === state && typeof nonce === 'string' && matches(nonce, login.nonceHash);
}

/** Rules about what a message may be sent for, and by whom: only staff chooses content or looks at somebody's work. */
export const MESSAGE_RULES = {
  role: ({ message, role }: LtiLaunch): Problem | null => {
    if (message.kind === 'resource-link' || role === 'teacher') return null;
    return refusal(message.kind === 'deep-linking' ? 'DEEP_LINKING_ROLE' : 'REVIEW_ROLE');
  },
  // the answer carries a signed message: it goes to the platform that asked, nowhere else
  returnUrl: ({ message }: LtiLaunch, platform: Platform): Problem | null =>
    message.kind !== 'deep-linking' || serviceOrigins(platform).has(originOf(message.settings.returnUrl) ?? '') ? null : refusal('RETURN_URL_FOREIGN'),
};

export interface LaunchRules {
  state: typeof STATE_RULES;
  storage: StorageRules;
  header: HeaderRules;
  claims: ClaimRules;
  read: typeof readClaims;
  message: typeof MESSAGE_RULES;
  person: boolean;
}

/** Errors of the authentication response (OpenID Connect Core, 3.1.2.6) that the page may name. */
const KNOWN_ERRORS = new Set([
  'login_required',
  'interaction_required',
  'access_denied',
  'invalid_request',
  'unauthorized_client',
  'invalid_scope',
  'unsupported_response_type',
  'server_error',
  'temporarily_unavailable',
  'launch_no_longer_valid',
]);

/**
 * Proves a launch: that it answers a login of this browser, once; that the platform of that login signed it; and that
 * every claim says what it must. The platform is taken from the login, never from the token. What is refused is
 * thrown, and stands in the audit of the platform's tenant.
 */
@Injectable()
export class LaunchGate {
  /** Tests switch single rules off here, to see that something notices. */
  readonly rules: LaunchRules = {
    state: { ...STATE_RULES },
    storage: { ...STORAGE_RULES },
    header: { ...HEADER_RULES },
    claims: { ...CLAIM_RULES },
    read: readClaims,
    message: { ...MESSAGE_RULES },
    person: true,
  };

  constructor(
    private readonly states: LoginStates,
    private readonly keys: PlatformKeys,
    private readonly refusing: Refusing,
    private readonly platforms: PlatformsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A launch whose proof lies in the platform's storage and has not been read yet: our page reads it and sends the form
   * once more. Null where there is nothing to read, and the launch is proved as it is.
   */
  async toRead(form: LaunchForm): Promise<{ id: string; platform: Platform; target: string; again: { idToken: string; state: string } } | null> {
    const { id_token: idToken, state } = form;
    if (typeof idToken !== 'string' || idToken.length > LONGEST_TOKEN || typeof state !== 'string' || form.stored_state !== undefined) return null;
    const login = await this.states.storedAt(state);
    const platform = login ? await this.platforms.byId(login.registration) : null;
    return login && platform ? { id: login.id, platform, target: login.storageTarget, again: { idToken, state } } : null;
  }

  /** Throws refusals (see pages/refusals.ts); returns what is proved. */
  async prove(form: LaunchForm, browser: LaunchBrowser): Promise<Proved> {
    if (typeof form.id_token === 'string' && form.id_token.length > LONGEST_TOKEN) throw refusal('LAUNCH_TOO_LARGE');
    if (typeof form.state !== 'string' || form.state === '') throw refusal('STATE_MISSING');
    const login = await this.states.take(form.state);
    if (!login) throw refusal('STATE_UNKNOWN');
    const platform = await this.platforms.byId(login.registration);
    if (!platform) throw refusal('STATE_UNKNOWN');
    try {
      return await this.proveFor(platform, login, form, browser);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await this.refusing.note('launch.refused', platform, error);
      throw sentBy(platform, error);
    }
  }

  private async proveFor(platform: Platform, login: OpenLogin, form: LaunchForm, browser: LaunchBrowser): Promise<Proved> {
    for (const rule of Object.values(this.rules.state)) orThrow(rule({ login, form, browser }));
    if (platform.state !== 'active') throw refusal('REGISTRATION_DISABLED');
    if (form.error !== undefined) throw platformError(form.error);
    if (typeof form.id_token !== 'string') throw refusal('TOKEN_MISSING');
    const { kid } = readHeader(form.id_token, this.rules.header);
    const claims = await openToken(form.id_token, await this.keys.keyOf(platform, kid));
    this.checkClaims(claims, platform, login);
    const deployment = await this.deploymentOf(platform, String(claims[CLAIM.deployment]));
    const launch = this.rules.read(claims);
    if (launch === 'mentor') throw refusal('ROLE_MENTOR');
    if ('broken' in launch) throw refusal('CLAIM_INVALID', launch.broken.slice(launch.broken.lastIndexOf('/') + 1));
    for (const rule of Object.values(this.rules.message)) orThrow(rule(launch, platform));
    if (this.rules.person && (await this.platforms.isShutOut(platform, { sub: launch.sub, deployment, course: launch.course })))
      throw refusal('PERSON_SUSPENDED');
    return { platform, deployment, launch };
  }

  private checkClaims(claims: Claims, platform: Platform, login: OpenLogin): void {
    const facts = { claims, platform, login, now: this.clock.now().getTime() / 1000 };
    for (const rule of Object.values(this.rules.claims)) orThrow(rule(facts));
  }

  private async deploymentOf(platform: Platform, deploymentId: string): Promise<string> {
    const { id, state } = await this.platforms.deployment(platform, deploymentId);
    if (state === 'active') return id;
    throw refusal(state === 'disabled' ? 'DEPLOYMENT_DISABLED' : 'DEPLOYMENT_UNKNOWN');
  }
}

function orThrow(problem: Problem | null): void {
  if (problem) throw problem;
}

function platformError(error: unknown): Problem {
  const shown = typeof error === 'string' && KNOWN_ERRORS.has(error) ? error : 'unknown';
  return new Problem('signed-out', 'PLATFORM_ERROR', { shown, claim: shown });
}
