import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { passkeyBegin, passkeyFinish } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { Problem } from '../kit/api/problem.js';
import { enter } from '../kit/session/account-session.js';

interface Offer {
  ticket: string;
  options: Record<string, unknown>;
}
export interface PasskeyAnswer {
  ticket: string;
  response: Record<string, unknown>;
}

/** What the device said no to, or the person: one sentence for both. */
async function ask<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new Problem('invalid', 'passkey.device', {}, { cause });
  }
}

export async function signInWithPasskey(): Promise<void> {
  const offer = await call(passkeyBegin, { body: {} });
  const response = await ask(() => startAuthentication({ optionsJSON: offer.options as never }));
  enter(await call(passkeyFinish, { body: { ticket: offer.ticket, response: { ...response } } }));
}

/** Lets the device make a passkey for what the server offered. */
export async function makePasskey(offer: Offer): Promise<PasskeyAnswer> {
  const response = await ask(() => startRegistration({ optionsJSON: offer.options as never }));
  return { ticket: offer.ticket, response: { ...response } };
}

export function hasPasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function';
}
