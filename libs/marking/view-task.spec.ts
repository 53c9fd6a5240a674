import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TaskView, type PackedExercise } from '#lotse/contract';
import { cloze, family, gap, multiple, order, pair, single, text } from './examples.js';
import { viewTask } from './view-task.js';

const glossary = [
  { id: 'wort', term: 'das Wort', plain: 'Zeichen für etwas' },
  { id: 'anderes', term: 'anderes', plain: 'fremd' },
];
const secret = cloze(
  gap('g1', ['SECRET-ANSWER'], { mistakes: [{ answer: 'SECRET-MISTAKE', say: text('SECRET-SAY') }], feedback: text('SECRET-REASON') }),
  gap('g2', ['weil'], { input: 'select', options: ['weil', 'denn', 'dass'] }),
);
const ALL: [string, PackedExercise][] = [
  ['single', single],
  ['multiple', multiple],
  ['number', family],
  ['cloze', secret],
  ['order', order],
];

test.each(ALL)('%s: what is shown fits the contract and holds nothing of the solution', (_, task) => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 3, 4, 5), fc.nat(), (seed, shuffle) => {
      const view = viewTask(task, { glossary }, { seed, shuffle });
      expect(TaskView.parse(view)).toEqual(view);
      expect(JSON.stringify(view)).not.toMatch(
        /correct|feedback|answer|mistake|tolerance|REASON|RIGHT|WRONG|EXPLANATION|DISCOUNT|SECRET|misconception|seeds|derive/i,
      );
      expect(viewTask(task, { glossary }, { seed, shuffle })).toEqual(view);
    }),
  );
});

test.each([
  ['four items', order],
  ['two items', pair],
])('an order of %s never comes out solved', (_, task) => {
  fc.assert(
    fc.property(fc.integer(), (shuffle) => {
      const { body } = viewTask(task, { glossary }, { seed: 1, shuffle });
      const ids = body.kind === 'order' ? body.items.map((item) => item.id) : [];
      expect(ids).not.toEqual([...ids].sort());
      expect(ids.length).toBeGreaterThan(1);
    }),
  );
});

test('options are mixed, unless the exercise keeps their order', () => {
  const ids = (task: PackedExercise, shuffle: number): string => {
    const { body } = viewTask(task, { glossary }, { seed: 1, shuffle });
    return body.kind === 'multiple-choice' ? body.options.map((option) => option.id).join('') : '';
  };
  expect(new Set(Array.from({ length: 60 }, (_, shuffle) => ids(multiple, shuffle))).size).toBeGreaterThan(20);
  const kept = { ...multiple, body: { ...multiple.body, shuffle: false } } as PackedExercise;
  expect(ids(kept, 7)).toBe('abcde');
});

test('values are filled in at both levels, in German; only the words of the exercise come along', () => {
  const view = viewTask(family, { glossary }, { seed: 1, shuffle: 0 });
  expect(JSON.stringify(view.stem)).toMatch(/Preis [\d.]+,00\u00a0€, Rabatt (5|10|15) %/);
  expect(JSON.stringify(view.stem.plain)).toMatch(/"b":\["\d+"\]/);
  expect(view.glossary.map((entry) => entry.id)).toEqual(['wort']);
  expect(view.body).toEqual({ kind: 'number', unit: '€', decimals: 2 });
});

test('multiple choice says how many are to be picked', () => {
  expect(viewTask(multiple, { glossary }, { seed: 1, shuffle: 1 }).body).toMatchObject({ pick: 3 });
});
