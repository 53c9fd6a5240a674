import { expect, test } from '@jest/globals';
import { mineKey } from './drafts.js';
import { storedIn } from './stored.js';
import { holdsUnsent } from './unsent.js';

const inMemory = () =>
  storedIn(() => {
    throw new Error('refused');
  });

test('an answer that waits is found whoever gave it; a draft and what others keep are none', () => {
  const store = inMemory();
  store.set(mineKey('e1', 'draft.r.x'), '{}');
  store.set('somebody.queue', '[]');
  expect(holdsUnsent(store)).toBe(false);
  store.set(mineKey('e1', 'queue'), '[{}]');
  expect(holdsUnsent(store)).toBe(true);
  store.remove(mineKey('e1', 'queue'));
  expect(holdsUnsent(store)).toBe(false);
});
