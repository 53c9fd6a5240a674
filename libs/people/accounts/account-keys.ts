import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { MASTER_KEY } from '#lotse/base';
import { plainMail } from './plain-mail.js';
import { TotpRules } from './totp.js';

export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What local accounts derive from the server's key: nothing that opens an account lies in the database. */
@Injectable()
export class AccountKeys {
  readonly totp: TotpRules;
  private readonly bearerKey: Buffer;
  private readonly mailKey: Buffer;

  constructor(@Inject(MASTER_KEY) masterKey: string) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'lotse', purpose, 32));
    this.bearerKey = derive('account-bearer');
    this.mailKey = derive('account-mail');
    this.totp = new TotpRules(derive('account-totp'));
  }

  /** Bearers of accounts and of launches differ in their prefix. */
  bearer(sessionId: string): string {
    return `acc_${createHmac('sha256', this.bearerKey).update(sessionId).digest('base64url')}`;
  }

  /** For exact search over all tenants, before anybody is known. */
  mailSearch(mail: string): Buffer {
    return createHmac('sha256', this.mailKey).update(plainMail(mail)).digest();
  }
}
