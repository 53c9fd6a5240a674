import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { LinksService } from '#lotse/lti';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Pupils, scoreIn, UNIT, type Pupil } from '../../world/lti-pupils.js';

const MINUTE = 60_000;

let server: TestServer;
let pupils: Pupils;
beforeAll(async () => {
  server = await startForTest();
  pupils = await Pupils.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
afterEach(() => pupils.site.faults.clear());

async function manyOf(count: number): Promise<Pupil[]> {
  const course = pupils.course();
  const all: Pupil[] = [];
  for (let i = 0; i < count; i++) all.push(await pupils.add({ course }));
  return all;
}
const tries = (from: number): number => server.log.slice(from).filter((line) => line.includes('"grade.tried"')).length;
/** Seconds between the scores the LMS took. */
const stampsApart = (who: Pupil): number[] => {
  const stamps = pupils
    .posts(who)
    .filter((post) => post.status === 200)
    .map((post) => Date.parse(String(scoreIn(post)['timestamp'])));
  return stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? 0));
};

test('the LMS is down for an hour while people practise: afterwards every grade is equal, and each was sent once', async () => {
  const all = await manyOf(10);
  pupils.site.faults.down(true);
  for (let minute = 0; minute < 60; minute++) {
    for (const [i, who] of all.entries()) if ((minute + i) % 6 === 0) await pupils.earn(who, Math.min(100, minute + i), { completed: minute > 50 });
    await pupils.passback.drain();
    server.clock.advance(MINUTE);
  }
  const wanted = await Promise.all(all.map(async (who) => (await pupils.due(who))?.wanted));
  expect(all.map((who) => pupils.score(who))).toEqual(all.map(() => null));
  pupils.site.faults.clear();
  const before = pupils.requests;
  await pupils.settle();
  expect(all.map((who) => pupils.score(who))).toEqual(wanted);
  expect(all.map((who) => pupils.posts(who).length)).toEqual(all.map(() => 1));
  expect(pupils.requests - before).toBe(2 * all.length);
});

test('away for three days with twenty grades owed: at most 100 requests an hour, nothing lost (G-04)', async () => {
  const all = await manyOf(20);
  pupils.site.faults.down(true);
  for (const who of all) await pupils.earn(who, 50);
  const hours: number[] = [];
  for (let hour = 0; hour < 72; hour++) {
    const from = server.log.length;
    const step = hour < 2 ? 0.5 : 30;
    for (let minute = 0; minute < 60; minute += step) {
      await pupils.passback.drain();
      server.clock.advance(step * MINUTE);
    }
    hours.push(tries(from));
  }
  expect(Math.max(...hours)).toBeLessThanOrEqual(100);
  expect(hours.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(72);
  pupils.site.faults.clear();
  await pupils.settle();
  expect(all.map((who) => pupils.score(who))).toEqual(all.map(() => 50));
  expect(all.map((who) => pupils.posts(who).length)).toEqual(all.map(() => 1));
}, 120_000);

test('a third of all requests fails, and the server restarts in between: all equal, no stamp too close, at most three times the least', async () => {
  const all = await manyOf(12);
  const share = (target: 'scores' | 'results' | 'token', seed: number, mode: Parameters<typeof pupils.site.faults.set>[0]['mode'], part: number) =>
    pupils.site.faults.set({ target, mode, share: part, seed });
  share('scores', 1, { status: 429 }, 0.08);
  share('scores', 2, { status: 500 }, 0.08);
  share('scores', 3, { status: 401 }, 0.05);
  share('scores', 4, { status: 409 }, 0.05);
  share('scores', 5, { drop: true }, 0.08);
  share('results', 6, { status: 503 }, 0.3);
  share('token', 7, { status: 500 }, 0.3);
  pupils.site.faults.set({ target: 'scores', mode: { storeThenTimeout: true }, times: 1 });
  let least = 0;
  const before = pupils.requests;
  for (let round = 1; round <= 5; round++) {
    for (const [i, who] of all.entries())
      if ((i + round) % 3 !== 0) {
        await pupils.earn(who, round * 15 + i, { completed: round === 5 });
        least += 2;
      }
    await pupils.settle();
    if (round === 3) await pupils.restart();
    server.clock.advance(MINUTE);
  }
  pupils.site.faults.clear();
  await pupils.settle();
  for (const who of all) {
    const due = await pupils.due(who);
    expect([due?.state, pupils.score(who), Math.min(1000, ...stampsApart(who))]).toEqual(['sent', due?.wanted, 1000]);
  }
  expect(pupils.requests - before).toBeLessThanOrEqual(3 * least);
}, 120_000);

describe('two senders', () => {
  test('a row that another sender holds is left alone until its minute is over', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 20);
    await server.db.job(pupils.tenant, (tx) =>
      tx.query('update grade_due set lease_until = $2 where person = $1', [who.person, new Date(server.clock.now().getTime() + MINUTE)]),
    );
    expect(await pupils.passback.drain()).toBe(0);
    server.clock.advance(MINUTE);
    await pupils.passback.drain();
    expect(pupils.score(who)).toBe(20);
  });
  test('what is wanted rises while a score is under way: the old result does not close the row', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 20);
    pupils.site.faults.set({ target: 'scores', mode: { delayMs: 300 }, times: 1 });
    const draining = pupils.passback.drain();
    await new Promise((done) => setTimeout(done, 150));
    await pupils.earn(who, 40);
    await draining;
    expect([(await pupils.due(who))?.state, (await pupils.due(who))?.sent]).toEqual(['waiting', 20]);
    await pupils.settle();
    expect([pupils.score(who), (await pupils.due(who))?.state]).toEqual([40, 'sent']);
  });
  test('a sender that comes back after its lease writes nothing', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 20);
    pupils.site.faults.set({ target: 'scores', mode: { delayMs: 300 }, times: 1 });
    const draining = pupils.passback.drain();
    await new Promise((done) => setTimeout(done, 150));
    await server.db.job(pupils.tenant, (tx) =>
      tx.query(`update grade_due set lease_until = $2, reason = 'taken over' where person = $1`, [
        who.person,
        new Date(server.clock.now().getTime() + 2 * MINUTE),
      ]),
    );
    await draining;
    expect([(await pupils.due(who))?.state, (await pupils.due(who))?.reason, (await pupils.due(who))?.sent]).toEqual(['waiting', 'taken over', null]);
    await server.db.job(pupils.tenant, (tx) => tx.query('update grade_due set lease_until = null where person = $1', [who.person]));
    await pupils.settle();
  });
});

