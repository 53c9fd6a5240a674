import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Due } from '#lotse/base';
import { RosterReader, RosterSyncService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, countSessions, enterAs, type Inside } from '../../world/lti-client.js';
import { Classes, DAY, MINUTE, type Class } from '../../world/roster-classes.js';

let server: TestServer;
let site: DemoSite;
let classes: Classes;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  classes = await Classes.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
const undo: (() => void)[] = [];
afterEach(() => {
  site.faults.clear();
  undo.splice(0).forEach((one) => one());
});

const page = (one: Class) => classes.page(one);
const nrps = () => site.requests.last.filter((request) => request.target === 'nrps');

describe('N-01 the roster is asked for as the standard says', () => {
  test('bearer with the roster scope alone, exact Accept; people who never launched are in the list, and have no session', async () => {
    const one = await classes.add({ anna: 'student', ben: 'student' });
    const [before, tokens] = [nrps().length, site.requests.token];
    const sessions = await countSessions(server);
    const shown = await page(one);
    expect(shown.names).toEqual([`anna Muster${one.key}`, `ben Muster${one.key}`]);
    expect(shown.rows.map((row) => [row.lastSeenAt, row.cells[0]?.state])).toEqual([
      [null, 'not-started'],
      [null, 'not-started'],
    ]);
    expect([shown.counts['people'], shown.counts['notStarted'], shown.rosterState?.state]).toEqual([2, 2, 'done']);
    expect(
      nrps()
        .slice(before)
        .map((request) => request.accept),
    ).toEqual(['application/vnd.ims.lti-nrps.v2.membershipcontainer+json']);
    expect(site.requests.token - tokens).toBeLessThanOrEqual(1);
    const token = site.platform.state.tokens.at(-1);
    expect(token?.scopes.filter((scope) => scope.includes('nrps'))).toEqual(['https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly']);
    expect(await countSessions(server)).toBe(sessions);
  });
  test('once in ten minutes, however often the page is opened; and once a day by itself', async () => {
    const one = await classes.add({ anna: 'student' });
    const before = nrps().length;
    await Promise.all([page(one), page(one), page(one)]);
    server.clock.advance(9 * MINUTE);
    await page(one);
    expect(nrps().length - before).toBe(1);
    server.clock.advance(2 * MINUTE);
    await page(one);
    expect(nrps().length - before).toBe(2);
    site.addPerson({ username: `${one.key}.spaet`, givenName: 'Spät', familyName: 'Dazu', courses: { [one.key]: 'student' } });
    server.clock.advance(DAY);
    await server.started.app.get(Due).run();
    expect((await classes.enrolled(one)).map((row) => row.role)).toEqual(['teacher', 'trainee', 'trainee']);
  });
  test('a launch later is the same person, with the same place', async () => {
    const one = await classes.add({ anna: 'student' });
    const [listed] = (await page(one)).rows;
    const anna = await classes.enter(one, 'anna', { change: (claims) => claims });
    expect([anna.person, anna.role]).toEqual([listed?.personId, 'trainee']);
    expect((await page(one)).rows[0]?.lastSeenAt).not.toBeNull();
  });
});

