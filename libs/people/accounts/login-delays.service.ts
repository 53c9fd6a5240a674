import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import { AccountKeys, hashOf } from './account-keys.js';
import { openAccountOf, type AccountRow } from './accounts.queries.js';
import { isForgotten, LONGEST_SECONDS, RateLimit, secondsToWait } from './delay-rules.js';
import { LoginFailure, KnownDevice } from './account.entities.js';
import { isKnownDevice, keepDevice, lockTries, takeTryBack } from './logins.queries.js';

const STRANGERS_PER_MINUTE = 120;
/** Stands for all browsers an account has not been used with. */
const STRANGER = Buffer.alloc(0);

/** The browser that asks: its lasting cookie, what it calls itself, where it comes from. */
export interface Browser {
  device: string;
  label: string;
  sender: string;
}

/**
 * Wrong tries slow the next one down: one count for all strange browsers of an address, known or unknown, and one for
 * each browser the person has used before. So nobody keeps a person out of their own browser by guessing.
 */
@Injectable()
export class LoginDelays {
  private readonly strangers = new RateLimit(STRANGERS_PER_MINUTE);

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: AccountKeys,
  ) {}

  /** The account of an address, if any. The try is counted before the password is checked, so that many tries at once gain nothing. */
  admit(mail: string, browser: Browser): Promise<AccountRow | undefined> {
    const search = this.keys.mailSearch(mail);
    return this.db.gate('account', async (tx) => {
      const account = await openAccountOf(tx, search);
      // asked where there is no such person, too: how long it takes tells nothing
      const known = await isKnownDevice(tx, account?.person ?? null, hashOf(browser.device));
      if (!known && !this.strangers.take(browser.sender, this.clock.now())) throw new Problem('too-many', 'login.many');
      await this.count(tx, search, known ? hashOf(browser.device) : STRANGER);
      return account;
    });
  }

  /** The password was right: takes the counted try back, so that the next step does not have to wait for it. */
  async forgive(account: AccountRow, browser: Browser): Promise<void> {
    await this.db.gate('account', async (tx) => {
      const device = await countedDevice(tx, account.person, browser);
      const waited = new Date(this.clock.now().getTime() - LONGEST_SECONDS * 1000);
      await takeTryBack(tx, { mailSearch: account.mailSearch, device }, waited);
    });
  }

  /**
   * Counts a try for an account that is known already (second factor, recovery code, passkey, one's old password) before it is
   * checked, and refuses it during a delay. `welcome` or `forgive` takes it back where it was right.
   */
  async again(account: AccountRow, browser: Browser): Promise<void> {
    await this.db.gate('account', async (tx) => {
      await this.count(tx, account.mailSearch, await countedDevice(tx, account.person, browser));
    });
  }

  /** After a sign-in: its count begins anew, and strangers do not slow this browser down any more. Call inside a gate. */
  async welcome(tx: EntityManager, account: AccountRow, device: string): Promise<void> {
    const [mine, search] = [hashOf(device), account.mailSearch];
    const known = await tx.existsBy(KnownDevice, { person: account.person, deviceHash: mine });
    await tx.delete(LoginFailure, { mailSearch: search, device: known ? mine : STRANGER });
    await this.know(tx, account.person, device);
  }

  /** Call inside a gate. */
  async know(tx: EntityManager, person: string, device: string): Promise<void> {
    await keepDevice(tx, { person, deviceHash: hashOf(device), now: this.clock.now() });
  }

  private async count(tx: EntityManager, mail: Buffer, device: Buffer): Promise<void> {
    const now = this.clock.now();
    const row = await lockTries(tx, { mailSearch: mail, device }, now);
    const past = { failures: row?.failures ?? 0, lastAt: row?.lastAt ?? now };
    const seconds = secondsToWait(past, now);
    if (seconds > 0) throw new Problem('too-many', 'login.wait', { seconds });
    const failures = isForgotten(past, now) ? 1 : past.failures + 1;
    await tx.update(LoginFailure, { mailSearch: mail, device }, { failures, lastAt: now });
  }
}

/** As what a browser's tries are counted. */
async function countedDevice(tx: EntityManager, person: string, browser: Browser): Promise<Buffer> {
  const device = hashOf(browser.device);
  return (await isKnownDevice(tx, person, device)) ? device : STRANGER;
}
