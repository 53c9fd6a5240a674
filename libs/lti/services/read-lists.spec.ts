import { describe, expect, it } from '@jest/globals';
import { readKeys } from '../launch/platform-keys.js';
import { readLineItems, readResults } from './read-lists.js';
import { readMembers } from '../roster/read-members.js';

const results = (...rows: unknown[]) => readResults(JSON.stringify(rows));
const GOOD = { userId: '4', resultScore: 60, resultMaximum: 100, timestamp: '2026-11-29T10:00:00+01:00' };

describe('results are read row by row', () => {
  it.each<[string, unknown, [number, number] | null]>([
    ['as it should be', { ...GOOD, userId: '5' }, [60, 100]],
    ['no score: null', { userId: '5', resultScore: null, resultMaximum: null }, null],
    ['no score: left out', { userId: '5' }, null],
    ['no maximum is 1', { userId: '5', resultScore: 0.6, resultMaximum: null }, [0.6, 1]],
    ['numbers as text', { userId: '5', resultScore: '60.00000', resultMaximum: '100' }, [60, 100]],
    ['the id as a number', { userId: 5, resultScore: 60, resultMaximum: 100 }, [60, 100]],
    ['no time', { ...GOOD, userId: '5', timestamp: null }, [60, 100]],
    ['a time that is none', { ...GOOD, userId: '5', timestamp: 17 }, [60, 100]],
  ])('%s', (_, row, expected) => {
    const read = results(row, GOOD);
    const found = read.results.get('5');
    expect(found ? [found.score, found.maximum] : null).toEqual(expected);
    expect([read.results.get('4')?.score, read.unread.count]).toEqual([60, 0]);
  });

  it.each<[string, unknown, string]>([
    ['a maximum of 0', { userId: '5', resultScore: 60, resultMaximum: 0 }, 'resultMaximum'],
    ['a score in words', { userId: '5', resultScore: 'gut' }, 'resultScore'],
    ['a score with a comma', { userId: '5', resultScore: '60,0' }, 'resultScore'],
  ])('%s: counted and named, and whether that person has a grade is not known', (_, row, field) => {
    const read = results(row, GOOD);
    expect([read.unread, [...read.unknown], [...read.results.keys()]]).toEqual([{ count: 1, field }, ['5'], ['4']]);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['nobody', { userId: null, resultScore: 1 }],
    ['a list', []],
  ])('a row of %s says nothing of anybody', (_, row) => {
    const read = results(row, GOOD);
    expect([read.unread.count, read.unknown.size, read.results.size]).toEqual([1, 0, 1]);
  });

  it('what is no list cannot be read', () => {
    for (const text of ['', '<!doctype html>', '{"results":[]}', 'null']) expect(() => readResults(text)).toThrow('results.unreadable');
  });
});

describe('columns are read row by row', () => {
  it('a column tied to no link is tied to none, whatever says so', () => {
    const rows = [
      { id: 'https://a.example/1', resourceLinkId: null, resourceId: null, tag: null },
      { id: 'https://a.example/2' },
      { id: 'https://a.example/3', resourceLinkId: 7, resourceId: 8 },
    ];
    expect(readLineItems(JSON.stringify(rows)).items).toEqual([
      { url: 'https://a.example/1', linkId: null, resourceId: '', tag: '' },
      { url: 'https://a.example/2', linkId: null, resourceId: '', tag: '' },
      { url: 'https://a.example/3', linkId: '7', resourceId: '8', tag: '' },
    ]);
  });
  it('one without an address is passed over', () => {
    const read = readLineItems(JSON.stringify([{ id: null, tag: 'x' }, { id: 'https://a.example/2' }]));
    expect([read.items.map((item) => item.url), read.unread]).toEqual([['https://a.example/2'], { count: 1, field: 'id' }]);
    expect(() => readLineItems('{}')).toThrow('lineitems.unreadable');
  });
});

describe('members are read row by row', () => {
  it.each<[string, Record<string, unknown>, string, boolean]>([
    ['no status', { status: null, roles: ['Learner'] }, 'trainee', true],
    ['null among the roles', { roles: [null, 'Learner'] }, 'trainee', true],
    ['roles of null', { roles: null }, 'guest', true],
    ['names of null', { roles: ['Learner'], name: null, given_name: null, family_name: 'Beispiel' }, 'trainee', true],
    ['suspended', { status: 'Inactive', roles: ['Learner'] }, 'trainee', false],
  ])('%s', (_, row, role, isActive) => {
    const read = readMembers(
      JSON.stringify({
        context: null,
        members: [
          { user_id: '5', ...row },
          { user_id: '4', roles: ['Learner'] },
        ],
      }),
    );
    expect(read?.members.map((one) => [one.sub, one.role, one.isActive])).toEqual([
      ['5', role, isActive],
      ['4', 'trainee', true],
    ]);
    expect([read?.contextId, read?.unread.count]).toEqual([null, 0]);
  });
  it('a row without a person is counted and named', () => {
    const read = readMembers(JSON.stringify({ context: { id: null }, members: [null, { user_id: null }, { user_id: 4, roles: ['Learner'] }] }));
    expect([read?.members.map((one) => one.sub), read?.unread, read?.contextId]).toEqual([['4'], { count: 2, field: 'row' }, null]);
  });
});

describe('keys are read one by one', () => {
  const n = Buffer.alloc(256, 0xc3).toString('base64url');
  it('one that cannot be read stops none of the others; null means absent', async () => {
    const keys = [
      null,
      { kty: 7 },
      { kty: 'EC', kid: 'a' },
      { kty: 'RSA', kid: null, n, e: 'AQAB' },
      { kty: 'RSA', kid: 'b', alg: null, use: null, n, e: 'AQAB' },
    ];
    expect([...((await readKeys(JSON.stringify({ keys }))) ?? []).keys()]).toEqual(['b']);
    expect(await readKeys('{}')).toBeNull();
  });
});
