import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Db, MailKind, Outbox, Seal, Settings } from '#lotse/base';
import type { Locale } from '#lotse/contract';
import type { AccountSessions } from './account-sessions.service.js';
import { ownerOf } from './accounts.service.js';
import { runningGrant } from '../grants.queries.js';

interface About {
  tenant: string;
  person: string;
  path: string;
}

/** Mails that name nothing: something waits, or access was changed. What it is stands in Lotse, after signing in. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly base: { db: Db; seal: Seal; outbox: Outbox },
    private readonly sessions: AccountSessions,
    private readonly settings: Settings,
  ) {}

  /** Whether a mail would reach anybody. */
  get ready(): boolean {
    return this.base.outbox.ready;
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
    const rows = await tx.query<{ person: string; admin: boolean }[]>(
      `select person, bool_or(role = 'admin') as admin from role_grant where tenant = $1 and role = any($2) and ${runningGrant('$3')} group by person order by person limit 200`,
      [given.tenant, roles, now],
    );
    for (const { person, admin } of rows.filter((row) => row.person !== given.by && row.person !== given.person))
      await this.put(tx, 'role', { tenant: given.tenant, person, path: admin ? `/a/t/${given.tenant}/people` : '/a' });
  }

  /**
   * Changes how somebody signs in (`change` runs as the gate) and tells the owner by mail, both in one transaction. Earlier links
   * for a new password end with it.
   */
  async changing<T>(person: string, change: (tx: EntityManager) => Promise<T>): Promise<T> {
    const { db } = this.base;
    const roles = await db.gate('account', (tx) => this.sessions.rolesOf(tx, person));
    const tenant = [...roles.keys()].sort()[0] ?? null;
    return db.as({ person, tenant }, async (tx) => {
      const result = await db.atGate(tx, 'account', async () => {
        const changed = await change(tx);
        await tx.query(`delete from password_reset where person = $1 and used_at is null`, [person]);
        return changed;
      });
      if (tenant !== null) await this.put(tx, 'changed', { tenant, person, path: '/a/account' });
      return result;
    });
  }

  private async put(tx: EntityManager, kind: MailKind, about: About): Promise<void> {
    const { db, seal, outbox } = this.base;
    if (!outbox.ready) return;
    const [row] = await db.atGate(tx, 'account', () =>
      tx.query<{ mail: Buffer; locale: Locale }[]>(`select mail, locale from account where person = $1 and state = 'open'`, [about.person]),
    );
    if (!row) return;
    const to = await seal.open(tx, ownerOf(about.person), { table: 'account', row: about.person, column: 'mail' }, row.mail);
    await outbox.put(tx, { tenant: about.tenant, kind, about: about.person, to, locale: row.locale, link: `${this.settings.url}${about.path}` });
  }
}
