import { expect, test } from '@jest/globals';
import { TaskView, UnitPackage } from '#lotse/contract';
import { familyOf, mark, solve, viewTask } from '#lotse/marking';
import { buildPackages, checkContent, readContent } from './index.js';
import { DAY, EX, edited, unfound, withContent, type Fault } from './planted.js';

const said = `feedback: { right: "Gut.", rightPlain: "Gut.", wrong: "Noch nicht.", wrongPlain: "Noch nicht." }, explanation: "So.", explanationPlain: "So."`;
const situation = `id: fall
rev: 1
kind: situation
competence: thema
difficulty: 2
cefr: B1
occupations: [alle]
stem: "{{p:name}} ist {{p:alter}} Jahre alt und arbeitet bei Möbel Kurz."
stemPlain: "{{p:name}} ist {{p:alter}} Jahre alt."
documents: [{ title: "Vertrag von {{p:name}}", text: "| Feld | Wert |\\n| Alter | {{p:alter}} |" }]
cases:
  - { name: Amir, alter: 17 }
  - { name: Lena, alter: 15 }
change: clarify
parts:
  - { id: a, kind: single-choice, stem: "Was gilt?", stemPlain: "Was gilt?", ${said}, options: [{ id: ja, text: 27 Tage, textPlain: 27 Tage, correct: "alter >= 16", feedback: "Nein.", feedbackPlain: "Nein.", misconception: alter-falsch }, { id: nein, text: 30 Tage, textPlain: 30 Tage, correct: "alter < 16", feedback: "Nein.", feedbackPlain: "Nein." }], tests: [{ response: { choice: ja }, score: 1, verdict: right, seed: 1 }, { response: { choice: ja }, score: 0, verdict: wrong, seed: 2 }] }
  - { id: b, kind: number, competence: thema, difficulty: 3, stem: "Wie alt?", stemPlain: "Wie alt?", ${said}, answer: alter, decimals: 0, tests: [{ response: { text: "17" }, score: 1, verdict: right, seed: 1 }, { response: { text: "15" }, score: 0, verdict: wrong, seed: 1 }] }
`;
const worked = (prefilled: string): string => `id: vorgemacht
rev: 1
kind: matching
competence: thema
difficulty: 1
cefr: B1
occupations: [alle]
stem: "Was passt?"
stemPlain: "Was passt?"
${said.replace(/, explanation: /, '\nexplanation: ').replace(/, explanationPlain: /, '\nexplanationPlain: ')}
change: clarify
prefilled: ${prefilled}
left:
  - { id: soll, text: Soll, textPlain: Soll, right: links }
  - { id: haben, text: Haben, textPlain: Haben, right: rechts }
right: [{ id: links, text: links }, { id: rechts, text: rechts }, { id: oben, text: oben }]
tests:
  - { response: { pairs: { soll: links, haben: rechts } }, score: 1, verdict: right }
  - { response: { pairs: { soll: rechts, haben: links } }, score: 0, verdict: wrong }
`;
const unit = edited(
  'modules/m/units/u/unit.yaml',
  'exercises: [ex-single, ex-multiple, ex-number, ex-cloze, ex-order]',
  `sections:
  entry: [ex-single]
  example: [vorgemacht]
  block: [ex-multiple, fall]
  mixed: [ex-number, ex-cloze]
  summary: [{ text: "Der [[lohn|Lohn]] kommt.", textPlain: "Der Lohn kommt." }]
  words: [lohn]
  dayTwo: [ex-order]`,
);
const RHYTHM: Record<string, string> = { ...unit, [`${EX}/fall.yaml`]: situation, [`${EX}/worked.yaml`]: worked('[soll]') };
const withRhythm = <T>(use: (dir: string) => T): T => withContent(RHYTHM, use);
const packed = () => withRhythm((dir) => buildPackages(readContent(dir), DAY)).packages[0];

test('a unit in sections with a situation and a worked example is without fault', () => {
  expect(withRhythm((dir) => checkContent(dir, DAY)).problems.filter(({ level }) => level === 'error')).toEqual([]);
});

