import { Injectable } from '@nestjs/common';
import { Clock, Db, Log, Problem } from '#lotse/base';
import type { AccountPage, Locale, PasskeyOffer, TotpOffer } from '#lotse/contract';
import { AccountSessions, type AccountMe } from './account-sessions.service.js';
import { AccountsService } from './accounts.service.js';
import { CredentialsService, type TotpWish } from './credentials.service.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { NoticesService } from './notices.service.js';
import { PasskeysService, type PasskeyWish } from './passkeys.service.js';
import { PasswordsService } from './passwords.service.js';
import { Account, Passkey } from './account.entities.js';
import { recoveryCodesLeft } from './accounts.queries.js';
import { lockPasskeys, passkeysOf } from './passkeys.queries.js';

type PasskeyLine = AccountPage['passkeys'][number];

/** What people do with their own account. Whatever changes how one signs in needs a fresh sign-in. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly notices: NoticesService,
    private readonly delays: LoginDelays,
    private readonly accounts: AccountsService,
    private readonly sessions: AccountSessions,
    private readonly credentials: CredentialsService,
    private readonly passwords: PasswordsService,
    private readonly passkeys: PasskeysService,
  ) {}

  async page(me: AccountMe): Promise<AccountPage> {
    const row = await this.accounts.row(me.person);
    const { name, mail } = await this.accounts.opened(row);
    const { keys, left } = await this.db.gate('account', async (tx) => ({
      left: await recoveryCodesLeft(tx, me.person),
      keys: await passkeysOf(tx, me.person),
    }));
    const passkeys = keys.map((key): PasskeyLine => ({
      id: key.id,
      name: key.name,
      createdAt: key.createdAt.toISOString(),
      usedAt: key.usedAt?.toISOString() ?? null,
    }));
    const sessions = (await this.sessions.list(me.person)).map((one) => ({
      ...one,
      createdAt: one.createdAt.toISOString(),
      seenAt: one.seenAt.toISOString(),
      current: one.id === me.sessionId,
    }));
    return { name, mail, hasPassword: row.passwordHash !== null, hasTotp: row.totp !== null, recoveryLeft: left, passkeys, sessions, fresh: me.fresh };
  }

  async saveLocale(me: AccountMe, locale: Locale): Promise<void> {
    await this.db.gate('account', (tx) => tx.update(Account, { person: me.person }, { locale }));
  }

  /** Signs all other sessions out. Who has signed in by passkey only sets up TOTP first: a password alone opens nothing. */
  async changePassword(me: AccountMe, { current, next }: { current: string | null; next: string }, browser: Browser): Promise<void> {
    mustBeFresh(me);
    const row = await this.accounts.row(me.person);
    if (row.totp === null) throw new Problem('conflict', 'password.needs-totp');
    if (row.passwordHash !== null) {
      await this.delays.again(row, browser);
      if (!(await this.passwords.fits(row.passwordHash, current ?? ''))) throw new Problem('invalid', 'password.wrong');
      await this.delays.forgive(row, browser);
    }
    const { name, mail } = await this.accounts.opened(row);
    const kept = await this.passwords.keep(next, [name, mail]);
    await this.notices.changing(me.person, async (tx) => {
      await tx.update(Account, { person: me.person }, { passwordHash: kept, changedAt: this.clock.now() });
      await this.sessions.endAll(tx, me.person, me.sessionId);
    });
    this.log.info('account.password-changed', { personId: me.person });
  }

  async offerTotp(me: AccountMe): Promise<TotpOffer> {
    mustBeFresh(me);
    const { mail } = await this.accounts.opened(await this.accounts.row(me.person));
    return this.credentials.offerTotp(`person ${me.person}`, mail);
  }

  async saveTotp(me: AccountMe, wish: TotpWish): Promise<void> {
    mustBeFresh(me);
    const step = this.credentials.checkTotp(`person ${me.person}`, wish);
    const sealed = await this.db.as({ person: me.person, tenant: null }, (tx) => this.credentials.sealTotp(tx, me.person, wish.secret));
    await this.notices.changing(me.person, (tx) => this.credentials.keepTotp(tx, me.person, sealed, step));
    this.log.info('account.totp-changed', { personId: me.person });
  }

  newRecoveryCodes(me: AccountMe): Promise<string[]> {
    mustBeFresh(me);
    return this.notices.changing(me.person, (tx) => this.accounts.newRecoveryCodes(tx, me.person));
  }

  async offerPasskey(me: AccountMe, browser: Browser): Promise<PasskeyOffer> {
    mustBeFresh(me);
    const { mail, name } = await this.accounts.opened(await this.accounts.row(me.person));
    const kept = await this.db.gate('account', (tx) => tx.find(Passkey, { select: { credential: true }, where: { person: me.person } }));
    return this.credentials.offerPasskey(`person ${me.person}`, { mail, name, has: kept.map((key) => key.credential) }, browser.device);
  }

  async addPasskey(me: AccountMe, wish: PasskeyWish & { name: string }, browser: Browser): Promise<void> {
    mustBeFresh(me);
    const verified = await this.passkeys.verifyNew(`person ${me.person}`, wish, browser.device);
    await this.notices.changing(me.person, (tx) => this.passkeys.keep(tx, me.person, verified, wish.name));
    this.log.info('account.passkey-added', { personId: me.person });
  }

  /** The last way in stays. */
  async removePasskey(me: AccountMe, id: string): Promise<void> {
    mustBeFresh(me);
    const row = await this.accounts.row(me.person);
    await this.notices.changing(me.person, async (tx) => {
      const kept = await lockPasskeys(tx, me.person);
      if (!kept.includes(id)) throw new Problem('not-found', 'passkey.unknown');
      if (kept.length === 1 && (row.passwordHash === null || row.totp === null)) throw new Problem('conflict', 'passkey.last');
      await tx.delete(Passkey, { id, person: me.person });
    });
  }

  async endSession(me: AccountMe, id: string): Promise<void> {
    if (!(await this.sessions.end(me.person, id))) throw new Problem('not-found', 'session.unknown');
  }

  endAllSessions(me: AccountMe): Promise<void> {
    return this.db.gate('account', (tx) => this.sessions.endAll(tx, me.person, null));
  }
}

function mustBeFresh(me: AccountMe): void {
  if (!me.fresh) throw new Problem('forbidden', 'login.too-old');
}
