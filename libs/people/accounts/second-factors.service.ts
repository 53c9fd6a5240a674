import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import { plainCode } from '#lotse/contract';
import { takeRecoveryCode, takeTotpStep, type AccountRow } from './accounts.queries.js';
import { AccountsService, recoveryHash } from './accounts.service.js';
import { totpStep } from './totp.js';

/** Codes of the app and recovery codes: each is good once. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountsService,
  ) {}

  /** Takes the code, if it fits; the same one does not fit again. */
  take(account: AccountRow, code: string): Promise<boolean> {
    return /^\d{6}$/.test(plainCode(code)) ? this.takeTotp(account, code) : this.takeRecovery(account.person, code);
  }

  private async takeTotp(account: AccountRow, code: string): Promise<boolean> {
    const { totp } = await this.accounts.opened(account);
    const step = totp === null ? null : totpStep(totp, code, this.clock.now());
    if (step === null) return false;
    return this.db.gate('account', (tx) => takeTotpStep(tx, account.person, step));
  }

  private takeRecovery(person: string, code: string): Promise<boolean> {
    return this.db.gate('account', (tx) => takeRecoveryCode(tx, { hash: recoveryHash(code), person, now: this.clock.now() }));
  }
}
