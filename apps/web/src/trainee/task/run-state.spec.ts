import { describe, expect, it } from '@jest/globals';
import type { AnswerOutcome, SubmitAnswer } from '../answers/queue.js';
import { nextTask, reachOf, shownTask, withSettled, type RunState, type RunTask } from './run-state.js';

const none = { standard: [], plain: [] };
const runId = '0b9e3f0e-1111-4111-8111-000000000001';
const task = (exerciseId: string, closed = false): RunTask => ({
  task: { exerciseId, rev: 1, competence: 'c', stem: none, glossary: [], body: { kind: 'number', decimals: 2 } },
  section: 'block' as const,
  tries: closed ? 1 : 0,
  closed,
  last: null,
  lastResponse: null,
});
const state = (...tasks: RunTask[]): RunState => {
  const open = tasks.findIndex((one) => !one.closed);
  return {
    refused: {},
    run: {
      runId,
      kind: 'own',
      unit: { unitId: 'u', title: '', moduleTitle: '', goals: [], minutes: 5 },
      tasks,
      done: tasks.filter((one) => one.closed).length,
      total: tasks.length,
      finished: open === -1,
      position: open === -1 ? tasks.length : open,
    },
  };
};
const answer = (exerciseId: string, tryNo = 1): SubmitAnswer => ({
  answerId: 'x',
  runId,
  exerciseId,
  try: tryNo,
  aids: [],
  response: { kind: 'number', text: '8' },
  device: 'd',
  sequence: 1,
  clientTime: '2026-11-22T12:00:00Z',
});
const outcome = (verdict: AnswerOutcome['verdict'], triesLeft: number): AnswerOutcome => ({
  verdict,
  score: 0,
  feedback: none,
  parts: {},
  triesLeft,
  mastery: 'practising',
  done: 0,
  total: 2,
  finished: false,
});

describe('withSettled', () => {
  it.each([
    ['right', 1, true, 1, 1],
    ['wrong', 1, false, 1, 0],
    ['partly', 1, false, 1, 0],
    ['wrong', 0, true, 1, 1],
    ['unclear', 2, false, 0, 0],
  ] as const)('%s with %i tries left: closed %s, tries %i, done %i', (verdict, left, closed, tries, done) => {
    const next = withSettled(state(task('a'), task('b')), { answer: answer('a'), outcome: outcome(verdict, left) });
    expect(next.run.tasks[0]).toMatchObject({ closed, tries, last: { verdict } });
    expect(next.run).toMatchObject({ done, position: done });
  });

  it('finishes with the last task', () => {
    const next = withSettled(state(task('a', true), task('b')), { answer: answer('b', 2), outcome: outcome('wrong', 0) });
    expect(next.run).toMatchObject({ finished: true, done: 2, position: 2 });
  });

  it('keeps a refusal until the next answer is taken', () => {
    const refused = withSettled(state(task('a')), { answer: answer('a'), refusal: { kind: 'conflict', code: 'answer.differs' } });
    expect(refused.refused).toHaveProperty('a');
    expect(withSettled(refused, { answer: answer('a'), outcome: outcome('right', 1) }).refused).toEqual({});
  });

  it('leaves another run alone', () => {
    const before = state(task('a'));
    expect(withSettled(before, { answer: { ...answer('a'), runId: 'other' }, outcome: outcome('right', 1) })).toBe(before);
  });
});

describe('which task is shown', () => {
  const { run } = state(task('a', true), task('b'), task('c'));
  it.each([
    [null, [], 1],
    ['1', [], 0],
    ['3', [], 1],
    ['0', [], 0],
    ['abc', [], 1],
    ['3', ['b'], 2],
    ['9', ['b', 'c'], 2],
  ] as const)('?task=%s with %j on the way: %i', (wanted, waiting, index) => {
    expect(
      shownTask(
        wanted,
        run,
        waiting.map((id) => answer(id)),
      ),
    ).toBe(index);
  });

  it('reaches the first open task', () => {
    expect(reachOf(run, [])).toBe(1);
  });
});

it('goes on past worked examples that are skipped, and after the last task to what is still open', () => {
  const skipped: RunTask = { ...task('example', true), section: 'example', tries: 0 };
  const { run } = state(task('entry', true), skipped, skipped, task('block'), task('mixed', true));
  expect([0, 2, 3, 4].map((index) => nextTask(run, index))).toEqual([3, 3, 4, 3]);
});
