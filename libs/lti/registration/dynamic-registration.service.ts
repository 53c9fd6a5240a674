import { Inject, Injectable } from '@nestjs/common';
import { Audit, Clock, Log, Problem, SafeFetch, SETTINGS, type Settings } from '#lotse/base';
import { originOf, PlatformsService } from '../platforms/platforms.service.js';
import { InvitesService, type OpenInvite } from './invites.service.js';
import { CONFIGURATION_RULES, readConfiguration, type ConfigurationRules, type PlatformConfiguration } from './openid-configuration.js';
import { isRegistrationRefusal, registrationRefusal } from '../help/registration-codes.js';
import { readRegistrationAnswer, registrationRequest } from './tool-configuration.js';
import { RegistrationInvite } from './entities.js';

const MAX_BYTES = 256_000;
const LONGEST_URL = 2_000;
const LONGEST_TOKEN = 8_000;

/** What the LMS opens the registration page with (LTI Dynamic Registration 1.0, 3.3). */
export interface RegistrationCall {
  configurationUrl: string;
  /** The platform may register without one. */
  token: string | null;
}
export interface Registered {
  registration: string;
  tenant: string;
  /** Where the page may say that it is done, and nowhere else. */
  platformOrigin: string;
  issuer: string;
}

/** Rules of a registration; tests switch one off to see that its absence is noticed. */
export const REGISTRATION_RULES = { known: true, waits: true };

/**
 * Registers a platform that was invited. Nothing is asked of anybody before the invitation is good, nothing is believed
 * before the configuration has passed its rules, and nothing is kept unless the platform has agreed; what is kept waits
 * for an admin.
 */
@Injectable()
export class DynamicRegistration {
  readonly rules: { configuration: ConfigurationRules; registration: typeof REGISTRATION_RULES } = {
    configuration: { ...CONFIGURATION_RULES },
    registration: { ...REGISTRATION_RULES },
  };

  constructor(
    private readonly invites: InvitesService,
    private readonly platforms: PlatformsService,
    private readonly safeFetch: SafeFetch,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Problems: the codes of registration-codes.ts. What failed can be tried again with the same link. */
  async register(token: string, call: { configurationUrl: unknown; token: unknown }): Promise<Registered> {
    const invite = await this.invites.begin(token);
    try {
      return await this.registerFor(invite, readCall(call));
    } catch (error) {
      await this.invites.giveBack(invite, error instanceof Problem && isRegistrationRefusal(error.code) ? error.code : 'INTERNAL');
      throw error;
    }
  }

  private async registerFor(invite: OpenInvite, call: RegistrationCall): Promise<Registered> {
    const configuration = await readConfiguration(this.safeFetch, call.configurationUrl, this.rules.configuration);
    const answer = await this.ask(configuration, call.token, invite.askNames);
    const known = await this.platforms.byIssuer(configuration.issuer);
    if (this.rules.registration.known && known.some(({ clientId }) => clientId === answer.clientId)) throw registrationRefusal('REGISTRATION_KNOWN');
    const registration = await this.keep(invite, configuration, answer);
    this.log.info('platform.registered', { tenantId: invite.tenant, registrationId: registration });
    return { registration, tenant: invite.tenant, platformOrigin: originOf(configuration.authUrl) ?? '', issuer: configuration.issuer };
  }

  private async ask(configuration: PlatformConfiguration, token: string | null, askNames: boolean): Promise<{ clientId: string; deploymentId: string | null }> {
    const reply = await this.post(configuration.registrationUrl, token, JSON.stringify(registrationRequest(this.settings.url, { askNames })));
    if (reply.status < 200 || reply.status >= 300) throw refused(reply);
    const answer = readRegistrationAnswer(reply.text);
    if (!answer) throw registrationRefusal('REGISTRATION_UNREADABLE');
    return answer;
  }

  private async post(url: string, token: string | null, body: string): Promise<{ status: number; text: string }> {
    try {
      return await this.safeFetch.send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
        body,
        maxBytes: MAX_BYTES,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw registrationRefusal('REGISTRATION_UNREACHABLE', undefined, error);
    }
  }

  /** Platform, deployment and used invitation stand together, or none of them. */
  private async keep(invite: OpenInvite, configuration: PlatformConfiguration, answer: { clientId: string; deploymentId: string | null }): Promise<string> {
    const { issuer, authUrl, tokenUrl, jwksUrl, audience } = configuration;
    const deployments = answer.deploymentId === null ? [] : [{ deploymentId: answer.deploymentId }];
    const wish = { issuer, clientId: answer.clientId, name: new URL(issuer).host, authUrl, tokenUrl, jwksUrl, audience, deployments };
    const now = this.clock.now();
    try {
      return await this.platforms.register(invite.tenant, wish, {
        state: this.rules.registration.waits ? 'waiting' : 'active',
        and: async (tx, registration) => {
          await tx.update(RegistrationInvite, { tenant: invite.tenant, id: invite.id }, { usedAt: now, registration, busyUntil: null, code: null });
          await this.audit.write(tx, {
            tenant: invite.tenant,
            actor: null,
            event: 'platform.registered',
            subjectKind: 'registration',
            subject: registration,
            details: { by: 'invite' },
          });
        },
      });
    } catch (cause) {
      throw registrationRefusal(
        cause instanceof Problem && cause.code === 'registration.taken' ? 'REGISTRATION_KNOWN' : 'REGISTRATION_NOT_KEPT',
        undefined,
        cause,
      );
    }
  }
}

function readCall({ configurationUrl, token }: { configurationUrl: unknown; token: unknown }): RegistrationCall {
  if (typeof configurationUrl !== 'string' || configurationUrl === '' || configurationUrl.length > LONGEST_URL)
    throw registrationRefusal('REGISTRATION_DIRECT');
  if (token === undefined || token === '') return { configurationUrl, token: null };
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(token)) throw registrationRefusal('REGISTRATION_TOKEN_EXPIRED');
  return { configurationUrl, token };
}

/** Moodle says token_already_used or invalid_token as plain text with 401 (recorded). */
function refused({ status, text }: { status: number; text: string }): Problem {
  if (status !== 401 && status !== 403) return registrationRefusal('REGISTRATION_REFUSED', status);
  return registrationRefusal(text.includes('token_already_used') ? 'REGISTRATION_TOKEN_USED' : 'REGISTRATION_TOKEN_EXPIRED');
}
