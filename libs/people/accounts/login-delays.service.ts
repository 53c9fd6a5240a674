import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import { AccountKeys, hashOf } from './account-keys.js';
import type { AccountRow } from './accounts.service.js';
import { isForgotten, LONGEST_SECONDS, RateLimit, secondsToWait } from './delay-rules.js';
import { LoginFailure, KnownDevice } from './account.entities.js';

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
      const [account] = await tx.query<AccountRow[]>(`select * from account where mail_search = $1 and state = 'open'`, [search]);
      const known = await this.isKnown(tx, account?.person ?? null, browser);
      if (!known && !this.strangers.take(browser.sender, this.clock.now())) throw new Problem('too-many', 'login.many');
      await this.count(tx, search, known ? hashOf(browser.device) : STRANGER);
      return account;
    });
  }

  /** The password was right: takes the counted try back, so that the next step does not have to wait for it. */
  async forgive(account: AccountRow, browser: Browser): Promise<void> {
    await this.db.gate('account', async (tx) => {
      const device = (await this.isKnown(tx, account.person, browser)) ? hashOf(browser.device) : STRANGER;
      const waited = new Date(this.clock.now().getTime() - LONGEST_SECONDS * 1000);
      await tx.query(`update login_failure set failures = greatest(failures - 1, 0), last_at = least(last_at, $3) where mail_search = $1 and device = $2`, [
        account.mail_search,
        device,
        waited,
      ]);
    });
  }

  /**
   * Counts a try for an account that is known already (second factor, recovery code, passkey, one's old password) before it is
   * checked, and refuses it during a delay. `welcome` or `forgive` takes it back where it was right.
   */
  async again(account: AccountRow, browser: Browser): Promise<void> {
    await this.db.gate('account', async (tx) => {
      const known = await this.isKnown(tx, account.person, browser);
      await this.count(tx, account.mail_search, known ? hashOf(browser.device) : STRANGER);
    });
  }

  /** After a sign-in: its count begins anew, and strangers do not slow this browser down any more. Call inside a gate. */
  async welcome(tx: EntityManager, account: AccountRow, device: string): Promise<void> {
    const [mine, search] = [hashOf(device), account.mail_search];
    const known = await tx.existsBy(KnownDevice, { person: account.person, deviceHash: mine });
    await tx.delete(LoginFailure, { mailSearch: search, device: known ? mine : STRANGER });
    await this.know(tx, account.person, device);
  }

  /** Call inside a gate. */
  async know(tx: EntityManager, person: string, device: string): Promise<void> {
    await tx.query(
      `insert into known_device (person, device_hash, seen_at) values ($1, $2, $3) on conflict (person, device_hash) do update set seen_at = excluded.seen_at`,
      [person, hashOf(device), this.clock.now()],
    );
  }

  private async isKnown(tx: EntityManager, person: string | null, browser: Browser): Promise<boolean> {
    // asked where there is no such person, too: how long it takes tells nothing
    const rows = await tx.query<unknown[]>(`select 1 from known_device where person = $1 and device_hash = $2 limit 1`, [person, hashOf(browser.device)]);
    return rows.length > 0;
  }

  private async count(tx: EntityManager, mail: Buffer, device: Buffer): Promise<void> {
    const now = this.clock.now();
    await tx.query(`insert into login_failure (mail_search, device, failures, last_at) values ($1, $2, 0, $3) on conflict do nothing`, [mail, device, now]);
    const [row] = await tx.query<{ failures: number; last_at: Date }[]>(
      `select failures, last_at from login_failure where mail_search = $1 and device = $2 for update`,
      [mail, device],
    );
    const past = { failures: row?.failures ?? 0, lastAt: row?.last_at ?? now };
    const seconds = secondsToWait(past, now);
    if (seconds > 0) throw new Problem('too-many', 'login.wait', { seconds });
    const failures = isForgotten(past, now) ? 1 : past.failures + 1;
    await tx.update(LoginFailure, { mailSearch: mail, device }, { failures, lastAt: now });
  }
}
