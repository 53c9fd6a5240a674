import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Due } from '#lotse/base';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch, openSession } from '../../world/lti-client.js';
import { Pupils, type Pupil } from '../../world/lti-pupils.js';

const SECOND = 1000;
const DAY = 24 * 3_600_000;

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

describe('the daily comparison, and sending now', () => {
  const teacherOf = async (who: Pupil) => {
    const session = await openSession(server, await launch(server, site, { person: 'bernd.asmus', link: who.link }));
    const ask = (method: string, path: string, body?: unknown) =>
      api(server, method, `/api/courses/${String(session.body['enrolmentId'])}${path}`, body, { authorization: `Bearer ${String(session.body['token'])}` });
    return {
      differences: async () => (await ask('GET', '/grades/differences')).body['differences'] as Record<string, unknown>[],
      send: (body: unknown = {}) => ask('POST', '/grades/send', body),
      list: () => ask('GET', '/people'),
    };
  };
  const nextDay = async () => {
    server.clock.advance(DAY + SECOND);
    await server.started.app.get(Due).run();
  };
  async function sent(best: number): Promise<Pupil> {
    const who = await pupils.add();
    await pupils.earn(who, best);
    await pupils.settle();
    return who;
  }

  test('a grade that was changed, and one that was erased, are listed; nothing is sent by that', async () => {
    const [changed, erased, right] = [await sent(60), await sent(60), await sent(60)];
    const courses = await Promise.all([changed, erased, right].map(teacherOf));
    await site.overrideGrade(changed.name, pupils.column(changed), 75);
    await site.setGrade(erased.name, pupils.column(erased), { finalGrade: null, rawGrade: null, timeModified: null });
    const posts = site.gradebook.posts.length;
    await nextDay();
    const lists = await Promise.all((await Promise.all([changed, erased, right].map(teacherOf))).map((course) => course.differences()));
    expect(lists.map((list) => list.map((one) => [one['kind'], one['wanted'], one['found']]))).toEqual([[['other', 60, 75]], [['missing', 60, null]], []]);
    expect([site.gradebook.posts.length, (await pupils.due(changed))?.state, (await pupils.due(erased))?.state, (await pupils.due(right))?.state]).toEqual([
      posts,
      'overridden',
      'sent-unverified',
      'sent',
    ]);
    expect(courses).toHaveLength(3);
  });

  test('“jetzt senden” sends the erased one again; an override stays as long as the teacher keeps it', async () => {
    const [erased, changed] = [await sent(60), await sent(60)];
    await site.setGrade(erased.name, pupils.column(erased), { finalGrade: null, rawGrade: null, timeModified: null });
    await site.overrideGrade(changed.name, pupils.column(changed), 20);
    await nextDay();
    const [one, two] = [await teacherOf(erased), await teacherOf(changed)];
    expect((await one.send()).body).toEqual({ queued: 1 });
    expect((await two.send({ personId: changed.person })).body).toEqual({ queued: 1 });
    const posts = pupils.posts(changed).length;
    await pupils.settle();
    expect([pupils.score(erased), (await pupils.due(erased))?.state, await one.differences()]).toEqual([60, 'sent', []]);
    expect([pupils.score(changed), (await pupils.due(changed))?.state, pupils.posts(changed).length]).toEqual([20, 'overridden', posts]);
    await site.setGrade(changed.name, pupils.column(changed), {
      overridden: 0,
      finalGrade: 60,
      timeModified: Math.floor(server.clock.now().getTime() / SECOND),
    });
    server.clock.advance(5 * SECOND);
    await two.send();
    await pupils.settle();
    expect((await pupils.due(changed))?.state).toBe('sent');
  });

  test('what waits for an LMS that was away goes at once; a person of another course is unknown', async () => {
    const who = await pupils.add();
    site.faults.down(true);
    await pupils.earn(who, 55);
    for (let i = 0; i < 6; i++) {
      await pupils.passback.drain();
      server.clock.advance(60 * SECOND);
    }
    site.faults.down(false);
    const teacher = await teacherOf(who);
    expect((await teacher.send({ personId: (await pupils.add()).person })).status).toBe(404);
    expect((await teacher.send()).body).toEqual({ queued: 1 });
    await pupils.passback.drain();
    expect(pupils.score(who)).toBe(55);
  });

  test('locked, a scale instead of points, deleted: the course page has a code for each', async () => {
    const [locked, scale, gone] = [await pupils.add(), await pupils.add(), await sent(30)];
    await site.lockGrade(locked.name, pupils.column(locked));
    pupils.column(scale).hasNumbers = false;
    await site.deleteLineItem(pupils.column(gone));
    server.clock.advance(5 * SECOND);
    for (const who of [locked, scale, gone]) await pupils.earn(who, 80);
    await pupils.settle();
    const said = await Promise.all(
      [locked, scale, gone].map(async (who) => {
        const rows = (await (await teacherOf(who)).list()).body['rows'] as { personId: string; cells: { gradeState: string; gradeReason: string | null }[] }[];
        const cell = rows.find((row) => row.personId === who.person)?.cells[0];
        return [cell?.gradeState, cell?.gradeReason];
      }),
    );
    expect(said).toEqual([
      ['locked', 'score.locked'],
      ['sent-unverified', 'result.none'],
      ['failed', 'score.404'],
    ]);
  });

  test('a column that cannot be read that day keeps what was seen, and the next day is planned', async () => {
    const who = await sent(60);
    await site.overrideGrade(who.name, pupils.column(who), 75);
    await nextDay();
    site.faults.set({ target: 'results', mode: { status: 503 } });
    await nextDay();
    expect(await (await teacherOf(who)).differences()).toHaveLength(1);
    site.faults.clear();
    await site.setGrade(who.name, pupils.column(who), { overridden: 0, finalGrade: 60 });
    await nextDay();
    expect([await (await teacherOf(who)).differences(), (await pupils.due(who))?.state]).toEqual([[], 'sent']);
  });
});
