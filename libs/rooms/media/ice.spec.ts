import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hasRelay, iceGrant } from './ice.js';

const NOW = new Date('2026-12-01T16:00:00Z');
const both = { iceServers: ['stun:stun.example.org', 'turn:turn.example.org:3478', 'turns:turn.example.org:443?transport=tcp'], turnSecret: 'secret' };

describe('ICE servers', () => {
  it('credentials of a relay hold for an hour and are the HMAC of their name', () => {
    const { iceServers, until } = iceGrant(both, false, NOW);
    const relay = iceServers.find((one) => one.username !== undefined);
    expect(until).toBe('2026-12-01T17:00:00.000Z');
    expect(relay?.urls).toEqual(['turn:turn.example.org:3478', 'turns:turn.example.org:443?transport=tcp']);
    expect(relay?.username).toMatch(/^1796144400:[0-9a-f-]{36}$/);
    expect(relay?.credential).toBe(
      createHmac('sha1', 'secret')
        .update(relay?.username ?? '')
        .digest('base64'),
    );
  });
  it('who shows no address asks no STUN server for one', () => {
    expect(iceGrant(both, true, NOW).iceServers.flatMap((one) => one.urls)).not.toContain('stun:stun.example.org');
  });
  it('a relay without a secret is none', () => {
    expect([hasRelay(both), hasRelay({ ...both, turnSecret: undefined }), hasRelay({ iceServers: ['stun:a'], turnSecret: 's' })]).toEqual([true, false, false]);
    expect(iceGrant({ ...both, turnSecret: undefined }, false, NOW).iceServers).toEqual([{ urls: ['stun:stun.example.org'] }]);
  });
});