describe('a link that opens a module', () => {
  const modules = [{ moduleId: 'wiso-ausbildung', units: [UNIT, 'wiso-zweite', 'wiso-dritte'] }];
  const open = async () => {
    const who = await pupils.add({ custom: { module: 'wiso-ausbildung' } });
    return { who, earn: (best: number, unit = UNIT, completed = false) => pupils.earn(who, best, { unit, modules, completed }) };
  };
  test('its grade is the mean of its units, units not begun counting 0, half up; complete when all are', async () => {
    const { who, earn } = await open();
    await earn(50, UNIT, true);
    expect(await pupils.due(who)).toMatchObject({ wanted: 17, completed: false, comment: 'Mittel aus 3 Einheiten' });
    await earn(1, 'wiso-zweite', true);
    expect(await pupils.due(who)).toMatchObject({ wanted: 17, revision: 1 });
    await earn(92, 'wiso-dritte', true);
    expect(await pupils.due(who)).toMatchObject({ wanted: 48, completed: true, revision: 2 });
    await pupils.settle();
    expect([pupils.score(who), pupils.grade(who)?.comment]).toEqual([48, 'Mittel aus 3 Einheiten']);
  });
  test('half a point counts up', async () => {
    const who = await pupils.add({ custom: { module: 'wiso-ausbildung' } });
    await pupils.earn(who, 25, { modules: [{ moduleId: 'wiso-ausbildung', units: [UNIT, 'wiso-zweite'] }] });
    expect((await pupils.due(who))?.wanted).toBe(13);
  });
});

test('a link that opened nothing: once the teacher has chosen, what was earned before is owed at once', async () => {
  const who = await pupils.add({ custom: {} });
  await pupils.earn(who, 70);
  expect(await pupils.due(who)).toBeUndefined();
  const links = server.started.app.get(LinksService);
  await server.db.job(pupils.tenant, async (tx) => {
    const [row] = await tx.query<{ id: string; course: string }[]>('select id, course from resource_link where title = $1', [who.link]);
    await links.choose(tx, { tenant: pupils.tenant, person: who.person, courseId: row?.course ?? '', linkId: row?.id ?? '' }, { kind: 'unit', id: UNIT });
  });
  expect(await pupils.due(who)).toMatchObject({ wanted: 70, state: 'waiting' });
  await pupils.enter(who.name, who.link);
  expect(await pupils.due(who)).toMatchObject({ wanted: 70, revision: 1 });
  await pupils.settle();
  expect(pupils.score(who)).toBe(70);
});

test('a test user is owed nothing (L-06)', async () => {
  const who = await pupils.add();
  await server.db.job(pupils.tenant, (tx) => tx.query('update enrolment set test = true where person = $1', [who.person]));
  await pupils.earn(who, 70);
  expect(await pupils.due(who)).toBeUndefined();
});
