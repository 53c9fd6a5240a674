import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ColumnSeeker } from '#lotse/lti';
import type { Claims, DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, enterAs, launch, openSession } from '../../world/lti-client.js';
import { Pupils, UNIT, type Pupil } from '../../world/lti-pupils.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/';
const SECOND = 1000;

let server: TestServer;
let site: DemoSite;
let pupils: Pupils;
let count = 0;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  pupils = await Pupils.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
const undo: (() => void)[] = [];
afterEach(() => {
  site.faults.clear();
  undo.splice(0).forEach((one) => one());
});

/** A platform that is no Moodle, names no column, and lets us manage columns. */
const columnless = (claims: Claims): Claims => {
  const { lineitem: _gone, ...rest } = claims[AGS] as Record<string, unknown>;
  const { [`${LTI}tool_platform`]: _platform, ...others } = claims;
  return { ...others, [AGS]: rest };
};

/** Somebody new in a course whose activity has no column of its own. */
async function add(course: string, change = columnless): Promise<Pupil> {
  const name = `mehr${++count}`;
  site.addPerson({ username: name, givenName: 'Mehr', familyName: String(count), courses: { [course]: 'student' } });
  const inside = await enterAs(server, site, { person: name, link: course, change });
  return { person: inside.person, name, link: course };
}
const columns = (course: string) => {
  const link = site.link(course);
  return site.gradebook.items.filter((item) => item.courseId === link.courseId);
};
const lineItem = async (course: string) => {
  const [row] = await server.db.job(pupils.tenant, (tx) =>
    tx.query<{ state: string; reason: string | null; url: string | null }[]>(
      `select i.state, i.reason, i.url from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link where l.link_id = $1`,
      [site.link(course).id],
    ),
  );
  return row;
};
const gradeIn = (who: Pupil) => site.gradebook.grade(site.person(who.name), columns(who.link)[0] ?? null)?.score ?? null;

