import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { GROUP_KINDS, TASK_KINDS } from '#lotse/contract';
import { checkContent, examplesIn, newTask, wantedAudio } from './index.js';
import { DAY, withContent } from './planted.js';

const PLAYED: readonly string[] = [...TASK_KINDS, ...GROUP_KINDS];
const EXAMPLES = new Map([...examplesIn(readFileSync('docs/authoring.md', 'utf8'))].filter(([kind]) => PLAYED.includes(kind)));

/** Something to be heard, where a task needs it. */
function speak(dir: string): void {
  mkdirSync(join(dir, 'audio/computer'), { recursive: true });
  for (const { name } of wantedAudio(dir).wanted) writeFileSync(join(dir, 'audio/computer', name), '');
}

test('docs/authoring.md shows every kind that is played', () => {
  expect([...EXAMPLES.keys()].sort()).toEqual([...PLAYED].sort());
});

test.each([...EXAMPLES])('%s: the example is of its kind, and as a new task of a unit it passes the check', (kind, example) => {
  expect(parse(example)).toMatchObject({ kind });
  withContent({}, (dir) => {
    const made = newTask(dir, example, { unitId: 'einheit', id: 'meine-aufgabe' });
    if ('fault' in made) throw new Error(made.fault);
    speak(dir);
    const said = checkContent(dir, DAY).problems.filter(({ file, level }) => level === 'error' || file === made.file);
    expect(said).toEqual([]);
    expect(parse(readFileSync(join(dir, made.unit), 'utf8'))).toMatchObject({ exercises: expect.arrayContaining(['meine-aufgabe']) as unknown });
  });
});

test.each([
  ['no such unit', { unitId: 'nirgends', id: 'x' }, 'use one of einheit'],
  ['no id', { unitId: 'einheit', id: 'Meine Aufgabe' }, 'is no id'],
  ['a taken id', { unitId: 'einheit', id: 'ex-single' }, 'take another id'],
])('%s is said, and nothing is written', (_, wish, says) => {
  withContent({}, (dir) => {
    expect(newTask(dir, EXAMPLES.get('number') ?? '', wish)).toEqual({ fault: expect.stringContaining(says) as unknown });
    expect(checkContent(dir, DAY).problems).toEqual([]);
  });
});

test('a unit with sections, written in lines, is changed in one line', () => {
  const unit = 'modules/m/units/u/unit.yaml';
  const text = `id: einheit
title: { de: Einheit, en: Unit } # as it is
goals: [Ziel]
minutes: 8
competences: [thema]
sections:
  block:
    - ex-single
    - ex-multiple
  mixed: [ex-number, ex-cloze, ex-order]
`;
  withContent({ [unit]: text }, (dir) => {
    newTask(dir, EXAMPLES.get('order') ?? '', { unitId: 'einheit', id: 'neu' });
    expect(readFileSync(join(dir, unit), 'utf8')).toBe(text.replace('    - ex-multiple\n', '    - ex-multiple\n    - neu\n'));
  });
});