test('it is packed in the order of play; a situation stands for its parts', () => {
  const pkg = packed();
  expect(UnitPackage.parse(pkg)).toEqual(pkg);
  expect(pkg?.exercises.map(({ id, section = 'block' }) => `${section} ${id}`)).toEqual([
    'entry ex-single',
    'example vorgemacht',
    'block ex-multiple',
    'block fall.a',
    'block fall.b',
    'mixed ex-number',
    'mixed ex-cloze',
    'dayTwo ex-order',
  ]);
  expect(pkg).toMatchObject({ words: ['lohn'], summary: [{ plain: [{ para: ['Der Lohn kommt.'] }] }] });
});

test('parts share the family, the documents and the situation, and keep what they say themselves', () => {
  const parts = packed()?.exercises.filter(({ group }) => group) ?? [];
  expect(parts.map(({ difficulty, group }) => [difficulty, group?.id, group?.part, group?.of])).toEqual([
    [2, 'fall', 1, 2],
    [3, 'fall', 2, 2],
  ]);
  expect(parts.map((part) => familyOf(part).seeds)).toEqual([
    [1, 2],
    [1, 2],
  ]);
  for (const seed of [1, 2]) {
    const views = parts.map((part) => viewTask(part, { glossary: [] }, { seed, shuffle: 0 }));
    for (const view of views) expect(TaskView.parse(view)).toEqual(view);
    const name = seed === 1 ? 'Amir' : 'Lena';
    expect(JSON.stringify(views[0]?.group)).toContain(name);
    expect(views[1]?.documents?.[0]?.title).toBe(`Vertrag von ${name}`);
    expect(parts.map((part) => mark(part, solve(part, { seed }).solution, { seed }).verdict)).toEqual(['right', 'right']);
  }
});

test('a worked example shows the parts it names and no others', () => {
  const example = packed()?.exercises.find(({ id }) => id === 'vorgemacht');
  if (!example) throw new Error('no example');
  const shown = (prefilled: 'all' | string[]) => viewTask({ ...example, prefilled }, { glossary: [] }, { seed: 1, shuffle: 0 }).prefilled;
  expect(shown(['soll'])).toEqual({ response: { kind: 'matching', pairs: { soll: 'links' } }, parts: ['soll'], all: false });
  expect(shown('all')).toMatchObject({ response: { pairs: { soll: 'links', haben: 'rechts' } }, all: true });
});

