import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Locale } from '#lotse/contract';
import type { Account } from './account.entities.js';

const COLUMNS = columns<Account>()('person', 'mail', 'mailSearch', 'name', 'locale', 'passwordHash', 'totp', 'state', 'installationSince');
export type AccountRow = RowOf<typeof COLUMNS>;

export async function openAccount(tx: EntityManager, person: string): Promise<AccountRow | undefined> {
  return (await tx.query<AccountRow[]>(`select ${COLUMNS} from account where person = $1 and state = 'open'`, [person]))[0];
}

export async function openAccountOf(tx: EntityManager, mailSearch: Buffer): Promise<AccountRow | undefined> {
  return (await tx.query<AccountRow[]>(`select ${COLUMNS} from account where mail_search = $1 and state = 'open'`, [mailSearch]))[0];
}

/** The sealed address of an open account, and the language of its mails. */
export async function sealedMailOf(tx: EntityManager, person: string): Promise<Pick<Account, 'mail' | 'locale'> | undefined> {
  return (await tx.query<Pick<Account, 'mail' | 'locale'>[]>(`select mail, locale from account where person = $1 and state = 'open'`, [person]))[0];
}

/** False where the address has an account already. */
export async function addAccount(
  tx: EntityManager,
  one: {
    person: string;
    mail: Buffer;
    mailSearch: Buffer;
    name: Buffer;
    locale: Locale;
    passwordHash: string | null;
    totp: Buffer | null;
    totpStep: number | null;
    now: Date;
  },
): Promise<boolean> {
  const made = await tx.query<unknown[]>(
    `insert into account (person, mail, mail_search, name, locale, password_hash, totp, totp_step, state, created_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $9)
         on conflict (mail_search) do nothing returning person`,
    [one.person, one.mail, one.mailSearch, one.name, one.locale, one.passwordHash, one.totp, one.totpStep, one.now],
  );
  return made.length > 0;
}

/** Those who may change what concerns all tenants. */
export function installationAdmins(tx: EntityManager): Promise<AccountRow[]> {
  return tx.query<AccountRow[]>(`select ${COLUMNS} from account where installation_since is not null and state = 'open' order by installation_since, person`);
}

export async function lockInstallationAdmins(tx: EntityManager): Promise<string[]> {
  const kept = await tx.query<{ person: string }[]>(`select person from account where installation_since is not null and state = 'open' for update`);
  return kept.map((row) => row.person);
}

/** Whose open account it is; undefined where the address has none. */
export async function makeInstallationAdmin(tx: EntityManager, mailSearch: Buffer, now: Date): Promise<string | undefined> {
  const [rows] = await tx.query<[{ person: string }[], number]>(
    `update account set installation_since = coalesce(installation_since, $2) where mail_search = $1 and state = 'open' returning person`,
    [mailSearch, now],
  );
  return rows[0]?.person;
}

/** False where a code of this step, or of a later one, was taken before. */
export async function takeTotpStep(tx: EntityManager, person: string, step: number): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(`update account set totp_step = $2 where person = $1 and (totp_step is null or totp_step < $2)`, [
    person,
    step,
  ]);
  return taken > 0;
}

/** False where the person has no such code, or has used it. */
export async function takeRecoveryCode(tx: EntityManager, code: { hash: Buffer; person: string; now: Date }): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(`update recovery_code set used_at = $3 where code_hash = $1 and person = $2 and used_at is null`, [
    code.hash,
    code.person,
    code.now,
  ]);
  return taken > 0;
}

export async function recoveryCodesLeft(tx: EntityManager, person: string): Promise<number> {
  const [codes] = await tx.query<{ n: number }[]>(`select count(*)::int as n from recovery_code where person = $1 and used_at is null`, [person]);
  return codes?.n ?? 0;
}
