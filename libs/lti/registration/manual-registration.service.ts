import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, SafeFetch, SETTINGS, type Settings } from '#lotse/base';
import type { NewPlatform, PlatformAddresses } from '#lotse/contract';
import { readConfiguration, type PlatformConfiguration } from './openid-configuration.js';
import type { Admin } from './platform-states.service.js';
import { PlatformsService } from '../platforms/platforms.service.js';
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
      const [old] = await tx.query<{ issuer: string }[]>(`select issuer from registration where tenant = $1 and id = $2 and state <> 'deleted' for update`, [
        admin.tenant,
        id,
      ]);
      if (!old) throw new Problem('not-found', 'platform.unknown');
      const ids = await this.registrationsOf(tx, admin.tenant, old.issuer);
      if (old.issuer !== to.issuer && !(await this.moveIssuer(tx, admin.tenant, old.issuer, to.issuer))) return null;
      const values = [to.issuer, to.authUrl, to.tokenUrl, to.jwksUrl, emptyToNull(to.audience), this.clock.now()];
      const whose = old.issuer === to.issuer ? [id] : ids;
      await tx.query(
        `update registration set issuer = $3, auth_url = $4, token_url = $5, jwks_url = $6, audience = $7, updated_at = $8 where tenant = $1 and id = any($2::uuid[])`,
        [admin.tenant, whose, ...values],
      );
      for (const subject of whose)
        await this.audit.write(tx, { tenant: admin.tenant, actor: admin.person, event: 'platform.moved', subjectKind: 'registration', subject });
      return whose;
    });
    if (!moved) return { problems: [{ field: 'issuer', code: 'field.people' }] };
    for (const one of moved) platforms.forget(one);
    return { platformId: id };
  }

  private async registrationsOf(tx: EntityManager, tenant: string, issuer: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(`select id from registration where tenant = $1 and issuer = $2 and state <> 'deleted'`, [tenant, issuer]);
    return rows.map((row) => row.id);
  }

  /** False where a person is known under the new issuer already: two identities are never merged. */
  private async moveIssuer(tx: EntityManager, tenant: string, from: string, to: string): Promise<boolean> {
    const [taken] = await tx.query<unknown[]>(
      `select 1 from identity where tenant = $1 and issuer = $2 union all select 1 from registration where tenant = $1 and issuer = $2 and state <> 'deleted' limit 1`,
      [tenant, to],
    );
    if (taken) return false;
    await tx.query(`update identity set issuer = $3 where tenant = $1 and issuer = $2`, [tenant, from, to]);
    // service addresses begin with the issuer where it is an address; others are told anew by the next launch
    for (const [table, column] of [
      ['line_item', 'url'],
      ['course', 'memberships_url'],
    ] as const) {
      await tx.query(`update ${table} set ${column} = $3 || substr(${column}, length($2) + 1) where tenant = $1 and starts_with(${column}, $2 || '/')`, [
        tenant,
        from,
        to,
      ]);
    }
    return true;
  }
}

function emptyToNull(text: string | null): string | null {
  return text === '' ? null : text;
}