const with_ = (changes: Record<string, string>): Record<string, string> => ({ ...RHYTHM, ...changes });
/** The last part again, under other names. */
const partsLike = (...ids: string[]): string => ids.map((id) => situation.slice(situation.indexOf('  - { id: b')).replace('id: b', `id: ${id}`)).join('');
const FAULTS: Fault[] = [
  [
    'sections and a flat list',
    with_({ 'modules/m/units/u/unit.yaml': `${unit['modules/m/units/u/unit.yaml'] ?? ''}exercises: [ex-single]\n` }),
    'error',
    'unit-lists',
    /either "sections" or/,
  ],
  [
    'an example that shows nothing',
    with_({ [`${EX}/worked.yaml`]: worked('[soll]').replace('prefilled: [soll]\n', '') }),
    'error',
    'example-not-prefilled',
    /shows nothing/,
    'sections.example.0',
  ],
  ['a part that is not there', with_({ [`${EX}/worked.yaml`]: worked('[mitte]') }), 'error', 'unknown-item', /use soll, haben/, 'prefilled.0'],
  [
    'a case without a column',
    with_({ [`${EX}/fall.yaml`]: situation.replace('{ name: Lena, alter: 15 }', '{ name: Lena }') }),
    'error',
    'case-columns',
    /the first has alter, name/,
  ],
  [
    'a case that begins with a space',
    with_({ [`${EX}/fall.yaml`]: situation.replace('{ name: Lena, alter: 15 }', '{ name: " Lena", alter: 15 }') }),
    'error',
    'cell-space',
    /" Lena" begins or ends with a space/,
    'cases.1.name',
  ],
  [
    'a case that ends with a space',
    with_({ [`${EX}/fall.yaml`]: situation.replace('{ name: Amir, alter: 17 }', '{ name: "Amir ", alter: 17 }') }),
    'error',
    'cell-space',
    /"Amir " begins or ends/,
    'cases.0.name',
  ],
  [
    'a case with two right options',
    with_({ [`${EX}/fall.yaml`]: situation.replace('correct: "alter >= 16"', 'correct: "alter >= 15"') }),
    'error',
    'correct-count',
    /seed 2: 2 of 2/,
  ],
  [
    'a value nobody named',
    with_({ [`${EX}/fall.yaml`]: situation.replace('Vertrag von {{p:name}}', 'Vertrag von {{p:wer}}') }),
    'error',
    'prose',
    /\{\{p:wer\}\}/,
  ],
  ['a word in an expression', with_({ [`${EX}/fall.yaml`]: situation.replace('answer: alter', 'answer: name') }), 'error', 'seed-fails', /is the word "Amir"/],
  [
    'a word of the unit that no glossary has',
    with_({ 'modules/m/units/u/unit.yaml': (unit['modules/m/units/u/unit.yaml'] ?? '').replace('words: [lohn]', 'words: [wort]') }),
    'error',
    'unknown-glossary word',
    /"wort"/,
  ],
  [
    'a partner nobody has',
    with_({ [`${EX}/worked.yaml`]: worked('all').replace('right: rechts }', 'right: unten }') }),
    'error',
    'unknown-item',
    /use one of links, rechts, oben/,
  ],
  [
    'one part alone',
    with_({ [`${EX}/fall.yaml`]: situation.slice(0, situation.indexOf('  - { id: b')) }),
    'error',
    'schema',
    /too few entries \(1\); at least 2/,
    'parts',
  ],
  [
    'seven parts',
    with_({ [`${EX}/fall.yaml`]: situation + partsLike('b2', 'b3', 'b4', 'b5', 'b6') }),
    'error',
    'schema',
    /7 entries; leave out all but 6/,
    'parts',
  ],
  [
    'a part that is heard',
    with_({ [`${EX}/fall.yaml`]: situation.replace('kind: number', 'kind: dictation') }),
    'error',
    'schema',
    /cannot be "dictation" here; use one of single-choice, /,
    'parts.1.kind',
  ],
  [
    'a part that people mark',
    with_({ [`${EX}/fall.yaml`]: situation.replace('kind: number', 'kind: open') }),
    'error',
    'schema',
    /cannot be "open" here/,
    'parts.1.kind',
  ],
  [
    'a part of no kind',
    with_({ [`${EX}/fall.yaml`]: situation.replace('kind: number, ', '') }),
    'error',
    'schema',
    /cannot be left out here; use one of/,
    'parts.1.kind',
  ],
  [
    'two parts of one name',
    with_({ [`${EX}/fall.yaml`]: situation.replace('id: b, kind', 'id: a, kind') }),
    'error',
    'id-twice',
    /"a" stands twice in "parts"/,
    'parts.1.id',
  ],
  ['a part with a capital', with_({ [`${EX}/fall.yaml`]: situation.replace('id: b, kind', 'id: B, kind') }), 'error', 'schema', /small letters/, 'parts.1.id'],
  [
    'a part with seeds of its own',
    with_({ [`${EX}/fall.yaml`]: situation.replace('answer: alter', 'answer: alter, seeds: [1]') }),
    'error',
    'unknown-field',
    /"seeds"/,
  ],
  ['a situation without its story', with_({ [`${EX}/fall.yaml`]: situation.replace(/^stem: .*\n/m, '') }), 'error', 'schema', /"stem" is missing/, 'stem'],
  ['a situation as a worked example', with_({ [`${EX}/fall.yaml`]: `${situation}prefilled: all\n` }), 'error', 'unknown-field', /"prefilled"/, 'prefilled'],
  [
    'five documents',
    with_({
      [`${EX}/fall.yaml`]: situation.replace(/documents: \[(.*)\]/, (_, one: string) => `documents: [${Array.from({ length: 5 }, () => one).join(', ')}]`),
    }),
    'error',
    'schema',
    /5 entries; leave out all but 4/,
    'documents',
  ],
  [
    'a part without a right answer',
    with_({ [`${EX}/fall.yaml`]: situation.replace('{ response: { text: "17" }, score: 1, verdict: right, seed: 1 }, ', '') }),
    'error',
    'tests-missing',
    /right answer/,
  ],
];

test.each(FAULTS)('the check finds %s', (...fault) => expect(unfound(fault)).toEqual([]));
