import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunView, SubmitAnswer } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { counted, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
let server: TestServer;
let amira: Visitor;
let run: RunView;
let solved: Awaited<ReturnType<typeof solutionsOf>>;

beforeAll(async () => {
  server = await startForTest();
  amira = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
  run = counted((await amira.ask('POST', '/api/runs', { enrolmentId: amira.enrolmentId, unitId: UNIT })).body as unknown as RunView);
  solved = await solutionsOf(server, run);
}, 180_000);
afterAll(() => server?.stop());

const answer = (index: number, more: Partial<SubmitAnswer> = {}): SubmitAnswer => ({
  answerId: randomUUID(),
  runId: run.runId,
  exerciseId: run.tasks[index]?.task.exerciseId ?? '',
  try: 1,
  aids: [],
  response: solved[index]?.right as SubmitAnswer['response'],
  device: 'test',
  sequence: 1,
  clientTime: server.clock.now().toISOString(),
  ...more,
});

async function stored(): Promise<{ answers: number; done: number; points: number }> {
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  const [row] = await server.db.job(tenant?.id ?? '', (tx) =>
    tx.query<{ answers: number; done: number; points: number }[]>(
      `select (select count(*)::int from answer where run = $1) as answers, done, points from unit_run where id = $1`,
      [run.runId],
    ),
  );
  return row ?? { answers: 0, done: 0, points: 0 };
}

test.each([
  ['broken JSON', '{"items":[', 400, 'body.broken'],
  ['another shape', '{"answers":[]}', 400, 'body.invalid'],
  ['no item at all', '{"items":[]}', 400, 'body.invalid'],
  ['101 items', JSON.stringify({ items: Array.from({ length: 101 }, () => ({})) }), 400, 'body.invalid'],
  ['300 kB', JSON.stringify({ items: ['x'.repeat(300_000)] }), 413, 'body.too-large'],
  ['a polluted prototype', '{"items":[{}],"__proto__":{"admin":true}}', 400, 'body.broken'],
])('%s gets its own status and code, and no stack', async (_, body, status, code) => {
  const answered = await amira.ask('POST', '/api/answers', body);
  expect([answered.status, answered.body.code]).toEqual([status, code]);
  expect(JSON.stringify(answered.body)).not.toMatch(/ at |\.ts|\.js|node_modules|SyntaxError/);
  expect(answered.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['a field too many', () => ({ ...answer(0), tenantId: randomUUID() }), 'answer.invalid'],
  ['no uuid', () => answer(0, { answerId: 'x' }), 'answer.invalid'],
  ['a third try', () => answer(0, { try: 3 }), 'answer.invalid'],
  ['the second try first', () => answer(0, { try: 2 }), 'answer.try-order'],
  ['a task of another unit', () => answer(0, { exerciseId: 'de.operator.x' }), 'task.unknown'],
  ['an unknown run', () => answer(0, { runId: randomUUID() }), 'run.unknown'],
  [
    'an answer of another kind',
    () => answer(0, { response: solved[0]?.right.kind === 'number' ? { kind: 'order', order: [] } : { kind: 'number', text: '1' } }),
    'answer.unfit',
  ],
  ['an option that is not there', () => answer(single(), { response: { kind: 'single-choice', choice: 'zz' } }), 'answer.unfit'],
])('%s is refused with its reason and leaves no row', async (_, make, code) => {
  const before = await stored();
  const reply = await amira.submit(make());
  expect(reply).toMatchObject({ problem: { code } });
  expect(await stored()).toEqual(before);
});

test.each([
  ['NUL', '\u0000', 0],
  ['half of a pair', '\ud83d', 1],
])('a character that no database keeps is no fault of ours, and stops no other answer: %s', async (_, bad, other) => {
  const opened = await amira.ask('POST', '/api/runs', { enrolmentId: amira.enrolmentId, unitId: 'deutsch-operatoren' });
  const german = counted(opened.body as unknown as RunView);
  const answers = await solutionsOf(server, german);
  const index = answers.findIndex((one) => one.right.kind === 'cloze');
  const right = answers[index]?.right as Extract<SubmitAnswer['response'], { kind: 'cloze' }>;
  const gaps = Object.fromEntries(Object.keys(right.gaps).map((gap) => [gap, `zeigen${bad}`]));
  const item = { ...answer(0, { runId: german.runId, response: { kind: 'cloze', gaps } }), exerciseId: german.tasks[index]?.task.exerciseId };
  const fine = german.tasks.map((_, at) => at).filter((at) => answers[at]?.right.kind !== 'cloze')[other] ?? 0;
  const good = {
    ...answer(0, { runId: german.runId, response: answers[fine]?.right as SubmitAnswer['response'] }),
    exerciseId: german.tasks[fine]?.task.exerciseId,
  };
  const { status, body } = await amira.ask('POST', '/api/answers', { items: [item, good] });
  expect([status, body.items]).toMatchObject([200, [{ problem: { kind: 'invalid', code: 'answer.invalid' } }, { outcome: { verdict: 'right' } }]]);
  expect(server.log.some((line) => line.includes('request.failed'))).toBe(false);
  if (bad === '\u0000') expect(await amira.submit(answer(0, { device: bad }))).toMatchObject({ problem: { code: 'answer.invalid' } });
});

const single = () => solved.findIndex((one, i) => i > 2 && one.right.kind === 'single-choice');

test('one bad item in a list stops no other', async () => {
  const good = answer(0);
  const { body } = await amira.ask('POST', '/api/answers', { items: [{ rubbish: true }, good, answer(0, { exerciseId: 'no.such' })] });
  expect(body.items).toMatchObject([
    { problem: { code: 'answer.invalid' } },
    { answerId: good.answerId, outcome: { verdict: 'right' } },
    { problem: { code: 'task.unknown' } },
  ]);
});

test('the same answer again changes nothing; the same id with another body is a conflict', async () => {
  const sent = answer(1);
  const first = await amira.submit(sent);
  const before = await stored();
  expect(await amira.submit(sent)).toEqual(first);
  expect(await amira.submit({ ...sent, response: solved[1]?.wrong as SubmitAnswer['response'] })).toMatchObject({
    problem: { kind: 'conflict', code: 'answer.conflict' },
  });
  expect(await stored()).toEqual(before);
});

test('two tabs and a double click count once: fifty equal requests at once', async () => {
  const before = await stored();
  const sent = answer(2);
  const otherTab = answer(2);
  const replies = await Promise.all(Array.from({ length: 50 }, (_, i) => amira.submit(i % 2 ? sent : otherTab)));
  for (const reply of replies) expect(reply).toMatchObject({ outcome: { verdict: 'right', done: before.done + 1 } });
  expect(await stored()).toEqual({ answers: before.answers + 1, done: before.done + 1, points: before.points + 1 });
});

test('an answer that cannot be read is told so, is not stored and uses no try', async () => {
  const at = solved.findIndex((one, i) => i > 2 && one.right.kind === 'number');
  const before = await stored();
  expect(await amira.submit(answer(at, { response: { kind: 'number', text: 'zwölf' } }))).toMatchObject({ outcome: { verdict: 'unclear', triesLeft: 2 } });
  expect(await stored()).toEqual(before);
  expect(await amira.submit(answer(at))).toMatchObject({ outcome: { verdict: 'right' } });
});

test('wrong twice: then, and only then, the solution', async () => {
  const at = single();
  const wrong = solved[at]?.wrong as SubmitAnswer['response'];
  const first = await amira.submit(answer(at, { response: wrong }));
  if (!('outcome' in first)) throw new Error('refused');
  expect(first.outcome.solution).toBeUndefined();
  expect(first.outcome.triesLeft).toBe(1);
  expect(await amira.submit(answer(at, { response: wrong, try: 2 }))).toMatchObject({ outcome: { triesLeft: 0, solution: { kind: 'single-choice' } } });
  expect(await amira.submit(answer(at, { try: 2, answerId: randomUUID() }))).toMatchObject({ outcome: { triesLeft: 0 } });
});

test('after the last task a new answer is refused: the run is finished', async () => {
  for (const [i] of run.tasks.entries()) await amira.submit(answer(i));
  expect((await stored()).done).toBe(12);
  expect(await amira.submit(answer(0, { try: 2 }))).toMatchObject({ problem: { code: 'run.finished' } });
  const result = await amira.ask('GET', `/api/runs/${run.runId}/result`);
  expect(result.body).toMatchObject({ total: 12, firstTryRight: 11, grade: 92 });
});

test('an unknown address answers as a problem, too', async () => {
  expect(await amira.ask('GET', '/api/nothing')).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
  expect(await amira.ask('GET', '/api/runs/not-a-uuid/result')).toMatchObject({ status: 400 });
});

test('nobody’s name, answer or token stands in the log of all this', () => {
  const log = server.log.join('\n');
  for (const word of ['Lührs', 'Finn', 'Amira', 'zwölf', amira.token, 'Bearer', 'id_token', 'login_hint']) expect(log).not.toContain(word);
});
