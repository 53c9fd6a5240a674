import { describe, expect, it } from '@jest/globals';
import { Problem } from '#lotse/base';
import { insertPath, type ServiceReply } from '../services/services.js';
import { depthOf } from '../launch/token-rules.js';
import { backOffMs, longestWait, retryAfterMs } from '../services/back-off.js';
import { oweStatement } from './owe.queries.js';
import { afterProblem, afterRefusal, isEqual } from './outcome.js';
import { PlatformPauses } from './platform-pauses.js';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

it.each([
  [1, 0.5, 5_000],
  [2, 0.5, 10_000],
  [5, 0.5, 80_000],
  [6, 0.5, 120_000],
  [6, 1, 120_000],
  [6, 0, 96_000],
  [34, 0.5, 120_000],
  [35, 0.5, 3_600_000],
  [5_000, 0.5, 3_600_000],
  [5_000, 1, 3_600_000],
  [1, 0, 4_000],
  [1, 1, 6_000],
  [0, 0.5, 5_000],
])('waits after %d attempts (chance %d) %d ms', (attempts, chance, ms) => expect(backOffMs(attempts, chance, longestWait(attempts))).toBe(ms));

it('tries every two minutes or more often in the first hour, and hourly at the latest after it', () => {
  let [passed, attempts] = [0, 0];
  while (passed < 3_600_000) {
    const wait = backOffMs(++attempts, 1, longestWait(attempts));
    expect(wait).toBeLessThanOrEqual(120_000);
    passed += wait;
  }
  expect(attempts).toBeLessThanOrEqual(34);
});

it.each<[string | undefined, number | null]>([
  [undefined, null],
  ['', null],
  ['120', 120_000],
  ['0', 1_000],
  ['999999999', 86_400_000],
  [at(90).toUTCString(), 90_000],
  [at(-90).toUTCString(), 1_000],
  ['soon', null],
])('Retry-After %s asks for %s ms', (header, ms) => expect(retryAfterMs(header, at(0))).toBe(ms));

it.each([
  ['https://a.example/l?type_id=1', 'https://a.example/l/scores?type_id=1'],
  ['https://a.example/l', 'https://a.example/l/scores'],
  ['https://a.example/l#x', 'https://a.example/l/scores'],
  ['https://a.example/l?a=%2F&b=ü', 'https://a.example/l/scores?a=%2F&b=ü'],
])('the path of %s goes on before its query', (url, expected) => expect(insertPath(url, '/scores')).toBe(expected));

it.each([
  [1, '{}'],
  [3, '{"a":[{}]}'],
  [1, '{"a":"[[[[{{{{"}'],
  [1, '{"a":"\\"[["}'],
  [0, '7'],
  [500, '['.repeat(500)],
])('nests %d deep', (depth, text) => expect(depthOf(text)).toBe(depth));

describe('what a refusal means', () => {
  const reply = (status: number, more: Partial<ServiceReply> = {}): ServiceReply => ({
    status,
    retryAfterMs: null,
    type: 'application/json',
    text: '',
    link: null,
    ...more,
  });
  it.each([
    [400, 'failed'],
    [403, 'paused'],
    [404, 'failed'],
    [405, 'failed'],
    [413, 'failed'],
    [422, 'failed'],
    [302, 'waiting'],
    [401, 'waiting'],
    [408, 'waiting'],
    [429, 'waiting'],
    [500, 'waiting'],
    [502, 'waiting'],
    [503, 'waiting'],
  ])('%d: %s', (status, state) => expect(afterRefusal(reply(status))).toMatchObject({ state, reason: `score.${status}` }));
  it('knows a locked grade from any other 500', () => {
    expect(afterRefusal(reply(500, { type: 'application/vnd.ims.lis.v1.score+json; charset=utf-8', text: '[]' })).state).toBe('locked');
    expect(afterRefusal(reply(500, { text: '[]' })).state).toBe('waiting');
    expect(afterRefusal(reply(500, { type: 'application/vnd.ims.lis.v1.score+json', text: '' })).state).toBe('waiting');
  });
  it('waits for what could not be asked, and lets our own faults through', () => {
    expect(afterProblem(new Problem('upstream', 'token.refused', { status: 429, retryAfterMs: 5_000 }))).toMatchObject({
      state: 'waiting',
      reason: 'token.refused',
      waitMs: 5_000,
    });
    expect(() => afterProblem(new TypeError('ours'))).toThrow('ours');
  });
});

it.each([
  [70, 100, 70, true],
  [7.7, 11, 70, true],
  [33.3333, 100, 33, true],
  [33.6, 100, 33, false],
  [0, 100, 0, true],
  [1, 100, 0, false],
  [0.5, 1, 50, true],
])('%d of %d is %d: %s', (score, maximum, wanted, equal) => expect(isEqual({ score, maximum, at: null }, wanted)).toBe(equal));

describe('a platform that is away', () => {
  const A = { tenant: 't', id: 'a' };
  it('is left alone after five failures in a row, longer each time, until it answers', () => {
    const pauses = new PlatformPauses(() => 0.5);
    for (let n = 0; n < 4; n++) pauses.failed(A, at(0), null);
    expect([pauses.paused(at(0)), pauses.looks('t')]).toEqual([[], false]);
    pauses.failed(A, at(0), null);
    expect([pauses.looks('t'), pauses.looks('other')]).toEqual([true, false]);
    expect([pauses.paused(at(4)), pauses.paused(at(5))]).toEqual([['a'], []]);
    pauses.failed(A, at(5), null);
    expect([pauses.paused(at(14)), pauses.paused(at(15))]).toEqual([['a'], []]);
    pauses.answered('a');
    pauses.failed(A, at(20), null);
    expect(pauses.paused(at(20))).toEqual([]);
  });
  it('is asked at least every two minutes in the first hour, though many grades fail at once', () => {
    const pauses = new PlatformPauses(() => 1);
    for (let n = 0; n < 200; n++) pauses.failed(A, at(0), null);
    expect([pauses.paused(at(119)), pauses.paused(at(120))]).toEqual([['a'], []]);
    pauses.failed(A, at(3_601), null);
    expect([pauses.paused(at(3_601 + 3_599)), pauses.paused(at(3_601 + 3_600))]).toEqual([['a'], []]);
  });
  it('is left alone at once for as long as it asks', () => {
    const pauses = new PlatformPauses(() => 0.5);
    pauses.failed(A, at(0), 60_000);
    expect([pauses.paused(at(59)), pauses.paused(at(60))]).toEqual([['a'], []]);
  });
});

it('owes in one statement whose values are never part of its text', () => {
  const wish = { tenant: 't', now: at(0), modules: [] };
  for (const statement of [
    oweStatement({ ...wish, person: `p'`, unitId: `u'` }),
    oweStatement({ ...wish, person: `p'` }),
    oweStatement({ ...wish, link: `l'` }),
  ]) {
    expect(statement.text).not.toMatch(/[pul]''?;|undefined/);
    expect(statement.text.match(/\$\d+/g)?.every((param) => Number(param.slice(1)) <= (statement.values?.length ?? 0))).toBe(true);
  }
});
