import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LaunchGate } from '#lotse/lti';
import type { RunView } from '#lotse/contract';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { openReview } from '../../world/deep-linking-client.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { auditOf, codeIn, countSessions, openSession, tenantOf } from '../../world/lti-client.js';
import { Mutants } from '../../world/mutants.js';
import { solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
const FOR_USER = 'https://purl.imsglobal.org/spec/lti/claim/for_user';

let server: TestServer;
let site: DemoSite;
let nele: Visitor;
let run: RunView;
const mutants = new Mutants();
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  site.addPerson({ username: 'nele.review', givenName: 'Nele', familyName: 'Review', courses: { asa: 'student' } });
  site.addPerson({ username: 'ole.nie', givenName: 'Ole', familyName: 'Nie', courses: { asa: 'student' } });
  nele = await new Visitor(server, 'lernwerk').launch('nele.review', 'probezeit');
  run = (await nele.ask('POST', '/api/runs', { enrolmentId: nele.enrolmentId, unitId: UNIT })).body as unknown as RunView;
  const solved = (await solutionsOf(server, run))[first()];
  await answer(solved?.wrong, 1);
  await answer(solved?.right, 2);
}, 180_000);
afterAll(() => server?.stop());

/** The first task that counts. */
const first = () => run.tasks.findIndex(({ section }) => section === 'block');

async function answer(response: unknown, tryNo: number): Promise<void> {
  const reply = await nele.submit({
    answerId: randomUUID(),
    runId: run.runId,
    exerciseId: run.tasks[first()]?.task.exerciseId ?? '',
    try: tryNo,
    aids: [],
    response: response as never,
    device: 'd',
    sequence: tryNo,
    clientTime: server.clock.now().toISOString(),
  });
  expect(reply).toHaveProperty('outcome');
}

