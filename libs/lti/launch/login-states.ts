import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';

const LOGIN_MS = 10 * 60_000;

/** What the platform sent and the authentication request must repeat. */
export interface LoginWish {
  registration: string;
  targetLinkUri: string;
  loginHint: string;
  messageHint: string | null;
  /** Frame of the platform's storage, where the platform offers one. */
  storageTarget: string | null;
}
export interface OpenLogin {
  registration: string;
  targetLinkUri: string;
  nonceHash: Buffer;
  browserHash: Buffer;
  isOver: boolean;
  /** True where state and nonce lie in the platform's storage, because the frame keeps no cookie. */
  isStored: boolean;
}
/** What goes into the authentication request, once. */
export interface BegunLogin extends LoginWish {
  state: string;
  nonce: string;
}

interface Row {
  registration: string;
  target_link_uri: string;
  nonce_hash: Buffer;
  browser_hash: Buffer;
  expires_at: Date;
  params: Params;
}
interface Params {
  loginHint: string;
  messageHint: string | null;
  storageTarget?: string | null;
  stored?: boolean;
}
/** A login that goes on with the platform's storage in place of a cookie. */
export interface StoredLogin extends BegunLogin {
  id: string;
}

/** Columns are listed: a statement with `*` is planned anew each time (`PlanKeeper`). */
const COLUMNS = 'registration, target_link_uri, nonce_hash, browser_hash, expires_at, params';

/** Logins between the platform's first call and its launch. Only hashes of what must stay secret stand in the rows. */
@Injectable()
export class LoginStates {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Keeps what the platform sent while the cookie is probed. Returns the row's random id, the only thing in our URL. */
  async keep(wish: LoginWish, browser: string): Promise<string> {
    const now = this.clock.now();
    const id = randomUUID();
    await this.db.gate('login', async (tx) => {
      await tx.query(`delete from login_state where id in (select id from login_state where expires_at <= $1 limit 100)`, [now]);
      await tx.query(
        `insert into login_state (id, registration, browser_hash, target_link_uri, params, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          wish.registration,
          digest(browser),
          wish.targetLinkUri,
          JSON.stringify({ loginHint: wish.loginHint, messageHint: wish.messageHint, storageTarget: wish.storageTarget } satisfies Params),
          now,
          new Date(now.getTime() + LOGIN_MS),
        ],
      );
    });
    return id;
  }

  /** Registration and storage of a row that still waits for its cookie; null for any other. */
  async waitsFor(id: string): Promise<{ registration: string; storageTarget: string | null } | null> {
    const [row] = await this.db.gate('login', (tx) =>
      tx.query<{ registration: string; params: Params }[]>(
        `select registration, params from login_state where id = $1 and state_hash is null and expires_at > $2`,
        [id, this.clock.now()],
      ),
    );
    return row ? { registration: row.registration, storageTarget: row.params.storageTarget ?? null } : null;
  }

  /**
   * Takes a waiting row up in another window: from now on it belongs to that window's cookie. One that went on with the
   * platform's storage may be taken up too, because the storage did not answer; what was put there counts no more.
   */
  async moveTo(id: string, browser: string): Promise<boolean> {
    const [, moved] = await this.db.gate('login', (tx) =>
      tx.query<[unknown[], number]>(
        `update login_state set browser_hash = $3, state_hash = null, nonce_hash = null, params = params - 'stored'
         where id = $1 and (state_hash is null or params->'stored' = 'true') and expires_at > $2`,
        [id, this.clock.now(), digest(browser)],
      ),
    );
    return moved === 1;
  }

  /** Gives a waiting row its state and nonce for the platform's storage, which replaces the cookie. */
  async beginStored(id: string): Promise<StoredLogin | null> {
    const [state, nonce] = [randomSecret(), randomSecret()];
    const [rows] = await this.db.gate('login', (tx) =>
      tx.query<[Row[], number]>(
        `update login_state set state_hash = $3, nonce_hash = $4, params = params || '{"stored": true}' where id = $1 and state_hash is null and expires_at > $2 returning ${COLUMNS}`,
        [id, this.clock.now(), digest(state), digest(nonce)],
      ),
    );
    const row = rows[0];
    return row ? { id, ...wishIn(row), state, nonce } : null;
  }

  /** A login that is to be proved from the platform's storage, looked at without being taken; null for any other. */
  async storedAt(state: string): Promise<{ id: string; registration: string; storageTarget: string } | null> {
    const [row] = await this.db.gate('launch', (tx) =>
      tx.query<(Row & { id: string })[]>(`select id, ${COLUMNS} from login_state where state_hash = $1 and params->'stored' = 'true' and expires_at > $2`, [
        digest(state),
        this.clock.now(),
      ]),
    );
    return row ? { id: row.id, registration: row.registration, storageTarget: row.params.storageTarget ?? '_parent' } : null;
  }

  /** Gives a waiting row its state and nonce (256 bit each), once and only to the browser it belongs to. */
  async begin(id: string, browser: string): Promise<BegunLogin | null> {
    const [state, nonce] = [randomSecret(), randomSecret()];
    const [rows] = await this.db.gate('login', (tx) =>
      tx.query<[Row[], number]>(
        `update login_state set state_hash = $4, nonce_hash = $5 where id = $1 and state_hash is null and expires_at > $2 and browser_hash = $3 returning ${COLUMNS}`,
        [id, this.clock.now(), digest(browser), digest(state), digest(nonce)],
      ),
    );
    const row = rows[0];
    return row ? { ...wishIn(row), state, nonce } : null;
  }

  /** Takes a login out by its state: a second launch with the same state, even at the same moment, finds nothing. */
  async take(state: string): Promise<OpenLogin | null> {
    const [rows] = await this.db.gate('launch', (tx) =>
      tx.query<[Row[], number]>(`delete from login_state where state_hash = $1 returning ${COLUMNS}`, [digest(state)]),
    );
    const row = rows[0];
    return row
      ? {
          registration: row.registration,
          targetLinkUri: row.target_link_uri,
          nonceHash: row.nonce_hash,
          browserHash: row.browser_hash,
          isOver: row.expires_at <= this.clock.now(),
          isStored: row.params.stored === true,
        }
      : null;
  }
}

function wishIn({ registration, target_link_uri: targetLinkUri, params }: Row): LoginWish {
  return { registration, targetLinkUri, loginHint: params.loginHint, messageHint: params.messageHint, storageTarget: params.storageTarget ?? null };
}

export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

export function matches(text: string, hash: Buffer): boolean {
  return timingSafeEqual(digest(text), hash);
}
