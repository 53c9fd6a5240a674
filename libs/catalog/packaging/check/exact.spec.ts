import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateNumber, ExpressionError } from '#lotse/marking';
import { exactValue, fromDigits, toDigits } from './exact.js';

const none = (name: string): never => {
  throw new RangeError(name);
};

test.each<[string, number, string]>([
  ['1+2*3', 0, '7'],
  ['(1+2)*3', 0, '9'],
  ['10-4-3', 0, '3'],
  ['100/10/2', 0, '5'],
  ['2^3^2', 0, '512'],
  ['-2^2', 0, '-4'],
  ['2^-1', 2, '0.50'],
  ['2*-3', 0, '-6'],
  ['--5', 0, '5'],
  ['1/3*3', 4, '1.0000'],
  ['round(2.345,2)', 2, '2.35'],
  ['round(-2.345,2)', 2, '-2.35'],
  ['floor(-1.5)', 0, '-2'],
  ['ceil(-1.5)', 0, '-1'],
  ['min(3,1,2)+max(3,1,2)', 0, '4'],
  ['sum(1.5, 2.25, -3)*2', 2, '1.50'],
  ['abs(1-4)*if(1 < 2 and 3 >= 3, 10, 20)', 0, '30'],
  ['if(1 == 2, 1/0, 5)', 0, '5'],
  ['max(if(1 > 2 or 2 != 2, 1, 4), -3)', 0, '4'],
  ['0.005', 2, '0.01'],
  ['-0.005', 2, '-0.01'],
])('%s is %s', (text, places, digits) => {
  expect(toDigits(exactValue(text, none), places)).toBe(digits);
});

test.each(['1/0', '1 < 2', '2^0.5', '', '1 2'])('%s is no number', (text) => {
  expect(() => exactValue(text, none)).toThrow(RangeError);
});

test('both ways agree on random expressions of money', () => {
  const leaf = fc.oneof(fc.integer({ min: 0, max: 2000 }).map(String), fc.constantFrom('0.5', '12.25', '100', '19', '7'));
  const expression = fc.letrec<{ e: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie('e'), fc.constantFrom('+', '-', '*'), tie('e')).map(([a, op, b]) => `(${a}${op}${b})`),
      fc.tuple(tie('e'), fc.constantFrom('4', '5', '10', '100')).map(([a, b]) => `${a}/${b}`),
      fc.tuple(fc.constantFrom('min', 'max', 'sum'), tie('e'), tie('e')).map(([f, a, b]) => `${f}(${a}, ${b})`),
      fc.tuple(fc.constantFrom('abs', 'floor', 'ceil', '-'), tie('e')).map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('e'), fc.constantFrom('<', '<=', '==', '!=', '>', '>='), tie('e'), tie('e')).map(([a, op, b, c]) => `if(${a}${op}${b}, ${c}, ${a})`),
      tie('e').map((a) => `round(${a}, 2)`),
    ),
  })).e;
  fc.assert(
    fc.property(expression, (text) => {
      try {
        const one = evaluateNumber(text, {});
        fc.pre(one.abs().lt('1e12'));
        expect(toDigits(exactValue(text, none), 4).replace(/^-(?=[0.]+$)/, '')).toBe(
          one
            .toDecimalPlaces(4)
            .toFixed(4)
            .replace(/^-(?=[0.]+$)/, ''),
        );
      } catch (cause) {
        if (!(cause instanceof ExpressionError)) throw cause;
      }
    }),
    { numRuns: 500 },
  );
});

test('digits and fractions', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(99), (whole, part) => {
      const text = `${whole}.${String(part).padStart(2, '0')}`;
      expect(toDigits(fromDigits(text), 2)).toBe(text);
    }),
  );
});
