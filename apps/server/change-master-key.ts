import type { EntityManager } from 'typeorm';
import { Seal, tenantIds, type Clock, type Db } from '#lotse/base';
import { AccountKeys } from '#lotse/people';
import {
  accountHolders,
  accountMail,
  endAllSessions,
  findAccountBy,
  findInvitationBy,
  invitationMails,
  lockKeys,
  replaceWrapped,
} from './master-key.queries.js';

/**
 * Wraps every key of the ring with another LOTSE_KEY and computes anew what is derived from it: by which accounts and invitations
 * are found. All sessions end, because bearers are derived too. For a server that stands still; broken off, it is run again.
 */
export class MasterKeyChange {
  private readonly from: Seal;
  private readonly to: Seal;
  private readonly keys: AccountKeys;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    old: string,
    private readonly next: string,
  ) {
    this.from = new Seal(old, clock);
    this.to = new Seal(next, clock);
    this.keys = new AccountKeys(next);
  }

  /** How many keys were wrapped anew. */
  async run(): Promise<number> {
    const { tenants, persons } = await this.db.gate('keys', async (tx) => ({
      tenants: await tenantIds(tx),
      persons: await accountHolders(tx),
    }));
    let wrapped = 0;
    for (const tenant of tenants) wrapped += await this.db.job(tenant, (tx) => this.wrap(tx));
    for (const person of persons) wrapped += await this.db.as({ person, tenant: null }, (tx) => this.wrap(tx));
    for (const person of persons) await this.db.as({ person, tenant: null }, (tx) => this.findAccount(tx, person));
    for (const tenant of tenants) await this.db.job(tenant, (tx) => this.findInvitations(tx, tenant));
    await this.db.gate('keys', (tx) => endAllSessions(tx, this.clock.now()));
    return wrapped;
  }

  private async wrap(tx: EntityManager): Promise<number> {
    let count = 0;
    for (const row of await lockKeys(tx)) {
      const wrapped = this.from.rewrapped(row.id, row.wrapped, this.next);
      if (!wrapped) continue;
      await replaceWrapped(tx, row.id, wrapped);
      count++;
    }
    return count;
  }

  private async findAccount(tx: EntityManager, person: string): Promise<void> {
    const row = await this.db.atGate(tx, 'keys', () => accountMail(tx, person));
    if (!row) return;
    const mail = await this.to.open(tx, { kind: 'person', id: person }, { table: 'account', row: person, column: 'mail' }, row.mail);
    await this.db.atGate(tx, 'keys', () => findAccountBy(tx, person, this.keys.mailSearch(mail)));
  }

  private async findInvitations(tx: EntityManager, tenant: string): Promise<void> {
    const rows = await this.db.atGate(tx, 'keys', () => invitationMails(tx, tenant));
    for (const { row, mail } of rows) {
      const text = await this.to.open(tx, { kind: 'tenant', id: tenant }, { table: 'invitation', row, column: 'mail' }, mail);
      await this.db.atGate(tx, 'keys', () => findInvitationBy(tx, row, this.keys.mailSearch(text)));
    }
  }
}
