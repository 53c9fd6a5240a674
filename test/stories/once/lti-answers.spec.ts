import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Due } from '#lotse/base';
import { RosterSyncService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { openDialog, pickerOf, answered } from '../../world/deep-linking-client.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch, openSession } from '../../world/lti-client.js';
import { Pupils, type Pupil } from '../../world/lti-pupils.js';

const SECOND = 1000;
const DAY = 24 * 3_600_000;
const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';

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

const play = (target: 'results' | 'nrps', rows: unknown) => site.faults.set({ target, mode: { status: 200, body: JSON.stringify(rows) } });
const sub = (who: Pupil) => site.person(who.name).id;
const log = () => server.log.filter((line) => line.includes('lms.rows-unread'));

describe('a row of the gradebook that cannot be read', () => {
  test.each<[string, unknown, string, string | null]>([
    ['somebody else’s score is null', { userId: 'x', resultScore: null }, 'sent', null],
    ['somebody else’s row has no person', { userId: null, resultScore: 5 }, 'sent', null],
    ['somebody else’s maximum is 0', { userId: 'x', resultScore: 5, resultMaximum: 0 }, 'sent', null],
  ])('%s: the grade is called sent', async (_, row, state, reason) => {
    const who = await pupils.add();
    await pupils.earn(who, 60);
    play('results', [row, { userId: sub(who), resultScore: '60.00', resultMaximum: '100', timestamp: null }]);
    await pupils.passback.drain();
    const due = await pupils.due(who);
    expect([due?.state, due?.reason]).toEqual([state, reason]);
  });

  test('the person’s own row, or the whole answer: sent, not to be checked, and named; it does not wait for ever', async () => {
    const [row, all] = [await pupils.add(), await pupils.add()];
    const before = log().length;
    await pupils.earn(row, 60);
    play('results', [{ userId: sub(row), resultScore: 60, resultMaximum: 0 }]);
    await pupils.passback.drain();
    site.faults.clear();
    await pupils.earn(all, 60);
    site.faults.set({ target: 'results', mode: { status: 200, body: '<!doctype html>' } });
    await pupils.passback.drain();
    for (const who of [row, all]) expect(await pupils.due(who)).toMatchObject({ state: 'sent-unverified', reason: 'results.unreadable' });
    expect(log().slice(before).join('')).toMatch(/"kind":"results","count":1,"reason":"resultMaximum"/);
  });

  test('stops no daily comparison: the others are compared, and whose row it is keeps what was seen before', async () => {
    const course = pupils.course();
    const [one, two] = [await pupils.add({ course }), await pupils.add({ course })];
    for (const who of [one, two]) await pupils.earn(who, 60);
    await pupils.settle();
    const nextDay = async () => {
      server.clock.advance(DAY + SECOND);
      await server.started.app.get(Due).run();
    };
    play('results', [
      { userId: sub(one), resultScore: 60, resultMaximum: 0 },
      { userId: sub(two), resultScore: 30, resultMaximum: 100 },
      { userId: 'x', resultScore: null },
    ]);
    await nextDay();
    expect([(await pupils.due(one))?.state, (await pupils.due(two))?.state]).toEqual(['sent', 'overridden']);
  });
});

describe('a row of the roster that cannot be read', () => {
  test('takes nobody off the list: neither whose status is null, nor who cannot be told', async () => {
    const course = pupils.course();
    const [one, two] = [await pupils.add({ course }), await pupils.add({ course })];
    const teacher = await openSession(server, await launch(server, site, { person: 'bernd.asmus', link: course }));
    const list = async () => {
      const path = `/api/courses/${String(teacher.body['enrolmentId'])}/people`;
      const { body } = await api(server, 'GET', path, undefined, { authorization: `Bearer ${String(teacher.body['token'])}` });
      return (body['rows'] as { personId: string }[]).map((row) => row.personId).sort();
    };
    const [context] = [site.course(course)];
    server.clock.advance(20 * 60 * SECOND);
    play('nrps', {
      context: { id: context.id },
      members: [
        { user_id: sub(one), status: null, roles: [null, 'Learner'] },
        { user_id: null, roles: ['Learner'] },
      ],
    });
    const before = log().length;
    const [row] = await server.db.job(pupils.tenant, (tx) => tx.query<{ id: string }[]>('select id from course where context_id = $1', [context.id]));
    await server.started.app.get(RosterSyncService).sync(pupils.tenant, row?.id ?? '');
    expect(await list()).toEqual([one.person, two.person].sort());
    expect(log().slice(before).join('')).toMatch(/"kind":"members","count":1,"reason":"user_id"/);
  });
});

describe('null means absent', () => {
  test('a launch whose optional claims are null is a launch', async () => {
    const names = ['lis', 'ext', 'custom', 'launch_presentation', 'tool_platform', 'for_user'].map((name) => `${LTI}${name}`);
    const nulls = Object.fromEntries([...names, 'azp', 'nbf', 'given_name', 'family_name', 'email', 'name'].map((name) => [name, null]));
    const entered = await launch(server, site, {
      change: (claims) => ({ ...claims, ...nulls, [`${LTI}roles`]: [null, ...(claims[`${LTI}roles`] as string[])] }),
    });
    expect(entered.status).toBe(303);
  });

  test('content is chosen where the platform names no course (Open edX), and goes back without data', async () => {
    const dialog = await openDialog(server, site, { settings: { data: null }, claims: (claims) => ({ ...claims, [`${LTI}context`]: undefined }) });
    expect(dialog.answer.status).toBe(303);
    const picker = await pickerOf(server, dialog);
    expect((await picker.ask('GET', `/api/deep-linking/${picker.ticket}`)).body).toMatchObject({ platform: 'Lernwerk', courseTitle: '' });
    expect((await answered(picker, [{ kind: 'unit', id: 'deutsch-operatoren' }])).status).toBe(200);
  });
});
