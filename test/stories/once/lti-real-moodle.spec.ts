import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PlatformsService, SelfTestService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch, openSession } from '../../world/lti-client.js';
import { Pupils, scoreIn, UNIT, type Pupil } from '../../world/lti-pupils.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let server: TestServer;
let site: DemoSite;
let pupils: Pupils;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  pupils = await Pupils.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
afterEach(() => {
  site.faults.clear();
  site.platform.emptyLineItem = false;
});

interface Listed {
  rows: { personId: string; cells: { gradeState: string; gradeReason: string | null }[] }[];
  counts: { people: number };
  gradesBlocked: string | null;
  withoutColumn: { gone: string[]; ungraded: string[] };
  team: { personId: string; name: string }[];
}
interface Inside {
  ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
  enrolment: string;
}
async function inside(person: string, link: string): Promise<Inside> {
  const { body } = await openSession(server, await launch(server, site, { person, link }));
  const headers = { authorization: `Bearer ${String(body['token'])}` };
  return { ask: (method, path, wish) => api(server, method, path, wish, headers), enrolment: String(body['enrolmentId']) };
}
const staff = (link: string) => inside('bernd.asmus', link);
async function listed({ ask, enrolment }: Inside): Promise<Listed> {
  return (await ask('GET', `/api/courses/${enrolment}/people`)).body as unknown as Listed;
}
/** A run that has been finished, and what its end page says of the grade in this course. */
async function endSays(who: Pupil, link: string): Promise<string> {
  const { ask, enrolment } = await inside(who.name, link);
  const run = await ask('POST', '/api/runs', { enrolmentId: enrolment, unitId: UNIT });
  return String((await ask('GET', `/api/runs/${String(run.body['runId'])}/result?enrolmentId=${enrolment}`)).body['gradeState']);
}

describe('one unit in two activities of a course, and one of them is deleted', () => {
  async function two(): Promise<{ who: Pupil; course: string }> {
    const course = pupils.course();
    site.addLink({ key: `${course}-zwei`, course, title: `${course} zweite`, custom: { unit: UNIT } });
    const who = await pupils.add({ course });
    await pupils.enter(who.name, `${course}-zwei`);
    await pupils.earn(who, 40);
    await pupils.settle();
    await site.deleteLineItem(pupils.column(who));
    server.clock.advance(5 * SECOND);
    await pupils.earn(who, 80);
    await pupils.settle();
    return { who, course };
  }

  test('the other column gets the better grade, and that is what staff and trainee read', async () => {
    const { who, course } = await two();
    const column = site.gradebook.column(site.link(`${course}-zwei`));
    expect(site.gradebook.grade(site.person(who.name), column)?.score).toBe(80);
    const list = await listed(await staff(`${course}-zwei`));
    expect(list.rows[0]?.cells[0]).toMatchObject({ gradeState: 'sent', gradeReason: null });
    expect(list.gradesBlocked).toBeNull();
    expect(await endSays(who, `${course}-zwei`)).toBe('sent');
  });

  test('staff is told of it once', async () => {
    const { course } = await two();
    const teacher = await staff(`${course}-zwei`);
    expect((await listed(teacher)).withoutColumn).toEqual({ gone: [course], ungraded: [] });
    expect((await teacher.ask('POST', `/api/courses/${teacher.enrolment}/columns/gone/read`, {})).status).toBe(200);
    expect((await listed(await staff(`${course}-zwei`))).withoutColumn).toEqual({ gone: [], ungraded: [] });
  });

  test('the same person in another course reads where the grade of that course stands', async () => {
    const { who } = await two();
    const other = pupils.course();
    site.platform.state.enrolments.push({ courseId: site.course(other).id, personId: site.person(who.name).id, role: 'student', suspended: false });
    await pupils.enter(who.name, other);
    await pupils.settle();
    expect(await endSays(who, other)).toBe('sent');
    const stranger = await inside((await pupils.add()).name, pupils.course()).catch(() => null);
    expect(stranger?.enrolment).not.toBe(who.person);
  });
});

test.each([true, false])('an activity without a grade ("Keine"), its column named as an empty text: %s', async (empty) => {
  site.platform.emptyLineItem = empty;
  const course = pupils.course({ graded: false });
  const who = await pupils.add({ course });
  await pupils.earn(who, 70, { completed: true });
  await pupils.settle();
  expect([await pupils.due(who), pupils.posts(who)]).toEqual([undefined, []]);
  const list = await listed(await staff(course));
  expect([list.gradesBlocked, list.withoutColumn]).toEqual([null, { gone: [], ungraded: [course] }]);
  expect(await endSays(who, course)).toBe('none');
});

