import { expect, test } from '@jest/globals';
import { TypedName, cleanName, foundIn, nameFault, sameName, searchKey } from './person-names.js';

test.each([
  ['Anna  Beispiel', 'Anna Beispiel'],
  ['Anna\u00a0Beispiel', 'Anna Beispiel'],
  [' Anna\u2003\u202fBeispiel\t', 'Anna Beispiel'],
  ['Anna\u200b Bei\u00adspiel\ufeff', 'Anna Beispiel'],
  ['An\u200dna', 'Anna'],
  ['Anna\nBeispiel', 'Anna Beispiel'],
  ['\u202eAnna\u202c', 'Anna'],
  ['A\u0308nne', 'Änne'],
  ['علی\u200cرضا', 'علی\u200cرضا'],
  ['क्\u200dष', 'क्\u200dष'],
  ['علی\u200c', 'علی'],
  ['\u200b\u2060', ''],
])('%j is kept as %j', (name, kept) => {
  expect(cleanName(name)).toBe(kept);
});

test.each([
  ['Anna  Beispiel', null],
  [' Anna\tBeispiel ', null],
  ['Anna\nBeispiel', 'name.signs'],
  ['Anna\u2028Beispiel', 'name.signs'],
  ['Anna\u0000', 'name.signs'],
  ['Anna\u202eleipsieB', 'name.signs'],
  ['\u2066Anna\u2069', 'name.signs'],
  ['\u200b\u2060', 'name.invisible'],
  ['\u3164', 'name.invisible'],
  ['\u200e', 'name.invisible'],
])('%j typed into a form: %s', (name, fault) => {
  expect(nameFault(name)).toBe(fault);
  const read = TypedName.safeParse(name);
  expect(read.success ? null : read.error.issues[0]?.message).toBe(fault);
});

test('a typed name comes out clean, and an empty one is no name', () => {
  expect(TypedName.parse(' Anna \u00a0Beispiel')).toBe('Anna Beispiel');
  expect([TypedName.safeParse('  ').success, TypedName.safeParse('x'.repeat(121)).success]).toEqual([false, false]);
});

test.each([
  ['Emre Yılmaz', 'yilmaz'],
  ['Emre Yılmaz', 'YILMAZ'],
  ['İbrahim', 'ibrahim'],
  ['Łukasz Nowak', 'lukasz'],
  ['Freja Sørensen', 'sorensen'],
  ['Freja Sørensen', 'soerensen'],
  ['Tim März', 'maerz'],
  ['Tim März', 'marz'],
  ['Tim Maerz', 'März'],
  ['Pat O\u2019Brien', "o'brien"],
  ["Pat O'Brien", 'o\u2019brien'],
  ["Pat O'Brien", 'obrien'],
  ['Đorđe Šarić', 'dorde saric'],
  ['Jörg Weiß', 'weiss'],
  ['Ægir Œuvrard', 'oeuvrard'],
  ['Anna-Lena Müller', 'anna lena'],
  ['Samuel Bauer', 'bau'],
  ['José Peña', 'pena'],
  ['علي', 'عَلي'],
])('%s is found by %s', (name, wanted) => {
  expect(foundIn(name, wanted)).toBe(true);
});

test.each([
  ['Yılmaz', 'yilmaz'],
  ['Łukasz', 'lukasz'],
  ['Sørensen', 'sorensen'],
  ['Sørensen', 'Soerensen'],
  ['März', 'maerz'],
  ['März', 'marz'],
  ['O\u2019Brien', "o'brien"],
  ['Anna  Beispiel', 'anna beispiel'],
  ['Åse', 'ase'],
])('%s and %s have one value to be found by', (a, b) => {
  expect(searchKey(a)).toBe(searchKey(b));
});

test('what differs stays apart', () => {
  expect([sameName('Müller', 'Mueller'), sameName('Müller', 'Muller'), sameName('Anna  B.', 'anna b'), foundIn('Tim März', 'mai')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(searchKey('Maria')).not.toBe(searchKey('Mara'));
  expect(searchKey('राम')).not.toBe(searchKey('रमा'));
});
