import { createHmac, randomUUID } from 'node:crypto';
import type { IceGrant, IceServer } from '#lotse/contract';

export interface IceSettings {
  iceServers: readonly string[];
  turnSecret: string | undefined;
}
/** So long credentials of a relay hold. */
export const ICE_MS = 3_600_000;

const isRelay = (url: string) => /^turns?:/.test(url);

export function hasRelay({ iceServers, turnSecret }: IceSettings): boolean {
  return turnSecret !== undefined && iceServers.some(isRelay);
}

/** Credentials as coturn's `use-auth-secret` knows them: a name that says until when, and its HMAC. No name of a person goes to the relay. */
export function iceGrant(settings: IceSettings, relayOnly: boolean, now: Date): IceGrant {
  const until = new Date(now.getTime() + ICE_MS);
  const stun = settings.iceServers.filter((url) => !isRelay(url));
  const turn = settings.turnSecret === undefined ? [] : settings.iceServers.filter(isRelay);
  const iceServers: IceServer[] = stun.length > 0 && !relayOnly ? [{ urls: stun }] : [];
  if (turn.length > 0 && settings.turnSecret !== undefined) {
    const username = `${Math.floor(until.getTime() / 1000)}:${randomUUID()}`;
    iceServers.push({ urls: turn, username, credential: createHmac('sha1', settings.turnSecret).update(username).digest('base64') });
  }
  return { iceServers, relayOnly, until: until.toISOString() };
}
