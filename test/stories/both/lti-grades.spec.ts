import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch, openSession } from '../../world/lti-client.js';
import { Pupils, scoreIn as body } from '../../world/lti-pupils.js';

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
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

test('A-01 a grade goes to its column, in the right words, and is called sent because it was read back', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 42);
  await pupils.passback.drain();
  const [post] = pupils.posts(who);
  expect(post?.url).toMatch(/^\/mod\/lti\/services\.php\/\d+\/lineitems\/\d+\/lineitem\/scores\?type_id=1$/);
  expect(post?.contentType).toBe('application/vnd.ims.lis.v1.score+json');
  expect(body(post)).toEqual({
    userId: site.person(who.name).id,
    timestamp: server.clock.now().toISOString(),
    scoreGiven: 42,
    scoreMaximum: 100,
    activityProgress: 'InProgress',
    gradingProgress: 'FullyGraded',
    comment: '5 von 12 Aufgaben beim ersten Versuch richtig',
  });
  expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([42, 'sent']);
  expect(site.requests.last.filter((one) => one.target === 'results').at(-1)?.accept).toBe('application/vnd.ims.lis.v2.resultcontainer+json');
  expect(await pupils.passback.drain()).toBe(0);
});

describe('A-03 a column that takes no grades', () => {
  test.each([
    ['only read', (scope: string) => scope.includes('readonly'), 'scope.readonly'],
    ['no grade service at all', () => false, 'lineitem.none'],
  ])('%s: no attempt, and the course page says so', async (_, keeps, reason) => {
    const all = site.tool.scopes;
    site.tool.scopes = all.filter((scope) => keeps(scope));
    const who = await pupils.add();
    const before = pupils.requests;
    await pupils.earn(who, 50);
    await pupils.passback.drain();
    expect([await pupils.due(who), pupils.requests]).toEqual([undefined, before]);
    const teacher = await openSession(server, await launch(server, site, { person: 'bernd.asmus', link: who.link }));
    const page = await api(server, 'GET', `/api/courses/${String(teacher.body['enrolmentId'])}/people`, undefined, {
      authorization: `Bearer ${String(teacher.body['token'])}`,
    });
    expect(page.body['gradesBlocked']).toBe(reason);
    site.tool.scopes = all;
    await pupils.enter(who.name, who.link);
    await pupils.passback.drain();
    expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([50, 'sent']);
  });
  test('an activity without a column', async () => {
    const who = await pupils.add({ graded: false });
    await pupils.earn(who, 50);
    expect(await pupils.due(who)).toBeUndefined();
  });
  test('an address that is not the platform’s is never asked', async () => {
    const who = await pupils.add();
    await launch(server, site, {
      person: who.name,
      link: who.link,
      change: (claims) => ({ ...claims, [AGS]: { scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'], lineitem: 'https://evil.example/lineitem' } }),
    });
    await pupils.earn(who, 50);
    const rows = await server.db.job(pupils.tenant, (tx) =>
      tx.query<{ state: string; reason: string; url: string | null }[]>(
        `select i.state, i.reason, i.url from line_item i join resource_link l on l.id = i.resource_link where l.title = $1`,
        [who.link],
      ),
    );
    expect([rows, await pupils.due(who)]).toEqual([[{ state: 'none', reason: 'lineitem.host', url: null }], undefined]);
  });
  test('without the right to read results: sent, and said to be unverified', async () => {
    const who = await pupils.add();
    await launch(server, site, {
      person: who.name,
      link: who.link,
      change: (claims) => ({ ...claims, [AGS]: { ...(claims[AGS] as object), scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'] } }),
    });
    const before = site.requests.results;
    await pupils.earn(who, 50);
    await pupils.passback.drain();
    expect([pupils.score(who), (await pupils.due(who))?.state, site.requests.results - before]).toEqual([50, 'sent-unverified', 0]);
  });
});

test('A-04 three rises within a second: stamps at least a second apart, the last is the highest, nothing falls', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 20);
  await pupils.passback.drain();
  server.clock.advance(300);
  await pupils.earn(who, 30);
  await pupils.passback.drain();
  server.clock.advance(300);
  await pupils.earn(who, 40);
  await pupils.earn(who, 35);
  await pupils.settle();
  const sent = pupils.posts(who).map(body);
  expect(sent.map((one) => one['scoreGiven'])).toEqual([20, 40]);
  const stamps = sent.map((one) => Date.parse(String(one['timestamp'])));
  expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).toBeGreaterThanOrEqual(SECOND);
  for (const one of sent) expect(one['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect([pupils.score(who), (await pupils.due(who))?.wanted]).toEqual([40, 40]);
});

describe('A-05 409: the platform has the same or something newer', () => {
  test('it has what is wanted: done', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 60);
    await site.setGrade(who.name, pupils.column(who), { finalGrade: 60, timeModified: Math.floor(server.clock.now().getTime() / SECOND) + 5 });
    await pupils.passback.drain();
    expect([pupils.posts(who).map((post) => post.status), (await pupils.due(who))?.state]).toEqual([[409], 'sent']);
  });
  test('a teacher has written another grade meanwhile: it stays, and is shown as overridden', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 60);
    await site.overrideGrade(who.name, pupils.column(who), 75, new Date(server.clock.now().getTime() + 5 * SECOND));
    await pupils.passback.drain();
    expect([pupils.posts(who).length, pupils.score(who), (await pupils.due(who))?.state]).toEqual([1, 75, 'overridden']);
    await pupils.earn(who, 65);
    await pupils.settle();
    expect([pupils.posts(who).length, pupils.score(who), (await pupils.due(who))?.state]).toEqual([1, 75, 'overridden']);
  });
  test('otherwise it gets a later stamp and is sent again', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 60);
    site.faults.set({ target: 'scores', mode: { status: 409 }, times: 1 });
    await pupils.passback.drain();
    expect([pupils.posts(who).map((post) => post.status), pupils.score(who), (await pupils.due(who))?.state]).toEqual([[409, 200], 60, 'sent']);
    const [first, second] = pupils.posts(who).map((post) => Date.parse(String(body(post)['timestamp'])));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(SECOND);
  });
});

