import type { EntityManager } from 'typeorm';
import { Seal, type Clock, type Db } from '#lotse/base';
import { AccountKeys } from '#lotse/people';

type Sealed = { row: string; mail: Buffer };

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
      tenants: (await tx.query<{ id: string }[]>(`select id from tenant order by id`)).map((row) => row.id),
      persons: (await tx.query<{ person: string }[]>(`select person from account order by person`)).map((row) => row.person),
    }));
    let wrapped = 0;
    for (const tenant of tenants) wrapped += await this.db.job(tenant, (tx) => this.wrap(tx));
    for (const person of persons) wrapped += await this.db.as({ person, tenant: null }, (tx) => this.wrap(tx));
    for (const person of persons) await this.db.as({ person, tenant: null }, (tx) => this.findAccount(tx, person));
    for (const tenant of tenants) await this.db.job(tenant, (tx) => this.findInvitations(tx, tenant));
    await this.db.gate('keys', async (tx) => {
      await tx.query(`update session set revoked_at = $1 where revoked_at is null`, [this.clock.now()]);
      await tx.query(`delete from login_failure`);
      await tx.query(`delete from login_step`);
    });
    return wrapped;
  }

  private async wrap(tx: EntityManager): Promise<number> {
    let count = 0;
    for (const row of await tx.query<{ id: string; wrapped: Buffer }[]>(`select id, wrapped from key_ring for update`)) {
      const wrapped = this.from.rewrapped(row.id, row.wrapped, this.next);
      if (!wrapped) continue;
      await tx.query(`update key_ring set wrapped = $2 where id = $1`, [row.id, wrapped]);
      count++;
    }
    return count;
  }

  private async findAccount(tx: EntityManager, person: string): Promise<void> {
    const [row] = await this.db.atGate(tx, 'keys', () => tx.query<Sealed[]>(`select person as row, mail from account where person = $1`, [person]));
    if (!row) return;
    const mail = await this.to.open(tx, { kind: 'person', id: person }, { table: 'account', row: person, column: 'mail' }, row.mail);
    await this.db.atGate(tx, 'keys', () => tx.query(`update account set mail_search = $2 where person = $1`, [person, this.keys.mailSearch(mail)]));
  }

  private async findInvitations(tx: EntityManager, tenant: string): Promise<void> {
    const rows = await this.db.atGate(tx, 'keys', () => tx.query<Sealed[]>(`select id as row, mail from invitation where tenant = $1`, [tenant]));
    for (const { row, mail } of rows) {
      const text = await this.to.open(tx, { kind: 'tenant', id: tenant }, { table: 'invitation', row, column: 'mail' }, mail);
      await this.db.atGate(tx, 'keys', () => tx.query(`update invitation set mail_search = $2 where id = $1`, [row, this.keys.mailSearch(text)]));
    }
  }
}
