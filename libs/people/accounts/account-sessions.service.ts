import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Log, type Asker } from '#lotse/base';
import type { GrantRole } from '#lotse/contract';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { Session } from '../session.entities.js';
import { runningGrant } from '../grants.queries.js';

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
export interface SessionLine {
  id: string;
  device: string;
  createdAt: Date;
  seenAt: Date;
}
interface Row {
  id: string;
  person: string;
  created_at: Date;
  seen_at: Date;
  idle_seconds: number;
}

/** Columns are listed: a statement with `*` is planned anew each time (`PlanKeeper`). */
const COLUMNS = 'id, person, created_at, seen_at, idle_seconds';
const OPEN = `kind = 'account' and revoked_at is null and idle_until > $2 and ends_at > $2`;

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
    const [row] = await this.db.gate('session', (tx) =>
      tx.query<Row[]>(`select ${COLUMNS} from session where cookie_hash = $1 and ${OPEN}`, [hashOf(cookie), this.clock.now()]),
    );
    return row ? { person: row.person, sessionId: row.id } : null;
  }

  /** Who holds this bearer, or null. Session and grants are read anew every time: what was revoked is gone with the next request. */
  authenticate(bearer: string): Promise<AccountMe | null> {
    const now = this.clock.now();
    return this.db.gate('session', async (tx) => {
      const [row] = await tx.query<(Row & { installation: boolean | null })[]>(
        `select ${COLUMNS}, (select a.installation_since is not null from account a where a.person = session.person and a.state = 'open') as installation from session where bearer_hash = $1 and ${OPEN}`,
        [hashOf(bearer), now],
      );
      if (!row) return null;
      if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS)
        await tx.query(`update session set seen_at = $2, idle_until = $3 where id = $1`, [row.id, now, after(now, row.idle_seconds)]);
      const fresh = now.getTime() - row.created_at.getTime() <= FRESH_MS;
      return { person: row.person, tenant: null, sessionId: row.id, roles: await this.rolesOf(tx, row.person), installation: row.installation === true, fresh };
    });
  }

  /** Grants that run now, by tenant; call inside a gate. */
  async rolesOf(tx: EntityManager, person: string): Promise<Map<string, Set<GrantRole>>> {
    const rows = await tx.query<{ tenant: string; role: GrantRole }[]>(
      `select tenant, role from role_grant where person = $1 and ${runningGrant('$2')} and role <> 'tutor'`,
      [person, this.clock.now()],
    );
    const roles = new Map<string, Set<GrantRole>>();
    for (const { tenant, role } of rows) roles.set(tenant, (roles.get(tenant) ?? new Set()).add(role));
    return roles;
  }

  list(person: string): Promise<SessionLine[]> {
    return this.db.gate('session', (tx) =>
      tx.query<SessionLine[]>(
        `select id, coalesce(device, '') as device, created_at as "createdAt", seen_at as "seenAt" from session where person = $1 and ${OPEN} order by seen_at desc, created_at desc limit 50`,
        [person, this.clock.now()],
      ),
    );
  }

  /** Ends one session of this person; false when it is not theirs or over. */
  async end(person: string, sessionId: string): Promise<boolean> {
    const [, ended] = await this.db.gate('session', (tx) =>
      tx.query<[unknown, number]>(`update session set revoked_at = $3 where id = $1 and person = $2 and kind = 'account' and revoked_at is null`, [
        sessionId,
        person,
        this.clock.now(),
      ]),
    );
    return ended > 0;
  }

  async endByCookie(cookie: string): Promise<void> {
    await this.db.gate('session', (tx) =>
      tx.query(`update session set revoked_at = $2 where cookie_hash = $1 and kind = 'account' and revoked_at is null`, [hashOf(cookie), this.clock.now()]),
    );
  }

  /** Signs a person out everywhere, but for one session if one is named. Call inside a gate. */
  async endAll(tx: EntityManager, person: string, but: string | null): Promise<void> {
    await tx.query(`update session set revoked_at = $2 where person = $1 and kind = 'account' and revoked_at is null and ($3::uuid is null or id <> $3)`, [
      person,
      this.clock.now(),
      but,
    ]);
  }
}

function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