describe('A-02 only lineitems and the right to manage them', () => {
  test('100 first scores at once make one column, and all arrive', async () => {
    const course = pupils.course({ graded: false });
    const all: Pupil[] = [];
    for (let i = 0; i < 100; i++) all.push(await add(course));
    expect([await lineItem(course), columns(course).length]).toEqual([{ state: 'sought', reason: null, url: null }, 0]);
    await Promise.all(all.map((who, i) => pupils.earn(who, i + 1)));
    await Promise.all([pupils.passback.drain(), pupils.passback.drain()]);
    await pupils.settle();
    const made = columns(course);
    expect(made.map((item) => [item.label, item.scoreMaximum, item.resourceId, item.tag, item.linkId])).toEqual([
      [course, 100, UNIT, 'unit', site.link(course).id],
    ]);
    expect(all.map((who) => gradeIn(who))).toEqual(all.map((_, i) => i + 1));
    expect((await lineItem(course))?.state).toBe('active');
  }, 120_000);

  test('mutant: without sharing one search, several columns are made', async () => {
    const seeker = server.started.app.get(ColumnSeeker);
    seeker.rules = { looksFirst: false, together: false };
    undo.push(() => (seeker.rules = { looksFirst: true, together: true }));
    const course = pupils.course({ graded: false });
    const all = [await add(course), await add(course), await add(course), await add(course)];
    await Promise.all(all.map((who) => pupils.earn(who, 10)));
    await pupils.passback.drain();
    expect(columns(course).length).toBeGreaterThan(1);
  });

  test('a column that is there is found, by link or by content, and none is made', async () => {
    for (const tied of [true, false]) {
      const course = pupils.course({ graded: false });
      const link = site.link(course);
      const made = {
        id: `9${count}${tied ? 1 : 0}`,
        courseId: link.courseId,
        toolId: '1',
        kind: 'manual' as const,
        instanceId: null,
        linkId: tied ? link.id : null,
        label: 'alt',
        scoreMaximum: 100,
        resourceId: UNIT,
        tag: 'unit',
        hasNumbers: true,
        reviewUrl: '',
        reviewParams: '',
      };
      site.platform.state.items.push(made);
      const who = await add(course);
      await pupils.earn(who, 33);
      await pupils.settle();
      expect([tied, columns(course).map((item) => item.id), gradeIn(who)]).toEqual([tied, [made.id], 33]);
    }
  });

  test('the answer of making it is lost: it is found the next time, not made again', async () => {
    const course = pupils.course({ graded: false });
    const who = await add(course);
    await pupils.earn(who, 44);
    site.faults.set({ target: 'lineitems', mode: { status: 200, body: '[]' }, times: 2 });
    site.faults.set({ target: 'lineitems', mode: { storeThenTimeout: true }, times: 1 });
    await pupils.passback.drain();
    site.faults.clear();
    await pupils.settle();
    expect([columns(course).length, gradeIn(who)]).toEqual([1, 44]);
  }, 60_000);

  test('a later launch that names none keeps the column; one that is refused pauses it with the reason', async () => {
    const course = pupils.course({ graded: false });
    const who = await add(course);
    await pupils.earn(who, 20);
    await pupils.settle();
    const url = (await lineItem(course))?.url;
    await enterAs(server, site, { person: who.name, link: course, change: columnless });
    expect(await lineItem(course)).toEqual({ state: 'active', reason: null, url });
    const other = pupils.course({ graded: false });
    const second = await add(other);
    site.faults.set({ target: 'lineitems', mode: { status: 403 } });
    await pupils.earn(second, 20);
    await pupils.passback.drain();
    expect([await lineItem(other), (await pupils.due(second))?.reason]).toEqual([{ state: 'paused', reason: 'lineitems.403', url: null }, 'lineitems.403']);
    site.faults.clear();
    await enterAs(server, site, { person: 'bernd.asmus', link: other, change: columnless });
    await pupils.settle();
    expect([columns(other).length, gradeIn(second)]).toEqual([1, 20]);
  });

  test.each([
    ['a Moodle that names no column has grades switched off', (claims: Claims) => ({ ...claims, [AGS]: columnless(claims)[AGS] })],
    [
      'without the right to manage columns',
      (claims: Claims) => ({ ...columnless(claims), [AGS]: { ...(columnless(claims)[AGS] as object), scope: [`${SCOPE}score`, `${SCOPE}lineitem.readonly`] } }),
    ],
  ])('%s: nothing is made, nothing owed', async (_, change) => {
    const course = pupils.course({ graded: false });
    const who = await add(course, change);
    await pupils.earn(who, 50);
    await pupils.passback.drain();
    expect([columns(course), await pupils.due(who), (await lineItem(course))?.reason]).toEqual([[], undefined, 'lineitem.missing']);
  });
});

test('A-11 one bad user among 300: 299 grades arrive', async () => {
  const course = pupils.course();
  const all: Pupil[] = [];
  for (let i = 0; i < 300; i++) all.push(await pupils.add({ course }));
  const bad = all[137] as Pupil;
  site.platform.state.enrolments = site.platform.state.enrolments.filter((row) => row.personId !== site.person(bad.name).id);
  for (const who of all) await pupils.earn(who, 50);
  await pupils.settle();
  expect(all.filter((who) => pupils.score(who) === 50)).toHaveLength(299);
  const due = await pupils.due(bad);
  expect([due?.state, due?.reason, pupils.posts(bad).length]).toEqual(['failed', 'score.400', 1]);
}, 240_000);

