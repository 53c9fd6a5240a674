import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { disguised, undisguised } from './disguise.js';

it.each([['a'], ['AZaz09-_'], [randomBytes(32).toString('base64url')]])('%s comes out as it went in, and looks different each time', (secret) => {
  const [one, other] = [disguised(secret, randomBytes), disguised(secret, randomBytes)];
  expect([undisguised(one), undisguised(other)]).toEqual([secret, secret]);
  if (secret.length > 4) expect(one).not.toBe(other);
  expect(one).not.toContain(secret.length > 4 ? secret : ' ');
});
