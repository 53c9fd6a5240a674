import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Clock, Db } from '#lotse/base';
import { CatalogService } from '#lotse/catalog';
import type { RunView, SubmitAnswer } from '#lotse/contract';
import { AnswersService, AnswerTexts, RecordingsService } from '#lotse/learning';
import { GradePassback } from '#lotse/lti';
import type { Me } from '#lotse/people';
import { startForTest, type TestServer } from '../../world/harness.js';
import { counted, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
let server: TestServer;
let me: Me;
let amira: Visitor;
let run: RunView;
let solved: Awaited<ReturnType<typeof solutionsOf>>;
let servers: AnswersService[];

/** Each with a memory of its own, as two processes behind one address have. */
function another(): AnswersService {
  const { app } = server.started;
  return new AnswersService(app.get(Db), app.get(Clock), app.get(CatalogService), app.get(GradePassback), app.get(AnswerTexts), app.get(RecordingsService));
}

beforeAll(async () => {
  server = await startForTest();
}, 180_000);
afterAll(() => server?.stop());

let people = ['finn.luehrs', 'mai.nguyen', 'blessing.okafor', 'lea.brandt', 'tariq.rahimi', 'olha.kovalenko'];
beforeEach(async () => {
  servers = [another(), another()];
  const [name = '', ...others] = people;
  people = others;
  amira = await new Visitor(server, 'lernwerk').launch(name, 'probezeit');
  run = counted((await amira.ask('POST', '/api/runs', { enrolmentId: amira.enrolmentId, unitId: UNIT, again: true })).body as unknown as RunView);
  solved = await solutionsOf(server, run);
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  const [row] = await server.db.job(tenant?.id ?? '', (tx) => tx.query<{ person: string }[]>(`select person from unit_run where id = $1`, [run.runId]));
  me = { person: row?.person ?? '', tenant: tenant?.id ?? '' } as Me;
});

const first = () => run.tasks.findIndex((task) => !task.closed && task.tries === 0);
const answer = (index: number, more: Partial<SubmitAnswer> = {}): SubmitAnswer => ({
  ...{ answerId: randomUUID(), runId: run.runId, exerciseId: run.tasks[index]?.task.exerciseId ?? '', try: 1, aids: [], device: 'test', sequence: index },
  response: solved[index]?.right as SubmitAnswer['response'],
  clientTime: server.clock.now().toISOString(),
  ...more,
});

async function stored() {
  const [row] = await server.db.job(me.tenant, (tx) =>
    tx.query<{ answers: number; done: number; grade: number; best: number; total: number; first: number; evidence: number; taken: number }[]>(
      `select r.done, r.grade, r.total, r.first_right as first, (select best from unit_grade g where g.tenant = r.tenant and g.person = r.person and g.unit_id = r.unit_id) as best,
         (select count(*)::int from answer a where a.tenant = r.tenant and a.run = r.id) as answers,
         (select count(*)::int from answer a where a.person = r.person and a.evidence) as taken, (select sum(evidence)::int from mastery m where m.person = r.person) as evidence
       from unit_run r where r.tenant = $1 and r.id = $2`,
      [me.tenant, run.runId],
    ),
  );
  if (!row) throw new Error('no such run');
  return row;
}

test('a trainee whose answers reach two servers in turn has each counted once, and the grade of all of them', async () => {
  for (const [index, task] of run.tasks.entries()) {
    if (task.closed) continue;
    server.clock.advance(20_000);
    const outcome = await servers[index % 2]?.submit(me, answer(index, { try: task.tries === 0 ? 1 : 2 }));
    expect(outcome?.verdict).toBe('right');
  }
  const row = await stored();
  expect([row.done, row.grade >= 0, row.best >= row.grade, row.evidence]).toEqual([row.total, true, true, row.taken]);
}, 60_000);

test('a wrong answer on one device and the right one on the other are first and second try, whichever server takes them', async () => {
  const [one, two] = servers as [AnswersService, AnswersService];
  const index = first();
  await one.submit(me, answer(index + 1));
  await two.submit(me, answer(index + 2));
  const before = await stored();
  const wrong = answer(index, { response: solved[index]?.wrong as SubmitAnswer['response'] });
  expect((await one.submit(me, wrong)).triesLeft).toBe(1);
  expect((await two.submit(me, answer(index))).verdict).not.toBe('right'); // this try was given on the other device: its outcome again
  expect((await two.submit(me, answer(index, { try: 2 }))).verdict).toBe('right');
  await expect(one.submit(me, answer(index, { try: 2 }))).resolves.toMatchObject({ verdict: 'right', triesLeft: 0 });
  const row = await stored();
  expect([row.answers - before.answers, row.done - before.done, row.first - before.first]).toEqual([2, 1, 0]);
});

test('the same answer sent to both at once, and again afterwards, is one answer with one outcome', async () => {
  const [one, two] = servers as [AnswersService, AnswersService];
  const index = first();
  await one.submit(me, answer(index + 1));
  await two.submit(me, answer(index + 2));
  const before = await stored();
  const same = answer(index);
  const outcomes = await Promise.all([one, two, one, two].map((each) => each.submit(me, same)));
  outcomes.push(await one.submit(me, same), await two.submit(me, same));
  expect(new Set(outcomes.map((outcome) => `${outcome.verdict} ${outcome.score} ${outcome.triesLeft}`)).size).toBe(1);
  const row = await stored();
  expect([row.answers - before.answers, row.done - before.done]).toEqual([1, 1]);
  await expect(two.submit(me, { ...same, response: solved[index]?.wrong as SubmitAnswer['response'] })).rejects.toMatchObject({ code: 'answer.conflict' });
});

test('two different answers at once to one server are both counted: the second is decided anew', async () => {
  const [one] = servers as [AnswersService];
  const index = first();
  await one.submit(me, answer(index));
  const before = await stored();
  await Promise.all([answer(index + 1), answer(index + 2), answer(index + 3)].map((each) => one.submit(me, each)));
  const row = await stored();
  expect([row.answers - before.answers, row.done - before.done, row.first - before.first]).toEqual([3, 3, 3]);
});

test('what another unit has shown of the same competence meanwhile is built upon, not overwritten', async () => {
  const [one] = servers as [AnswersService];
  const index = first();
  await one.submit(me, answer(index));
  server.clock.advance(60_000);
  const competence = solved[index + 1]?.exercise.competence ?? '';
  const others = Array.from({ length: 5 }, () => ({ on: '2026-11-20', right: true, typed: false }));
  await server.db.as(me, (tx) =>
    tx.query(
      `insert into mastery (person, competence, state, recent, evidence, updated_at) values ($1, $2, 'practising', $3, 5, $4)
       on conflict (person, competence) do update set recent = excluded.recent, evidence = 5, updated_at = excluded.updated_at`,
      [me.person, competence, JSON.stringify(others), server.clock.now()],
    ),
  );
  await one.submit(me, answer(index + 1));
  const [row] = await server.db.as(me, (tx) =>
    tx.query<{ evidence: number; n: number }[]>(`select evidence, jsonb_array_length(recent) as n from mastery where person = $1 and competence = $2`, [
      me.person,
      competence,
    ]),
  );
  expect(row).toEqual({ evidence: 6, n: 6 });
});

test('what a server remembers of a run opens it for nobody else', async () => {
  const [one] = servers as [AnswersService];
  const index = first();
  await one.submit(me, answer(index));
  await expect(one.submit({ ...me, person: randomUUID() }, answer(index + 1))).rejects.toMatchObject({ code: 'run.unknown' });
  await expect(one.submit({ ...me, tenant: randomUUID() }, answer(index + 1))).rejects.toMatchObject({ code: 'run.unknown' });
});
