import { describe, expect, it } from '@jest/globals';
import { isFiltered, readWish, toQuery, writeWish } from './roster-query.js';

describe('the list in the address', () => {
  const first = readWish('');

  it('starts with who needs help', () => {
    expect(first).toMatchObject({ sort: 'help', dir: 'asc', page: 1 });
    expect(isFiltered(first)).toBe(false);
    expect(toQuery(first)).toEqual({ page: 1, size: 25, sort: 'help', dir: 'asc' });
  });

  it('comes back as it was written', () => {
    const search = writeWish(first, { q: 'Müller & Co', state: 'stuck', unitId: 'wiso.a', sort: 'name', dir: 'desc', page: 3 });
    expect(readWish(search)).toEqual({ q: 'Müller & Co', state: 'stuck', unitId: 'wiso.a', sort: 'name', dir: 'desc', page: 3 });
  });

  it('goes to page 1 with every change but turning the page', () => {
    const third = readWish('?page=3');
    expect(readWish(writeWish(third, { q: 'a' })).page).toBe(1);
    expect(readWish(writeWish(third, { page: 4 })).page).toBe(4);
  });

  it.each(['?state=asleep', '?sort=shoe-size', '?page=-2', '?page=x', '?dir=up'])('does not take %s', (search) => {
    expect(toQuery(readWish(search))).toEqual(toQuery(first));
  });
});
