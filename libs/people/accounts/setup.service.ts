import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, type Settings } from '#lotse/base';
import type { CredentialsWish, Locale, PasskeyOffer, TotpOffer } from '#lotse/contract';
import { AcceptancesService, type FirstEntry } from './acceptances.service.js';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { CredentialsService } from './credentials.service.js';
import type { Browser } from './login-delays.service.js';
import { TenantsService, type TenantWish } from './tenants.service.js';
import { SetupLink, Account } from './account.entities.js';
import { runningGrant } from '../grants.queries.js';

const VALID_MS = 24 * 3600 * 1000;

interface Link {
  token_hash: Buffer;
  person: string | null;
}
export interface AdminWish extends CredentialsWish {
  mail: string;
  name: string;
  locale: Locale;
}

/** The first start: a one-time link makes the first admin and the first tenant. It dies with the tenant. */
@Injectable()
export class SetupService {
  constructor(
    private readonly base: { db: Db; clock: Clock; keys: AccountKeys },
    private readonly credentials: CredentialsService,
    private readonly acceptances: AcceptancesService,
    private readonly tenants: TenantsService,
    private readonly settings: Settings,
  ) {}

  /** A fresh link while there is no admin, in place of every older one; null once there is one. */
  async freshLink(): Promise<string | null> {
    const now = this.base.clock.now();
    const token = randomToken();
    const made = await this.base.db.gate('setup', async (tx) => {
      await tx.query(`delete from setup_link`);
      const admins = await tx.query<unknown[]>(`select 1 from role_grant where role = 'admin' and ${runningGrant('$1')} limit 1`, [now]);
      if (admins.length > 0) {
        await this.keepOneForAll(tx, now);
        return false;
      }
      await tx.insert(SetupLink, { tokenHash: hashOf(token), createdAt: now, expiresAt: new Date(now.getTime() + VALID_MS) });
      return true;
    });
    return made ? `${this.settings.url}/setup#${token}` : null;
  }

  /** Where everybody who could change what concerns all tenants is gone, the admins of the oldest tenant may. */
  private async keepOneForAll(tx: EntityManager, now: Date): Promise<void> {
    await tx.query(
      `update account set installation_since = $1 where state = 'open' and not exists (select from account other where other.installation_since is not null and other.state = 'open')
         and person in (select g.person from role_grant g where g.role = 'admin' and ${runningGrant('$1', 'g.')}
           and g.tenant = (select t.id from tenant t where exists (select from role_grant h join account a on a.person = h.person where h.tenant = t.id and h.role = 'admin' and h.revoked_at is null)
             order by t.created_at, t.id limit 1))`,
      [now],
    );
  }

  /** Where the set-up stands: no admin yet, or an admin without a tenant. */
  async state(token: string): Promise<{ step: 'admin' | 'tenant' }> {
    return { step: (await this.live(token)).person === null ? 'admin' : 'tenant' };
  }

  async totp(token: string, mail: string): Promise<TotpOffer> {
    return this.credentials.offerTotp(subjectOf(await this.unclaimed(token)), mail);
  }

  async passkey(token: string, who: { mail: string; name: string }, browser: Browser): Promise<PasskeyOffer> {
    return this.credentials.offerPasskey(subjectOf(await this.unclaimed(token)), { ...who, has: [] }, browser.device);
  }

  /** Makes the first admin's account. Of two attempts at once one succeeds; an account of an earlier attempt that never got a role is replaced. */
  async admin(token: string, wish: AdminWish, browser: Browser): Promise<FirstEntry> {
    const { db, clock, keys } = this.base;
    const link = await this.unclaimed(token);
    const ready = await this.credentials.check(subjectOf(link), wish, [wish.mail, wish.name], browser.device);
    const person = randomUUID();
    return db.as({ person, tenant: null }, async (tx) => {
      await db.atGate(tx, 'setup', async () => {
        const [, claimed] = await tx.query<[unknown, number]>(
          `update setup_link set person = $2 where token_hash = $1 and person is null and used_at is null and expires_at > $3`,
          [link.token_hash, person, clock.now()],
        );
        if (claimed === 0) throw new Problem('conflict', 'setup.taken');
        await tx.query(`delete from account a where mail_search = $1 and not exists (select from role_grant g where g.person = a.person)`, [
          keys.mailSearch(wish.mail),
        ]);
      });
      return this.acceptances.open(tx, { person, ...wish, ...ready }, browser, () => Promise.resolve());
    });
  }

  /** Uses the link up. Only the admin who was made with it, or one who has an account already, goes on. */
  async tenant(token: string, person: string, wish: TenantWish): Promise<string> {
    const link = await this.live(token);
    return this.tenants.make(person, wish, 'Ersteinrichtung', async (tx) => {
      const [, used] = await tx.query<[unknown, number]>(
        `update setup_link set used_at = $3, person = $2 where token_hash = $1 and used_at is null and expires_at > $3 and (person is null or person = $2)`,
        [link.token_hash, person, this.base.clock.now()],
      );
      if (used === 0) throw new Problem('conflict', 'setup.taken');
      await tx.update(Account, { person }, { installationSince: this.base.clock.now() });
    });
  }

  private async unclaimed(token: string): Promise<Link> {
    const link = await this.live(token);
    if (link.person !== null) throw new Problem('conflict', 'setup.taken');
    return link;
  }

  private async live(token: string): Promise<Link> {
    const [link] = await this.base.db.gate('setup', (tx) =>
      tx.query<Link[]>(`select token_hash, person from setup_link where token_hash = $1 and used_at is null and expires_at > $2`, [
        hashOf(token),
        this.base.clock.now(),
      ]),
    );
    if (!link) throw new Problem('not-found', 'setup.over');
    return link;
  }
}

function subjectOf(link: Link): string {
  return `setup ${link.token_hash.toString('hex')}`;
}