describe('N-02 pages', () => {
  test('three pages are merged', async () => {
    const one = await classes.add({ a: 'student', b: 'student', c: 'student', d: 'student' });
    await server.db.job(classes.tenant, (tx) =>
      tx.query(`update course set memberships_url = memberships_url || '?limit=2' where context_id = $1`, [one.courseId]),
    );
    const before = nrps().length;
    const shown = await page(one);
    expect([shown.rows.length, nrps().length - before]).toEqual([4, 3]);
  });
  const container = (one: Class, ids: string[]) =>
    JSON.stringify({ id: 'x', context: { id: one.courseId }, members: ids.map((id) => ({ user_id: id, roles: ['Learner'], name: `Person ${id}` })) });
  test.each([
    ['on another host', 'https://evil.example/members?from=2'],
    ['on another port of the same host', 'http://127.0.0.1:1/members?from=2'],
    ['by another scheme', 'scheme'],
  ])('a next page %s is refused: nothing is taken over, nobody has left', async (_, wanted) => {
    const one = await classes.add({ anna: 'student' });
    await page(one);
    classes.later();
    const next = wanted === 'scheme' ? site.issuer.replace('http:', 'https:') : wanted;
    site.faults.set({ target: 'nrps', mode: { status: 200, body: container(one, ['990001']), headers: { link: `<${next}>; rel="next"` } }, times: 1 });
    const shown = await page(one);
    expect([shown.names, shown.rosterState]).toEqual([[`anna Muster${one.key}`], expect.objectContaining({ state: 'failed', reason: 'service.foreign' })]);
  });
  test('a next page that comes round again ends the reading', async () => {
    const one = await classes.add({ anna: 'student' });
    const url = `${site.issuer}/mod/lti/services.php/CourseSection/${one.courseId}/bindings/1/memberships?limit=5000`;
    site.faults.set({ target: 'nrps', mode: { status: 200, body: container(one, ['990002']), headers: { link: `<${url}>; rel=next` } } });
    expect((await page(one)).rosterState).toMatchObject({ state: 'failed', reason: 'roster.endless' });
  });
  test('the roster of another course is refused; mutant: without the rule it would be taken', async () => {
    const one = await classes.add({ anna: 'student' });
    const foreign = JSON.stringify({ id: 'x', context: { id: '1' }, members: [{ user_id: '990003', roles: ['Learner'] }] });
    site.faults.set({ target: 'nrps', mode: { status: 200, body: foreign } });
    expect((await page(one)).rosterState).toMatchObject({ state: 'failed', reason: 'roster.other-course' });
    const rules = server.started.app.get(RosterReader).rules;
    rules.sameCourse = false;
    undo.push(() => (rules.sameCourse = true));
    classes.later();
    expect((await page(one)).rosterState?.state).toBe('done');
  });
});

describe('N-03 people who left, and very many', () => {
  test.each([
    [
      'taken out of the course',
      (one: Class) => {
        const [course, person] = [one.courseId, classes.idOf(one, 'anna')];
        site.platform.state.enrolments = site.platform.state.enrolments.filter((row) => row.courseId !== course || row.personId !== person);
      },
    ],
    ['suspended in the course', (one: Class) => void site.suspendEnrolment(`${one.key}.anna`, one.key)],
    ['whose account is suspended', (one: Class) => void site.suspend(`${one.key}.anna`)],
  ])('somebody %s is out within one sync, with the open tab; a launch brings them back', async (_, leave) => {
    const one = await classes.add({ anna: 'student', ben: 'student' });
    const anna = await classes.enter(one, 'anna');
    const start = () => api(server, 'GET', `/api/enrolments/${anna.enrolment}/start`, undefined, { authorization: `Bearer ${anna.token}` });
    expect((await start()).status).toBe(200);
    classes.later();
    leave(one);
    const shown = await page(one);
    expect([shown.names, await classes.statusOf(one, 'anna'), (await start()).status]).toEqual([[`ben Muster${one.key}`], 'left', 404]);
  });
  test.each(['Inactive', 'Deleted', 'inactive'])('status %s counts as left', async (status) => {
    const one = await classes.add({ anna: 'student' });
    await classes.enter(one, 'anna');
    classes.later();
    const members = [
      { user_id: classes.idOf(one, 'anna'), roles: ['Learner'], status },
      { user_id: classes.idOf(one, 'lehrkraft'), roles: ['Instructor'] },
    ];
    classes.answerWith(members);
    await page(one);
    expect(await classes.statusOf(one, 'anna')).toBe('left');
  });
  test('an empty roster and a platform that is away throw nobody out', async () => {
    const one = await classes.add({ anna: 'student' });
    await classes.enter(one, 'anna');
    classes.later();
    classes.answerWith([]);
    expect((await page(one)).rosterState).toMatchObject({ state: 'failed', reason: 'roster.empty' });
    for (const [mode, reason] of [
      [{ status: 503 }, 'roster.refused'],
      [{ status: 200, body: '<html>' }, 'roster.unreadable'],
      [{ drop: true as const }, 'fetch.failed'],
    ] as const) {
      site.faults.clear();
      site.faults.set({ target: 'nrps', mode });
      classes.later();
      expect((await page(one)).rosterState).toMatchObject({ state: 'failed', reason });
    }
    expect(await classes.statusOf(one, 'anna')).toBe('active');
  });
  test('an admin of the LMS, who is enrolled nowhere, keeps the place of a launch; a teacher who was in the roster loses it', async () => {
    const one = await classes.add({ kollege: 'teacher', anna: 'student' });
    const [admin, colleague] = [await enterAs(server, site, { person: 'admin', link: one.key }), await classes.enter(one, 'kollege')];
    classes.later();
    await page(one);
    await site.suspendEnrolment(`${one.key}.kollege`, one.key);
    classes.later();
    await page(one);
    const ask = (who: Inside) => api(server, 'GET', `/api/courses/${who.enrolment}/people`, undefined, { authorization: `Bearer ${who.token}` });
    expect([(await ask(admin)).status, (await ask(colleague)).status]).toEqual([200, 403]);
  });
  test('20,000 people: all listed; one more: a message, and nobody counts as gone', async () => {
    const one = await classes.add({});
    for (let i = 0; i < 19_999; i++) {
      const person = {
        id: `8${String(i).padStart(6, '0')}`,
        username: `m${i}`,
        givenName: `V${i}`,
        familyName: `Masse${String(i).padStart(5, '0')}`,
        email: '',
        sourcedId: '',
        siteRole: 'none' as const,
        groups: '',
        suspended: false,
      };
      site.platform.state.people.push(person);
      site.platform.state.enrolments.push({ courseId: one.courseId, personId: person.id, role: 'student', suspended: false });
    }
    undo.push(() => {
      site.platform.state.people = site.platform.state.people.filter((person) => !person.familyName.startsWith('Masse'));
      site.platform.state.enrolments = site.platform.state.enrolments.filter((row) => row.courseId !== one.courseId);
    });
    const course = await classes.courseRow(one);
    const sync = () => server.started.app.get(RosterSyncService).sync(classes.tenant, course);
    const began = performance.now();
    await sync();
    const shown = await page(one);
    expect([shown.total, shown.rosterState]).toEqual([19_999, expect.objectContaining({ state: 'done', more: false })]);
    expect(performance.now() - began).toBeLessThan(90_000);
    site.addPerson({ username: `${one.key}.zuviel`, givenName: 'A', familyName: 'Aaa', courses: { [one.key]: 'student' } });
    site.platform.state.enrolments = site.platform.state.enrolments.filter((one_) => one_.personId !== '8000007');
    site.addPerson({ username: `${one.key}.zuviel2`, givenName: 'A', familyName: 'Aab', courses: { [one.key]: 'student' } });
    classes.later();
    await sync();
    const [gone] = await server.db.job(classes.tenant, (tx) =>
      tx.query<{ status: string }[]>(`select e.status from enrolment e join identity n on n.person = e.person and n.tenant = e.tenant where n.sub = '8000007'`),
    );
    expect([(await page(one)).rosterState, gone?.status]).toEqual([expect.objectContaining({ state: 'done', more: true }), 'active']);
  }, 300_000);
});