describe('A-12 courses and links over time', () => {
  const targets = async (courseId: string) =>
    server.db.job(pupils.tenant, (tx) =>
      tx.query<{ title: string; target: string | null }[]>(
        `select l.title, l.target_id as target from resource_link l join course c on c.tenant = l.tenant and c.id = l.course where c.context_id = $1 order by l.created_at, l.link_id`,
        [courseId],
      ),
    );

  test('a copied course has its own links and columns; old grades stay where they were', async () => {
    const who = await pupils.add();
    await pupils.earn(who, 40);
    await pupils.settle();
    const key = `kopie${++count}`;
    const copy = site.copyCourse(who.link, { key, label: key, title: key });
    const before = site.gradebook.items.length;
    const linkKey = `${key}-${who.link}`;
    site.platform.state.enrolments.push({ courseId: copy.id, personId: site.person(who.name).id, role: 'student', suspended: false });
    await enterAs(server, site, { person: who.name, link: linkKey });
    await pupils.settle();
    expect(site.gradebook.items.length).toBe(before);
    const scores = [who.link, linkKey].map((link) => site.gradebook.grade(site.person(who.name), site.gradebook.column(site.link(link)))?.score);
    expect(scores).toEqual([40, 40]);
  });

  test('what a teacher chose for a link is there in the copy, where the platform tells what was copied', async () => {
    const key = `wahl${++count}`;
    const course = site.addCourse({ key, label: key, title: key });
    const custom = { context_history: '$Context.id.history' };
    site.addLink({ key, course: key, title: 'Übung der Woche', custom });
    site.platform.state.enrolments.push({ courseId: course.id, personId: site.person('bernd.asmus').id, role: 'teacher', suspended: false });
    const teacher = await openSession(server, await launch(server, site, { person: 'bernd.asmus', link: key }));
    const path = `/api/courses/${String(teacher.body['enrolmentId'])}/links/${String(teacher.body['linkId'])}`;
    await api(server, 'PUT', path, { kind: 'unit', id: UNIT }, { authorization: `Bearer ${String(teacher.body['token'])}` });
    const copy = site.copyCourse(key, { key: `${key}x`, label: `${key}x`, title: `${key}x` });
    for (let round = 0; round < 2; round++) await launch(server, site, { person: 'bernd.asmus', link: `${key}x-${key}` });
    expect(await targets(copy.id)).toEqual([{ title: 'Übung der Woche', target: UNIT }]);
    const stranger = site.addCourse({ key: `${key}y`, label: 'y', title: 'y' });
    site.addLink({ key: `${key}y`, course: `${key}y`, title: 'Übung der Woche', custom });
    site.platform.state.enrolments.push({ courseId: stranger.id, personId: site.person('bernd.asmus').id, role: 'teacher', suspended: false });
    await launch(server, site, { person: 'bernd.asmus', link: `${key}y` });
    expect(await targets(stranger.id)).toEqual([{ title: 'Übung der Woche', target: null }]);
  });

  test('the same unit twice in one course: each column gets the grade', async () => {
    const who = await pupils.add();
    const twin = `${who.link}-zwei`;
    site.addLink({ key: twin, course: who.link, title: 'Noch einmal', custom: { unit: UNIT }, graded: true });
    await pupils.enter(who.name, twin);
    await pupils.earn(who, 70);
    await pupils.settle();
    expect([who.link, twin].map((link) => site.gradebook.grade(site.person(who.name), site.gradebook.column(site.link(link)))?.score)).toEqual([70, 70]);
  });

  test('a deleted activity: its grade stops for good with the reason, the other one goes on', async () => {
    const who = await pupils.add();
    const other = await pupils.add();
    await pupils.earn(who, 10);
    await pupils.settle();
    await site.deleteLineItem(pupils.column(who));
    site.platform.state.links = site.platform.state.links.filter((link) => link.key !== who.link);
    server.clock.advance(5 * SECOND);
    await pupils.earn(who, 30);
    await pupils.earn(other, 30);
    await pupils.settle();
    expect([(await pupils.due(who))?.state, (await pupils.due(who))?.reason, pupils.score(other)]).toEqual(['failed', 'score.404', 30]);
  });
});
