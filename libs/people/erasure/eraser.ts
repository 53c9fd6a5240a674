import { AllTables, Db, Seal, type PersonalRows } from '#lotse/base';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { plainMail } from '../accounts/plain-mail.js';
import { Identity } from '../entities.js';
import { Account } from '../accounts/account.entities.js';
import { countHeld, deleteRows, detachRows, dropMails, keysOf, lockPerson, mailsAboutNobody } from './erasure.queries.js';

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

/** Counts and erases by the list of personal rows. Its statements run as the eraser: the database sees to it that they touch nobody else. */
@Injectable()
export class Eraser {
  private readonly personal: readonly PersonalRows[];

  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly tables: AllTables,
  ) {
    this.personal = tables.personal;
  }

  /** Inside a transaction of the tenant. Lines with nothing are left out. */
  async held(tx: EntityManager, person: string): Promise<Held[]> {
    const found = await this.db.atEraser(tx, person, () => countHeld(tx, this.personal));
    return found.map(({ line, ...more }) => ({ rows: this.personal[line] as PersonalRows, ...more }));
  }

  /** Inside a transaction of the tenant. Waits for an answer and a launch of this person that are under way. */
  async erase(tx: EntityManager, tenant: string, person: string): Promise<Erased> {
    await lockPerson(tx, tenant, person);
    const held = await this.held(tx, person);
    await this.eraseMails(tx, tenant, person);
    const theirs = await this.tables.participationsOf(tx, tenant, person);
    const participations = theirs.filter((one) => one.isOver).map((one) => one.id);
    await this.eraseParticipations(tx, tenant, participations);
    const keys = await this.db.atEraser(tx, person, () => this.walk(tx, person));
    return { held, participations, keys };
  }

  private async walk(tx: EntityManager, person: string): Promise<string[]> {
    for (const rows of this.personal) if (!rows.last) await take(tx, rows);
    if (await tx.existsBy(Identity, { person })) return [];
    const keys = await keysOf(tx, person);
    for (const rows of this.personal) if (rows.last) await take(tx, rows);
    return keys;
  }

  /** Participations with everything that belongs to them, lib by lib. */
  async eraseParticipations(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const lib of this.tables.libs) await lib.eraseParticipations?.({ db: this.db, seal: this.seal }, tx, { tenant, ids });
  }

  /** Mails that do not say whom they are for are found by their address. */
  private async eraseMails(tx: EntityManager, tenant: string, person: string): Promise<void> {
    const { account, mails } = await this.db.atEraser(tx, person, async () => ({
      account: await tx.findOne(Account, { select: { mail: true }, where: { person } }),
      mails: await mailsAboutNobody(tx, tenant),
    }));
    if (!account) return;
    const at = { table: 'account', row: person, column: 'mail' };
    // null: after a backup was restored the destroyed key is missing, and no address can be opened
    const own = await this.seal.open(tx, { kind: 'person', id: person }, at, account.mail).catch(() => null);
    if (own === null) return;
    const ids: string[] = [];
    for (const { id, recipient } of mails) {
      const to = await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'outbox', row: id, column: 'recipient' }, recipient);
      if (plainMail(to) === plainMail(own)) ids.push(id);
    }
    await this.db.atEraser(tx, person, () => dropMails(tx, ids));
  }
}

async function take(tx: EntityManager, rows: PersonalRows): Promise<void> {
  if (rows.fate === 'delete') await deleteRows(tx, rows);
  if (rows.fate === 'detach') await detachRows(tx, rows);
}
