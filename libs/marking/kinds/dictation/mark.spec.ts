import { expect, test } from '@jest/globals';
import type { Response } from '#lotse/contract';
import { UnfitResponse, alignWords, mark, solve, summarise, viewTask, wrongAnswer } from '../../index.js';
import { exercise, text } from '../../examples.js';
import { differs, type Row } from '../spec-rows.js';

const audio = { file: 'computer/x.mp3', computer: true };
const sentence = (id: string, said: string, alsoRight: string[] = []) => ({ id, text: said, alsoRight, audio });
const one = exercise({
  kind: 'dictation',
  sentences: [sentence('s1', 'Ich komme morgen zurück.', ['Ich komm morgen zurück.'])],
  mistakes: [{ word: 'Morgen', say: text('SMALL'), misconception: 'morgen-gross' }],
});
const two = exercise({
  kind: 'dictation',
  sentences: [sentence('s1', 'Guten Tag, Frau Kaya.'), sentence('s2', 'Der Preis ist 12,50 € – heute!')],
  mistakes: [],
});
const write = (s1: string, s2?: string): Response => ({ kind: 'dictation', sentences: s2 === undefined ? { s1 } : { s1, s2 } });

const ROWS: Row[] = [
  ['right', one, write('Ich komme morgen zurück.'), 'right', 1, 'RIGHT'],
  ['without the full stop', one, write('Ich komme morgen zurück'), 'right', 1, 'RIGHT'],
  ['another spelling that is right, too', one, write('Ich komm morgen zurück.'), 'right', 1, 'RIGHT'],
  ['spaces do not count', one, write('  Ich  komme morgen   zurück . '), 'right', 1, 'RIGHT'],
  ['no-break spaces do not count', one, write('Ich\u00a0komme morgen zurück.'), 'right', 1, 'RIGHT'],
  ['decomposed umlauts are the same letters', one, write('Ich komme morgen zuru\u0308ck.'), 'right', 1, 'RIGHT'],
  ['ue for ü is said and costs nothing', one, write('Ich komme morgen zurueck.'), 'right', 1, 'Mit deutschen Buchstaben: „zurück“.'],
  ['a capital is half an error', one, write('Ich komme Morgen zurück.'), 'partly', 1 - 0.5 / 4, 'Groß oder klein? „Morgen“.'],
  ['a known wrong word says why', one, write('Ich komme Morgen zurück.'), 'partly', 1 - 0.5 / 4, 'SMALL'],
  ['a small first letter', one, write('ich komme morgen zurück.'), 'partly', 1 - 0.5 / 4, '„ich“'],
  ['all small', one, write('ICH KOMME MORGEN ZURÜCK'), 'partly', 0.5, 'Kein Wort'],
  ['a slip', one, write('Ich komme morgen zurük.'), 'partly', 0.75, 'Prüfe: „zurük“.'],
  ['a word missing', one, write('Ich morgen zurück.'), 'partly', 0.75, 'Es fehlt 1 Wort.'],
  ['two words missing', one, write('Ich zurück.'), 'partly', 0.5, 'Es fehlen 2 Wörter.'],
  ['a word too many', one, write('Ich komme gleich morgen zurück.'), 'partly', 0.75, 'Zu viel: „gleich“.'],
  ['two words changed places', one, write('Ich morgen komme zurück.'), 'partly', 0.5, '2 von 4 Wörtern'],
  ['split in two', one, write('Ich komme mor gen zurück.'), 'partly', 0.5, '„mor“'],
  ['nothing of it', one, write('Guten Tag'), 'wrong', 0, 'Kein Wort ist richtig geschrieben.'],
  ['more errors than words', one, write('a b c d e f g h'), 'wrong', 0, 'Zu viel'],
  ['nothing', one, write(' '), 'unclear', 0, 'Höre den Satz'],
  ['both right, punctuation apart', two, write('Guten Tag Frau Kaya', 'Der Preis ist 12,50 € heute'), 'right', 1, 'RIGHT'],
  ['one sentence left out', two, write('Guten Tag, Frau Kaya.'), 'partly', 4 / 9, 'Satz 2: Es fehlen 5 Wörter.'],
  ['an error in the second', two, write('Guten Tag, Frau Kaya.', 'Der Preis ist 12.50 € heute'), 'partly', 8 / 9, 'Satz 2: Prüfe: „12.50“.'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

test('a sentence that is not there is no answer to this exercise', () => {
  expect(() => mark(one, { kind: 'dictation', sentences: { s9: 'x' } }, { seed: 1 })).toThrow(UnfitResponse);
  expect(() => mark(one, { kind: 'dictation', sentences: { constructor: 'x' } }, { seed: 1 })).toThrow(UnfitResponse);
});

test('words are laid beside each other with as few errors as can be', () => {
  expect(alignWords('Ich kome Morgen gleich zurueck', 'Ich komme morgen wieder').map((word) => [word.is, word.typed, word.wanted])).toEqual([
    ['same', 'Ich', 'Ich'],
    ['other', 'kome', 'komme'],
    ['case', 'Morgen', 'morgen'],
    ['extra', 'gleich', ''],
    ['other', 'zurueck', 'wieder'],
  ]);
  expect(alignWords('', 'zwei Wörter').map((word) => word.is)).toEqual(['missing', 'missing']);
});

test('the solution is right, the view holds no word of it, and a room counts the words that were missed', () => {
  const given = { seed: 1 };
  const [right, wrong] = [solve(two, given).solution, wrongAnswer(two, given)];
  expect(mark(two, right, given).score).toBe(1);
  expect(mark(two, wrong, given).score).toBeLessThan(1);
  expect(JSON.stringify(viewTask(two, { glossary: [] }, { seed: 1, shuffle: 1 }))).not.toMatch(/Kaya|Preis/);
  const slip = write('Guten Tag, Frau Kaja.', 'Der Preis ist 12,50 € heute.');
  const rows = (shown: boolean) =>
    summarise(two, [right, slip], { seed: 1, shown }).parts[0]?.rows.map((row) => [JSON.stringify(row.text).includes('Kaya'), row.right]);
  expect(rows(true)).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(rows(false)).toEqual([
    [false, null],
    [false, null],
  ]);
});
