import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isHandKind, type PackedExercise, type Response } from '#lotse/contract';
import { familyOf, mark, solve, wrongAnswer, type Mode } from '#lotse/marking';
import { buildPackages, examplesIn, newTask, readContent, wantedAudio } from './index.js';
import { DAY, withContent } from './planted.js';

/** One task of each kind that the server marks: the examples of docs/authoring.md, parts of situations among them. */
const TASKS: PackedExercise[] = withContent({}, (dir) => {
  for (const [kind, example] of examplesIn(readFileSync('docs/authoring.md', 'utf8'))) newTask(dir, example, { unitId: 'einheit', id: `neu-${kind}` });
  mkdirSync(join(dir, 'audio/computer'), { recursive: true });
  for (const { name } of wantedAudio(dir).wanted) writeFileSync(join(dir, 'audio/computer', name), '');
  return buildPackages(readContent(dir), DAY)
    .packages.flatMap((unit) => unit.exercises)
    .filter((task) => !isHandKind(task.body.kind));
});
const seedsOf = (task: PackedExercise): number[] => (familyOf(task).seeds.length > 0 ? familyOf(task).seeds : [1]);
const NAMED = TASKS.map((task): [string, PackedExercise] => [`${task.body.kind} ${task.id}`, task]);
const MODE = fc.constantFrom<Mode>('practice', 'exam');

test.each(NAMED)('%s: with every seed the solution is right and the wrong answer is not', (_, task) => {
  for (const seed of seedsOf(task)) {
    for (const mode of ['practice', 'exam'] as const) {
      expect(mark(task, solve(task, { seed }).solution, { seed, mode })).toMatchObject({ verdict: 'right', score: 1 });
      expect(mark(task, wrongAnswer(task, { seed }), { seed, mode }).score).toBeLessThan(1);
    }
  }
});

/** Fields of a response whose order says nothing. */
const UNORDERED = new Set(['choices', 'spots', 'soll', 'haben']);

function permuted(response: Response, random: (length: number) => number): Response {
  const mixed = <T>(items: readonly T[]): T[] => {
    const left = [...items];
    return items.map(() => left.splice(random(left.length), 1)[0] as T);
  };
  return Object.fromEntries(
    mixed(Object.entries(response)).map(([field, value]: [string, unknown]) => {
      if (Array.isArray(value)) return [field, UNORDERED.has(field) ? mixed(value as unknown[]) : value];
      return [field, typeof value === 'object' && value !== null ? Object.fromEntries(mixed(Object.entries(value))) : value];
    }),
  ) as Response;
}

/** Some parts of the right answer, the others wrong or left out. */
type Share = (right: Response, wrong: Response, isRight: (at: number) => boolean) => Response | null;
const records: Share = (right, wrong, isRight) => {
  const field = Object.entries(right).find(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (!field) return null;
  const [name, parts] = field as [string, Record<string, string>];
  const others = (wrong as unknown as Record<string, Record<string, string>>)[name] ?? {};
  const mixed = Object.entries(parts).flatMap(([id, text], at): [string, string][] =>
    isRight(at) ? [[id, text]] : others[id] === undefined ? [] : [[id, others[id]]],
  );
  return { kind: right.kind, [name]: Object.fromEntries<string>(mixed) } as unknown as Response;
};
const lists: Share = (right, _, isRight) =>
  Object.fromEntries(
    Object.entries(right).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? (value as unknown[]).filter((_one, at) => isRight(at)) : value,
    ]),
  ) as Response;
/** Follow-through and talks apart: what comes later there is judged by what came before. */
const SHARED: Partial<Record<PackedExercise['body']['kind'], Share>> = {
  matching: records,
  cloze: records,
  ending: records,
  'task-reading': records,
  dictation: records,
  'multiple-choice': lists,
  'hot-text': lists,
  booking: lists,
  'word-order': lists,
};
const MONOTONE = NAMED.filter(([, { body }]) => SHARED[body.kind] !== undefined);

test.each(NAMED)('%s: an order that says nothing changes nothing', (_, task) => {
  fc.assert(
    fc.property(fc.constantFrom(...seedsOf(task)), MODE, fc.boolean(), fc.infiniteStream(fc.nat(1000)), (seed, mode, isRight, numbers) => {
      const response = isRight ? solve(task, { seed }).solution : wrongAnswer(task, { seed });
      const other = permuted(response, (length) => (numbers.next().value as number) % Math.max(1, length));
      const [one, two] = [mark(task, response, { seed, mode }), mark(task, other, { seed, mode })];
      expect([two.verdict, two.score]).toEqual([one.verdict, one.score]);
    }),
    { numRuns: 40 },
  );
});

test.each(MONOTONE)('%s: more right never scores less', (_, task) => {
  const share = SHARED[task.body.kind];
  fc.assert(
    fc.property(fc.constantFrom(...seedsOf(task)), MODE, fc.nat(0xff), fc.nat(0xff), (seed, mode, few, more) => {
      const [right, wrong] = [solve(task, { seed }).solution, wrongAnswer(task, { seed })];
      const scoreOf = (bits: number): number => {
        const given = share?.(right, wrong, (at) => (bits & (1 << at)) !== 0);
        const marked = given && mark(task, given, { seed, mode });
        return marked && marked.verdict !== 'unclear' ? marked.score : 0;
      };
      expect(scoreOf(few | more)).toBeGreaterThanOrEqual(scoreOf(few) - 1e-9);
    }),
    { numRuns: 60 },
  );
});
