import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import {
  addLogin,
  beginLogin,
  beginStoredLogin,
  deleteSomeExpiredLogins,
  moveLogin,
  storedLogin,
  takeLogin,
  waitingLogin,
  type LoginRow,
} from './login-states.queries.js';

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

/** A login that goes on with the platform's storage in place of a cookie. */
export interface StoredLogin extends BegunLogin {
  id: string;
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
      await deleteSomeExpiredLogins(tx, now);
      await addLogin(tx, {
        ...{ id, registration: wish.registration, browserHash: digest(browser), targetLinkUri: wish.targetLinkUri },
        params: { loginHint: wish.loginHint, messageHint: wish.messageHint, storageTarget: wish.storageTarget },
        ...{ now, expiresAt: new Date(now.getTime() + LOGIN_MS) },
      });
    });
    return id;
  }

  /** Registration and storage of a row that still waits for its cookie; null for any other. */
  async waitsFor(id: string): Promise<{ registration: string; storageTarget: string | null } | null> {
    const row = await this.db.gate('login', (tx) => waitingLogin(tx, { id, now: this.clock.now() }));
    return row ? { registration: row.registration, storageTarget: row.params.storageTarget ?? null } : null;
  }

  /**
   * Takes a waiting row up in another window: from now on it belongs to that window's cookie. One that went on with the
   * platform's storage may be taken up too, because the storage did not answer; what was put there counts no more.
   */
  moveTo(id: string, browser: string): Promise<boolean> {
    return this.db.gate('login', (tx) => moveLogin(tx, { id, now: this.clock.now(), browserHash: digest(browser) }));
  }

  /** Gives a waiting row its state and nonce for the platform's storage, which replaces the cookie. */
  async beginStored(id: string): Promise<StoredLogin | null> {
    const [state, nonce] = [randomSecret(), randomSecret()];
    const begun = { id, now: this.clock.now(), stateHash: digest(state), nonceHash: digest(nonce) };
    const row = await this.db.gate('login', (tx) => beginStoredLogin(tx, begun));
    return row ? { id, ...wishIn(row), state, nonce } : null;
  }

  /** A login that is to be proved from the platform's storage, looked at without being taken; null for any other. */
  async storedAt(state: string): Promise<{ id: string; registration: string; storageTarget: string } | null> {
    const row = await this.db.gate('launch', (tx) => storedLogin(tx, { stateHash: digest(state), now: this.clock.now() }));
    return row ? { id: row.id, registration: row.registration, storageTarget: row.params.storageTarget ?? '_parent' } : null;
  }

  /** Gives a waiting row its state and nonce (256 bit each), once and only to the browser it belongs to. */
  async begin(id: string, browser: string): Promise<BegunLogin | null> {
    const [state, nonce] = [randomSecret(), randomSecret()];
    const begun = { id, now: this.clock.now(), browserHash: digest(browser), stateHash: digest(state), nonceHash: digest(nonce) };
    const row = await this.db.gate('login', (tx) => beginLogin(tx, begun));
    return row ? { ...wishIn(row), state, nonce } : null;
  }

  /** Takes a login out by its state: a second launch with the same state, even at the same moment, finds nothing. */
  async take(state: string): Promise<OpenLogin | null> {
    const row = await this.db.gate('launch', (tx) => takeLogin(tx, digest(state)));
    return row
      ? {
          registration: row.registration,
          targetLinkUri: row.targetLinkUri,
          nonceHash: row.nonceHash,
          browserHash: row.browserHash,
          isOver: row.expiresAt <= this.clock.now(),
          isStored: row.params.stored === true,
        }
      : null;
  }
}

function wishIn({ registration, targetLinkUri, params }: LoginRow): LoginWish {
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
