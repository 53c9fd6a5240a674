import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { LoginState } from './entities.js';

const COLUMNS = columns<LoginState>()('registration', 'targetLinkUri', 'nonceHash', 'browserHash', 'expiresAt', 'params');
type Held = RowOf<typeof COLUMNS>;
/** A login that has its state has all of it. */
export type LoginRow = { [K in keyof Held]: NonNullable<Held[K]> };
export interface LoginParams {
  loginHint: string;
  messageHint: string | null;
  storageTarget?: string | null;
  stored?: boolean;
}

export async function deleteSomeExpiredLogins(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(`delete from login_state where id in (select id from login_state where expires_at <= $1 limit 100)`, [now]);
}

export async function addLogin(
  tx: EntityManager,
  login: { id: string; registration: string; browserHash: Buffer; targetLinkUri: string; params: LoginParams; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(
    `insert into login_state (id, registration, browser_hash, target_link_uri, params, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [login.id, login.registration, login.browserHash, login.targetLinkUri, JSON.stringify(login.params), login.now, login.expiresAt],
  );
}

/** A login that has no state yet. */
export async function waitingLogin(tx: EntityManager, { id, now }: { id: string; now: Date }): Promise<Pick<LoginRow, 'registration' | 'params'> | undefined> {
  const [row] = await tx.query<Pick<LoginRow, 'registration' | 'params'>[]>(
    `select registration, params from login_state where id = $1 and state_hash is null and expires_at > $2`,
    [id, now],
  );
  return row;
}

/** False where it is over, or has its state for a cookie already. */
export async function moveLogin(tx: EntityManager, { id, now, browserHash }: { id: string; now: Date; browserHash: Buffer }): Promise<boolean> {
  const [, moved] = await tx.query<[unknown[], number]>(
    `update login_state set browser_hash = $3, state_hash = null, nonce_hash = null, params = params - 'stored'
         where id = $1 and (state_hash is null or params->'stored' = 'true') and expires_at > $2`,
    [id, now, browserHash],
  );
  return moved === 1;
}

interface Beginning {
  id: string;
  now: Date;
  stateHash: Buffer;
  nonceHash: Buffer;
}

export async function beginStoredLogin(tx: EntityManager, { id, now, stateHash, nonceHash }: Beginning): Promise<LoginRow | undefined> {
  const [rows] = await tx.query<[LoginRow[], number]>(
    `update login_state set state_hash = $3, nonce_hash = $4, params = params || '{"stored": true}' where id = $1 and state_hash is null and expires_at > $2 returning ${COLUMNS}`,
    [id, now, stateHash, nonceHash],
  );
  return rows[0];
}

export async function storedLogin(tx: EntityManager, { stateHash, now }: { stateHash: Buffer; now: Date }): Promise<(LoginRow & { id: string }) | undefined> {
  const [row] = await tx.query<(LoginRow & { id: string })[]>(
    `select id, ${COLUMNS} from login_state where state_hash = $1 and params->'stored' = 'true' and expires_at > $2`,
    [stateHash, now],
  );
  return row;
}

export async function beginLogin(
  tx: EntityManager,
  { id, now, browserHash, stateHash, nonceHash }: Beginning & { browserHash: Buffer },
): Promise<LoginRow | undefined> {
  const [rows] = await tx.query<[LoginRow[], number]>(
    `update login_state set state_hash = $4, nonce_hash = $5 where id = $1 and state_hash is null and expires_at > $2 and browser_hash = $3 returning ${COLUMNS}`,
    [id, now, browserHash, stateHash, nonceHash],
  );
  return rows[0];
}

export async function takeLogin(tx: EntityManager, stateHash: Buffer): Promise<LoginRow | undefined> {
  const [rows] = await tx.query<[LoginRow[], number]>(`delete from login_state where state_hash = $1 returning ${COLUMNS}`, [stateHash]);
  return rows[0];
}
