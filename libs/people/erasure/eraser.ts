import type { AllTables, Db, PersonalRows, Seal } from '#lotse/base';
import type { EntityManager } from 'typeorm';
import { plainMail } from '../accounts/plain-mail.js';
import { Identity } from '../entities.js';
import { Account } from '../accounts/account.entities.js';

/** What is held of a person by one line of the list. */
export interface Held {
  rows: PersonalRows;
  count: number;
  since: Date | null;
  last: Date | null;
}
export interface Erased {
  /** What was held before. */
  held: Held[];
  /** Participations that went whole. */
  participations: string[];
  /** Keys that were destroyed. */
  keys: string[];
}
type Deleted<T> = [T[], number];

/** Counts and erases by the list of personal rows. Its statements run as the eraser: the database sees to it that they touch nobody else. */
export class Eraser {
  constructor(private readonly by: { db: Db; seal: Seal; tables: AllTables }) {}

  private get personal(): readonly PersonalRows[] {
    return this.by.tables.personal;
  }

  /** Inside a transaction of the tenant. Lines with nothing are left out. */
  async held(tx: EntityManager, person: string): Promise<Held[]> {
    const counts = this.personal.map(({ table, where, at }, line) => {
      const times = at === undefined ? 'null::timestamptz, null::timestamptz' : `min(${at}), max(${at})`;
      return `select ${line}, count(*)::int, ${times} from ${table} where ${where}`;
    });
    const sql = `select * from (${counts.join(' union all ')}) as counted (line, count, since, last) where count > 0 order by line`;
    const found = await this.by.db.atEraser(tx, person, () => tx.query<{ line: number; count: number; since: Date | null; last: Date | null }[]>(sql));
    return found.map(({ line, ...more }) => ({ rows: this.personal[line] as PersonalRows, ...more }));
  }

  /** Inside a transaction of the tenant. Waits for an answer and a launch of this person that are under way. */
  async erase(tx: EntityManager, tenant: string, person: string): Promise<Erased> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [person]);
    await tx.query(`select 1 from identity where tenant = $1 and person = $2 for update`, [tenant, person]);
    const held = await this.held(tx, person);
    await this.eraseMails(tx, tenant, person);
    const theirs = await this.by.tables.participationsOf(tx, tenant, person);
    const participations = theirs.filter((one) => one.isOver).map((one) => one.id);
    await this.eraseParticipations(tx, tenant, participations);
    const keys = await this.by.db.atEraser(tx, person, () => this.walk(tx, person));
    return { held, participations, keys };
  }

  private async walk(tx: EntityManager, person: string): Promise<string[]> {
    for (const rows of this.personal) if (!rows.last) await take(tx, rows);
    if (await tx.existsBy(Identity, { person })) return [];
    const keys = await tx.query<{ id: string }[]>(`select id from key_ring where owner_kind = 'person' and owner = $1`, [person]);
    for (const rows of this.personal) if (rows.last) await take(tx, rows);
    return keys.map((key) => key.id);
  }

  /** Participations with everything that belongs to them, lib by lib. */
  async eraseParticipations(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const lib of this.by.tables.libs) await lib.eraseParticipations?.(this.by, tx, { tenant, ids });
  }

  /** Mails that do not say whom they are for are found by their address. */
  private async eraseMails(tx: EntityManager, tenant: string, person: string): Promise<void> {
    const { db, seal } = this.by;
    const { account, mails } = await db.atEraser(tx, person, async () => ({
      account: await tx.findOne(Account, { select: { mail: true }, where: { person } }),
      mails: await tx.query<{ id: string; recipient: Buffer }[]>(`select id, recipient from outbox where tenant = $1 and about is null`, [tenant]),
    }));
    if (!account) return;
    const at = { table: 'account', row: person, column: 'mail' };
    // null: after a backup was restored the destroyed key is missing, and no address can be opened
    const own = await seal.open(tx, { kind: 'person', id: person }, at, account.mail).catch(() => null);
    if (own === null) return;
    const ids: string[] = [];
    for (const { id, recipient } of mails) {
      const to = await seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'outbox', row: id, column: 'recipient' }, recipient);
      if (plainMail(to) === plainMail(own)) ids.push(id);
    }
    await db.atEraser(tx, person, () => tx.query(`delete from outbox where id = any($1)`, [ids]));
  }
}

async function take(tx: EntityManager, { table, where, fate, set }: PersonalRows): Promise<void> {
  if (fate === 'delete') await tx.query<Deleted<unknown>>(`delete from ${table} where ${where}`);
  if (fate === 'detach') await tx.query(`update ${table} set ${set ?? ''} where ${where}`);
}
