import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawParams } from './draw-params.js';
import { shuffled } from './random.js';

const plain = (values: ReturnType<typeof drawParams>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toString()]));
const body = {
  params: { lp: { int: [400, 1600] as [number, number], step: 50 }, ra: { pick: [5, 10, 15] } },
  derive: { ziel: 'lp-rabatt', rabatt: 'round(lp*ra/100,2)' },
  require: 'lp > 400',
};

test('a seed always gives the same task: these values must never change', () => {
  expect([1, 2, 3].map((seed) => plain(drawParams(body, seed)))).toMatchInlineSnapshot(`
   [
     {
       "lp": "850",
       "ra": "15",
       "rabatt": "127.5",
       "ziel": "722.5",
     },
     {
       "lp": "700",
       "ra": "15",
       "rabatt": "105",
       "ziel": "595",
     },
     {
       "lp": "950",
       "ra": "15",
       "rabatt": "142.5",
       "ziel": "807.5",
     },
   ]
  `);
});

test('the order of fields changes nothing, a new parameter leaves the others alone', () => {
  const turned = { ...body, params: { ra: body.params.ra, lp: body.params.lp }, derive: { rabatt: body.derive.rabatt, ziel: body.derive.ziel } };
  const more = { ...body, params: { ...body.params, neu: { pick: [1, 2] } } };
  for (let seed = 0; seed < 20; seed += 1) {
    expect(plain(drawParams(turned, seed))).toEqual(plain(drawParams(body, seed)));
    expect(plain(drawParams(more, seed))).toMatchObject(plain(drawParams(body, seed)));
  }
});

test('drawn values lie in their range, on their step, and meet "require"', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { lp, ra } = plain(drawParams(body, seed));
      expect(Number(lp) > 400 && Number(lp) <= 1600 && Number(lp) % 50 === 0).toBe(true);
      expect(['5', '10', '15']).toContain(ra);
    }),
  );
});

test('every value of a range can come, also the last', () => {
  const seen = new Set(Array.from({ length: 200 }, (_, seed) => plain(drawParams({ params: { n: { int: [1, 4] } }, derive: {} }, seed)).n));
  expect([...seen].sort()).toEqual(['1', '2', '3', '4']);
});

test('what cannot be drawn says so', () => {
  expect(() => drawParams({ ...body, require: 'lp > 1600' }, 1)).toThrow(/no draw of seed 1 meets/);
  expect(() => drawParams({ params: {}, derive: { a: 'b', b: 'a' } }, 1)).toThrow(/circle: a → b → a/);
  expect(() => drawParams({ params: {}, derive: { a: 'b' } }, 1)).toThrow(/"b" is neither/);
  const chain = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`a${at}`, `a${at + 1}`]));
  expect(() => drawParams({ params: {}, derive: chain }, 1)).toThrow(/more than 50 values/);
});

test('shuffling keeps every item and depends on the seed alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const mixed = shuffled(items, seed);
      expect([...mixed].sort()).toEqual([...items].sort());
      expect(shuffled(items, seed)).toEqual(mixed);
    }),
  );
});
