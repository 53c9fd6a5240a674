import { expect, test } from '@jest/globals';
import { checkContent } from './index.js';
import { DAY, EX, FILE, FILES, check, edited, unfound, withContent, type Fault } from './planted.js';

test('a folder without a fault has no problems and is counted', () => {
  const { problems, summary } = withContent({}, (dir) => checkContent(dir, DAY));
  expect(problems).toEqual([]);
  expect(summary).toEqual({
    modules: 1,
    units: 1,
    exercises: 5,
    instances: 7,
    glossary: 1,
    facts: 1,
    forms: 0,
    packages: 1,
    errors: 0,
    warnings: 0,
    unchecked: 0,
    byKind: { 'single-choice': 1, 'multiple-choice': 1, number: 1, cloze: 1, order: 1 },
  });
});

const { single, number, fact, unit } = FILE;
const long = 'Das ist ein sehr langer Satz mit vielen Wörtern, der nicht enden will und in dem man sich leicht verliert, weil er immer weiter geht.';
const thirteen = 'Das ist ein Satz mit genau dreizehn Wörtern und der ist zu lang.';

const FAULTS: Fault[] = [
  // reading and schema
  ['broken YAML', { [single]: 'id: a\n  kind: [b\n' }, 'error', 'yaml', /indentation/],
  ['a tab in front of a field', edited(single, '\noptions:', '\n\toptions:'), 'error', 'yaml', /indent with spaces; a tab is not allowed/],
  ['a tab in front of a list', edited(single, '  - { id: a', '\t- { id: a'), 'error', 'yaml', /indent with spaces; a tab is not allowed/],
  ['a tag', edited(single, 'id: ex-single', 'id: !!js/function ex-single'), 'error', 'yaml', /tags/],
  ['a field twice', edited(single, 'rev: 1', 'rev: 1\nrev: 2'), 'error', 'yaml', /once/],
  [
    'a billion laughs',
    { [single]: `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n` },
    'error',
    'yaml',
    /cannot be read/,
  ],
  ['brackets without end', { [single]: `id: ${'['.repeat(50_000)}` }, 'error', 'yaml', /cannot be read|not valid/],
  ['a file too large', { [single]: `id: "${'x'.repeat(200_001)}"` }, 'error', 'yaml', /split it/],
  ['an empty file', { [single]: '' }, 'error', 'yaml', /must hold fields/],
  ['an unknown field', edited(single, 'rev: 1', 'rev: 1\ncolour: red'), 'error', 'unknown-field', /"colour" is not known/, 'colour'],
  ['an unknown field deep inside', edited(single, 'correct: true', 'corect: true'), 'error', 'unknown-field', /"corect"/, 'options.0.corect'],
  ['a field missing', edited(single, 'stemPlain: "Was gilt?"\n', ''), 'error', 'schema', /"stemPlain" is missing/, 'stemPlain'],
  ['a number for text', edited(single, 'stem: "Was gilt?"', 'stem: 5'), 'error', 'schema', /must be text; put it in quotes: "5"/, 'stem'],
  ['a date that is none', edited(number, 'asOf: 2026-11-01', 'asOf: 1.11.2026'), 'error', 'schema', /date such as/, 'sources.0.asOf'],
  ['an id with a capital', edited(single, 'id: ex-single', 'id: Ex-single'), 'error', 'schema', /small letters/, 'id'],
  [
    'a param that is neither int nor pick',
    edited(number, 'ra: { pick: [5, 10, 15] }', 'ra: { pick: [5], int: [1, 2] }'),
    'error',
    'unknown-field',
    /"int"|"pick"/,
  ],
  ['a version that is none', edited('modules/m/module.yaml', '"1.0.0"', '"1.0"'), 'error', 'schema', /three numbers in quotes/, 'version'],
  ['a kind that is not known', edited(single, 'kind: single-choice', 'kind: recitation'), 'error', 'kind-not-played', /is unknown/, 'kind'],
  ['an unknown kind', edited(single, 'kind: single-choice', 'kind: quiz'), 'error', 'kind-not-played', /unknown/, 'kind'],
  ['a file of another name', { [`${EX}/single.yml`]: 'a: b' }, 'warning', 'file-not-read', /rename/],
  ['a folder missing', { [fact]: null, [number]: null, ...edited(unit, ', ex-number', '') }, 'error', 'folder-missing', /make it/],
  // ids and references
  ['an id twice', edited(single, 'id: ex-single', 'id: lohn'), 'error', 'id-twice', /already used for a glossary word/, 'id'],
  ['an option id twice', edited(single, '{ id: b', '{ id: a'), 'error', 'id-twice', /stands twice in "options"/, 'options.1.id'],
  ['a unit that does not exist', edited('modules/m/module.yaml', 'units: [einheit]', 'units: [einheit, weg]'), 'error', 'unknown-unit', /"weg"/, 'units.1'],
  ['an exercise that does not exist', edited(unit, 'ex-order]', 'ex-order, weg]'), 'error', 'unknown-exercise', /"weg"/, 'exercises.5'],
  ['an exercise twice in a unit', edited(unit, 'ex-order]', 'ex-order, ex-order]'), 'error', 'id-twice', /list it once/, 'exercises.5'],
  ['a competence that does not exist', edited(single, 'competence: thema', 'competence: weg'), 'error', 'unknown-competence', /"weg"/, 'competence'],
  [
    'a unit competence that does not exist',
    edited(unit, 'competences: [thema]', 'competences: [thema, weg]'),
    'error',
    'unknown-competence',
    /"weg"/,
    'competences.1',
  ],
  ['an exercise nobody lists', edited(unit, ', ex-order', ''), 'warning', 'not-listed', /no unit lists/],
  [
    'a unit nobody lists',
    { 'modules/m/units/v/unit.yaml': 'id: v\ntitle: { de: V, en: V }\ngoals: [Z]\nminutes: 5\ncompetences: [thema]\nexercises: [ex-single]\n' },
    'warning',
    'not-listed',
    /no module lists/,
  ],
  [
    'a unit in two modules',
    { 'modules/n/module.yaml': 'id: n\nversion: "1.0.0"\ntitle: { de: N, en: N }\ngoals: [Z]\nunits: [einheit]\nowner: R\nstatus: draft\n' },
    'error',
    'id-twice',
    /one module/,
  ],
  // prose
  ['a word not in the glossary', edited(number, '[[lohn|Lohn]]', '[[gehalt|Gehalt]]'), 'error', 'prose', /"gehalt" is not in the glossary/, 'stem'],
  ['a listed word not in the glossary', edited(single, 'rev: 1', 'rev: 1\nglossary: [gehalt]'), 'error', 'unknown-term', /"gehalt"/, 'glossary.0'],
  ['HTML', edited(single, 'explanation: "So ist es."', 'explanation: "So <b>ist</b> es."'), 'error', 'prose', /HTML/, 'explanation'],
  ['strong that is never closed', edited(single, 'stem: "Was gilt?"', 'stem: "Was **gilt?"'), 'error', 'prose', /never closed/, 'stem'],
  ['a parameter that does not exist', edited(number, 'weniger {{p:ra}} %', 'weniger {{p:rb}} %'), 'error', 'prose', /neither in "params"/, 'stem'],
  ['a gap outside a cloze', edited(single, 'stem: "Was gilt?"', 'stem: "Was {{gap:g1}}?"'), 'error', 'prose', /only stand in "text"/, 'stem'],
  ['half a hint', edited(single, 'rev: 1', 'rev: 1\nhint: "Tipp."'), 'error', 'hint-one-level', /both levels/, 'hint'],
  // facts
  ['a fact that does not exist', edited(number, '{{fact:mindestlohn}}', '{{fact:weg}}'), 'error', 'prose', /no fact "weg"/, 'stem'],
  [
    'an expired fact',
    { ...edited(fact, '  - { validFrom: 2027', '  - { validFrom: 2028'), ...edited(fact, 'validTo: 2026-12-31', 'validTo: 2026-11-01') },
    'error',
    'prose',
    /no value on 2026-11-22/,
    'stem',
  ],
  [
    'an expired fact nobody uses',
    { ...edited(fact, 'validTo: 2026-12-31', 'validTo: 2026-11-01'), ...edited(number, ' Mindestens {{fact:mindestlohn}}.', '') },
    'warning',
    'fact-expired',
    /look the new value up/,
    'values',
  ],
  ['values that overlap', edited(fact, 'validTo: 2026-12-31', 'validTo: 2027-01-01'), 'error', 'fact-overlap', /same day/, 'values.0.validTo'],
  ['a period backwards', edited(fact, 'validTo: 2026-12-31', 'validTo: 2025-12-31'), 'error', 'fact-period', /before validFrom/, 'values.0.validTo'],
  // sources
  [
    'law without a source',
    edited(single, 'explanation: "So ist es."', 'explanation: "So steht es in § 20."'),
    'error',
    'source-missing',
    /"§" is named/,
    'explanation',
  ],
  ['a law by its name', edited(single, 'stemPlain: "Was gilt?"', 'stemPlain: "Was sagt das BBiG?"'), 'error', 'source-missing', /"BBiG"/, 'stemPlain'],
  ['an old source', edited(number, 'asOf: 2026-11-01', 'asOf: 2025-11-21'), 'error', 'source-old', /read it again/, 'sources.0.asOf'],
  ['a source from tomorrow', edited(number, 'asOf: 2026-11-01', 'asOf: 2026-11-23'), 'error', 'source-future', /day it was read/, 'sources.0.asOf'],
  ['a source nobody read', edited(number, 'checked: true', 'checked: false'), 'warning', 'unchecked', /unchecked/, 'sources.0'],
  [
    'an old source of a fact',
    edited(fact, 'asOf: 2026-11-01, checked: true } }\n  - { validFrom: 2027', 'asOf: 2024-11-01, checked: true } }\n  - { validFrom: 2027'),
    'error',
    'source-old',
    /12 months/,
    'values.0.source.asOf',
  ],
  // plain language
  [
    'a sentence over 20 words',
    edited(single, 'explanationPlain: "So ist es."', `explanationPlain: "${long}"`),
    'error',
    'sentence-long',
    /25 words/,
    'explanationPlain',
  ],
  ['a long plain stem', edited(single, 'stemPlain: "Was gilt?"', `stemPlain: "${thirteen}"`), 'error', 'sentences-long', /stemPlain: 13.0 words/, 'stemPlain'],
  [
    'a word over 18 letters',
    edited(single, 'explanationPlain: "So ist es."', 'explanationPlain: "Es ist das Ausbildungsverhältnis."'),
    'warning',
    'word-long',
    /Ausbildungsverhältnis/,
    'explanationPlain',
  ],
];

