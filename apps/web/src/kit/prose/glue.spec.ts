import { expect, test } from '@jest/globals';
import type { Inline } from '#lotse/contract';
import { glue } from './glue.js';

const isBox = (word: Inline): boolean => typeof word !== 'string' && 'gap' in word;
const g1: Inline = { gap: 'g1' };
const g2: Inline = { gap: 'g2' };

test.each<[string, Inline[], ReturnType<typeof glue>]>([
  ['a full stop stays at its gap', ['Im ', g1, '. Dann'], ['Im ', { before: '', box: g1, after: '.' }, ' Dann']],
  ['quotation marks stay at their word', ['der Operator „', g1, '“?'], ['der Operator ', { before: '„', box: g1, after: '“?' }]],
  ['a gap among words is alone', ['Im ', g1, ' lernen'], ['Im ', { before: '', box: g1, after: '' }, ' lernen']],
  ['each sign goes with one gap', [g1, '. „', g2, '“'], [{ before: '', box: g1, after: '.' }, ' ', { before: '„', box: g2, after: '“' }]],
  [
    'a lone sign between two gaps goes with the first',
    [g1, '.', g2],
    [
      { before: '', box: g1, after: '.' },
      { before: '', box: g2, after: '' },
    ],
  ],
  ['text without a gap stays as it is', ['(Text)', { b: ['fett'] }, '.'], ['(Text)', { b: ['fett'] }, '.']],
])('%s', (_, words, glued) => {
  expect(glue(words, isBox)).toEqual(glued);
});
