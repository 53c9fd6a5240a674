import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal, type KeyOwner } from '#lotse/base';
import { plainCode, type AccountSession, type Locale, type MyTenant } from '#lotse/contract';
import { NameCache } from '../name-cache.js';
import { AccountKeys, hashOf } from './account-keys.js';
import { AccountSessions } from './account-sessions.service.js';
import { Person, Identity } from '../entities.js';
import { RecoveryCode } from './account.entities.js';
import { addAccount, openAccount, type AccountRow } from './accounts.queries.js';
import { tenantsByName } from './tenants.queries.js';

/** How Lotse itself knows a person in a tenant, beside what an LMS says. */
export const LOCAL_ISSUER = 'urn:lotse:account';
export const RECOVERY_CODES = 10;

export interface NewAccount {
  person: string;
  mail: string;
  name: string;
  locale: Locale;
  passwordHash: string | null;
  totpSecret: string | null;
  totpStep: number | null;
}

/** The rows of local accounts: made, read, and shown in a tenant. Sealing needs the person set, reading before login the gate. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly keys: AccountKeys,
    private readonly names: NameCache,
    private readonly sessions: AccountSessions,
  ) {}

  /** Makes person and account inside `db.as({ person })`. An address that has an account already is a conflict. */
  async make(tx: EntityManager, wish: NewAccount): Promise<void> {
    const now = this.clock.now();
    const sealed = (column: string, text: string) => this.seal.seal(tx, ownerOf(wish.person), { table: 'account', row: wish.person, column }, text);
    const [mail, name, totp] = [
      await sealed('mail', wish.mail.trim()),
      await sealed('name', wish.name),
      wish.totpSecret ? await sealed('totp', wish.totpSecret) : null,
    ];
    await tx.insert(Person, { id: wish.person, createdAt: now });
    const { person, locale, passwordHash, totpStep } = wish;
    const account = { person, mail, mailSearch: this.keys.mailSearch(wish.mail), name, locale, passwordHash, totp, totpStep, now };
    const made = await this.db.atGate(tx, 'account', () => addAccount(tx, account));
    if (!made) throw new Problem('conflict', 'account.exists');
  }

  /** Makes the person known in a tenant by name; call inside `db.as({ person, tenant })`. */
  async settle(tx: EntityManager, tenant: string, person: string, name: string): Promise<void> {
    const old = await tx.existsBy(Identity, { tenant, issuer: LOCAL_ISSUER, sub: person });
    if (old) return;
    const [id, owner, now] = [randomUUID(), { kind: 'tenant', id: tenant } as const, this.clock.now()];
    const { sealed, search } = await this.seal.sealFindable(tx, owner, { table: 'identity', row: id, column: 'name' }, name);
    await tx.insert(Identity, { tenant, id, person, issuer: LOCAL_ISSUER, sub: person, name: sealed, nameSearch: search, createdAt: now, lastSeenAt: now });
    this.names.drop(tenant);
  }

  /** Ten new codes in place of all old ones; call inside a gate. */
  async newRecoveryCodes(tx: EntityManager, person: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => readable(randomBytes(16)));
    await tx.delete(RecoveryCode, { person });
    for (const code of codes) await tx.insert(RecoveryCode, { codeHash: recoveryHash(code), person, createdAt: this.clock.now() });
    return codes;
  }

  /** Opens what is sealed in somebody's own row. */
  async opened(row: AccountRow): Promise<{ mail: string; name: string; totp: string | null }> {
    return this.db.as({ person: row.person, tenant: null }, async (tx) => {
      const open = (column: string, sealed: Buffer) => this.seal.open(tx, ownerOf(row.person), { table: 'account', row: row.person, column }, sealed);
      return { mail: await open('mail', row.mail), name: await open('name', row.name), totp: row.totp ? await open('totp', row.totp) : null };
    });
  }

  async row(person: string): Promise<AccountRow> {
    const row = await this.db.gate('account', (tx) => openAccount(tx, person));
    if (!row) throw new Problem('signed-out', 'session.none');
    return row;
  }

  /** What the page keeps of an open session: the name and the tenants with the roles that run now. */
  async sessionOf(person: string, sessionId: string): Promise<AccountSession> {
    const row = await this.row(person);
    const { name } = await this.opened(row);
    const tenants = await this.db.gate('session', async (tx) => {
      const roles = await this.sessions.rolesOf(tx, person);
      const rows = await tenantsByName(tx, [...roles.keys()]);
      return rows.map((tenant): MyTenant => ({ tenantId: tenant.id, name: tenant.name, kind: tenant.kind, roles: [...(roles.get(tenant.id) ?? [])].sort() }));
    });
    return { token: this.keys.bearer(sessionId), personId: person, name, locale: row.locale, tenants, installation: row.installationSince !== null };
  }
}

export function ownerOf(person: string): KeyOwner {
  return { kind: 'person', id: person };
}

/** Codes are read without regard to case, spaces and hyphens; letters that look like digits count as those. */
export function recoveryHash(code: string): Buffer {
  return hashOf(
    plainCode(code)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/[il]/g, '1')
      .replace(/o/g, '0'),
  );
}

/** 128 bits as 26 letters and digits (Crockford's base 32), in groups. */
function readable(bytes: Buffer): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  let [bits, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      text += letters[(bits >> (held - 5)) & 31];
      held -= 5;
    }
    bits &= (1 << held) - 1;
  }
  text += letters[(bits << (5 - held)) & 31];
  return text.match(/.{1,5}/g)?.join('-') ?? text;
}
