import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  loginSecond,
  objectedTask,
  objectedTasks,
  objectTo,
  openRun,
  settleObjections,
  type AccountSession,
  type ObjectedTaskPage,
  type Reply,
  type RunView,
} from '#lotse/contract';
import { GrantsService } from '#lotse/people';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoPerson, demoTotpSecret } from '../../../apps/server/demo-accounts.js';
import { openBrowser } from '../../world/browser.js';
import { picture, signInAs } from '../../world/pages.js';
import { Looker } from '../../world/sweep.js';
import { AccountVisitor } from '../../world/account-visitor.js';
import { everythingHeld, tablesWith } from '../../world/everything-held.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
let server: TestServer;
let tenant: string;
let mai: Visitor;
let finn: Visitor;
let author: AccountVisitor;
let run: RunView;
let exerciseId: string;

const list = () => author.must<Reply<typeof objectedTasks>>(objectedTasks);

/** Heike of the office writes tasks, too: a launch does not carry that, an account does. */
async function signIn(): Promise<AccountVisitor> {
  const heike = DEMO_ACCOUNTS.find((one) => one.role === 'office');
  if (!heike) throw new Error('nobody is in the office');
  const wish = { tenant, person: demoPerson(heike), role: 'author', course: null, reason: 'schreibt Aufgaben', by: null, endsAt: null } as const;
  await server.db.job(tenant, (tx) => server.started.app.get(GrantsService).give(tx, wish));
  const visitor = new AccountVisitor(server);
  const first = await visitor.first(heike.mail, DEMO_PASSWORD);
  const code = visitor.code(demoTotpSecret(heike));
  const session = await visitor.must<AccountSession>(loginSecond, { ticket: first.body.ticket, code });
  return visitor.take(session);
}

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  finn = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
  author = await signIn();
  run = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT });
  exerciseId = run.tasks[0]?.task.exerciseId ?? '';
}, 180_000);
afterAll(() => server?.stop());

test('a learner says what is wrong with a task of their own run; said again it takes the place of the first', async () => {
  const [first] = await solutionsOf(server, run);
  if (!first) throw new Error('a run without tasks');
  const response = first.wrong;
  await mai.submit({
    ...{ answerId: crypto.randomUUID(), runId: run.runId, exerciseId, try: 1, aids: [], response, device: 'test', sequence: 1 },
    clientTime: server.clock.now().toISOString(),
  });
  const wish = { exerciseId, reason: 'key', text: 'Pinguinmeldung' };
  await mai.call(objectTo, { runId: run.runId }, wish);
  await mai.call(objectTo, { runId: run.runId }, { ...wish, reason: 'mine', text: 'Pinguinmeldung zwei' });
  const foreign = await finn.ask('POST', `/api/runs/${run.runId}/objections`, wish);
  const unknown = await mai.ask('POST', `/api/runs/${run.runId}/objections`, { ...wish, exerciseId: 'gibt-es-nicht' });
  expect([foreign.status, unknown.status, unknown.body.code]).toEqual([404, 404, 'task.unknown']);
  expect((await mai.ask('POST', `/api/runs/${run.runId}/objections`, { ...wish, text: 'x'.repeat(501) })).status).toBe(400);
  expect(tablesWith(await everythingHeld(server), 'Pinguinmeldung')).toEqual(['objection']);
});

test('authors see it by task, with the share of right first tries and the answers given most, and nobody’s name', async () => {
  const his = await finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: UNIT });
  await finn.call(objectTo, { runId: his.runId }, { exerciseId, reason: 'unclear', text: '' });
  await finn.call(objectTo, { runId: his.runId }, { exerciseId: his.tasks[1]?.task.exerciseId ?? '', reason: 'broken', text: '' });
  const found = await list();
  expect(found.total).toBe(2);
  expect(found.rows.map((row) => row.objections)).toEqual([2, 1]);
  const [first] = found.rows;
  expect(first?.exerciseId).toBe(exerciseId);
  expect(first?.firstTries).toBeGreaterThan(first?.firstRight ?? 0);
  const page = await author.must<ObjectedTaskPage>(objectedTask, undefined, { exerciseId });
  expect(page.said.map(({ reason, text }) => [reason, text])).toEqual(
    expect.arrayContaining([
      ['mine', 'Pinguinmeldung zwei'],
      ['unclear', ''],
    ]),
  );
  expect(page.given?.answers).toBeGreaterThan(0);
  expect(page.given?.parts[0]?.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(page)).not.toMatch(/Nguyen|Lührs/);
});

test('the list and an opened task are there in every size and colour', async () => {
  const browser = await openBrowser({ width: 360, height: 780 });
  try {
    const at = Looker.in(server, browser);
    await signInAs(server, at.page, 'office');
    await at.open(`/a/t/${tenant}/objections`);
    await at.button('Ansehen').first().click();
    await at.sees('Pinguinmeldung zwei');
    await at.look('objections');
    await picture(at.page, 'objections');
    expect(at.sweep.found()).toEqual([]);
  } finally {
    await browser.close();
  }
}, 120_000);

test('who is no author reads nothing; what is settled is off the list until somebody objects again', async () => {
  for (const who of [mai, await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit')])
    expect([403, 404]).toContain((await who.ask('GET', `/api/tenants/${tenant}/objections`)).status);
  expect(await author.must(settleObjections, {}, { exerciseId })).toEqual({ settled: 2 });
  expect((await list()).total).toBe(1);
  const again = await author.to(settleObjections, {}, { exerciseId });
  expect([again.status, again.body.code]).toEqual([404, 'objection.unknown']);
  await mai.call(objectTo, { runId: run.runId }, { exerciseId, reason: 'key', text: '' });
  expect((await list()).total).toBe(2);
});
