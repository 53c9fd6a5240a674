import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Num } from './decimal.js';
import { evaluateCondition, evaluateNumber, holds } from './evaluate.js';
import { ExpressionError, mayBeName, namesIn, parseExpression } from './expression.js';

const values = { lp: new Num(1000), ra: new Num(10), x: new Num('0.1') };

test.each<[string, string]>([
  ['1+2*3', '7'],
  ['(1+2)*3', '9'],
  ['2^3^2', '512'],
  ['-2^2', '-4'],
  ['2^-1', '0.5'],
  ['10-4-3', '3'],
  ['100/10/2', '5'],
  ['--5', '5'],
  ['0.1+0.2', '0.3'],
  ['x*3', '0.3'],
  ['round(lp*(1-ra/100),2)', '900'],
  ['round(2.345,2)', '2.35'],
  ['round(-2.345,2)', '-2.35'],
  ['round(2.5)', '3'],
  ['floor(-1.5)', '-2'],
  ['ceil(1.2)', '2'],
  ['min(3,1,2)', '1'],
  ['max(3,1,2)', '3'],
  ['abs(-4)', '4'],
  ['sum(lp, ra, x)', '1010.1'],
  ['sum(7)', '7'],
  ['if(lp > 500, 1, 2)', '1'],
  ['if(lp > 5000 or ra == 10, 1, 2)', '1'],
  ['if(ra == 10, 7, lp/0)', '7'],
])('%s = %s', (expression, result) => {
  expect(evaluateNumber(expression, values).toFixed()).toBe(result);
});

test.each<[string, boolean]>([
  ['lp == 1000', true],
  ['lp != 1000', false],
  ['lp >= 1000 and ra < 10', false],
  ['lp < 1 or ra <= 10', true],
  ['x == 0.1', true],
  ['abs(x - 0.2) <= 0.1', true],
])('%s is %s', (expression, result) => {
  expect(evaluateCondition(expression, values)).toBe(result);
});

test.each([
  ['', /ends too early/],
  ['1+', /ends too early/],
  ['1 2', /not expected/],
  ['(1', /missing/],
  ['lp.constructor', /cannot read/],
  ['lp[0]', /cannot read/],
  ['"a"', /cannot read/],
  ['a = 1', /cannot read/],
  ['constructor', /neither a parameter/],
  ['__proto__', /neither a parameter/],
  ['unknown+1', /neither a parameter/],
  ['toString(1)', /not expected/],
  ['sqrt(4)', /not expected/],
  ['1/0', /division by 0/],
  ['2^0.5', /whole number/],
  ['9^65', /whole number/],
  ['round(1,11)', /0 to 10/],
  ['round(1,2,3)', /takes 1 to 2/],
  ['if(1,2,3)', /comparison is needed/],
  ['sum()', /not expected/],
  [`sum(${'1,'.repeat(20)}1)`, /takes 1 to 20/],
  ['sum(1, 2 < 3)', /number is needed/],
  ['1 < 2', /number is needed/],
  ['1 < 2 < 3', /not expected/],
  ['(((9^64)^64)^64)', /too large/],
  ['1+'.repeat(200) + '1', /more than 256/],
  ['('.repeat(70) + '1' + ')'.repeat(70), /nested deeper/],
  ['1'.repeat(1001), /longer than/],
  ['1,5', /not expected/],
])('%s is refused', (expression, message) => {
  expect(() => evaluateNumber(expression, values)).toThrow(message);
  expect(() => evaluateNumber(expression, values)).toThrow(ExpressionError);
});

test('a condition that cannot be worked out for what was typed does not hold', () => {
  expect(holds('100/x == 5', { x: new Num(0) })).toBe(false);
  expect(holds('100/x == 5', { x: new Num(20) })).toBe(true);
});

test('names of an expression and names that may be given', () => {
  expect(namesIn(parseExpression('round(a*b+a, 2)'))).toEqual(['a', 'b']);
  expect(['lp', 'a1', 'ein_preis'].every(mayBeName)).toBe(true);
  expect(['x', 'if', 'and', 'Preis', '1a', 'ä', '__proto__'].some(mayBeName)).toBe(false);
});

test('whatever is written, the answer is a number or an ExpressionError', () => {
  const piece = fc.constantFrom(
    '1',
    '2.5',
    'lp',
    'x',
    '+',
    '-',
    '*',
    '/',
    '^',
    '(',
    ')',
    ',',
    '==',
    '<',
    'if(',
    'min(',
    'sum(',
    'round(',
    ' and ',
    ' or ',
    '0',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      try {
        expect(evaluateNumber(pieces.join(''), values).isFinite()).toBe(true);
      } catch (cause) {
        expect(cause).toBeInstanceOf(ExpressionError);
      }
    }),
    { numRuns: 500 },
  );
});
