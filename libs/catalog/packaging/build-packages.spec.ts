import { expect, test } from '@jest/globals';
import { UnitPackage } from '#lotse/contract';
import { mark } from '#lotse/marking';
import { buildPackages, digestOf, packageId, readContent } from './index.js';
import { DAY, EX, edited, withContent } from './planted.js';

const build = (changes: Record<string, string | null> = {}, day = DAY): ReturnType<typeof buildPackages> =>
  withContent(changes, (dir) => buildPackages(readContent(dir), day));

test('a unit becomes one package that fits the contract', () => {
  const { packages, problems } = build();
  expect(problems).toEqual([]);
  expect(packages.map((pkg) => UnitPackage.parse(pkg))).toEqual(packages);
  expect(packages[0]).toMatchObject({
    format: 2,
    unitId: 'einheit',
    moduleId: 'modul',
    moduleUnits: ['einheit'],
    competences: [{ id: 'thema' }],
    glossary: [{ id: 'lohn' }],
  });
  expect(packages[0]?.exercises.map((exercise) => exercise.id)).toEqual(['ex-single', 'ex-multiple', 'ex-number', 'ex-cloze', 'ex-order']);
});

test('prose, words, facts and their sources are worked in', () => {
  const exercise = build().packages[0]?.exercises[2];
  expect(exercise?.stem.standard).toEqual([
    { para: ['Der ', { term: 'lohn', text: 'Lohn' }, ' ist ', { p: 'lp', f: 'eur' }, ', weniger ', { p: 'ra' }, ' %. Mindestens 13,90\u00a0€.'] },
  ]);
  expect(exercise).toMatchObject({ glossary: ['lohn'], validTo: '2026-12-31', sources: [{ label: 'BBiG § 20', asOf: '2026-11-01' }] });
});

test('a fact follows the day; the last value has no end', () => {
  const exercise = build({}, '2027-01-01').packages[0]?.exercises[2];
  expect(JSON.stringify(exercise?.stem)).toContain('14,60');
  expect(exercise?.validTo).toBeNull();
  const open = edited('facts/mindestlohn.yaml', 'validTo: 2026-12-31, ', '');
  expect(build(open).packages[0]?.exercises[2]?.validTo).toBe('2026-12-31');
});

test('a source nobody could read says so to learners', () => {
  const exercise = build(edited(`${EX}/number.yaml`, 'checked: true', 'checked: false')).packages[0]?.exercises[2];
  expect(exercise?.sources[0]?.label).toBe('BBiG § 20 (noch nicht geprüft)');
});

test('one broken exercise is left out and the rest goes on', () => {
  const { packages, problems } = build({ [`${EX}/single.yaml`]: 'id: [' });
  expect(packages[0]?.exercises).toHaveLength(4);
  expect(problems.map((problem) => problem.code)).toEqual(['yaml', 'unknown-exercise']);
  const expired = build({}, '2025-06-01');
  expect(expired.packages[0]?.exercises.map((exercise) => exercise.id)).not.toContain('ex-number');
});

test('a unit without exercises is left out, of the module as well', () => {
  const empty = Object.fromEntries(['single', 'multiple', 'number', 'cloze', 'order'].map((name) => [`${EX}/${name}.yaml`, null]));
  const { packages, problems } = build(empty);
  expect(packages).toEqual([]);
  expect(problems.map((problem) => problem.code)).toContain('unit-empty');
});

test('a folder that does not exist is a problem, not an error thrown', () => {
  const { packages, problems } = buildPackages(readContent('/nowhere/at/all'), DAY);
  expect(packages).toEqual([]);
  expect(problems.every((problem) => problem.code === 'folder-missing')).toBe(true);
});

test('the same content has the same name, whatever the order of its fields; other content has another', () => {
  const [pkg] = build().packages;
  if (!pkg) throw new Error('no package');
  const turned = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(pkg).reverse()))) as typeof pkg;
  expect(packageId(pkg)).toMatch(/^[0-9a-f]{64}$/);
  expect(packageId(turned)).toBe(packageId(pkg));
  expect(packageId({ ...pkg, minutes: 9 })).not.toBe(packageId(pkg));
});

test('what is packed is marked', () => {
  const exercise = build().packages[0]?.exercises[3];
  if (!exercise) throw new Error('no exercise');
  expect(mark(exercise, { kind: 'cloze', gaps: { g1: 'probezeit', g2: 'weil' } }, { seed: 1 }).verdict).toBe('right');
});

test('a folder has another digest once a file of it was changed, came or went', () => {
  const digest = (changes: Record<string, string | null> = {}): string => withContent(changes, digestOf);
  const all = [digest(), digest({ [`${EX}/single.yaml`]: 'x: 1' }), digest({ [`${EX}/new.yaml`]: 'x: 1' }), digest({ [`${EX}/single.yaml`]: null })];
  expect([new Set(all).size, digest(), digestOf('/nowhere/at/all')]).toEqual([4, all[0], digestOf('/nowhere/else')]);
});
