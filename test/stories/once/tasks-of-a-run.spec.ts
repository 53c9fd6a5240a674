import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isHandKind, openRun, previewAnswer, saveDraft, startPage, unitPreview, type AnswerReply, type Response, type RunView } from '#lotse/contract';
import { drawFor } from '#lotse/learning';
import { solve, wrongAnswer } from '#lotse/marking';
import { asOwner } from '../../world/as-owner.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

/** The unit that shows each kind. */
const UNIT = 'aufgabenarten-alle';
const NOWHERE = 'gibt-es-nicht';
const LONG = 'a'.repeat(100_000);
let server: TestServer;
let tenant: string;
let finn: Visitor;
let run: RunView;
let solved: Awaited<ReturnType<typeof solutionsOf>>;

const rows = <T>(sql: string, values: unknown[] = []) => server.db.job(tenant, (tx) => tx.query<T[]>(sql, values));
const stored = async () => (await rows<{ n: number }>(`select count(*)::int as n from answer where run = $1`, [run.runId]))[0]?.n;
const give = (exerciseId: string, response: unknown, more: object = {}): Promise<AnswerReply> =>
  finn.submit({
    ...{ answerId: randomUUID(), runId: run.runId, exerciseId, try: 1, aids: [], response: response as Response, device: 'test', sequence: 1 },
    clientTime: server.clock.now().toISOString(),
    ...more,
  });
const saidOf = (reply: AnswerReply) => ('problem' in reply ? reply.problem.code : reply.outcome.verdict);

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  finn = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'operatoren');
  run = await finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: UNIT });
  solved = await solutionsOf(server, run);
}, 180_000);
afterAll(() => server?.stop());

/** The right answer with something that is not there: an option, a gap, a step, an account. Null where a kind has nothing of the sort. */
function withStranger(right: Response): unknown {
  if (right.kind === 'single-choice') return { ...right, choice: NOWHERE };
  if (right.kind === 'recording') return { ...right, recording: randomUUID() };
  if (right.kind === 'booking') return { ...right, soll: right.soll.map((line) => ({ ...line, account: NOWHERE })) };
  const field = Object.entries(right).find(([, value]) => typeof value === 'object' && value !== null);
  if (!field || right.kind === 'writing') return null;
  const [name, value] = field as [string, object];
  return { ...right, [name]: Array.isArray(value) ? [...(value as string[]), NOWHERE] : { ...value, [NOWHERE]: Object.values(value)[0] as string } };
}

/** The first text that is typed, without end. */
function withoutEnd(right: Response): unknown {
  if (right.kind === 'booking') return { ...right, haben: right.haben.map((line, at) => (at === 0 ? { ...line, amount: LONG } : line)) };
  if ('text' in right) return { ...right, text: LONG };
  const typed = ['cloze', 'number-steps', 'calculation', 'ending', 'dictation'].includes(right.kind);
  const field = Object.entries(right).find(([, value]) => typeof value === 'object' && value !== null);
  return typed && field
    ? { ...right, [field[0]]: Object.fromEntries(Object.entries(field[1] as Record<string, string>).map(([id, text], at) => [id, at === 0 ? LONG : text])) }
    : null;
}

test('a run is a list of tasks: each with its situation, its tries, its mode and its competence', async () => {
  const tasks = await rows<{ exercise_id: string; group_id: string | null; tries: number; mode: string; competence: string; section: string; counts: boolean }>(
    `select exercise_id, group_id, tries, mode, competence, section, counts from run_task where run = $1 order by position`,
    [run.runId],
  );
  expect(tasks).toEqual(
    solved.map(({ exercise }) => ({
      ...{ exercise_id: exercise.id, group_id: exercise.group?.id ?? null, competence: exercise.competence, mode: 'practice' },
      tries: ['open', 'writing', 'recording'].includes(exercise.body.kind) ? 1 : 2,
      ...{ section: exercise.section ?? 'block', counts: ['block', 'mixed'].includes(exercise.section ?? 'block') },
    })),
  );
  expect(new Set(tasks.map((task) => task.group_id)).size).toBeGreaterThan(1);
});

test('in every kind: an answer of another kind, a part that is not there and 100,000 characters are each answered, and nothing is stored', async () => {
  const kinds = new Set<string>();
  for (const { exercise, right } of solved) {
    const other = right.kind === 'number' ? { kind: 'order', order: [] } : { kind: 'number', text: '1' };
    expect([right.kind, saidOf(await give(exercise.id, other))]).toEqual([right.kind, 'answer.unfit']);
    const stranger = withStranger(right);
    const wanted = right.kind === 'recording' ? 'recording.missing' : 'answer.unfit';
    if (stranger !== null) expect([right.kind, saidOf(await give(exercise.id, stranger))]).toEqual([right.kind, wanted]);
    const long = withoutEnd(right);
    if (long !== null) {
      const reply = await give(exercise.id, long);
      expect(reply).toMatchObject({ problem: { code: 'answer.too-long', details: { most: expect.any(Number) as unknown } } });
    }
    kinds.add(right.kind);
  }
  expect(kinds.size).toBe(18);
  expect(await stored()).toBe(0);
  expect(server.log.some((line) => line.includes('request.failed'))).toBe(false);
});