test('an override that answers 200 is seen by the read-back; when the teacher takes it back, the next rise is sent', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 60);
  await pupils.settle();
  await site.overrideGrade(who.name, pupils.column(who), 30);
  server.clock.advance(5 * SECOND);
  await pupils.earn(who, 70);
  await pupils.settle();
  expect([pupils.posts(who).at(-1)?.status, pupils.score(who), (await pupils.due(who))?.state]).toEqual([200, 30, 'overridden']);
  await site.setGrade(who.name, pupils.column(who), { overridden: 0, finalGrade: 70, timeModified: Math.floor(server.clock.now().getTime() / SECOND) });
  server.clock.advance(5 * SECOND);
  await pupils.earn(who, 80);
  await pupils.settle();
  expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([80, 'sent']);
});

test('a locked grade is shown as locked and tried once a day, until it is unlocked', async () => {
  const who = await pupils.add();
  await site.lockGrade(who.name, pupils.column(who));
  await pupils.earn(who, 60);
  await pupils.settle();
  expect([(await pupils.due(who))?.state, (await pupils.due(who))?.reason, pupils.posts(who).length]).toEqual(['locked', 'score.locked', 1]);
  server.clock.advance(HOUR);
  expect(await pupils.passback.drain()).toBe(0);
  await site.lockGrade(who.name, pupils.column(who), false);
  server.clock.advance(24 * HOUR);
  await pupils.passback.drain();
  expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([60, 'sent']);
});

test('A-09, A-10 every score that ever left was FullyGraded with a score of 100 and a plain comment; completed is never taken back', async () => {
  const who = await pupils.add();
  for (const [best, completed] of [
    [0, false],
    [33, false],
    [100, true],
    [100, false],
  ] as const) {
    await pupils.earn(who, best, { completed });
    await pupils.settle();
    server.clock.advance(2 * SECOND);
  }
  expect(pupils.posts(who).map((post) => [body(post)['scoreGiven'], body(post)['activityProgress']])).toEqual([
    [33, 'InProgress'],
    [100, 'Completed'],
  ]);
  for (const post of site.gradebook.posts) {
    const sent = body(post);
    expect(sent).toMatchObject({
      gradingProgress: 'FullyGraded',
      scoreMaximum: 100,
      scoreGiven: expect.any(Number),
      comment: expect.stringMatching(/^(\d+ von \d+ Aufgaben beim ersten Versuch richtig|Mittel aus (1 Einheit|\d+ Einheiten))$/),
    });
    expect(Number.isInteger(sent['scoreGiven']) && Number(sent['scoreGiven']) >= 0 && Number(sent['scoreGiven']) <= 100).toBe(true);
  }
});

test('the tests bite: without the read-back an overridden grade would be called sent', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 60);
  await pupils.settle();
  await site.overrideGrade(who.name, pupils.column(who), 30);
  server.clock.advance(5 * SECOND);
  pupils.passback.rules.readsBack = false;
  await pupils.earn(who, 70);
  await pupils.settle();
  pupils.passback.rules.readsBack = true;
  expect((await pupils.due(who))?.state).toBe('sent');
});
