import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Problem, Seal } from '#lotse/base';
import type { CredentialsWish, PasskeyOffer, TotpOffer } from '#lotse/contract';
import { AccountKeys } from './account-keys.js';
import { ownerOf } from './accounts.service.js';
import { PasskeysService, type VerifiedPasskey } from './passkeys.service.js';
import { PasswordsService } from './passwords.service.js';
import { totpStep } from './totp.js';
import { Account } from './account.entities.js';

export interface TotpWish {
  secret: string;
  proof: string;
  code: string;
}
/** Checked and ready to be kept. */
export interface ReadyCredentials {
  passwordHash: string | null;
  totpSecret: string | null;
  totpStep: number | null;
  passkey: VerifiedPasskey | null;
}

/** How a person will sign in, chosen at an invitation, the set-up or in one's own account. `subject` ties offer and choice together. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly clock: Clock,
    private readonly keys: AccountKeys,
    private readonly passwords: PasswordsService,
    private readonly passkeys: PasskeysService,
    private readonly seal: Seal,
  ) {}

  offerTotp(subject: string, mail: string): TotpOffer {
    return this.keys.totp.offer(subject, mail);
  }

  offerPasskey(subject: string, who: { mail: string; name: string; has: string[] }, device: string): Promise<PasskeyOffer> {
    return this.passkeys.beginNew(subject, { ...who, handle: this.keys.mailSearch(who.mail) }, device);
  }

  /** Two factors, or a refusal: a password with TOTP, or a passkey. */
  async check(subject: string, wish: CredentialsWish, known: readonly string[], device: string): Promise<ReadyCredentials> {
    const hasBoth = wish.password !== undefined && wish.totp !== undefined;
    if (!hasBoth && !wish.passkey) throw new Problem('invalid', 'credentials.missing');
    const totp = hasBoth && wish.totp ? wish.totp : null;
    const step = totp ? this.checkTotp(subject, totp) : null;
    const passwordHash = hasBoth && wish.password !== undefined ? await this.passwords.keep(wish.password, known) : null;
    const passkey = wish.passkey ? await this.passkeys.verifyNew(subject, wish.passkey, device) : null;
    return { passwordHash, totpSecret: totp?.secret ?? null, totpStep: step, passkey };
  }

  /** The step of a first code; the secret must be one that was offered to this subject. */
  checkTotp(subject: string, wish: TotpWish): number {
    if (!this.keys.totp.isOurs(subject, wish.secret, wish.proof)) throw new Problem('invalid', 'totp.foreign');
    const step = totpStep(wish.secret, wish.code, this.clock.now());
    if (step === null) throw new Problem('invalid', 'totp.wrong');
    return step;
  }

  /** A TOTP secret under its owner's key; call inside `db.as({ person })`. */
  sealTotp(tx: EntityManager, person: string, secret: string): Promise<Buffer> {
    return this.seal.seal(tx, ownerOf(person), { table: 'account', row: person, column: 'totp' }, secret);
  }

  /** Replaces somebody's TOTP secret; call inside a gate. */
  async keepTotp(tx: EntityManager, person: string, sealed: Buffer, step: number): Promise<void> {
    await tx.update(Account, { person }, { totp: sealed, totpStep: step, changedAt: this.clock.now() });
  }
}
