import { describe, expect, it } from '@jest/globals';
import { storedIn, type Stored } from './stored.js';
import { Drafts, mineKey, wipeOthers } from './drafts.js';

/** Stands in for the browser's storage: string keys and values, keys enumerable. */
function fakeStorage(): Storage {
  const methods = {
    getItem(key: string) {
      return (this as unknown as Record<string, string>)[key] ?? null;
    },
  };
  const base = Object.create({
    ...methods,
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  }) as Storage;
  return base;
}
const refused = (): Storage => {
  throw new Error('SecurityError');
};
const typed = { response: { kind: 'number' as const, text: '894,00' }, aids: ['hint' as const] };

describe('drafts', () => {
  it('survive a reload where storage works', () => {
    const storage = fakeStorage();
    new Drafts(
      storedIn(() => storage),
      'e1',
    ).write('r', 'x', typed);
    expect(
      new Drafts(
        storedIn(() => storage),
        'e1',
      ).read('r', 'x'),
    ).toEqual(typed);
  });

  it('survive in memory where storage is refused', () => {
    const drafts = new Drafts(storedIn(refused), 'e1');
    drafts.write('r', 'x', typed);
    expect(drafts.read('r', 'x')).toEqual(typed);
  });

  it('belong to one run and one exercise', () => {
    const drafts = new Drafts(storedIn(fakeStorage), 'e1');
    drafts.write('r', 'x', typed);
    expect(drafts.read('r2', 'x').response).toBeNull();
    expect(drafts.read('r', 'y').response).toBeNull();
    drafts.forget('r', 'x');
    expect(drafts.read('r', 'x').response).toBeNull();
  });

  it.each(['{', '7', '{"response":{"kind":"magic"}}', '{"response":null,"aids":["spell"]}'])('reads %s as nothing', (text) => {
    const storage = fakeStorage();
    storage.setItem(mineKey('e1', 'draft.r.x'), text);
    expect(
      new Drafts(
        storedIn(() => storage),
        'e1',
      ).read('r', 'x'),
    ).toEqual({ response: null, aids: [] });
  });

  it('of another person are wiped, other entries stay', () => {
    const storage = fakeStorage();
    const store: Stored = storedIn(() => storage);
    store.set(mineKey('e1', 'draft.r.x'), '1');
    store.set(mineKey('e2', 'queue'), '2');
    store.set('lotse.theme', 'dark');
    wipeOthers(store, 'e2');
    expect(store.keys().sort()).toEqual(['lotse.mine.e2.queue', 'lotse.theme']);
  });
});
