import { expect, test } from '@jest/globals';
import type { Response } from '#lotse/contract';
import { UnfitResponse, mark, solve, summarise, viewTask, wrongAnswer } from '../../index.js';
import { exercise, text } from '../../examples.js';
import { differs, type Row } from '../spec-rows.js';

const account = (id: string): { id: string; text: string; textPlain: string } => ({ id, text: id.toUpperCase(), textPlain: id });
const purchase = exercise({
  kind: 'booking',
  accounts: ['ware', 'vst', 'kasse', 'vb', 'bank'].map(account),
  soll: [
    { account: 'ware', amount: '100' },
    { account: 'vst', amount: '19' },
  ],
  haben: [{ account: 'vb', amount: '119' }],
  mistakes: [
    { side: 'haben', account: 'kasse', say: text('NOT-PAID'), misconception: 'ziel-als-bar' },
    { account: 'ware', when: 'x == 119', say: text('NET'), misconception: 'brutto-gebucht' },
    { when: 'x == 190', say: text('TEN-TIMES') },
  ],
});
const cash = exercise({
  kind: 'booking',
  accounts: ['kasse', 'bank', 'vb'].map(account),
  soll: [{ account: 'kasse', amount: 'round(1000/3,2)' }],
  haben: [{ account: 'bank', amount: 'round(1000/3,2)' }],
  mistakes: [],
});

type Lines = [account: string, amount: string][];
const book = (soll: Lines, haben: Lines): Response => {
  const side = (lines: Lines): { account: string; amount: string }[] => lines.map(([one, amount]) => ({ account: one, amount }));
  return { kind: 'booking', soll: side(soll), haben: side(haben) };
};
const [ware, vst, vb]: [Lines[number], Lines[number], Lines[number]] = [
  ['ware', '100'],
  ['vst', '19'],
  ['vb', '119'],
];

