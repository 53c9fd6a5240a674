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
}
export interface OpenLogin {
  registration: string;
  targetLinkUri: string;
  nonceHash: Buffer;
  browserHash: Buffer;
  isOver: boolean;
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
  params: { loginHint: string; messageHint: string | null };
}

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
          JSON.stringify({ loginHint: wish.loginHint, messageHint: wish.messageHint }),
          now,
          new Date(now.getTime() + LOGIN_MS),
        ],
      );
    });
    return id;
  }

  /** The registration of a row that still waits for its cookie; null for any other. */
  async waitsFor(id: string): Promise<string | null> {
    const [row] = await this.db.gate('login', (tx) =>
      tx.query<{ registration: string }[]>(`select registration from login_state where id = $1 and state_hash is null and expires_at > $2`, [
        id,
        this.clock.now(),
      ]),
    );
    return row?.registration ?? null;
  }

  /** Takes a waiting row up in another window: from now on it belongs to that window's cookie. */
  async moveTo(id: string, browser: string): Promise<boolean> {
    const [, moved] = await this.db.gate('login', (tx) =>
      tx.query<[unknown[], number]>(`update login_state set browser_hash = $3 where id = $1 and state_hash is null and expires_at > $2`, [
        id,
        this.clock.now(),
        digest(browser),
      ]),
    );
    return moved === 1;
  }

  /** Gives a waiting row its state and nonce (256 bit each), once and only to the browser it belongs to. */
  async begin(id: string, browser: string): Promise<BegunLogin | null> {
    const [state, nonce] = [randomSecret(), randomSecret()];
    const [rows] = await this.db.gate('login', (tx) =>
      tx.query<[Row[], number]>(
        `update login_state set state_hash = $4, nonce_hash = $5 where id = $1 and state_hash is null and expires_at > $2 and browser_hash = $3 returning *`,
        [id, this.clock.now(), digest(browser), digest(state), digest(nonce)],
      ),
    );
    const row = rows[0];
    return row ? { registration: row.registration, targetLinkUri: row.target_link_uri, ...row.params, state, nonce } : null;
  }

  /** Takes a login out by its state: a second launch with the same state, even at the same moment, finds nothing. */
  async take(state: string): Promise<OpenLogin | null> {
    const [rows] = await this.db.gate('launch', (tx) =>
      tx.query<[Row[], number]>(`delete from login_state where state_hash = $1 returning *`, [digest(state)]),
    );
    const row = rows[0];
    return row
      ? {
          registration: row.registration,
          targetLinkUri: row.target_link_uri,
          nonceHash: row.nonce_hash,
          browserHash: row.browser_hash,
          isOver: row.expires_at <= this.clock.now(),
        }
      : null;
  }
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
