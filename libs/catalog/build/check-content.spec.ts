import { expect, test } from '@jest/globals';
import { checkContent, type ContentProblem } from './index.js';
import { DAY, EX, FILES, edited, withContent } from './planted.js';

const check = (changes: Record<string, string | null>, day = DAY): ContentProblem[] => withContent(changes, (dir) => checkContent(dir, day).problems);

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
    packages: 1,
    errors: 0,
    warnings: 0,
    unchecked: 0,
    byKind: { 'single-choice': 1, 'multiple-choice': 1, number: 1, cloze: 1, order: 1 },
  });
});

const single = `${EX}/single.yaml`;
const multiple = `${EX}/multiple.yaml`;
const number = `${EX}/number.yaml`;
const cloze = `${EX}/cloze.yaml`;
const order = `${EX}/order.yaml`;
const fact = 'facts/mindestlohn.yaml';
const unit = 'modules/m/units/u/unit.yaml';
const long = 'Das ist ein sehr langer Satz mit vielen Wörtern, der nicht enden will und in dem man sich leicht verliert, weil er immer weiter geht.';
const thirteen = 'Das ist ein Satz mit genau dreizehn Wörtern und der ist zu lang.';

type Fault = [name: string, changes: Record<string, string | null>, level: ContentProblem['level'], code: string, says: RegExp, path?: string];
const FAULTS: Fault[] = [
  // reading and schema
  ['broken YAML', { [single]: 'id: a\n  kind: [b\n' }, 'error', 'yaml', /indentation/],
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
  ['a kind without a player', edited(single, 'kind: single-choice', 'kind: dictation'), 'error', 'kind-not-played', /has no player yet/, 'kind'],
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
  // choice
  [
    'two right options of one',
    edited(single, '{ id: b, text: Nein, textPlain: Nein,', '{ id: b, text: Nein, textPlain: Nein, correct: true,'),
    'error',
    'correct-count',
    /exactly one option/,
    'options',
  ],
  [
    'no wrong option',
    edited(multiple, 'textPlain: Drei,', 'textPlain: Drei, correct: true,'),
    'error',
    'no-wrong-option',
    /at least one option must be wrong/,
    'options',
  ],
  [
    'one right option of several',
    edited(multiple, 'textPlain: Zwei, correct: true', 'textPlain: Zwei, feedback: "Nein.", feedbackPlain: "Nein."'),
    'error',
    'correct-count',
    /at least two/,
    'options',
  ],
  [
    'a wrong option without a reason',
    edited(single, ', feedback: "Nein, weil.", feedbackPlain: "Nein."', ''),
    'error',
    'option-feedback',
    /says no reason/,
    'options.1',
  ],
  ['a reason at one level', edited(single, ', feedbackPlain: "Nein."', ''), 'error', 'feedback-one-level', /"feedbackPlain" is missing/, 'options.1'],
  // cloze
  [
    'a gap that is not described',
    edited(cloze, 'textPlain: "Die {{gap:g1}}', 'textPlain: "Die {{gap:g1}} {{gap:g3}}'),
    'error',
    'gap-unknown',
    /g3/,
    'textPlain',
  ],
  [
    'a gap missing in the plain text',
    edited(cloze, 'textPlain: "Die {{gap:g1}} dauert', 'textPlain: "Die Zeit dauert'),
    'error',
    'gap-missing',
    /g1/,
    'textPlain',
  ],
  ['a gap twice', edited(cloze, 'text: "Die {{gap:g1}}', 'text: "Die {{gap:g1}} {{gap:g1}}'), 'error', 'gap-missing', /exactly once/, 'text'],
  [
    'an answer that cannot be chosen',
    edited(cloze, 'options: [weil, denn]', 'options: [dass, denn]'),
    'error',
    'gap-options',
    /"weil" is not among/,
    'gaps.1.options',
  ],
  ['nothing wrong to choose', edited(cloze, 'answers: [weil]', 'answers: [weil, denn]'), 'error', 'gap-options', /add a wrong one/, 'gaps.1.options'],
  [
    'options to type',
    edited(cloze, 'input: typed,', 'input: typed, options: [Probezeit, x],'),
    'error',
    'gap-options',
    /typed gap has no options/,
    'gaps.0.options',
  ],
  [
    'a mistake that is right',
    edited(cloze, '[{ answer: Kündigungsfrist', '[{ answer: probe-zeit'),
    'error',
    'mistake-is-right',
    /counts as a right answer/,
    'gaps.0.mistakes.0.answer',
  ],
  // order
  ['a mistake of an unknown item', edited(order, 'before: c', 'before: z'), 'error', 'unknown-item', /"z"/, 'mistakes.0'],
  ['a mistake that fits the right order', edited(order, 'before: c, after: a', 'before: a, after: c'), 'error', 'mistake-is-right', /swap/, 'mistakes.0'],
  // number
  [
    'an unknown name',
    edited(number, 'answer: "round(lp*', 'answer: "round(preis*'),
    'error',
    'unknown-name',
    /"preis" is not known here; known are lp, ra, rabatt/,
    'answer',
  ],
  ['an expression that is none', edited(number, 'answer: "round(lp*(1-ra/100),2)"', 'answer: "lp.toString()"'), 'error', 'expression', /cannot read/, 'answer'],
  ['a name that means something', edited(number, 'derive: { rabatt:', 'derive: { max: "1", rabatt:'), 'error', 'bad-name', /"max"/, 'derive.max'],
  ['a parameter nobody uses', edited(number, 'params: { ', 'params: { idle: { pick: [1] }, '), 'warning', 'param-unused', /"idle"/, 'params.idle'],
  ['a family without seeds', edited(number, 'seeds: [1, 2, 3]\n', ''), 'error', 'seeds-missing', /needs "seeds"/, 'params'],
  ['a seed twice', edited(number, 'seeds: [1, 2, 3]', 'seeds: [1, 2, 2]'), 'error', 'seed-twice', /2 stands twice/, 'seeds'],
  ['a test with another seed', edited(number, 'verdict: right, seed: 1', 'verdict: right, seed: 9'), 'error', 'seed-unknown', /9 is not in/, 'tests.0.seed'],
  ['a range of one value', edited(number, 'int: [400, 1600]', 'int: [1600, 1600]'), 'error', 'param-range', /widen/, 'params.lp'],
  ['a draw that cannot be', edited(number, 'require: "lp > 400"', 'require: "lp > 9999"'), 'error', 'seed-fails', /seed 1: no draw/, 'answer'],
  ['a division by 0', edited(number, 'answer: "round(lp*', 'answer: "lp/0+round(lp*'), 'error', 'seed-fails', /division by 0/, 'answer'],
  [
    'a solution that is not right',
    edited(number, 'tolerance: { mode: exact }', 'tolerance: { mode: range, from: 1, to: 2 }'),
    'error',
    'solution',
    /marked "wrong" \(seed 1\)/,
    'answer',
  ],
  ['no right option at all', edited(single, ', correct: true', ', feedback: "Nein.", feedbackPlain: "Nein."'), 'error', 'solution', /marked "unclear"/],
  [
    'a value without end',
    {
      [number]: (FILES[number] ?? '')
        .replace('rabatt: "round(lp*ra/100,2)"', 'rabatt: "round(lp*ra/100,2)", teil: "lp/7"')
        .replaceAll('{{p:ra}} %', '{{p:ra}} % {{p:teil}}'),
    },
    'error',
    'value-long',
    /round it in "derive"/,
    'derive.teil',
  ],
  [
    'a value missing in the plain stem',
    edited(number, '{{p:lp|eur}}, {{p:ra}} %?', '{{p:lp|eur}}?'),
    'error',
    'value-missing',
    /\{\{p:ra\}\} stands in the other/,
    'stemPlain',
  ],
  [
    'a key the second way does not find',
    edited(number, 'answer: "round(lp*(1-ra/100),2)"', 'answer: "lp*0+floor(1/3*3)"'),
    'error',
    'key-differs',
    /the interpreter says 0.00.*exact fractions say 1.00/,
    'answer',
  ],
  [
    'a mistake that fits the right number',
    edited(number, 'when: "x == rabatt"', 'when: "x > rabatt"'),
    'error',
    'mistake-is-right',
    /also fits the right answer/,
    'mistakes.0.when',
  ],
  [
    'seeds that give one task',
    edited(number, 'lp: { int: [400, 1600], step: 50 }, ra: { pick: [5, 10, 15] }', 'lp: { pick: [850] }, ra: { pick: [15] }'),
    'warning',
    'seed-same',
    /same task/,
    'seeds',
  ],
  // tests
  ['a wrong score', edited(multiple, 'score: 0.5', 'score: 0.4'), 'error', 'test-score', /marked 0.5, the test says 0.4/, 'tests.1.score'],
  ['a wrong verdict', edited(single, 'score: 0, verdict: wrong', 'score: 0, verdict: unclear'), 'error', 'test-verdict', /marked "wrong"/, 'tests.1.verdict'],
  ['words that are not said', edited(single, 'says: "weil"', 'says: "obwohl"'), 'error', 'test-says', /not in the feedback/, 'tests.1.says'],
  [
    'a response of another kind',
    edited(single, 'response: { choice: b }', 'response: { text: b }'),
    'error',
    'test-response',
    /not how a single-choice/,
    'tests.1.response',
  ],
  [
    'an option that does not exist',
    edited(single, 'response: { choice: b }', 'response: { choice: z }'),
    'error',
    'test-response',
    /no option "z"/,
    'tests.1.response',
  ],
  [
    'no right test',
    edited(single, '  - { response: { choice: a }, score: 1, verdict: right, says: "Stimmt genau" }\n', ''),
    'error',
    'tests-missing',
    /right answer/,
    'tests',
  ],
  [
    'no wrong test',
    edited(single, '  - { response: { choice: b }, score: 0, verdict: wrong, says: "weil" }\n', ''),
    'error',
    'tests-missing',
    /wrong answer/,
    'tests',
  ],
  // amount
  [
    'a released module with few tasks',
    edited('modules/m/module.yaml', 'status: draft', 'status: released'),
    'warning',
    'few-tasks',
    /7 different tasks/,
    'status',
  ],
];

test.each(FAULTS)('%s', (...[, changes, level, code, says, path]) => {
  const problems = check(changes);
  const found = problems.filter((problem) => problem.code === code && says.test(problem.message));
  expect(found.map((problem) => problem.level)).toContain(level);
  if (path !== undefined) expect(found.map((problem) => problem.path)).toContain(path);
  if (level === 'warning') expect(problems.filter((problem) => problem.level === 'error')).toEqual([]);
});

test('a problem names the line of its field', () => {
  const [problem] = check(edited(single, 'says: "weil"', 'says: "obwohl"'));
  expect(problem).toMatchObject({ file: single, line: 19, path: 'tests.1.says' });
  expect(check({ [single]: 'id: a\nrev: 1\n   kind: x\n' })[0]).toMatchObject({ file: single, line: 2, code: 'yaml' });
});

test('what was right on one day is not on another', () => {
  expect(check({}, '2027-01-02')).toEqual([]);
  expect(check({}, '2027-11-02').map((problem) => problem.code)).toContain('source-old');
});
