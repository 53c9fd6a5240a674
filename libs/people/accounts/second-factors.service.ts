import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import { plainCode } from '#lotse/contract';
import { AccountsService, recoveryHash, type AccountRow } from './accounts.service.js';
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
    const [, taken] = await this.db.gate('account', (tx) =>
      tx.query<[unknown, number]>(`update account set totp_step = $2 where person = $1 and (totp_step is null or totp_step < $2)`, [account.person, step]),
    );
    return taken > 0;
  }

  private async takeRecovery(person: string, code: string): Promise<boolean> {
    const [, taken] = await this.db.gate('account', (tx) =>
      tx.query<[unknown, number]>(`update recovery_code set used_at = $3 where code_hash = $1 and person = $2 and used_at is null`, [
        recoveryHash(code),
        person,
        this.clock.now(),
      ]),
    );
    return taken > 0;
  }
}
