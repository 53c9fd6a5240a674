import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { auditOf } from '../../world/lti-client.js';
import { Pupils } from '../../world/lti-pupils.js';

const SECOND = 1000;
const HOUR = 3_600_000;

let server: TestServer;
let site: DemoSite;
let pupils: Pupils;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  pupils = await Pupils.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
afterEach(() => site.faults.clear());

test('A-06 401: one new token, then the same score again', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 10);
  await pupils.passback.drain();
  await site.expireTokens();
  const tokens = site.requests.token;
  server.clock.advance(2 * SECOND);
  await pupils.earn(who, 20);
  await pupils.passback.drain();
  expect([pupils.score(who), site.requests.token - tokens, pupils.posts(who).map((post) => post.status)]).toEqual([20, 1, [200, 401, 200]]);
});
test('A-06 403: the column is paused, with an audit row, and asked no more until staff launches', async () => {
  const who = await pupils.add();
  site.faults.set({ target: 'scores', mode: { status: 403, reason: 'Forbidden' } });
  const audits = (await auditOf(server, site)).length;
  await pupils.earn(who, 20);
  await pupils.passback.drain();
  expect([(await pupils.due(who))?.state, (await pupils.due(who))?.reason]).toEqual(['paused', 'score.403']);
  expect((await auditOf(server, site)).slice(audits).map((row) => [row.event, row.details['reason']])).toEqual([['line-item.paused', 'score.403']]);
  await pupils.earn(who, 30);
  await pupils.enter(who.name, who.link);
  server.clock.advance(24 * HOUR);
  await pupils.passback.drain();
  expect(pupils.posts(who)).toHaveLength(1);
  site.faults.clear();
  await pupils.enter('bernd.asmus', who.link);
  await pupils.passback.drain();
  expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([30, 'sent']);
});

describe('A-07 later', () => {
  test.each([
    [429, '120', 120],
    [503, 'date', 90],
  ])('%s with Retry-After: not a request before that', async (status, header, seconds) => {
    const who = await pupils.add();
    const at = new Date(Math.ceil(server.clock.now().getTime() / SECOND) * SECOND);
    server.clock.set(at);
    const value = header === 'date' ? new Date(at.getTime() + seconds * SECOND).toUTCString() : header;
    site.faults.set({ target: 'scores', mode: { status, headers: { 'retry-after': value } }, times: 1 });
    await pupils.earn(who, 20);
    await pupils.passback.drain();
    server.clock.advance(seconds * SECOND - 1);
    await pupils.passback.drain();
    expect([pupils.posts(who).length, (await pupils.due(who))?.reason]).toEqual([1, `score.${status}`]);
    server.clock.advance(1);
    await pupils.passback.drain();
    expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([20, 'sent']);
  });
  test('the platform stored it and fell silent: looked at first, and not sent twice', async () => {
    const who = await pupils.add();
    site.faults.set({ target: 'scores', mode: { storeThenTimeout: true }, times: 1 });
    await pupils.earn(who, 20);
    await pupils.passback.drain();
    expect((await pupils.due(who))?.reason).toBe('fetch.timeout');
    await pupils.settle();
    expect([pupils.posts(who).length, pupils.score(who), (await pupils.due(who))?.state]).toEqual([1, 20, 'sent']);
  });
  test('taken, but the read-back failed: only the read-back is tried again', async () => {
    const who = await pupils.add();
    site.faults.set({ target: 'results', mode: { status: 500 }, times: 2 });
    await pupils.earn(who, 20);
    await pupils.settle();
    expect([pupils.posts(who).length, (await pupils.due(who))?.state]).toEqual([1, 'sent']);
  });
});

describe('A-08 for good', () => {
  test('400 for somebody who gets no grades: visible, not tried again', async () => {
    const who = await pupils.add();
    site.platform.state.enrolments.splice(
      site.platform.state.enrolments.findIndex((one) => one.personId === site.person(who.name).id),
      1,
    );
    const lines = server.log.length;
    await pupils.earn(who, 20);
    await pupils.settle();
    server.clock.advance(48 * HOUR);
    await pupils.passback.drain();
    expect([pupils.posts(who).length, (await pupils.due(who))?.state, (await pupils.due(who))?.reason]).toEqual([1, 'failed', 'score.400']);
    expect(server.log.slice(lines).join('')).not.toMatch(/Incorrect score|von 12 Aufgaben/);
  });
  test('404 for a column that was deleted: the course page says so; named again at a launch, it is paid', async () => {
    const who = await pupils.add();
    const column = pupils.column(who);
    await site.deleteLineItem(column);
    await pupils.earn(who, 20);
    await pupils.settle();
    expect([(await pupils.due(who))?.state, (await pupils.due(who))?.reason]).toEqual(['failed', 'score.404']);
    await pupils.earn(who, 30);
    expect(await pupils.passback.drain()).toBe(0);
    site.platform.state.items.push(column);
    await pupils.enter(who.name, who.link);
    await pupils.settle();
    expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([30, 'sent']);
  });
});
