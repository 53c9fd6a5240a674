import { describe, expect, it } from '@jest/globals';
import { readWish, writeWish } from './wish.js';

const PERSON = '0b9e3f0e-1111-4111-8111-000000000001';

describe('what an address of the inbox asks for', () => {
  it.each([
    ['', { wish: { state: 'waiting' }, page: 1 }],
    ['?state=marked&page=3', { wish: { state: 'marked' }, page: 3 }],
    [`?unitId=wiso-vertrag&personId=${PERSON}`, { wish: { state: 'waiting', unitId: 'wiso-vertrag', personId: PERSON }, page: 1 }],
    ['?state=all&page=-2', { wish: { state: 'waiting' }, page: 1 }],
    ['?personId=somebody', { wish: { state: 'waiting' }, page: 1 }],
  ])('%s', (search, wanted) => {
    expect(readWish(search)).toEqual(wanted);
  });

  it('reads what it writes', () => {
    const wish = { state: 'marked' as const, unitId: 'wiso-vertrag', personId: PERSON };
    expect(readWish(writeWish(wish, 2))).toEqual({ wish, page: 2 });
    expect(writeWish({ state: 'waiting' })).toBe('?');
  });
});