interface Opened {
  path: string;
  person: string;
  enrolment: string;
  ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
}
/** Somebody opens Nele's work from the grader report. */
async function open(wish: Partial<Parameters<typeof openReview>[2]> = {}): Promise<Opened> {
  const { answer: entered } = await openReview(server, site, { link: 'probezeit', forUser: 'nele.review', ...wish });
  expect([entered.status, codeIn(entered)]).toEqual([303, '']);
  const session = await openSession(server, entered);
  const visitor = new Visitor(server, 'lernwerk');
  visitor.token = String(session.body['token']);
  const path = entered.location.replace(/#.*/, '');
  return {
    path,
    person: /people\/([0-9a-f-]{36})\//.exec(path)?.[1] ?? '',
    enrolment: String(session.body['enrolmentId']),
    ask: (method, to, body) => visitor.ask(method, to, body),
  };
}
const reviewOf = (one: Opened, query = `?unitId=${UNIT}`) => one.ask('GET', `/api/courses/${one.enrolment}/people/${one.person}/review${query}`);
const personOf = async (visitor: Visitor) => {
  const [row] = await server.db.job(await tenantOf(server, site), (tx) =>
    tx.query<{ person: string }[]>('select person from enrolment where id = $1', [visitor.enrolmentId]),
  );
  return row?.person ?? '';
};

describe('the grader report opens the work in Lotse', () => {
  test('the page of this person and unit, with every answer, the outcome of each and the solution', async () => {
    const opened = await open();
    expect(opened.path).toMatch(new RegExp(`^/l/[0-9a-f-]{36}/c/${opened.enrolment}/people/${await personOf(nele)}/review\\?unitId=${UNIT}$`));
    const { status, body } = await reviewOf(opened);
    expect([status, body['name'], body['unitId']]).toEqual([200, 'Nele Review', UNIT]);
    expect(body['run']).toMatchObject({ runId: run.runId, done: 1, total: run.total, firstTryRight: 0, finishedAt: null });
    const tasks = body['tasks'] as { task: { exerciseId: string }; answers: { try: number; outcome: Record<string, unknown> }[] }[];
    expect(tasks.map((task) => task.task.exerciseId)).toEqual(run.tasks.map((task) => task.task.exerciseId));
    expect(tasks[first()]?.answers.map((one) => [one.try, one.outcome['verdict']])).toEqual([
      [1, expect.stringMatching(/wrong|partly/)],
      [2, 'right'],
    ]);
    expect(tasks[first()]?.answers[1]?.outcome).toHaveProperty('solution');
    expect(tasks.filter((task) => task.answers.length > 0)).toHaveLength(1);
  });

  test('every look is in the audit, with who looked at whom', async () => {
    const opened = await open();
    const before = (await auditOf(server, site)).length;
    await reviewOf(opened);
    await reviewOf(opened, '');
    const rows = (await auditOf(server, site)).slice(before);
    expect(rows.map((row) => [row.event, row.subject, row.details['unit'], row.details['run']])).toEqual([
      ['review.read', opened.person, UNIT, run.runId],
      ['review.read', opened.person, UNIT, run.runId],
    ]);
  });

  test('nothing can be changed by it: the run is as it was', async () => {
    const before = await nele.ask('GET', `/api/runs/${run.runId}/result`);
    await reviewOf(await open());
    expect((await nele.ask('GET', `/api/runs/${run.runId}/result`)).body).toEqual(before.body);
  });

  test('a learner is refused, and gets no session; mutant: without the rule they would come in', async () => {
    const sessions = await countSessions(server);
    const { answer: entered } = await openReview(server, site, { person: 'amira.haddad', link: 'probezeit', forUser: 'nele.review' });
    expect([entered.status, codeIn(entered), await countSessions(server)]).toEqual([403, 'REVIEW_ROLE', sessions]);
    mutants.without(server.started.app.get(LaunchGate).rules.message, 'role', () => null);
    const bad = await openReview(server, site, { person: 'amira.haddad', link: 'probezeit', forUser: 'nele.review' });
    mutants.restore();
    expect(bad.answer.status).toBe(303);
  });

  test('somebody who has never opened Lotse: a sentence instead of an empty page', async () => {
    const { answer: entered } = await openReview(server, site, { link: 'probezeit', forUser: 'ole.nie' });
    expect([entered.status, codeIn(entered)]).toEqual([404, 'REVIEW_NOBODY']);
    expect(entered.body).toContain('Hier ist noch nichts zu sehen');
  });

  test.each([
    ['missing', undefined, 'CLAIM_MISSING'],
    ['without an id', {}, 'CLAIM_INVALID'],
  ])('for_user %s is refused', async (_, value, code) => {
    const { answer: entered } = await openReview(server, site, {
      link: 'probezeit',
      forUser: 'nele.review',
      claims: (claims) => ({ ...claims, [FOR_USER]: value }),
    });
    expect([entered.status, codeIn(entered)]).toEqual([401, code]);
  });

  test('a person of another course, a unit of another course and an unknown run are unknown', async () => {
    const opened = await open();
    const school = await new Visitor(server, 'bbs').launch('emre.kaya', 'probezeit');
    const [row] = await server.db.job(await tenantOf(server, server.site('bbs')), (tx) =>
      tx.query<{ person: string }[]>('select person from enrolment where id = $1', [school.enrolmentId]),
    );
    expect((await reviewOf({ ...opened, person: row?.person ?? '' })).status).toBe(404);
    expect((await reviewOf(opened, '?unitId=no-such-unit')).status).toBe(404);
    expect((await reviewOf(opened, `?unitId=${UNIT}&runId=${randomUUID()}`)).status).toBe(404);
  });
});

describe('comments', () => {
  const comment = (one: Opened, text: string, exerciseId: string | null = null) =>
    one.ask('POST', `/api/courses/${one.enrolment}/people/${one.person}/comments`, { runId: run.runId, exerciseId, text });

  test('on the run and on a task; the trainee reads them, and nobody else', async () => {
    const opened = await open();
    const task = run.tasks[0]?.task.exerciseId ?? '';
    expect((await comment(opened, 'Gut angefangen.')).body).toMatchObject({ author: 'Bernd Asmus', mine: true, exerciseId: null });
    server.clock.advance(60_000);
    await comment(opened, 'Sieh dir § 20 noch einmal an.', task);
    const mine = await nele.ask('GET', `/api/runs/${run.runId}/comments`);
    expect((mine.body['comments'] as Record<string, unknown>[]).map((one) => [one['text'], one['exerciseId'], one['mine']])).toEqual([
      ['Gut angefangen.', null, false],
      ['Sieh dir § 20 noch einmal an.', task, false],
    ]);
    const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
    expect((await amira.ask('GET', `/api/runs/${run.runId}/comments`)).status).toBe(404);
  });

  test('the text is sealed, and neither logged nor in the audit', async () => {
    const from = server.log.length;
    await comment(await open(), 'Geheimwort Zitronenfalter');
    const rows = await server.db.job(await tenantOf(server, site), (tx) => tx.query<{ text: Uint8Array }[]>('select text from run_comment'));
    for (const row of rows) expect(Buffer.from(row.text).toString('latin1')).not.toContain('Zitronenfalter');
    expect(server.log.slice(from).join('') + JSON.stringify(await auditOf(server, site))).not.toContain('Zitronenfalter');
  });

  test('only who wrote one takes it back', async () => {
    const [asmus, admin] = [await open(), await open({ person: 'admin' })];
    const { body } = await comment(asmus, 'Doch nicht.');
    const path = (one: Opened) => `/api/courses/${one.enrolment}/comments/${String(body['commentId'])}`;
    expect((await admin.ask('DELETE', path(admin), {})).status).toBe(404);
    expect((await asmus.ask('DELETE', path(asmus), {})).body).toEqual({ removed: true });
    const left = ((await reviewOf(asmus)).body['comments'] as { text: string }[]).map((one) => one.text);
    expect(left).not.toContain('Doch nicht.');
  });

  test('nothing empty, nothing endless, no task that is not in the run, nobody else’s run', async () => {
    const opened = await open();
    expect((await comment(opened, '   ')).status).toBe(400);
    expect((await comment(opened, 'x'.repeat(2001))).status).toBe(400);
    expect((await comment(opened, 'x', 'no-such-task')).status).toBe(404);
    expect(
      (await opened.ask('POST', `/api/courses/${opened.enrolment}/people/${opened.person}/comments`, { runId: randomUUID(), exerciseId: null, text: 'x' }))
        .status,
    ).toBe(404);
  });
});
