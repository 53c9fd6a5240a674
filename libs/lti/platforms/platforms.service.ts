import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Due, Problem, SafeFetch, Seal } from '#lotse/base';
import { newKeyPair } from '../keys/key-pair.js';
import { firstKeyRotation, OWN_KEYS } from '../keys/own-keys.js';
import { registerPlatform } from './ltijs.js';
import { Registration, type PlatformState } from './platform.entities.js';
import {
  addWaitingDeployment,
  deploymentBy,
  firstRegisteredAt,
  isShutOut,
  platformById,
  platformsByIssuer,
  putDeployment,
  type Platform,
} from './platforms.queries.js';

export interface RegistrationWish extends Omit<Platform, 'tenant' | 'id' | 'state' | 'audience'> {
  audience?: string | null;
  deployments: { deploymentId: string }[];
}

/** How a platform that is new begins, and what else must stand or fall with it. */
export interface RegistrationBeginning {
  state?: 'active' | 'waiting';
  and?: (tx: EntityManager, registration: string) => Promise<void>;
}

const FRAMERS_FRESH_MS = 60_000;

/** Which LMSs may launch Lotse, for which tenant, and from which origins its pages may be framed. */
@Injectable()
export class PlatformsService {
  private readonly framers = new Map<string, { origins: string[]; until: number }>();

  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly safeFetch: SafeFetch,
    private readonly due: Due,
  ) {}

  /**
   * Registers a platform for a tenant, or brings a known one of this tenant up to date. Deployments are added in the
   * platform's own state, active unless told otherwise.
   * Returns the registration's id. Problems: registration.url (not https and public, nor named in LOTSE_INSECURE_LMS),
   * registration.taken (another tenant has this issuer and client id).
   */
  async register(tenant: string, wish: RegistrationWish, beginning: RegistrationBeginning = {}): Promise<string> {
    for (const url of [wish.authUrl, wish.tokenUrl, wish.jwksUrl]) {
      if (!this.safeFetch.mayAsk(url)) throw new Problem('invalid', 'registration.url');
    }
    const now = this.clock.now();
    const pair = (await this.isKnown(tenant, wish)) ? null : await newKeyPair();
    try {
      const id = await this.db.job(tenant, async (tx) => {
        const state = beginning.state ?? 'active';
        const registration = await registerPlatform({ tx, seal: this.seal, tenant, now, state, pair }, { ...wish, audience: wish.audience ?? null });
        for (const { deploymentId } of wish.deployments)
          await putDeployment(tx, { tenant, id: randomUUID(), registration, deploymentId, state, now: this.clock.now() });
        await this.due.plan(tx, tenant, OWN_KEYS, registration, firstKeyRotation(now));
        await beginning.and?.(tx, registration);
        return registration;
      });
      this.framers.delete(id);
      return id;
    } catch (cause) {
      if ((cause as { driverError?: { constraint?: unknown } }).driverError?.constraint === 'uq_registration_client')
        throw new Problem('conflict', 'registration.taken', undefined, { cause });
      throw cause;
    }
  }

  private async isKnown(tenant: string, { issuer, clientId }: RegistrationWish): Promise<boolean> {
    return this.db.job(tenant, (tx) => tx.existsBy(Registration, { tenant, issuer, clientId }));
  }

  /** Drops what is remembered about a platform's framing: call after its state or addresses changed. */
  forget(registration: string): void {
    this.framers.delete(registration);
  }

  /**
   * The registrations of the tenant that connected first. A login without a client id goes there, so that another tenant registering
   * the same issuer later does not take its logins. Disabled ones count only where there are no others.
   */
  async ofFirstTenant(platforms: readonly Platform[]): Promise<Platform[]> {
    const active = platforms.filter((platform) => platform.state === 'active');
    const candidates = active.length > 0 ? active : platforms;
    const tenants = new Set(candidates.map((platform) => platform.tenant));
    if (tenants.size < 2) return [...candidates];
    let first: { tenant: string; at: Date } | null = null;
    for (const tenant of tenants) {
      const ids = candidates.filter((platform) => platform.tenant === tenant).map((platform) => platform.id);
      const at = await this.db.job(tenant, (tx) => firstRegisteredAt(tx, ids));
      if (at && (first === null || at < first.at)) first = { tenant, at };
    }
    return candidates.filter((platform) => platform.tenant === first?.tenant);
  }

  /** Platforms with this issuer, or the one with this id; read by the gate, before anybody is known. */
  byIssuer(issuer: string): Promise<Platform[]> {
    return this.db.gate('login', (tx) => platformsByIssuer(tx, issuer));
  }

  async byId(id: string): Promise<Platform | null> {
    return (await this.db.gate('launch', (tx) => platformById(tx, id))) ?? null;
  }

  /** A deployment nobody confirmed yet is remembered for the admin, as waiting (LTI Core 1.3, 3.1.3). */
  deployment(platform: Platform, deploymentId: string): Promise<{ id: string; state: PlatformState }> {
    const key = { tenant: platform.tenant, registration: platform.id, deploymentId };
    return this.db.job(platform.tenant, async (tx) => {
      const known = await deploymentBy(tx, key);
      if (known) return known;
      await addWaitingDeployment(tx, { ...key, id: randomUUID(), now: this.clock.now() });
      const made = await deploymentBy(tx, key);
      if (!made) throw new Error('a deployment was neither made nor found');
      return made;
    });
  }

  /** Whether an admin shut this person out, of the tenant or of this one course. */
  isShutOut(platform: Platform, who: { sub: string; deployment: string; course: { kind: 'context' | 'link'; id: string } }): Promise<boolean> {
    const { tenant, issuer } = platform;
    return this.db.job(tenant, (tx) => isShutOut(tx, { tenant, issuer, ...who }));
  }

  /** Origins that may frame the pages of a registration (threat T-16); none for an unknown or disabled one. */
  async framersOf(registration: string): Promise<string[]> {
    const now = this.clock.now().getTime();
    const known = this.framers.get(registration);
    if (known && known.until > now && known.until - now <= FRAMERS_FRESH_MS) return known.origins;
    const platform = await this.byId(registration);
    if (platform?.state !== 'active') return [];
    const origins = framersOf(platform);
    this.framers.set(registration, { origins, until: now + FRAMERS_FRESH_MS });
    return origins;
  }
}

/** An LMS shows its courses under its issuer or where its login stands; both are its own. */
export function framersOf(platform: Pick<Platform, 'issuer' | 'authUrl'>): string[] {
  return [...new Set([platform.authUrl, platform.issuer].map(originOf))].filter((origin) => origin !== null);
}

/** Service addresses of a launch must lie on one of these (rule "service URLs" of reliability.md 1.3). */
export function serviceOrigins(platform: Pick<Platform, 'issuer' | 'authUrl' | 'tokenUrl' | 'jwksUrl'>): ReadonlySet<string> {
  return new Set([platform.issuer, platform.authUrl, platform.tokenUrl, platform.jwksUrl].map(originOf).filter((origin) => origin !== null));
}

/** A name or an address. URLs allow more in a host (`*`, `;`), which means something in the headers that origins are written into. */
const HOST = /^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.|$))+$|^\[[0-9a-f:.]+\]$/;

/** The origin of an http(s) address; an issuer may be any text. */
export function originOf(address: string): string | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) && HOST.test(url.hostname) ? url.origin : null;
}
