import { error, type FileOf } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { packMistakes, type KindBuild } from './kind-build.js';

const sorted = (words: readonly string[]): string =>
  [...words]
    .map((word) => word.toLowerCase())
    .sort()
    .join(' | ');

export const wordOrder: KindBuild<'word-order'> = {
  pack: (file, pen) => ({
    kind: 'word-order',
    words: [...file.words, ...(file.extra ?? [])].map((text, index) => ({ id: `w${index + 1}`, text: pen.line(['words'], text) })),
    orders: [file.words, ...(file.alsoRight ?? [])],
    end: file.end ?? '.',
    mistakes: packMistakes(
      file.mistakes,
      ({ before, after, word, at }) => ({
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        ...(word === undefined ? {} : { word }),
        ...(at === undefined ? {} : { at }),
      }),
      pen,
    ),
  }),
  check: (at) => [...orders(at), ...mistakes(at)],
  parts: () => ({ field: '', parts: [] }),
  formulas: () => [],
};

function orders(at: Loaded<FileOf<'word-order'>>): ContentProblem[] {
  const { words, alsoRight = [] } = at.value;
  return alsoRight.flatMap((order, index) =>
    sorted(order) === sorted(words) ? [] : [error(at, ['alsoRight', index], 'other-words', 'another right order has exactly the words of "words"')],
  );
}

function mistakes(at: Loaded<FileOf<'word-order'>>): ContentProblem[] {
  const { words, extra = [], alsoRight = [], mistakes: known = [] } = at.value;
  const all = [...words, ...extra].map((word) => word.toLowerCase());
  return known.flatMap(({ before, after, word, at: place }, index) => {
    const path = ['mistakes', index];
    const named = [before, after, word].flatMap((one) => (one === undefined ? [] : [one.toLowerCase()]));
    const unknown = named.filter((one) => !all.includes(one));
    if (unknown.length > 0) return unknown.map((one) => error(at, path, 'unknown-item', `"${one}" is none of the words`));
    if (word === undefined && (before === undefined || after === undefined))
      return [error(at, path, 'mistake-form', 'a mistake has "before" and "after", or "word"')];
    const right = [words, ...alsoRight].some((order) => {
      const at_ = (one = ''): number => order.findIndex((other) => other.toLowerCase() === one.toLowerCase());
      if (word !== undefined) return at_(word) !== -1 && (place === undefined || at_(word) === (place === 'first' ? 0 : order.length - 1));
      return at_(before) !== -1 && at_(after) !== -1 && at_(before) < at_(after);
    });
    return right ? [error(at, path, 'mistake-is-right', 'this also fits a right order; take the mistake out or name other words')] : [];
  });
}
