import { expect, test } from '@jest/globals';
import { contentStats, factDates, secondLook } from './index.js';
import { DAY, EX, FILE, FILES, check, edited, unfound, withContent, type Fault } from './planted.js';

const { single, multiple, number, unit, fact } = FILE;
const words = (count: number): string => `${Array.from({ length: count }, () => 'Wort').join(' ')}.`;
const LONG_STEM = 'stem: "Eine Auszubildende im zweiten Jahr möchte den Beruf wechseln und fragt nach der Frist."';

const FAULTS: Fault[] = [
  [
    'a standard sentence over 15 words',
    edited(single, 'explanation: "So ist es."', `explanation: "${words(16)}"`),
    'warning',
    'sentence-words',
    /16 words, 15/,
    'explanation',
  ],
  [
    'a plain sentence over 12 words',
    edited(single, 'explanationPlain: "So ist es."', `explanationPlain: "So. ${words(13)}"`),
    'warning',
    'sentence-words',
    /13 words, 12/,
    'explanationPlain',
  ],
  [
    'a long sentence in the feedback',
    edited(single, 'wrong: "Leider nicht."', `wrong: "${words(17)}"`),
    'warning',
    'sentence-words',
    /17 words/,
    'feedback.wrong',
  ],
  [
    'a key that is longest',
    edited(single, 'text: Ja, textPlain: Ja', 'text: "Ja, denn das steht so im Gesetz", textPlain: Ja'),
    'error',
    'key-long',
    /\(text\)/,
    'options',
  ],
  [
    'a plain key that is longest',
    edited(multiple, 'textPlain: Zwei', 'textPlain: "Zwei, weil das so im Gesetz steht"'),
    'error',
    'key-long',
    /\(textPlain\)/,
    'options',
  ],
  [
    'two stems alike',
    { ...edited(single, 'stem: "Was gilt?"', LONG_STEM), ...edited(FILE.order, 'stem: "Was gilt?"', LONG_STEM) },
    'warning',
    'stem-alike',
    /nearly the same as "ex-order"/,
    'stem',
  ],
  ['a word nothing links to', edited(number, '[[lohn|Lohn]]', 'Lohn'), 'warning', 'word-unused', /"lohn"/, 'entries.0.id'],
  ['a fact nothing shows', edited(number, ' Mindestens {{fact:mindestlohn}}.', ''), 'warning', 'fact-unused', /mindestlohn/, 'id'],
];
test.each(FAULTS)('%s', (...fault) => expect(unfound(fault)).toEqual([]));

test('a citation and a quotation make no sentence long', () => {
  const cited = `${words(15).slice(0, -1)} (§ 22 Abs. 2 Nr. 2 BBiG).`;
  const quoted = `Im Vertrag steht: „${words(20)}“`;
  const source = 'change: clarify\nsources: [{ law: BBiG, section: "§ 22", url: "https://example.org/22", asOf: 2026-11-01, checked: true }]';
  const text = (FILES[single] ?? '').replace('explanation: "So ist es."', `explanation: "${cited} ${quoted}"`).replace('change: clarify', source);
  expect(check({ [single]: text })).toEqual([]);
});

test('a word may be used by the list of a unit alone', () => {
  const sections = 'sections: { block: [ex-single, ex-multiple, ex-number, ex-cloze, ex-order], words: [lohn] }';
  const listed = edited(unit, 'exercises: [ex-single, ex-multiple, ex-number, ex-cloze, ex-order]', sections);
  expect(check({ ...listed, ...edited(number, '[[lohn|Lohn]]', 'Lohn') })).toEqual([]);
});

test('the figures of a module leave worked examples out', () => {
  const sections = 'sections: { example: [ex-cloze], block: [ex-single, ex-multiple, ex-number, ex-order] }';
  const changes = {
    ...edited(unit, 'exercises: [ex-single, ex-multiple, ex-number, ex-cloze, ex-order]', sections),
    [`${EX}/cloze.yaml`]: (FILES[`${EX}/cloze.yaml`] ?? '').replace('change: clarify', 'change: clarify\nprefilled: all'),
  };
  const [stats] = withContent(changes, (dir) => contentStats(dir, DAY));
  expect(stats).toMatchObject({ id: 'modul', units: 1, tasks: 4, examples: 1, words: 1, facts: 1, byKind: { number: 1 } });
  expect(stats?.competences).toEqual({ thema: { instances: 6, hardToGuess: 3 } });
});

test('sentences that say "immer" or "jede" are listed for a second look', () => {
  const changes = edited(single, 'explanation: "So ist es."', 'explanation: "So ist es. Das gilt immer."');
  expect(withContent(changes, secondLook)).toEqual([{ file: single, exercise: 'ex-single', field: 'explanation', sentence: 'Das gilt immer.' }]);
});

test('what has a date is listed by its day', () => {
  const [ofYear, unread] = [FILES[fact] ?? '', 'asOf: 2026-11-01, checked: false } }\n  - { validFrom: 2027'];
  const changes = {
    ...edited(fact, 'asOf: 2026-11-01, checked: true } }\n  - { validFrom: 2027', unread),
    'facts/grenze-2026-jahr-1.yaml': ofYear.replace('id: mindestlohn', 'id: grenze-2026-jahr-1').replace(/ {2}- .*validTo.*\n/, ''),
    'facts/satz-2025.yaml': ofYear.replace('id: mindestlohn', 'id: satz-2025').replace(/ {2}- .*validTo.*\n/, ''),
    'facts/satz-2026.yaml': ofYear.replace('id: mindestlohn', 'id: satz-2026').replace(/ {2}- .*validTo.*\n/, ''),
  };
  expect(withContent(changes, (dir) => factDates(dir, DAY)).map(({ day, what }) => `${day} ${what}`)).toEqual([
    '2026-11-22 mindestlohn',
    '2026-12-31 mindestlohn',
    '2027-01-01 grenze-2026-jahr-1',
    '2027-01-01 satz-2026',
    '2027-11-01 6 sources',
  ]);
});
