import { expect, it } from '@jest/globals';
import { ruleAt, type Rule } from './rule-at.js';
import type { RunTask, RunView } from './run-state.js';

const none = { standard: [], plain: [] };
const task = (section: RunTask['section'], tries = 0): RunTask => ({
  task: { exerciseId: 'e', rev: 1, competence: 'c', stem: none, glossary: [], body: { kind: 'number', decimals: 2 } },
  section,
  tries,
  closed: false,
  last: null,
  lastResponse: null,
});
const run = (kind: RunView['kind'], ...tasks: RunTask[]): RunView => ({
  runId: '0b9e3f0e-1111-4111-8111-000000000001',
  kind,
  unit: { unitId: 'u', title: '', moduleTitle: '', goals: [], minutes: 5 },
  tasks,
  done: 0,
  total: tasks.length,
  finished: false,
  position: 0,
});
const whole = run('own', task('entry'), task('example'), task('block'), task('block'), task('mixed'));

it.each<[string, RunView, number, Rule | null]>([
  ['an entry task gives no points', whole, 0, 'entry'],
  ['a worked example gives none either', whole, 1, 'example'],
  ['the first task that counts says so', whole, 2, 'points-from-here'],
  ['the later ones need not', whole, 3, null],
  ['a unit without entry tasks begins with points', run('own', task('block'), task('block')), 0, 'points'],
  ['after a try it has been read', run('own', task('block', 1), task('block')), 0, null],
  ['a repetition says at its first task that points stay', run('repeat', task('block'), task('block')), 0, 'repeat'],
  ['and only there', run('repeat', task('block'), task('block')), 1, null],
  ['there is no such task', whole, 9, null],
])('%s', (_, of, index, rule) => {
  expect(ruleAt(of, index)).toBe(rule);
});
