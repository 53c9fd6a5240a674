import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareWords, tidy, unwrapped, type Match, type WordNote } from './compare-words.js';
import { compareLetters, editDistance } from './edit-distance.js';

type Row = [typed: string, answer: string, points: number, note?: WordNote];
const content: Row[] = [
  ['Probezeit', 'Probezeit', 1],
  ['probezeit', 'Probezeit', 1],
  [' PROBEZEIT. ', 'Probezeit', 1],
  ['Probe-Zeit', 'Probezeit', 1],
  ['Probe zeit', 'Probezeit', 1],
  ['Probe\u2013Zeit', 'Probezeit', 1],
  ['Kuendigung', 'Kündigung', 1],
  ['Ku\u0308ndigung', 'Kündigung', 1],
  ['Strasse', 'Straße', 1],
  ['z.B.', 'z. B.', 1],
  ['der  Vertrag', 'der Vertrag', 1],
  ['Probezeitt', 'Probezeit', 1, 'typo'],
  ['Porbezeit', 'Probezeit', 1, 'typo'],
  ['Prbezet', 'Probezeit', 1, 'typo'],
  ['Kundigung', 'Kündigung', 1, 'typo'],
  ['Vergutung', 'Vergütung', 1, 'typo'],
  // lengths: under 5 none, 5 to 8 one, from 9 two
  ['Gelt', 'Geld', 0],
  ['Fristt', 'Frist', 1, 'typo'],
  ['Fritts', 'Frist', 0],
  ['Urlaup', 'Urlaub', 1, 'typo'],
  ['Orlaup', 'Urlaub', 0],
  ['Prbzet', 'Probezeit', 0],
  // words that stand for themselves
  ['der', 'dem', 0],
  ['dem Vertrag', 'der Vertrag', 0],
  ['Soll', 'Haben', 0],
  ['netto', 'brutto', 0],
  ['keiner', 'einer', 0],
  ['unbefristet', 'befristet', 0],
  ['befristet', 'unbefristet', 0],
  ['unzumutbar', 'zumutbar', 0],
  ['Ausbildender', 'Auszubildender', 0],
  ['Auszubildende', 'Ausbildende', 0],
  ['Leitung', 'Leistung', 0],
  ['Betrag', 'Beitrag', 0],
  ['Förderung', 'Forderung', 0],
  ['10001', '10000', 0],
  ['4 Wochen', '2 Wochen', 0],
  ['zwei Wochen', 'vier Wochen', 0],
  ['vier Wohcen', 'vier Wochen', 1, 'typo'],
  // a beginning that makes another word: asked, not counted
  ['Abmeldung', 'Anmeldung', 0, 'prefix'],
  ['dreijährig', 'zweijährig', 0, 'prefix'],
  ['verschreiben', 'beschreiben', 0, 'prefix'],
  ['Verträge', 'Erträge', 0],
  ['Anmelduung', 'Anmeldung', 1, 'typo'],
  ['Ameldung', 'Anmeldung', 1, 'typo'],
  // one fold
  ['Pﬂicht', 'Pflicht', 1],
  ['İHK', 'IHK', 1],
  ['٤', '4', 1],
  ['IＨK', 'IHK', 1],
  ['pflıcht', 'Pflicht', 1],
  ['Pro\u00adbe\u200bzeit', 'Probezeit', 1],
  ['', 'Probezeit', 0],
  ['Kündigungsfrist', 'Probezeit', 0],
];
const language: Row[] = [
  ['Vertrag', 'Vertrag', 1],
  ['vertrag', 'Vertrag', 0.5, 'case'],
  ['VERTRAG', 'Vertrag', 0.5, 'case'],
  ['Kuendigung', 'Kündigung', 1, 'umlaut'],
  ['kuendigung', 'Kündigung', 0.5, 'case'],
  ['gross', 'groß', 1, 'umlaut'],
  ['Probe-Zeit', 'Probezeit', 1],
  ['Probe zeit', 'Probezeit', 0],
  ['kleinen', 'kleinem', 0],
  ['Probezeitt', 'Probezeit', 0],
  ['weil.', 'weil', 1],
];
const exact: Row[] = [
  ['den', 'den', 1],
  [' den ', 'den', 1],
  ['Den', 'den', 0],
  ['den.', 'den', 0],
  ['Kuendigung', 'Kündigung', 0],
  ['Azubi\u2019s', "Azubi's", 1],
];
const rows = (
  [
    ['content', content],
    ['language', language],
    ['exact', exact],
  ] as const
).flatMap(([match, list]) =>
  list.map(([typed, answer, points, note = 'none']): [Match, string, string, number, WordNote] => [match, typed, answer, points, note]),
);

