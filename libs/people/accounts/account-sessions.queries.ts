import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Session } from '../session.entities.js';

const COLUMNS = columns<Session>()('id', 'person', 'createdAt', 'seenAt', 'idleSeconds');
export type SessionRow = RowOf<typeof COLUMNS>;
const OPEN = `kind = 'account' and revoked_at is null and idle_until > $2 and ends_at > $2`;

export async function sessionByCookie(tx: EntityManager, cookieHash: Buffer, now: Date): Promise<SessionRow | undefined> {
  return (await tx.query<SessionRow[]>(`select ${COLUMNS} from session where cookie_hash = $1 and ${OPEN}`, [cookieHash, now]))[0];
}

/** `installation`: whether the account may change what concerns all tenants. */
export async function sessionByBearer(tx: EntityManager, bearerHash: Buffer, now: Date): Promise<(SessionRow & { installation: boolean | null }) | undefined> {
  const [row] = await tx.query<(SessionRow & { installation: boolean | null })[]>(
    `select ${COLUMNS}, (select a.installation_since is not null from account a where a.person = session.person and a.state = 'open') as installation from session where bearer_hash = $1 and ${OPEN}`,
    [bearerHash, now],
  );
  return row;
}

const LINE = columns<Session>()('id', 'createdAt', 'seenAt');
export type SessionLine = RowOf<typeof LINE> & { device: string };

export function sessionsOf(tx: EntityManager, person: string, now: Date): Promise<SessionLine[]> {
  return tx.query<SessionLine[]>(
    `select ${LINE}, coalesce(device, '') as device from session where person = $1 and ${OPEN} order by seen_at desc, created_at desc limit 50`,
    [person, now],
  );
}

/** False where it is not the person's, or over. */
export async function endSessionOf(tx: EntityManager, one: { id: string; person: string; now: Date }): Promise<boolean> {
  const [, ended] = await tx.query<[unknown, number]>(
    `update session set revoked_at = $3 where id = $1 and person = $2 and kind = 'account' and revoked_at is null`,
    [one.id, one.person, one.now],
  );
  return ended > 0;
}

export async function endSessionByCookie(tx: EntityManager, cookieHash: Buffer, now: Date): Promise<void> {
  await tx.query(`update session set revoked_at = $2 where cookie_hash = $1 and kind = 'account' and revoked_at is null`, [cookieHash, now]);
}

/** Ends all of a person but one, if one is named. */
export async function endSessionsOf(tx: EntityManager, of: { person: string; but: string | null; now: Date }): Promise<void> {
  await tx.query(`update session set revoked_at = $2 where person = $1 and kind = 'account' and revoked_at is null and ($3::uuid is null or id <> $3)`, [
    of.person,
    of.now,
    of.but,
  ]);
}
