import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, SafeFetch, SETTINGS, type Settings } from '#lotse/base';
import type { NewPlatform, PlatformAddresses } from '#lotse/contract';
import { readConfiguration, type PlatformConfiguration } from './openid-configuration.js';
import type { Admin } from './platform-states.service.js';
import { PlatformsService } from '../platforms/platforms.service.js';
import { isIssuerTaken, lockIssuer, moveIdentities, moveServiceAddresses, platformsOfIssuer, setAddresses } from './registrations.queries.js';
import { wrongFields, type WrongField } from './typed-values.js';

export type Written = { platformId: string } | { problems: (WrongField & { platformId?: string })[] };

/** Platforms that are typed in, and platforms that moved to other addresses. */
@Injectable()
export class ManualRegistration {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly platforms: PlatformsService,
    private readonly safeFetch: SafeFetch,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Registers a platform as active: an admin of Lotse typed it in. Everything that is wrong is told at once. */
  async add(admin: Admin, typed: NewPlatform): Promise<Written> {
    const { platforms, settings, safeFetch } = this;
    const problems: (WrongField & { platformId?: string })[] = wrongFields(typed, settings.url, (url) => safeFetch.mayAsk(url));
    const known = (await platforms.byIssuer(typed.issuer)).find(({ clientId }) => clientId === typed.clientId);
    if (known)
      problems.push(
        known.tenant === admin.tenant ? { field: 'clientId', code: 'field.known', platformId: known.id } : { field: 'clientId', code: 'field.taken' },
      );
    if (problems.length > 0) return { problems };
    const deployments = typed.deploymentId === '' ? [] : [{ deploymentId: typed.deploymentId }];
    const audit = { tenant: admin.tenant, actor: admin.person, event: 'platform.registered', subjectKind: 'registration', details: { by: 'hand' } };
    const wish = { ...typed, audience: emptyToNull(typed.audience), deployments };
    return { platformId: await platforms.register(admin.tenant, wish, { and: (tx, subject) => this.audit.write(tx, { ...audit, subject }) }) };
  }

  /** What a platform says about itself, to be looked at and sent back as typed-in values. Problems: CONFIG_*. */
  import(url: string): Promise<PlatformConfiguration> {
    return readConfiguration(this.safeFetch, url);
  }

  /**
   * Gives a platform other addresses. Where the issuer changes too, everything under the old one moves along: the other
   * registrations of the same LMS, people, columns and rosters. Links and people stay as they are.
   */
  async move(admin: Admin, id: string, to: PlatformAddresses): Promise<Written> {
    const { settings, safeFetch, platforms } = this;
    const problems = wrongFields(to, settings.url, (url) => safeFetch.mayAsk(url));
    if (problems.length > 0) return { problems };
    const moved = await this.db.job(admin.tenant, async (tx) => {
      const { tenant } = admin;
      const issuer = await lockIssuer(tx, { tenant, id });
      if (issuer === undefined) throw new Problem('not-found', 'platform.unknown');
      const ids = await platformsOfIssuer(tx, { tenant, issuer });
      if (issuer !== to.issuer && !(await this.moveIssuer(tx, { tenant, from: issuer, to: to.issuer }))) return null;
      const whose = issuer === to.issuer ? [id] : ids;
      const { authUrl, tokenUrl, jwksUrl } = to;
      await setAddresses(tx, {
        ...{ tenant, ids: whose, now: this.clock.now() },
        ...{ issuer: to.issuer, authUrl, tokenUrl, jwksUrl, audience: emptyToNull(to.audience) },
      });
      for (const subject of whose) await this.audit.write(tx, { tenant, actor: admin.person, event: 'platform.moved', subjectKind: 'registration', subject });
      return whose;
    });
    if (!moved) return { problems: [{ field: 'issuer', code: 'field.people' }] };
    for (const one of moved) platforms.forget(one);
    return { platformId: id };
  }

  /** False where a person is known under the new issuer already: two identities are never merged. */
  private async moveIssuer(tx: EntityManager, move: { tenant: string; from: string; to: string }): Promise<boolean> {
    if (await isIssuerTaken(tx, { tenant: move.tenant, issuer: move.to })) return false;
    await moveIdentities(tx, move);
    // service addresses begin with the issuer where it is an address; others are told anew by the next launch
    await moveServiceAddresses(tx, move);
    return true;
  }
}

function emptyToNull(text: string | null): string | null {
  return text === '' ? null : text;
}
