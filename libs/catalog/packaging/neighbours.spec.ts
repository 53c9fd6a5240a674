import { expect, test } from '@jest/globals';
import { checkContent } from './check-content.js';
import { dictionaryOf, neighboursOf } from './neighbours.js';
import { DAY, FILE, withContent } from './planted.js';
import { contentNeighbours } from './write-neighbours.js';

const WORDS = `nichtigen richtigen gewichtigen wichtige wichtigem wichtigere Nonnen nenne nennst genannt verschreiben beschrieben Beschreibung beschreibt
 verlästern erläutert Abmeldung Anmeldungen dreijährig zweijährige Fordern Förderns Urlaube Prospekt unbefristet Leitung Probezeiten prophezeit Proben Haus`.split(
  /\s+/,
);
const dictionary = dictionaryOf(WORDS);

test.each([
  [['wichtigen'], ['gewichtigen', 'nichtigen', 'richtigen']],
  [['nennen'], ['Nonnen']],
  [['beschreiben'], ['verschreiben']],
  [['erläutern'], ['verlästern']],
  [['Anmeldung'], ['Abmeldung']],
  [['zweijährig'], ['dreijährig']],
  [['fördern'], ['Fordern']],
  [['Urlaub'], []],
  [['einen wichtigen Grund'], ['gewichtigen', 'nichtigen', 'richtigen']],
  [['nennen', 'nonnen'], []],
  // up to four letters nothing is forgiven, so that nothing is near
  [['Maus', '2026'], []],
  // never taken for a slip anyway
  [['befristet', 'Leistung'], []],
])('near %j stand %j', (answers, near) => {
  expect(neighboursOf(answers, dictionary)).toEqual(near);
});

const open = (dir: string) => checkContent(dir, DAY, dictionary).problems.filter((one) => one.code === 'gap-neighbours');

test('the check names the near words of a gap until the author has decided about them', () => {
  const found = withContent({}, open);
  expect(found.map((one) => [one.file, one.path, one.level, /prophezeit/.test(one.message), /Proben/.test(one.message)])).toEqual([
    [FILE.cloze, 'gaps.0.answers', 'warning', true, false],
  ]);
  expect(withContent({}, (dir) => checkContent(dir, DAY).problems)).toEqual([]);
});

test.each([false, true])('the author has them written into the file (%s)', (write) => {
  withContent({}, (dir) => {
    expect(contentNeighbours(dir, DAY, dictionary, write)).toEqual([{ file: FILE.cloze, gap: 'g1', words: ['prophezeit'], written: write }]);
    expect(open(dir)).toHaveLength(write ? 0 : 1);
    expect(checkContent(dir, DAY).problems).toEqual([]);
  });
});

test('what is found later is added to what stands there', () => {
  withContent({}, (dir) => {
    contentNeighbours(dir, DAY, dictionary, true);
    const more = dictionaryOf([...WORDS, 'Probezait', 'Poberzeit']);
    expect(contentNeighbours(dir, DAY, more, true)).toMatchObject([{ words: ['Poberzeit', 'Probezait'], written: true }]);
    expect(checkContent(dir, DAY, more).problems).toEqual([]);
  });
});
