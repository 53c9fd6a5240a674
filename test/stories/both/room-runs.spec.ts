import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunView } from '#lotse/contract';
import { AnswersService, RoomRunsService, drawFor, type Opening } from '#lotse/learning';
import { CatalogService } from '#lotse/catalog';
import { solve, wrongAnswer } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { startForTest, type TestServer } from '../../world/harness.js';
import { counted, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
const NAMES = ['finn.luehrs', 'mai.nguyen', 'blessing.okafor'];
let server: TestServer;
let rooms: RoomRunsService;
let wish: Opening;
let people: { visitor: Visitor; me: Me; enrolment: string; runId: string }[];

beforeAll(async () => {
  server = await startForTest();
  rooms = server.started.app.get(RoomRunsService);
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  const [unit] = await server.db.job(tenant?.id ?? '', async (tx) => [await server.started.app.get(CatalogService).unit(tx, tenant?.id ?? '', UNIT)]);
  const exerciseId = unit?.package.exercises.find(({ section = 'block' }) => section === 'block')?.id ?? '';
  wish = { tenant: tenant?.id ?? '', meeting: randomUUID(), opening: randomUUID(), unitId: UNIT, exerciseId, seed: 7 };
  people = [];
  for (const name of NAMES) {
    const visitor = await new Visitor(server, 'lernwerk').launch(name, 'probezeit');
    const [row] = await server.db.job(wish.tenant, (tx) => tx.query<{ person: string }[]>(`select person from enrolment where id = $1`, [visitor.enrolmentId]));
    people.push({ visitor, me: { person: row?.person ?? '', tenant: wish.tenant } as Me, enrolment: visitor.enrolmentId, runId: '' });
  }
}, 180_000);
afterAll(() => server?.stop());

const exercise = async () => {
  const unit = await server.db.job(wish.tenant, (tx) => server.started.app.get(CatalogService).unit(tx, wish.tenant, UNIT));
  const found = unit?.package.exercises.find(({ id }) => id === wish.exerciseId);
  if (!found) throw new Error('no exercise');
  return found;
};
const answerOf = async (runId: string, isRight: boolean) => {
  const task = await exercise();
  const drawn = drawFor(wish.seed, task);
  const response = isRight ? solve(task, drawn).solution : wrongAnswer(task, drawn);
  return { answerId: randomUUID(), runId, exerciseId: wish.exerciseId, response, device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() };
};
const rows = <T>(text: string, values: unknown[]) => server.db.job(wish.tenant, (tx) => tx.query<T[]>(text, values));

test('an exercise is opened for those who are there, and once more for somebody who comes later', async () => {
  const two = people.slice(0, 2).map(({ me, enrolment }) => ({ person: me.person, enrolment }));
  const first = await rooms.open(wish, two);
  const all = await rooms.open(
    wish,
    people.map(({ me, enrolment }) => ({ person: me.person, enrolment })),
  );
  for (const [person, run] of first) expect(all.get(person)).toBe(run);
  expect(all.size).toBe(3);
  for (const one of people) one.runId = all.get(one.me.person) ?? '';
  expect((await rooms.task(wish)).exerciseId).toBe(wish.exerciseId);
});

test('answers are taken, and the public route neither takes them nor shows their verdict', async () => {
  const [finn, mai] = people;
  if (!finn || !mai) throw new Error('nobody came');
  const answer = await answerOf(finn.runId, true);
  const refused = await finn.visitor.submit({ ...answer, try: 1, aids: [] });
  expect(refused).toMatchObject({ problem: { code: 'run.unknown' } });
  expect(await rooms.answer(finn.me, answer)).toBe(true);
  expect(await rooms.answer(finn.me, answer)).toBe(true); // sent again
  expect(await rooms.answer(finn.me, await answerOf(finn.runId, false))).toBe(true); // the first one stays
  await expect(rooms.answer(mai.me, await answerOf(finn.runId, true))).rejects.toMatchObject({ code: 'run.unknown' });
  expect(await rooms.answer(mai.me, await answerOf(mai.runId, false))).toBe(true);
});

test('it is counted without saying what is right until the tutor shows it; after that nothing more is taken', async () => {
  const counts = await rooms.summary(wish, false);
  expect(counts.answers).toBe(2);
  expect(counts.parts[0]?.rows.map(({ right }) => right)).toEqual([null, null]);
  await rooms.close(wish);
  const late = people[2];
  if (!late) throw new Error('nobody came late');
  await expect(rooms.answer(late.me, await answerOf(late.runId, true))).rejects.toMatchObject({ code: 'run.finished' });
  expect((await rooms.summary(wish, true)).parts[0]?.rows.map(({ right }) => right).sort()).toEqual([false, true]);
  const outcomes = await Promise.all(people.map(({ me }) => rooms.outcome(wish, me.person)));
  expect(outcomes.map((outcome) => outcome?.verdict ?? null)).toEqual(['right', 'wrong', null]);
  expect(outcomes[1]).toMatchObject({ triesLeft: 0, solution: {} });
});

test('it is practice: no grade, no evidence, no open unit, and the same task is no evidence for a day', async () => {
  const [finn] = people;
  if (!finn) throw new Error('nobody came');
  const [stored] = await rows<{ evidence: boolean; aids: string[]; position: number; section: string; hard_to_guess: boolean }>(
    `select evidence, aids, position, section, hard_to_guess from answer where tenant = $1 and run = $2`,
    [wish.tenant, finn.runId],
  );
  expect(stored).toEqual({ evidence: false, aids: ['room'], position: 0, section: 'block', hard_to_guess: false });
  expect(await rows(`select 1 from unit_grade where tenant = $1 and person = $2 and unit_id = $3`, [wish.tenant, finn.me.person, UNIT])).toEqual([]);
  const run = counted((await finn.visitor.ask('POST', '/api/runs', { enrolmentId: finn.enrolment, unitId: UNIT })).body as unknown as RunView);
  expect([run.runId === finn.runId, run.done]).toEqual([false, 0]);
  const solved = await solutionsOf(server, run);
  const evidence: boolean[] = [];
  for (const index of [0, 1]) {
    const answer = { ...(await answerOf(run.runId, true)), exerciseId: run.tasks[index]?.task.exerciseId ?? '', response: solved[index]?.right };
    expect(await finn.visitor.submit({ ...answer, try: 1, aids: [] } as never)).toHaveProperty('outcome');
    const [row] = await rows<{ evidence: boolean }>(`select evidence from answer where tenant = $1 and id = $2`, [wish.tenant, answer.answerId]);
    evidence.push(row?.evidence ?? true);
  }
  expect(evidence).toEqual([false, true]);
});

test('a task opened in a room while somebody is in their own run is no evidence there, whatever a server remembers', async () => {
  const [, mai] = people;
  if (!mai) throw new Error('nobody came');
  const run = counted((await mai.visitor.ask('POST', '/api/runs', { enrolmentId: mai.enrolment, unitId: UNIT, again: true })).body as unknown as RunView);
  const solved = await solutionsOf(server, run);
  const open = run.tasks.flatMap((task, index) => (task.closed || task.tries > 0 ? [] : [index]));
  const [one = 0, two = 0] = open;
  const answers = server.started.app.get(AnswersService);
  const give = async (index: number) => {
    const answer = { ...(await answerOf(run.runId, true)), exerciseId: run.tasks[index]?.task.exerciseId ?? '', response: solved[index]?.right };
    await answers.submit(mai.me, { ...answer, try: 1, aids: [] } as never);
    return (await rows<{ evidence: boolean }>(`select evidence from answer where tenant = $1 and id = $2`, [wish.tenant, answer.answerId]))[0]?.evidence;
  };
  await give(one); // from now on the run is remembered
  const again = { ...wish, opening: randomUUID(), exerciseId: run.tasks[two]?.task.exerciseId ?? '' };
  await rooms.open(again, [{ person: mai.me.person, enrolment: mai.enrolment }]);
  expect(await give(two)).toBe(false);
});
