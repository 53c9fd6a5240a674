import { expect, test } from '@jest/globals';
import { figureColumns } from './figure-columns.js';

test.each([
  [
    [
      ['Mai', '41.200'],
      ['Juni', '38.900'],
    ],
    [false, true],
  ],
  [
    [
      ['Regal', '80,00 €', '10 %'],
      ['Lampe', '9,90 €', '5 %'],
    ],
    [false, true, true],
  ],
  [[['bis 2 kg', '4,90 €']], [false, true]],
  [
    [
      ['1', 'frei'],
      ['2', '6,90 €'],
    ],
    [true, false],
  ],
  [[], []],
])('of %j the columns %j are figures', (rows, columns) => {
  expect(figureColumns(rows.map((row) => row.map((cell) => [cell])))).toEqual(columns);
});
