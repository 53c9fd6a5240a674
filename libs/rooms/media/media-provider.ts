import { MESH_LIMITS, type IceGrant, type MediaRules, type MediaSignal } from '#lotse/contract';
import { hasRelay, iceGrant, type IceSettings } from './ice.js';
import type { Taking } from './media-peers.js';
import { withoutAddresses } from './without-addresses.js';

/** A message for the browser that is named in it; `from` is put in its place on the way. */
export interface Passed {
  to: string;
  signal: MediaSignal;
}

/**
 * What carries sound and pictures. The channels, who may speak and who takes part stay as they are whatever stands behind it:
 * a media server answers `signal` itself, between browsers it is passed on.
 */
export interface MediaProvider {
  readonly limits: { audio: number; video: number };
  isOff(rules: MediaRules): boolean;
  grant(seat: Taking['viewer'], rules: MediaRules, now: Date): IceGrant;
  signal(from: Taking, signals: readonly MediaSignal[], rules: MediaRules): Promise<Passed[]>;
}

/** Links between browsers. A trainee's address goes to nobody but the relay, unless the tenant allows direct links. */
export class MeshProvider implements MediaProvider {
  readonly limits = MESH_LIMITS;
  constructor(private readonly ice: IceSettings) {}

  isOff({ directLinks }: MediaRules): boolean {
    return !directLinks && !hasRelay(this.ice);
  }

  grant(viewer: Taking['viewer'], { directLinks }: MediaRules, now: Date): IceGrant {
    return iceGrant(this.ice, viewer.seat === 'trainee' && !directLinks, now);
  }

  signal(from: Taking, signals: readonly MediaSignal[], { directLinks }: MediaRules): Promise<Passed[]> {
    const isHidden = from.viewer.seat === 'trainee' && !directLinks;
    const passed = signals.map((signal) => (isHidden ? withoutAddresses(signal) : signal)).filter((signal) => signal !== null);
    return Promise.resolve(passed.map((signal) => ({ to: signal.peer, signal: { ...signal, peer: from.peer } })));
  }
}
