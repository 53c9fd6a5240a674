import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectedTask, objectedTasks, objectTo, openRun, settleObjections, type RunView } from '#lotse/contract';
import { GrantsService } from '#lotse/people';
import { everythingHeld, tablesWith } from '../../world/everything-held.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
let server: TestServer;
let tenant: string;
let mai: Visitor;
let finn: Visitor;
let author: Visitor;
let run: RunView;
let exerciseId: string;

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  finn = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
  author = await new Visitor(server, 'lernwerk').launch('bernd.asmus', 'probezeit');
  await server.db.job(tenant, async (tx) => {
    const [person] = await tx.query<{ person: string }[]>(`select person from enrolment where tenant = $1 and id = $2`, [tenant, author.enrolmentId]);
    await server.started.app
      .get(GrantsService)
      .give(tx, { tenant, person: person?.person ?? '', role: 'author', course: null, reason: 'schreibt Aufgaben', by: null, endsAt: null });
  });
  author = await new Visitor(server, 'lernwerk').launch('bernd.asmus', 'probezeit');
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
  const list = await author.call(objectedTasks, { tenantId: tenant });
  expect(list.total).toBe(2);
  expect(list.rows.map((row) => row.objections)).toEqual([2, 1]);
  const [first] = list.rows;
  expect(first?.exerciseId).toBe(exerciseId);
  expect(first?.firstTries).toBeGreaterThan(first?.firstRight ?? 0);
  const page = await author.call(objectedTask, { tenantId: tenant, exerciseId });
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

test('who is no author reads nothing; what is settled is off the list until somebody objects again', async () => {
  for (const who of [mai, await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit')])
    expect([403, 404]).toContain((await who.ask('GET', `/api/tenants/${tenant}/objections`)).status);
  expect(await author.call(settleObjections, { tenantId: tenant, exerciseId }, {})).toEqual({ settled: 2 });
  expect((await author.call(objectedTasks, { tenantId: tenant })).total).toBe(1);
  const again = await author.ask('POST', `/api/tenants/${tenant}/objections/${exerciseId}/settled`, {});
  expect([again.status, again.body.code]).toEqual([404, 'objection.unknown']);
  await mai.call(objectTo, { runId: run.runId }, { exerciseId, reason: 'key', text: '' });
  expect((await author.call(objectedTasks, { tenantId: tenant })).total).toBe(2);
});
