import { expect, test } from '@jest/globals';
import { guessDelimiter, readCsv, readTable } from './read-csv.js';

test.each<[string, string, string[][]]>([
  [
    'plain',
    'a;b\r\nc;d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'line ends of LF alone, none at the end',
    'a;b\nc;d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a byte-order mark', '\uFEFFa;b', [['a', 'b']]],
  ['quotes around a delimiter', '"a;b";c', [['a;b', 'c']]],
  ['doubled quotes', '"a ""b"" c";d', [['a "b" c', 'd']]],
  [
    'a line end inside quotes',
    '"a\r\nb";c\nd;e',
    [
      ['a\r\nb', 'c'],
      ['d', 'e'],
    ],
  ],
  [
    'empty fields',
    ';;\na;;',
    [
      ['', '', ''],
      ['a', '', ''],
    ],
  ],
  ['an empty quoted field', '"";x', [['', 'x']]],
  [
    'empty lines are passed over',
    'a;b\n\n\nc;d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['spaces belong to the field', ' a ; b', [[' a ', ' b']]],
  ['nothing', '', []],
])('%s', (_, text, rows) => {
  expect(readCsv(text, ';').map((record) => record.fields)).toEqual(rows);
  expect(readCsv(text, ';').map((record) => record.fault)).toEqual(rows.map(() => null));
});

test.each([
  ['a quote that stays open', 'a;"b\nc;d', ['csv.quote-open', null]],
  ['something after the closing quote', '"a"b;c\nd;e', ['csv.after-quote', null]],
  ['a quote inside an unquoted field', 'a"b;c\nd;e', ['csv.quote-inside', null]],
  ['a control character', 'a\u0007;c\nd;e', ['csv.control-character', null]],
  ['a lone carriage return', 'a\rb;c\nd;e', ['csv.control-character', null]],
])('%s is told, and the next line goes on', (_, text, faults) => {
  expect(readCsv(text, ';').map((record) => record.fault)).toEqual(faults);
});

test('lines are counted as an editor counts them', () => {
  expect(readCsv('a;b\n\n"c\nd";e\nf;g', ';').map((record) => record.line)).toEqual([1, 3, 5]);
});

test('the delimiter is found in the first line', () => {
  expect([guessDelimiter('a;b,c;d'), guessDelimiter('a,b,c'), guessDelimiter('a\tb'), guessDelimiter('"a,b,c,d";e'), guessDelimiter('a')]).toEqual([
    ';',
    ',',
    '\t',
    ';',
    ';',
  ]);
});

test.each<[string, string, [number, string[]][]]>([
  [
    'rows of delimiters only',
    'a;b\n;;\nc;d\n ; \n',
    [
      [1, ['a', 'b']],
      [3, ['c', 'd']],
    ],
  ],
  [
    'columns of delimiters only',
    'a;;b;;\nc;;d;;\n',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  [
    'a column with a title stays',
    'a;b\nc;\n',
    [
      [1, ['a', 'b']],
      [2, ['c', '']],
    ],
  ],
  [
    'a column with something in it stays',
    'a;;b\nc;x;d\n',
    [
      [1, ['a', '', 'b']],
      [2, ['c', 'x', 'd']],
    ],
  ],
  ['sep=; is obeyed', 'sep=;\r\na,b;c,d\r\n', [[2, ['a,b', 'c,d']]]],
  ['sep=, is obeyed', '\uFEFFsep=,\na;x,b\n', [[2, ['a;x', 'b']]]],
  ['sep in quotes', '"sep=;"\na;b\n', [[2, ['a', 'b']]]],
  ['sep with a tab', 'sep=\t\na;b\tc\n', [[2, ['a;b', 'c']]]],
])('%s', (_, text, rows) => {
  expect(readTable(text).map((record) => [record.line, record.fields])).toEqual(rows);
});