test.each(FAULTS)('%s', (...fault) => expect(unfound(fault)).toEqual([]));

test('a problem names the line of its field', () => {
  const [problem] = check(edited(single, 'says: "weil"', 'says: "obwohl"'));
  expect(problem).toMatchObject({ file: single, line: 19, path: 'tests.1.says' });
  expect(check({ [single]: 'id: a\nrev: 1\n   kind: x\n' })[0]).toMatchObject({ file: single, line: 2, code: 'yaml' });
  expect(check(edited(single, '  - { id: a', '\t- { id: a')).find((one) => one.code === 'yaml')).toMatchObject({ file: single, line: 15 });
});

test('what was right on one day is not on another', () => {
  expect(check({}, '2027-01-02')).toEqual([]);
  expect(check({}, '2027-11-02').map((problem) => problem.code)).toContain('source-old');
});

test('a seed is a task of its own where the answer or the reasoning is another: names alone make none', () => {
  const family = (FILES[single] ?? '')
    .replace('rev: 1', 'rev: 1\ncases: [{ name: Amir, alter: 17 }, { name: Lena, alter: 15 }]')
    .replaceAll('"Was gilt?"', '"Was gilt für {{p:name}}?"');
  const byCase = family
    .replace('correct: true', 'correct: "alter >= 16", feedback: "So.", feedbackPlain: "So."')
    .replace('feedback: "Nein, weil."', 'correct: "alter < 16", feedback: "Nein, weil."');
  const count = (text: string): number => withContent({ [single]: text }, (dir) => checkContent(dir, DAY)).summary.instances;
  expect([FILES[single] ?? '', family, byCase, family.replace('explanation: "So ist es."', 'explanation: "So ist es für {{p:name}}."')].map(count)).toEqual([
    7, 7, 8, 8,
  ]);
});