test('where the site allows fewer points than 100 the columns hold no numbers, and the course page and the self-test say so', async () => {
  site.platform.state.settings = { gradePointMax: 50 };
  server.clock.advance(MINUTE); // so that this column is the one opened last
  const who = await pupils.add();
  pupils.column(who).hasNumbers = false;
  await pupils.earn(who, 70);
  await pupils.settle();
  const [cell] = (await listed(await staff(who.link))).rows[0]?.cells ?? [];
  expect(cell).toMatchObject({ gradeState: 'sent-unverified', gradeReason: 'result.none' });
  const [platform] = await server.started.app.get(PlatformsService).byIssuer(site.issuer);
  if (!platform) throw new Error('no platform');
  const { steps } = await server.started.app.get(SelfTestService).run(platform, null, 'de');
  expect(steps.find((one) => one.name === 'line-item')).toMatchObject({ code: 'line-item.text', remedy: expect.stringContaining('gradepointmax') });
  site.platform.state.settings = {};
});

describe('a tutor whom the roster calls a learner', () => {
  const pass = () => server.clock.advance(20 * MINUTE);
  async function tutored(): Promise<{ course: string; tutor: string }> {
    const course = pupils.course();
    const tutor = 'karin.thomsen';
    site.platform.state.enrolments.push({ courseId: site.course(course).id, personId: site.person(tutor).id, role: 'tutor', suspended: false });
    return { course, tutor };
  }

  test('is listed in no new course once they have launched as staff anywhere on that platform', async () => {
    const { course: first, tutor } = await tutored();
    await pupils.enter(tutor, first);
    const { course } = await tutored();
    await pupils.add({ course });
    pass();
    const list = await listed(await staff(course));
    expect([list.counts.people, list.rows.length]).toEqual([1, 1]);
  });

  test('staff says "gehört zum Team", and can take it back; grades are neither owed nor lost by it', async () => {
    const course = pupils.course();
    const who = await pupils.add({ course });
    const teacher = await staff(course);
    const path = `/api/courses/${teacher.enrolment}/people/${who.person}/team`;
    expect((await teacher.ask('PUT', path, { team: true })).body).toEqual({ team: true });
    expect(await listed(teacher)).toMatchObject({ rows: [], counts: { people: 0 }, team: [{ personId: who.person }] });
    pass();
    await pupils.enter(who.name, course);
    await pupils.earn(who, 60);
    expect([(await listed(teacher)).rows, await pupils.due(who)]).toEqual([[], undefined]);
    await teacher.ask('PUT', path, { team: false });
    await pupils.enter(who.name, course);
    await pupils.settle();
    expect([(await listed(teacher)).team, pupils.score(who)]).toEqual([[], 60]);
    const other = await staff(pupils.course());
    expect((await other.ask('PUT', `/api/courses/${other.enrolment}/people/${who.person}/team`, { team: true })).status).toBe(404);
  });
});

test('no grade of 0 before the unit is finished; then it is owed', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 0);
  expect(await pupils.due(who)).toBeUndefined();
  await pupils.earn(who, 0, { completed: true });
  await pupils.settle();
  expect(pupils.posts(who).map((post) => [scoreIn(post)['scoreGiven'], scoreIn(post)['activityProgress']])).toEqual([[0, 'Completed']]);
});

test('after maintenance the grade arrives within two minutes', async () => {
  const who = await pupils.add();
  site.faults.set({ target: 'all', mode: { status: 503, body: 'Wartungsmodus' } });
  await pupils.earn(who, 60);
  for (let passed = 0; passed < 20 * MINUTE; passed += 10 * SECOND) {
    await pupils.passback.drain();
    server.clock.advance(10 * SECOND);
  }
  site.faults.clear();
  const from = server.clock.now().getTime();
  while (pupils.score(who) === null && server.clock.now().getTime() - from < 10 * MINUTE) {
    server.clock.advance(5 * SECOND);
    await pupils.passback.drain();
  }
  expect((server.clock.now().getTime() - from) / MINUTE).toBeLessThanOrEqual(2.1);
});

describe('the way back to the course', () => {
  const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
  const opened = async (target: string, url: string) => {
    const presentation = { locale: 'de', document_target: target, return_url: url };
    const entered = await launch(server, site, { change: (claims) => ({ ...claims, [`${LTI}launch_presentation`]: presentation }) });
    return { ...(await openSession(server, entered)).body, location: entered.location };
  };
  const back = () => `${site.issuer}/mod/lti/return.php?course=2&launch_container=5&instanceid=1&sesskey=geheim7`;

  test.each(['frame', 'window'])('is offered where Moodle gave its window away (%s), and stands in no log', async (target) => {
    expect(await opened(target, back())).toMatchObject({ returnUrl: back() });
    expect(server.log.join('')).not.toContain('geheim7');
  });
  test('is not offered in a frame, nor to an address that is not the platform’s', async () => {
    expect(await opened('iframe', back())).toMatchObject({ returnUrl: null, location: expect.not.stringContaining('back') });
    for (const url of ['https://evil.example/course', 'javascript:alert(1)', `${server.site('bbs').issuer}/course`])
      expect(await opened('window', url)).toMatchObject({ returnUrl: null });
  });
});
