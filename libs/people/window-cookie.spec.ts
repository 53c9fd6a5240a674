import { createSecretKey, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { WindowCookie } from './window-cookie.js';

const cookies = new WindowCookie(createSecretKey(Buffer.alloc(32, 1)));
const others = new WindowCookie(createSecretKey(Buffer.alloc(32, 2)));

test('a cookie of a window names its session to whoever has the secret, and nobody else can make one', () => {
  const id = randomUUID();
  const cookie = cookies.after(cookies.code(), id) ?? '';
  expect(cookies.sessionIn(cookie)).toBe(id);
  expect(others.sessionIn(cookie)).toBeNull();
  expect(cookies.sessionIn(cookie.replace(id, randomUUID()))).toBeNull();
});

test('a launch code makes none, and other cookies are none', () => {
  expect(cookies.after('abc', randomUUID())).toBeNull();
  for (const text of ['', 'w_', 'abc', `w_${randomUUID()}`]) expect(cookies.sessionIn(text)).toBeNull();
});