test.each(rows)('%s: "%s" for "%s" gives %s (%s)', (match, typed, answer, points, note) => {
  const fit = compareWords(typed, [answer], { match, others: [] });
  expect({ points: fit.points, note: fit.note === 'prefix' || fit.points > 0 ? fit.note : 'none' }).toEqual({ points, note });
});

test('a word that is another answer here is never taken for a slip', () => {
  expect(compareWords('Lieferung', ['Lieferant'], { match: 'content', others: [] }).points).toBe(0);
  expect(compareWords('Pachter', ['Pachten'], { match: 'content', others: [] }).points).toBe(1);
  expect(compareWords('Pachter', ['Pachten'], { match: 'content', others: ['Pachter'] }).points).toBe(0);
});

test('the best of several answers counts', () => {
  expect(compareWords('probezeitt', ['Kündigung', 'Probezeit'], { match: 'content', others: [] })).toEqual({ points: 1, note: 'typo', answer: 'Probezeit' });
  expect(compareWords('vertrag', ['Vertrag', 'vertrag'], { match: 'language', others: [] })).toMatchObject({ points: 1, note: 'none' });
});

test.each<[string, string, string, string]>([
  ['Probezeitt', 'Probezeit', 'Probezei[t]t', 'Probezeit'],
  ['Prbezeit', 'Probezeit', 'Prbezeit', 'Pr[o]bezeit'],
  ['Porbezeit', 'Probezeit', 'P[or]bezeit', 'P[ro]bezeit'],
  ['Vertrak', 'Vertrag', 'Vertra[k]', 'Vertra[g]'],
])('letter by letter: %s / %s', (typed, wanted, shownTyped, shownWanted) => {
  const show = (stretches: { text: string; off: boolean }[]): string => stretches.map((part) => (part.off ? `[${part.text}]` : part.text)).join('');
  const letters = compareLetters(typed, wanted);
  expect([show(letters.typed), show(letters.wanted)]).toEqual([shownTyped, shownWanted]);
});

test('the distance is symmetric, 0 only for equal words, and the letters shown add up', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ä'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      const letters = compareLetters(a, b);
      expect(letters.typed.map((part) => part.text).join('')).toBe(a);
      expect(letters.wanted.map((part) => part.text).join('')).toBe(b);
      expect(
        letters.typed
          .filter((part) => !part.off)
          .map((part) => part.text)
          .join(''),
      ).toBe(
        letters.wanted
          .filter((part) => !part.off)
          .map((part) => part.text)
          .join(''),
      );
    }),
  );
});

test.each([
  ['nichtigen', 'wichtigen'],
  ['richtigen', 'wichtigen'],
  ['Nonnen', 'nennen'],
  ['einen nichtigen Grund', 'einen wichtigen Grund'],
])('"%s" is a German word of its own and no slip of "%s"', (typed, answer) => {
  const rule = { match: 'content' as const, others: [], neighbours: ['nichtigen', 'richtigen', 'Nonnen'] };
  expect(compareWords(typed, [answer], rule).points).toBe(0);
  expect(compareWords(typed, [answer], { ...rule, neighbours: [] }).points).toBe(1);
});

test.each([
  ['"Urlaub"', 'Urlaub'],
  ['„Urlaub“', 'Urlaub'],
  ['(Urlaub)', 'Urlaub'],
  ['»Urlaub«.', 'Urlaub'],
  ["'Urlaub'", 'Urlaub'],
  ['(der) Urlaub', '(der) Urlaub'],
  ['Urlaub (bezahlt)', 'Urlaub (bezahlt)'],
  ['()', '()'],
])('%s without what is around it: %s', (typed, inner) => {
  expect(unwrapped(tidy(typed))).toBe(tidy(inner));
});