test('a teacher tries each kind, right and wrong, and nothing of it is kept', async () => {
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'operatoren');
  const at = { enrolmentId: karin.enrolmentId, unitId: UNIT };
  const count = async () => (await rows<{ n: number }>(`select count(*)::int as n from answer`))[0]?.n;
  const before = await count();
  const { tasks } = await karin.call(unitPreview, at);
  expect(tasks.map((task) => task.exerciseId)).toEqual(solved.map(({ exercise }) => exercise.id));
  for (const { exercise } of solved) {
    const drawn = drawFor(1, exercise);
    const put = async (response: Response) => (await karin.call(previewAnswer, at, { exerciseId: exercise.id, try: 1, response })).verdict;
    const right = exercise.body.kind === 'recording' ? { kind: 'recording' as const, recording: randomUUID() } : solve(exercise, drawn).solution;
    expect([exercise.id, await put(right)]).toEqual([exercise.id, isHandKind(exercise.body.kind) ? 'manual' : 'right']);
    if (!isHandKind(exercise.body.kind)) expect(await put(wrongAnswer(exercise, drawn))).toMatch(/wrong|partly/);
  }
  expect(await count()).toBe(before);
});

test('a unit that is withdrawn while somebody is in it: page, answers and drafts go on, and all that was given stays', async () => {
  const [first, ...others] = solved.filter(({ exercise, right }) => exercise.prefilled === undefined && right.kind !== 'recording' && !('text' in right));
  const open = solved.find(({ right }) => right.kind === 'open');
  if (!first || !open) throw new Error('the unit has no such task');
  expect(saidOf(await give(first.exercise.id, first.right))).toBe('right');
  expect(
    await rows(`select position, try, section, mode, competence, help_level as help, hard_to_guess is not null as guess from answer where run = $1`, [
      run.runId,
    ]),
  ).toEqual([
    {
      ...{ position: solved.indexOf(first), try: 1, section: first.exercise.section ?? 'block', mode: 'practice' },
      ...{ competence: first.exercise.competence, help: null, guess: true },
    },
  ]);
  expect((await rows<{ version: number }>(`select version from unit_run where id = $1`, [run.runId]))[0]?.version).toBe(1);
  await server.restart();
  await rows(`delete from publication where tenant = $1 and unit_id = $2`, [tenant, UNIT]);
  const again = await finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: UNIT });
  expect([again.runId, again.tasks.length]).toEqual([run.runId, run.tasks.length]);
  expect(again.tasks.find(({ task }) => task.exerciseId === first.exercise.id)).toMatchObject({ closed: true, last: { verdict: 'right' } });
  for (const { exercise, right } of others.slice(0, 3)) expect(saidOf(await give(exercise.id, right))).toBe('right');
  await finn.call(saveDraft, { runId: run.runId, exerciseId: open.exercise.id }, { text: 'Der Plan' });
  expect(await stored()).toBe(4);
  await finn.call(startPage, { enrolmentId: finn.enrolmentId });
  const anew = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'operatoren');
  const refused = await anew.ask('POST', '/api/runs', { enrolmentId: anew.enrolmentId, unitId: UNIT });
  expect([refused.status, refused.body.code]).toEqual([404, 'unit.unknown']);
});

test('a task that stands in a run twice is named by its position: each place has its own tries', async () => {
  const other = await finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: 'wiso-probezeit-kuendigung' });
  const place = other.tasks.findIndex(({ section }) => section === 'block');
  const at = (await solutionsOf(server, other))[place];
  if (!at) throw new Error('a run without tasks that count');
  const columns = ['exercise_id', 'rev', 'seed', 'shuffle', 'section', 'counts', 'group_id', 'tries', 'mode', 'competence'];
  await asOwner(server, (query) =>
    query(
      `update run_task b set ${columns.map((name) => `${name} = a.${name}`).join(', ')} from run_task a where a.run = $1 and b.run = $1 and a.position = $2 and b.position = $3`,
      [other.runId, place, place + 1],
    ),
  );
  const put = (position?: number, answerId: string = randomUUID()) =>
    give(at.exercise.id, at.right, { runId: other.runId, answerId, ...(position === undefined ? {} : { position }) });
  expect(saidOf(await put())).toBe('task.position');
  expect(saidOf(await put(0))).toBe('task.unknown');
  const first = await put(place);
  expect(first).toMatchObject({ outcome: { verdict: 'right', done: 1 } });
  expect(await put(place + 1)).toMatchObject({ outcome: { verdict: 'right', done: 2 } });
  expect(await put(place)).toMatchObject({ outcome: { verdict: 'right', done: 2 } });
  const given = await rows<{ position: number }>(`select position from answer where run = $1 order by position`, [other.runId]);
  expect(given.map((one) => one.position)).toEqual([place, place + 1]);
});
