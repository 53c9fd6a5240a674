import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRun, runResult, startPage, unitPage, unitPreview, type RunView } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { counted, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-probezeit-kuendigung';
const WRONG = 9;
let server: TestServer;
let trainee: Visitor;
let first: RunView;

beforeAll(async () => {
  server = await startForTest();
  trainee = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  first = await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT });
  await answerAll(first, WRONG);
}, 180_000);
afterAll(() => server?.stop());

/** The first `wrong` tasks are answered wrongly twice, all others right. */
async function answerAll(whole: RunView, wrong: number): Promise<void> {
  const run = counted(whole);
  for (const [i, task] of (await solutionsOf(server, run)).entries())
    for (const no of i < wrong ? [1, 2] : [1]) {
      const given = {
        answerId: randomUUID(),
        runId: run.runId,
        exerciseId: task.exercise.id,
        try: no,
        aids: [],
        response: i < wrong ? task.wrong : task.right,
      };
      const reply = await trainee.submit({ ...given, device: 'test', sequence: i * 2 + no, clientTime: server.clock.now().toISOString() });
      expect(reply).toHaveProperty('outcome');
    }
}
const resultOf = (run: RunView) => trainee.call(runResult, { runId: run.runId }, undefined, `?enrolmentId=${trainee.enrolmentId}`);
const repeat = (runId: string) => trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT, wrongOf: runId });

test('the end page has answer, solution and reason of each wrong task, the summary and the words of the unit', async () => {
  const { again, kind, summary, words } = await resultOf(first);
  expect(kind).toBe('own');
  expect(again.map((one) => one.task.exerciseId)).toEqual(
    counted(first)
      .tasks.slice(0, WRONG)
      .map((one) => one.task.exerciseId),
  );
  for (const { last, lastResponse } of again)
    expect([last?.solution, last?.explanation, lastResponse].every((part) => part !== null && part !== undefined)).toBe(true);
  expect(summary.length).toBeGreaterThan(1);
  expect(words.map((word) => word.id)).toContain('probezeit');
});

test('what was wrong is practised alone: it is gone on with after a reload, and changes no points', async () => {
  const before = await resultOf(first);
  const run = await repeat(first.runId);
  expect([run.kind, run.total, run.tasks.map((one) => one.task.exerciseId)]).toEqual(['repeat', WRONG, before.again.map((one) => one.task.exerciseId)]);
  expect((await repeat(first.runId)).runId).toBe(run.runId);
  expect((await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT })).runId).toBe(run.runId);
  await answerAll(run, 2);
  const after = await resultOf(run);
  expect([after.kind, after.firstTryRight, after.total, after.again.length, after.bestGrade]).toEqual(['repeat', WRONG - 2, WRONG, 2, before.bestGrade]);
  const { units } = await trainee.call(startPage, { enrolmentId: trainee.enrolmentId });
  expect(units.find((unit) => unit.unitId === UNIT)).toMatchObject({ state: 'finished', grade: before.bestGrade, runId: first.runId });
  const next = await repeat(run.runId);
  expect(next.total).toBe(2);
  await answerAll(next, 0);
  expect((await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT })).runId).toBe(first.runId);
});

test('a run of somebody else and a unit of no link are unknown; a run without a mistake has nothing to repeat', async () => {
  const other = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
  const ask = (who: Visitor, wrongOf: string) => who.ask('POST', '/api/runs', { enrolmentId: who.enrolmentId, unitId: UNIT, wrongOf });
  server.clock.advance(60_000);
  await answerAll(await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT, again: true }), 0);
  const clean = await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: UNIT });
  expect(await ask(trainee, clean.runId)).toMatchObject({ status: 409, body: { code: 'unit.outdated' } });
  expect(await ask(trainee, randomUUID())).toMatchObject({ status: 404, body: { code: 'run.unknown' } });
  expect(await ask(other, first.runId)).toMatchObject({ status: 404, body: { code: 'run.unknown' } });
  const unit = (who: Visitor, unitId: string) => who.ask('GET', `/api/enrolments/${trainee.enrolmentId}/units/${unitId}`);
  expect((await unit(other, UNIT)).status).toBe(404);
  expect((await unit(trainee, 'wiso-unbekannt')).status).toBe(404);
});

test('a unit has a page of its own, and staff who try it out read what stands at its end', async () => {
  const { card, learnt, summary, words } = await trainee.call(unitPage, { enrolmentId: trainee.enrolmentId, unitId: UNIT });
  expect([card.unitId, card.state, learnt.length > 0]).toEqual([UNIT, 'finished', true]);
  const teacher = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const preview = await teacher.call(unitPreview, { enrolmentId: teacher.enrolmentId, unitId: UNIT });
  expect([preview.summary, preview.words]).toEqual([summary, words]);
});
