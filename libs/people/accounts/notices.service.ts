import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, Outbox, Seal, SETTINGS, type MailKind, type Settings } from '#lotse/base';
import { AccountSessions } from './account-sessions.service.js';
import { sealedMailOf } from './accounts.queries.js';
import { ownerOf } from './accounts.service.js';
import { holdersOf } from '../grants.queries.js';
import { dropOpenResets } from './resets.queries.js';

interface About {
  tenant: string;
  person: string;
  path: string;
}

/** Mails that name nothing: something waits, or access was changed. What it is stands in Lotse, after signing in. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly outbox: Outbox,
    private readonly sessions: AccountSessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Whether a mail would reach anybody. */
  get ready(): boolean {
    return this.outbox.ready;
  }

  /** In the caller's transaction, which is of this tenant and has to be known to the person's identity. Without mail nothing happens. */
  waiting(tx: EntityManager, about: About): Promise<void> {
    return this.put(tx, 'waiting', about);
  }

  /**
   * A role was given that opens participants' data: the other admins are told, and where somebody gave it to themselves also all
   * others who work with participants. In the caller's transaction, which is of this tenant.
   */
  async roleGiven(tx: EntityManager, given: { tenant: string; person: string; by: string | null }, now: Date): Promise<void> {
    const roles = given.person === given.by ? ['admin', 'companion', 'pedagogue', 'office'] : ['admin'];
    const rows = await holdersOf(tx, { tenant: given.tenant, roles, now });
    for (const { person, admin } of rows.filter((row) => row.person !== given.by && row.person !== given.person))
      await this.put(tx, 'role', { tenant: given.tenant, person, path: admin ? `/a/t/${given.tenant}/people` : '/a' });
  }

  /**
   * Changes how somebody signs in (`change` runs as the gate) and tells the owner by mail, both in one transaction. Earlier links
   * for a new password end with it.
   */
  async changing<T>(person: string, change: (tx: EntityManager) => Promise<T>): Promise<T> {
    const roles = await this.db.gate('account', (tx) => this.sessions.rolesOf(tx, person));
    const tenant = [...roles.keys()].sort()[0] ?? null;
    return this.db.as({ person, tenant }, async (tx) => {
      const result = await this.db.atGate(tx, 'account', async () => {
        const changed = await change(tx);
        await dropOpenResets(tx, person);
        return changed;
      });
      if (tenant !== null) await this.put(tx, 'changed', { tenant, person, path: '/a/account' });
      return result;
    });
  }

  private async put(tx: EntityManager, kind: MailKind, about: About): Promise<void> {
    if (!this.outbox.ready) return;
    const row = await this.db.atGate(tx, 'account', () => sealedMailOf(tx, about.person));
    if (!row) return;
    const to = await this.seal.open(tx, ownerOf(about.person), { table: 'account', row: about.person, column: 'mail' }, row.mail);
    await this.outbox.put(tx, { tenant: about.tenant, kind, about: about.person, to, locale: row.locale, link: `${this.settings.url}${about.path}` });
  }
}
