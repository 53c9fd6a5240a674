import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import type { PasskeyOffer } from '#lotse/contract';
import { LoginSteps } from './login-steps.service.js';
import { Passkey } from './account.entities.js';
import { addPasskey, passkeyBy, type PasskeyRow } from './passkeys.queries.js';

export interface PasskeyWish {
  ticket: string;
  response: Record<string, unknown>;
}
export interface VerifiedPasskey {
  credential: string;
  publicKey: Buffer;
  counter: number;
}

/**
 * Passkeys (WebAuthn): found by the device itself, always with the person verified there, so that one passkey counts as
 * both factors. A challenge is good for one answer, five minutes, and the browser it was made for.
 */
@Injectable()
export class PasskeysService {
  private readonly rp: string;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly steps: LoginSteps,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.rp = new URL(settings.url).hostname;
  }

  async beginLogin(device: string): Promise<PasskeyOffer> {
    const options = await generateAuthenticationOptions({ rpID: this.rp, userVerification: 'required', allowCredentials: [] });
    return { ticket: await this.steps.begin('passkey-login', device, { challenge: options.challenge }), options: { ...options } };
  }

  /** The person whose passkey answered; `admit` may refuse the try before it is checked. All refusals read the same. */
  async finishLogin(wish: PasskeyWish, device: string, admit: (person: string) => Promise<void>): Promise<string> {
    const challenge = await this.steps.takeChallenge('passkey-login', wish.ticket, device, null);
    const id = typeof wish.response.id === 'string' ? wish.response.id : '';
    const kept = await this.db.gate('account', (tx) => passkeyBy(tx, id));
    if (!kept) throw new Problem('signed-out', 'passkey.unknown');
    await admit(kept.person);
    const counter = await this.answered(wish, challenge, kept);
    const { affected } = await this.db.gate('account', (tx) =>
      tx.update(Passkey, { id: kept.id, counter: kept.counter }, { counter: String(counter), usedAt: this.clock.now() }),
    );
    if (affected === 0) throw new Problem('signed-out', 'passkey.wrong');
    return kept.person;
  }

  private async answered(wish: PasskeyWish, challenge: string, kept: PasskeyRow): Promise<number> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: wish.response as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.settings.url,
        expectedRPID: this.rp,
        requireUserVerification: true,
        credential: { id: kept.credential, publicKey: new Uint8Array(kept.publicKey), counter: Number(kept.counter) },
      });
      if (verified) return authenticationInfo.newCounter;
    } catch (cause) {
      throw new Problem('signed-out', 'passkey.wrong', undefined, { cause });
    }
    throw new Problem('signed-out', 'passkey.wrong');
  }

  /** Options for a new passkey of one subject (invitation, set-up link or person). */
  async beginNew(subject: string, who: { handle: Buffer; mail: string; name: string; has: string[] }, device: string): Promise<PasskeyOffer> {
    const options = await generateRegistrationOptions({
      rpName: 'Lotse',
      rpID: this.rp,
      userName: who.mail,
      userDisplayName: who.name,
      userID: new Uint8Array(who.handle),
      attestationType: 'none',
      excludeCredentials: who.has.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { ticket: await this.steps.begin('passkey-new', device, { subject, challenge: options.challenge }), options: { ...options } };
  }

  /** What to keep of a new passkey. */
  async verifyNew(subject: string, wish: PasskeyWish, device: string): Promise<VerifiedPasskey> {
    const challenge = await this.steps.takeChallenge('passkey-new', wish.ticket, device, subject);
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: wish.response as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.settings.url,
        expectedRPID: this.rp,
        requireUserVerification: true,
      });
      if (verified) {
        const { id, publicKey, counter } = registrationInfo.credential;
        return { credential: id, publicKey: Buffer.from(publicKey), counter };
      }
    } catch (cause) {
      throw new Problem('invalid', 'passkey.refused', undefined, { cause });
    }
    throw new Problem('invalid', 'passkey.refused');
  }

  /** Keeps a verified passkey; call inside a gate. */
  async keep(tx: EntityManager, person: string, passkey: VerifiedPasskey, name: string): Promise<void> {
    const kept = await addPasskey(tx, { ...passkey, id: randomUUID(), person, name, now: this.clock.now() });
    if (!kept) throw new Problem('conflict', 'passkey.refused');
  }
}
