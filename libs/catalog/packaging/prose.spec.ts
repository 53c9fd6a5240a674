import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseProse, writeProse } from './index.js';
import type { SourceBlock, SourceInline } from './prose-source.js';
import { proseLines } from './prose-text.js';

test.each<[string, SourceBlock[]]>([
  ['Ein Satz.', [{ para: ['Ein Satz.'] }]],
  ['Zwei\nZeilen.\n\nZwei  Absätze.', [{ para: ['Zwei Zeilen.'] }, { para: ['Zwei Absätze.'] }]],
  ['**fett** und *schräg*', [{ para: [{ b: ['fett'] }, ' und ', { i: ['schräg'] }] }]],
  ['**fett *und schräg***', [{ para: [{ b: ['fett ', { i: ['und schräg'] }] }] }]],
  ['*schräg **und fett***', [{ para: [{ i: ['schräg ', { b: ['und fett'] }] }] }]],
  ['5 * 3 = 15', [{ para: ['5 * 3 = 15'] }]],
  ['5\\*3 und \\[\\[ und \\{\\{', [{ para: ['5*3 und [[ und {{'] }]],
  ['a < b und 3 <4', [{ para: ['a < b und 3 <4'] }]],
  [
    'Der [[lohn|Lohn]] ist {{p:lp|eur}} oder {{p:lp}}, {{fact:mindestlohn}}.',
    [{ para: ['Der ', { term: 'lohn', text: 'Lohn' }, ' ist ', { p: 'lp', f: 'eur' }, ' oder ', { p: 'lp' }, ', ', { fact: 'mindestlohn' }, '.'] }],
  ],
  ['{{gap:g1}} zuerst', [{ para: [{ gap: 'g1' }, ' zuerst'] }]],
  ['- eins\n- zwei\n  weiter\n\n1. a\n2. b', [{ ul: [['eins'], ['zwei weiter']] }, { ol: [['a'], ['b']] }]],
  ['1. a\n\n2. b\n\n1. c', [{ ol: [['a'], ['b']] }, { ol: [['c']] }]],
  ['So:\n- eins', [{ para: ['So:'] }, { ul: [['eins']] }]],
  ['1\\. Januar', [{ para: ['1. Januar'] }]],
  ['| a | b |\n|---|---|\n| 1 | [[lohn|Lohn]] |', [{ table: { head: [['a'], ['b']], rows: [[['1'], [{ term: 'lohn', text: 'Lohn' }]]] } }]],
  ['| a |\n| {{p:x|eur}} \\| y |', [{ table: { head: [['a']], rows: [[[{ p: 'x', f: 'eur' }, ' | y']]] } }]],
])('%j', (text, prose) => {
  expect(parseProse(text)).toEqual({ prose, faults: [] });
  const canonical = writeProse(prose);
  expect(parseProse(canonical)).toEqual({ prose, faults: [] });
  expect(writeProse(parseProse(canonical).prose)).toBe(canonical);
});

test.each<[string, RegExp]>([
  ['', /empty/],
  ['<script>alert(1)</script>', /HTML/],
  ['<!-- x -->', /HTML/],
  ['**offen', /never closed/],
  ['*offen', /never closed/],
  ['zu* spät', /stands alone/],
  ['[[lohn]]', /no glossary word/],
  ['{{x}}', /no value/],
  ['{{p:a|usd}}', /no value/],
  ['{{gap:g1|x}}', /no value/],
  ['# Titel', /headings/],
  ['[hier](https://example.org)', /links/],
  ['| a | b |', /at least one row/],
  ['| a | b |\n| 1 |', /2 cells/],
])('%j is refused', (text, fault) => {
  expect(parseProse(text).faults.join(' ')).toMatch(fault);
});

const word = fc.stringMatching(/^[A-Za-zäöüß0-9.,:§%*[\]{}<|\\#>`-]{1,8}$/);
const id = fc.constantFrom('lohn', 'a.b', 'probe-zeit');
const atom: fc.Arbitrary<SourceInline> = fc.oneof(
  fc.record({ gap: fc.constantFrom('g1', 'g2') }),
  fc.record({ term: id, text: fc.constantFrom('Lohn', 'die Probe-Zeit') }),
  fc.constantFrom<SourceInline>({ p: 'lp' }, { p: 'lp', f: 'eur' }),
  fc.record({ fact: id }),
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const simple = (inner: fc.Arbitrary<SourceInline>): fc.Arbitrary<SourceInline[]> =>
  fc
    .array(fc.tuple(words, inner, words), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.flatMap(([before, middle, after], index): SourceInline[] => [`${index === 0 ? '' : ' '}${before} `, middle, ` ${after}`]));
/** Neighbouring texts are one text, as reading gives them. */
const merged = (inlines: SourceInline[]): SourceInline[] =>
  inlines.reduce<SourceInline[]>((done, next) => {
    const last = done.at(-1);
    return typeof last === 'string' && typeof next === 'string' ? [...done.slice(0, -1), last + next] : [...done, next];
  }, []);
const emphasis: fc.Arbitrary<SourceInline> = fc.oneof(
  simple(atom).map((i) => ({ i: merged(i) })),
  words.map((one) => ({ i: [one] })),
);
const strong: fc.Arbitrary<SourceInline> = fc.oneof(
  simple(fc.oneof(atom, emphasis)).map((b) => ({ b: merged(b) })),
  words.map((one) => ({ b: [one] })),
);
const line = fc.oneof(
  simple(fc.oneof(atom, emphasis, strong)).map(merged),
  words.map((one): SourceInline[] => [one]),
);
const block: fc.Arbitrary<SourceBlock> = fc.oneof(
  fc.record({ para: line }),
  fc.record({ ul: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  fc.record({ ol: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  fc.integer({ min: 1, max: 3 }).chain((width) => {
    const row = fc.array(line, { minLength: width, maxLength: width });
    return fc.record({ table: fc.record({ head: row, rows: fc.array(row, { minLength: 1, maxLength: 3 }) }) });
  }),
);

test('reading what was written gives the same prose, and its text never changes again', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (prose) => {
      const text = writeProse(prose);
      const read = parseProse(text);
      expect(read.faults).toEqual([]);
      expect(read.prose).toEqual(prose);
      expect(writeProse(read.prose)).toBe(text);
    }),
    { numRuns: 400 },
  );
});

test('any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab *[]{}|<>\\\n-1.#:p'), maxLength: 40 }), (text) => {
      const { prose, faults } = parseProse(text);
      expect(Array.isArray(proseLines(prose)) && Array.isArray(faults)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
