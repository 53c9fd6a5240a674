import { Injectable } from '@nestjs/common';
import { Problem } from '#lotse/base';
import { AccountSessions, type OpenedAccount } from './account-sessions.service.js';
import type { AccountRow } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { LoginSteps } from './login-steps.service.js';
import { PasskeysService, type PasskeyWish } from './passkeys.service.js';
import { PasswordsService } from './passwords.service.js';
import { SecondFactors } from './second-factors.service.js';

export interface Entered {
  person: string;
  opened: OpenedAccount;
}

/**
 * Signing in: password, then a second factor; or a passkey alone. Known and unknown addresses get the same answer after
 * the same work (ASVS 6.3.8).
 */
@Injectable()
export class LoginService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly delays: LoginDelays,
    private readonly steps: LoginSteps,
    private readonly passwords: PasswordsService,
    private readonly factors: SecondFactors,
    private readonly sessions: AccountSessions,
    private readonly passkeys: PasskeysService,
  ) {}

  /** First step. The ticket is good for ten minutes and five codes, in this browser. */
  async password(mail: string, password: string, browser: Browser): Promise<{ ticket: string }> {
    const account = await this.delays.admit(mail, browser);
    const right = await this.passwords.fits(account?.passwordHash ?? null, password);
    if (!right || !account) throw new Problem('signed-out', 'login.wrong');
    await this.delays.forgive(account, browser);
    return { ticket: await this.steps.begin('second-factor', browser.device, { person: account.person }) };
  }

  /** Second step: six digits of the app, or a recovery code. The try is counted, and refused during a delay, before the code is checked. */
  async second(ticket: string, code: string, browser: Browser): Promise<Entered> {
    const account = await this.accounts.row(await this.steps.personOf(ticket, browser.device));
    await this.delays.again(account, browser);
    await this.steps.useTry(ticket, browser.device);
    if (!(await this.factors.take(account, code))) throw new Problem('signed-out', 'login.code');
    await this.steps.end(ticket);
    return this.enter(account, browser);
  }

  async passkey(wish: PasskeyWish, browser: Browser): Promise<Entered> {
    const admit = async (person: string) => this.delays.again(await this.accounts.row(person), browser);
    return this.enter(await this.accounts.row(await this.passkeys.finishLogin(wish, browser.device, admit)), browser);
  }

  private async enter(account: AccountRow, browser: Browser): Promise<Entered> {
    const opened = await this.sessions.enter(account.person, browser.label, (tx) => this.delays.welcome(tx, account, browser.device));
    return { person: account.person, opened };
  }
}
