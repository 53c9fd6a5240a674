import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { audioName } from './audio-name.js';
import { examplesIn } from './index.js';
import { EX, FILES, check } from './planted.js';

const EXAMPLES = examplesIn(readFileSync('docs/authoring.md', 'utf8'));
const UNIT = 'modules/m/units/u/unit.yaml';
const MODULE = 'modules/m/module.yaml';

/** The example of a kind in the unit, with one place changed. */
function planted(kind: string, from = '', to = ''): Record<string, string> {
  const example = EXAMPLES.get(kind) ?? '';
  if (!example.includes(from)) throw new Error(`the example of ${kind} does not hold ${from}`);
  const id = /^id: (.*)$/m.exec(example)?.[1] ?? '';
  return { [`${EX}/neu.yaml`]: example.replace(from, () => to), [UNIT]: (FILES[UNIT] ?? '').replace('ex-order]', `ex-order, ${id}]`) };
}
const sentences = [...(EXAMPLES.get('dictation') ?? '').matchAll(/\{ id: s\d, text: "([^"]+)" \}/g)].map(([, text = '']) => text);
const heard = (folder: string): Record<string, string> => Object.fromEntries(sentences.map((text) => [`audio/${folder}/${audioName([{ text }])}`, '']));
const released = { [MODULE]: (FILES[MODULE] ?? '').replace('status: draft', 'status: released') };

test.each<[string, Record<string, string>, code: string, says: RegExp]>([
  ['nothing is to be heard yet', planted('dictation'), 'audio-missing', /npm run content audio/],
  ['a sentence that varies', planted('dictation', 'Frau Kaya kommt', '{{p:wer}} kommt'), 'audio-varies', /cannot hold/],
  ['a mistake that is right', planted('dictation', 'word: Morgen', 'word: morgen'), 'mistake-is-right', /stands in a sentence/],
  ['a computer reads in a released module', { ...planted('dictation'), ...heard('computer'), ...released }, 'computer-voice', /content\/audio\/people\//],
  [
    'a talk in a circle',
    planted('dialogue', 'register: Sie }\n      - { id: b, text: "Da', 'register: Sie, next: n1 }\n      - { id: b, text: "Da'),
    'circle',
    /n1/,
  ],
  ['a node nobody gets to', planted('dialogue', 'next: n3, ', 'next: n2, '), 'node-unreached', /n3/],
  ['a choice that leads nowhere', planted('dialogue', 'next: n3, ', 'next: n9, '), 'unknown-item', /n9/],
  [
    'points lost without a reason',
    planted('dialogue', ', feedback: "Damit verlierst du die Kundin. Entschuldige dich und hilf.", feedbackPlain: "Das ist unfreundlich. Entschuldige dich."'),
    'reason-missing',
    /says no reason/,
  ],
  ['an account that is not there', planted('booking', '{ account: vb, amount: brutto }', '{ account: bank, amount: brutto }'), 'unknown-item', /bank/],
  ['a mistake that is the right line', planted('booking', 'side: haben, account: kasse', 'side: haben, account: vb'), 'mistake-is-right', /belongs there/],
  ['a mistake that fits the right amount', planted('booking', 'x == brutto', 'x == netto'), 'mistake-is-right', /fits the right value/],
  ['an amount that cannot be worked out', planted('booking', 'amount: brutto', 'amount: summe'), 'unknown-name', /summe/],
])('%s: %s', (_, changes, code, says) => {
  const found = check(changes).filter((problem) => problem.code === code && says.test(problem.message));
  expect(found.map(({ level }) => level)).toContain('error');
  expect(found.every(({ file, line }) => file.startsWith('modules/m/') && (line ?? 0) > 0)).toBe(true);
});

test('people’s voices may be released, and a file that nothing needs is named', () => {
  const found = check({ ...planted('dictation'), ...heard('people'), ...released, 'audio/computer/alt.mp3': '' });
  expect(found.filter(({ level }) => level === 'error')).toEqual([]);
  expect(found).toContainEqual(expect.objectContaining({ file: 'audio/computer/alt.mp3', code: 'audio-unused', level: 'warning' }));
});
