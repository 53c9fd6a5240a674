import { describe, expect, it } from '@jest/globals';
import type { MediaSignal } from '#lotse/contract';
import { withoutAddresses } from './without-addresses.js';

const ids = { peer: '11111111-1111-4111-8111-111111111111', link: '22222222-2222-4222-8222-222222222222' };
const RELAY = 'candidate:3 1 udp 41885695 192.0.2.9 50001 typ relay raddr 198.51.100.7 rport 40000 generation 0';
const candidate = (text: string): MediaSignal => ({ ...ids, kind: 'candidate', candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0 } });

describe('what is passed on for somebody whose address nobody shall see', () => {
  it.each([
    ['host', 'candidate:1 1 udp 2113937151 10.0.0.7 54321 typ host'],
    ['mDNS', 'candidate:1 1 udp 2113937151 3f1c.local 54321 typ host'],
    ['IPv6 host', 'candidate:1 1 udp 2113937151 2001:db8::7 54321 typ host'],
    ['server reflexive', 'candidate:2 1 udp 1677729535 198.51.100.7 40000 typ srflx raddr 10.0.0.7 rport 54321'],
    ['a relay only by name', 'candidate:1 1 udp 1 10.0.0.7 1 typ host ufrag typrelay'],
    ['peer reflexive', 'candidate:4 1 udp 1 198.51.100.7 40000 typ prflx raddr 10.0.0.7 rport 1'],
  ])('no candidate of kind %s', (_, text) => expect(withoutAddresses(candidate(text))).toBeNull());

  it('a relay without the address it stands for, and the end of candidates', () => {
    const passed = withoutAddresses(candidate(RELAY));
    expect(passed?.candidate?.candidate).toContain('192.0.2.9 50001 typ relay raddr 0.0.0.0 rport 0');
    expect(JSON.stringify(passed)).not.toContain('198.51.100.7');
    expect(withoutAddresses(candidate(''))).toEqual(candidate(''));
  });

  it('an offer without any address but that of the relay', () => {
    const sdp = [
      'v=0',
      'o=- 1 2 IN IP4 10.0.0.7',
      'c=IN IP4 198.51.100.7',
      'a=rtcp:40000 IN IP4 198.51.100.7',
      'a=candidate:1 1 udp 1 10.0.0.7 1 typ host',
      `a=${RELAY}`,
      'a=mid:0',
    ];
    const passed = withoutAddresses({ ...ids, kind: 'offer', sdp: sdp.join('\r\n') });
    expect(passed?.sdp).not.toMatch(/10\.0\.0\.7|198\.51\.100\.7/);
    expect(passed?.sdp).toMatch(/^v=0\r\no=- 1 2 IN IP4 0\.0\.0\.0\r\n[\s\S]*typ relay[\s\S]*a=mid:0$/);
  });
});