const ROWS: Row[] = [
  ['all right', purchase, book([ware, vst], [vb]), 'right', 1, 'RIGHT'],
  ['the other order within a side', purchase, book([vst, ware], [vb]), 'right', 1, 'RIGHT'],
  [
    'amounts as people type them',
    purchase,
    book(
      [
        ['ware', '100,00 €'],
        ['vst', '19 EUR'],
      ],
      [['vb', '119.00']],
    ),
    'right',
    1,
    'RIGHT',
  ],
  ['empty lines between do not count', purchase, book([['', ''], ware, vst, ['', ' ']], [['', ''], vb]), 'right', 1, 'RIGHT'],
  ['one account in two lines is added', purchase, book([['ware', '60'], ['ware', '40'], vst], [vb]), 'right', 1, 'RIGHT'],
  ['the other account has its own reason', purchase, book([ware, vst], [['kasse', '119']]), 'partly', 4 / 6, 'Haben, Zeile 1: NOT-PAID'],
  ['another account, no reason of its own', purchase, book([ware, vst], [['bank', '119']]), 'partly', 4 / 6, 'gehört nicht in diesen Buchungssatz'],
  ['sides turned round', purchase, book([vb], [ware, vst]), 'wrong', 0, 'Dieses Konto gehört auf die andere Seite.'],
  ['a wrong amount with a reason', purchase, book([['ware', '119'], vst], [vb]), 'partly', 5 / 6, 'Soll, Zeile 1: NET'],
  ['it says when the sides differ', purchase, book([['ware', '119'], vst], [vb]), 'partly', 5 / 6, 'Im Soll stehen 138,00\u00a0€, im Haben 119,00\u00a0€'],
  ['the single side follows what was entered', purchase, book([['ware', '119'], vst], [['vb', '138']]), 'partly', 5 / 6, 'Der Betrag der anderen Seite passt'],
  ['it does not follow where the sides differ', purchase, book([['ware', '110'], vst], [['vb', '130']]), 'partly', 4 / 6, 'der Betrag nicht'],
  ['a mistake by amount alone', purchase, book([ware, ['vst', '190']], [vb]), 'partly', 5 / 6, 'Soll, Zeile 2: TEN-TIMES'],
  ['one line missing', purchase, book([ware], [vb]), 'partly', 4 / 6, 'Im Soll fehlt noch 1 Konto.'],
  ['one side empty', purchase, book([], [vb]), 'partly', 2 / 6, 'Im Soll fehlen noch 2 Konten.'],
  ['an amount missing', purchase, book([['ware', ''], vst], [vb]), 'partly', 5 / 6, 'Hier fehlt der Betrag.'],
  ['one account too many costs a point', purchase, book([ware, vst, ['bank', '5']], [vb]), 'partly', 5 / 6, 'Soll, Zeile 3'],
  ['everything tried costs more', purchase, book([ware, vst, ['bank', '1'], ['kasse', '1'], ['vb', '1']], [vb]), 'partly', 3 / 6, 'andere Seite'],
  ['all wrong', purchase, book([['bank', '1']], [['kasse', '2']]), 'wrong', 0, '0 von 3 Konten und 0 von 3 Beträgen'],
  ['another unit', purchase, book([['ware', '100 kg'], vst], [vb]), 'partly', 5.5 / 6, 'die Einheit nicht'],
  ['a cent off', purchase, book([['ware', '100,01'], vst], [vb]), 'partly', 5.5 / 6, 'Prüfe das Runden'],
  ['not rounded', cash, book([['kasse', '333,333']], [['bank', '333,33']]), 'partly', 3.5 / 4, 'Prüfe das Runden'],
  ['an amount cannot be read', purchase, book([['ware', 'viel'], vst], [vb]), 'unclear', 0, 'Soll, Zeile 1: Das kann ich nicht als Zahl lesen.'],
  ['an amount without an account', purchase, book([['', '100']], [vb]), 'unclear', 0, 'Hier fehlt das Konto.'],
  ['nothing', purchase, book([], []), 'unclear', 0, 'noch nichts gebucht'],
  ['only empty lines', purchase, book([['', '']], [['', '']]), 'unclear', 0, 'noch nichts gebucht'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

test('in an exam digits stand without a comma', () => {
  expect(
    differs(
      [
        '',
        purchase,
        book(
          [
            ['ware', '10000'],
            ['vst', '1900'],
          ],
          [['vb', '11900']],
        ),
        'right',
        1,
        'RIGHT',
      ],
      'exam',
    ),
  ).toEqual([]);
});

test.each<[string, Response]>([
  ['an account that is not there', book([['nichts', '1']], [])],
  ['another kind', { kind: 'number', text: '119' }],
])('%s is no answer to this exercise', (_, response) => {
  expect(() => mark(purchase, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('each line has its verdict at its place, and the first known error its tag', () => {
  expect(mark(purchase, book([['ware', '119'], vst], [['kasse', '138']]), { seed: 1 })).toMatchObject({
    parts: { 'soll-1': 'partly', 'soll-2': 'right', 'haben-1': 'wrong' },
    misconception: 'brutto-gebucht',
  });
});

test('the solution is right, the wrong answer is not, nothing of it shows, a room counts lines by side', () => {
  const given = { seed: 1 };
  const [right, wrong] = [solve(purchase, given).solution, wrongAnswer(purchase, given)];
  expect(mark(purchase, right, given)).toMatchObject({ verdict: 'right', score: 1 });
  expect(mark(purchase, wrong, given).verdict).toBe('wrong');
  const { body } = viewTask(purchase, { glossary: [] }, { seed: 1, shuffle: 3 });
  expect(Object.keys(body).sort()).toEqual(['accounts', 'kind']);
  const summary = summarise(purchase, [right, right, wrong], { seed: 1, shown: true });
  expect(summary.parts.map(({ label }) => label)).toEqual([text('Soll'), text('Haben')]);
  expect(summary.parts[0]?.rows[0]).toMatchObject({ text: text('WARE 100,00\u00a0€'), count: 2, right: true });
});
