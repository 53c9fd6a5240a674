import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PackedExercise, Response } from '#lotse/contract';
import { cloze, family, gap, multiple, order, single } from './examples.js';
import { mark, solve } from './index.js';

const gaps = cloze(
  gap('g1', ['Probezeit']),
  gap('g2', ['Vertrag'], { match: 'language' }),
  gap('g3', ['den'], { match: 'exact' }),
  gap('g4', ['weil'], { input: 'select', options: ['weil', 'denn'] }),
);
const typed = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('Probezeit', 'Probezeitt', 'vertrag', 'den', ''));
const number = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'0123456789.,- €%'), maxLength: 12 }),
  fc.float({ noNaN: true }).map(String),
);

const RESPONSES: [string, PackedExercise, fc.Arbitrary<Response>][] = [
  ['single-choice', single, fc.constantFrom('a', 'b', 'c').map((choice) => ({ kind: 'single-choice', choice }))],
  ['multiple-choice', multiple, fc.subarray(['a', 'b', 'c', 'd', 'e']).map((choices) => ({ kind: 'multiple-choice', choices }))],
  ['number', family, number.map((text) => ({ kind: 'number', text }))],
  [
    'cloze',
    gaps,
    fc
      .record({ g1: typed, g2: typed, g3: typed, g4: fc.constantFrom('', 'weil', 'denn') }, { requiredKeys: [] })
      .map((filled) => ({ kind: 'cloze', gaps: { ...filled } })),
  ],
  ['order', order, fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }).map((ids) => ({ kind: 'order', order: ids }))],
];

test.each(RESPONSES)('%s: any fitting response is marked, says why and has points that fit the verdict', (_, task, responses) => {
  fc.assert(
    fc.property(responses, fc.integer({ min: 1, max: 5 }), (response, seed) => {
      const marked = mark(task, response, { seed });
      expect(marked.score).toBeGreaterThanOrEqual(0);
      expect(marked.score).toBeLessThanOrEqual(1);
      expect(marked.verdict === 'right').toBe(marked.score === 1);
      expect(marked.verdict === 'partly').toBe(marked.score > 0 && marked.score < 1);
      expect(marked.feedback.standard.length * marked.feedback.plain.length).toBeGreaterThan(0);
      expect(mark(task, response, { seed })).toEqual(marked);
    }),
    { numRuns: 300 },
  );
});

test.each(RESPONSES)('%s: the shown solution is right', (_, task) => {
  for (let seed = 1; seed <= 5; seed += 1) expect(mark(task, solve(task, { seed }).solution, { seed })).toMatchObject({ verdict: 'right', score: 1 });
});
