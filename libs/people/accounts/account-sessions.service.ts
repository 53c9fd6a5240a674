import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Log, type Asker } from '#lotse/base';
import type { GrantRole } from '#lotse/contract';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { Session } from '../session.entities.js';
import { accountRoles } from '../grants.queries.js';
import { markUsed } from '../sessions.queries.js';
import { endSessionByCookie, endSessionOf, endSessionsOf, sessionByBearer, sessionByCookie, sessionsOf, type SessionLine } from './account-sessions.queries.js';

export const ACCOUNT_COOKIE = '__Host-lotse-account';
const ABSOLUTE_SECONDS = 12 * 3600;
const IDLE_SECONDS = 2 * 3600;
const CASEWORKER_IDLE_SECONDS = 30 * 60;
const SEEN_EVERY_MS = 60_000;
/** Changing how one signs in needs a sign-in at most this old (ASVS 7.5.1). */
const FRESH_MS = 15 * 60_000;

/** Who asks with a local account. `roles` are the grants that run now, by tenant, read for this one request. */
export interface AccountMe extends Asker {
  sessionId: string;
  /** The tenant that the request names, if it names one of theirs. */
  tenant: string | null;
  roles: ReadonlyMap<string, ReadonlySet<GrantRole>>;
  /** May change what concerns all tenants. */
  installation: boolean;
  /** Signed in not longer than a quarter of an hour ago. */
  fresh: boolean;
}
export interface OpenedAccount {
  cookie: string;
  sessionId: string;
}

/** Sessions of local accounts: beside those of launches in the same table, but found by their own cookie and bearer only. */
@Injectable()
export class AccountSessions {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: AccountKeys,
    private readonly log: Log,
  ) {}

  /** Opens a session after a sign-in, together with what else the sign-in writes. */
  async enter(person: string, device: string, also: (tx: EntityManager) => Promise<void>): Promise<OpenedAccount> {
    const opened = await this.db.gate('account', async (tx) => {
      await also(tx);
      return this.open(tx, person, device);
    });
    this.log.info('account.entered', { personId: person });
    return opened;
  }

  /** Opens a session; call inside a gate. How long it may rest depends on the roles the person has now. */
  async open(tx: EntityManager, person: string, device: string): Promise<OpenedAccount> {
    const [id, cookie, now] = [randomUUID(), randomToken(), this.clock.now()];
    const roles = await this.rolesOf(tx, person);
    const idle = [...roles.values()].some((set) => set.has('caseworker')) ? CASEWORKER_IDLE_SECONDS : IDLE_SECONDS;
    await tx.insert(Session, {
      id,
      kind: 'account',
      person,
      cookieHash: hashOf(cookie),
      bearerHash: hashOf(this.keys.bearer(id)),
      device,
      createdAt: now,
      seenAt: now,
      idleSeconds: idle,
      idleUntil: after(now, idle),
      endsAt: after(now, ABSOLUTE_SECONDS),
    });
    return { cookie, sessionId: id };
  }

  /** After a reload: the cookie gives the same bearer again. */
  async resume(cookie: string): Promise<{ person: string; sessionId: string } | null> {
    const row = await this.db.gate('session', (tx) => sessionByCookie(tx, hashOf(cookie), this.clock.now()));
    return row ? { person: row.person, sessionId: row.id } : null;
  }

  /** Who holds this bearer, or null. Session and grants are read anew every time: what was revoked is gone with the next request. */
  authenticate(bearer: string): Promise<AccountMe | null> {
    const now = this.clock.now();
    return this.db.gate('session', async (tx) => {
      const row = await sessionByBearer(tx, hashOf(bearer), now);
      if (!row) return null;
      if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY_MS) await markUsed(tx, { id: row.id, now, idleUntil: after(now, row.idleSeconds) });
      const fresh = now.getTime() - row.createdAt.getTime() <= FRESH_MS;
      return { person: row.person, tenant: null, sessionId: row.id, roles: await this.rolesOf(tx, row.person), installation: row.installation === true, fresh };
    });
  }

  /** Grants that run now, by tenant; call inside a gate. */
  async rolesOf(tx: EntityManager, person: string): Promise<Map<string, Set<GrantRole>>> {
    const rows = await accountRoles(tx, person, this.clock.now());
    const roles = new Map<string, Set<GrantRole>>();
    for (const { tenant, role } of rows) roles.set(tenant, (roles.get(tenant) ?? new Set()).add(role));
    return roles;
  }

  list(person: string): Promise<SessionLine[]> {
    return this.db.gate('session', (tx) => sessionsOf(tx, person, this.clock.now()));
  }

  /** Ends one session of this person; false when it is not theirs or over. */
  end(person: string, sessionId: string): Promise<boolean> {
    return this.db.gate('session', (tx) => endSessionOf(tx, { id: sessionId, person, now: this.clock.now() }));
  }

  async endByCookie(cookie: string): Promise<void> {
    await this.db.gate('session', (tx) => endSessionByCookie(tx, hashOf(cookie), this.clock.now()));
  }

  /** Signs a person out everywhere, but for one session if one is named. Call inside a gate. */
  async endAll(tx: EntityManager, person: string, but: string | null): Promise<void> {
    await endSessionsOf(tx, { person, but, now: this.clock.now() });
  }
}

function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
