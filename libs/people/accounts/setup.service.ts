import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import type { CredentialsWish, Locale, PasskeyOffer, TotpOffer } from '#lotse/contract';
import { AcceptancesService, type FirstEntry } from './acceptances.service.js';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { CredentialsService } from './credentials.service.js';
import type { Browser } from './login-delays.service.js';
import { TenantsService, type TenantWish } from './tenants.service.js';
import { SetupLink, Account } from './account.entities.js';
import { hasAnyAdmin } from '../grants.queries.js';
import { claimLink, dropAccountWithoutRole, dropLinks, keepOneForAll, openLink, takeLink, type LinkRow } from './setup.queries.js';

const VALID_MS = 24 * 3600 * 1000;

export interface AdminWish extends CredentialsWish {
  mail: string;
  name: string;
  locale: Locale;
}

/** The first start: a one-time link makes the first admin and the first tenant. It dies with the tenant. */
@Injectable()
export class SetupService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: AccountKeys,
    private readonly credentials: CredentialsService,
    private readonly acceptances: AcceptancesService,
    private readonly tenants: TenantsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A fresh link while there is no admin, in place of every older one; null once there is one. */
  async freshLink(): Promise<string | null> {
    const now = this.clock.now();
    const token = randomToken();
    const made = await this.db.gate('setup', async (tx) => {
      await dropLinks(tx);
      if (await hasAnyAdmin(tx, now)) {
        await keepOneForAll(tx, now);
        return false;
      }
      await tx.insert(SetupLink, { tokenHash: hashOf(token), createdAt: now, expiresAt: new Date(now.getTime() + VALID_MS) });
      return true;
    });
    return made ? `${this.settings.url}/setup#${token}` : null;
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
    const link = await this.unclaimed(token);
    const ready = await this.credentials.check(subjectOf(link), wish, [wish.mail, wish.name], browser.device);
    const person = randomUUID();
    return this.db.as({ person, tenant: null }, async (tx) => {
      await this.db.atGate(tx, 'setup', async () => {
        const claimed = await claimLink(tx, { tokenHash: link.tokenHash, person, now: this.clock.now() });
        if (!claimed) throw new Problem('conflict', 'setup.taken');
        await dropAccountWithoutRole(tx, this.keys.mailSearch(wish.mail));
      });
      return this.acceptances.open(tx, { person, ...wish, ...ready }, browser, () => Promise.resolve());
    });
  }

  /** Uses the link up. Only the admin who was made with it, or one who has an account already, goes on. */
  async tenant(token: string, person: string, wish: TenantWish): Promise<string> {
    const link = await this.live(token);
    return this.tenants.make(person, wish, 'Ersteinrichtung', async (tx) => {
      const now = this.clock.now();
      if (!(await takeLink(tx, { tokenHash: link.tokenHash, person, now }))) throw new Problem('conflict', 'setup.taken');
      await tx.update(Account, { person }, { installationSince: now });
    });
  }

  private async unclaimed(token: string): Promise<LinkRow> {
    const link = await this.live(token);
    if (link.person !== null) throw new Problem('conflict', 'setup.taken');
    return link;
  }

  private async live(token: string): Promise<LinkRow> {
    const link = await this.db.gate('setup', (tx) => openLink(tx, hashOf(token), this.clock.now()));
    if (!link) throw new Problem('not-found', 'setup.over');
    return link;
  }
}

function subjectOf(link: LinkRow): string {
  return `setup ${link.tokenHash.toString('hex')}`;
}
