import { expect, it } from '@jest/globals';
import { senderCheck } from './seen-sender.js';

const peer = '127.0.0.1';
const [http, https, proxy] = ['http://lotse.intern', 'https://lotse.example.org', ['127.0.0.1']];

it.each([
  ['no proxy, none set', { peer: '192.0.2.7', sender: '192.0.2.7', forwarded: false }, http, [], 'sender.good'],
  ['a trusted proxy that says who comes', { peer, sender: '192.0.2.7', forwarded: true }, https, proxy, 'sender.good'],
  ['a proxy that nobody trusts', { peer, sender: peer, forwarded: true }, https, [], 'sender.untrusted'],
  ['a header that a visitor made up', { peer: '192.0.2.7', sender: '192.0.2.7', forwarded: true }, https, proxy, 'sender.untrusted'],
  ['a trusted proxy that says nothing', { peer, sender: peer, forwarded: false }, https, proxy, 'sender.silent'],
  ['https, so something stands in front, and nothing is said', { peer, sender: peer, forwarded: false }, https, [], 'sender.silent'],
] as const)('%s', (_, arrival, url, trustedProxies, code) => {
  expect(senderCheck(arrival, { url, trustedProxies })).toBe(code);
});