describe('N-04 privacy', () => {
  test('members without name and mail: the list works by pseudonym', async () => {
    const old = site.tool.sendName;
    site.tool.sendName = 'never';
    undo.push(() => (site.tool.sendName = old));
    const one = await classes.add({ anna: 'student' });
    const shown = await page(one);
    expect(shown.names).toEqual([expect.stringMatching(/^Lernende \d{4}$/)]);
  });
  test('no mail address and no number of the school is kept; names are sealed', async () => {
    const one = await classes.add({ anna: 'student' });
    await page(one);
    const rows = await server.db.job(classes.tenant, (tx) =>
      tx.query<Record<string, unknown>[]>(`select * from identity where sub = $1`, [classes.idOf(one, 'anna')]),
    );
    const text = JSON.stringify(rows, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value));
    for (const word of ['@', 'Muster', 'anna']) expect([word, text.includes(word)]).toEqual([word, false]);
  });
});

test('what a real Moodle answered is read with its meaning', async () => {
  const { body } = JSON.parse(readFileSync(new URL('../../fixtures/lti/nrps-membership.json', import.meta.url), 'utf8')) as {
    body: { members: { user_id: string; name: string }[] };
  };
  const one = await classes.add({});
  const members = body.members.map((member) => ({ ...member, user_id: `77${member.user_id}` }));
  site.faults.set({ target: 'nrps', mode: { status: 200, body: JSON.stringify({ ...body, context: { id: one.courseId }, members }) } });
  const shown = await page(one);
  expect(shown.names).toEqual(
    members
      .filter((member) => (member as unknown as { roles: string[] }).roles[0] === 'Learner')
      .map((member) => member.name)
      .sort(new Intl.Collator('de').compare),
  );
});

test('nothing of the people is logged', async () => {
  const one = await classes.add({ kanari: 'student' });
  const from = server.log.length;
  await page(one);
  const lines = server.log.slice(from).join('');
  expect(lines).toContain('roster.synced');
  for (const word of ['kanari', 'Muster', site.person(`${one.key}.kanari`).sourcedId || 'no-number'])
    expect([word, lines.includes(word)]).toEqual([word, false]);
});
