import type { ContentProblem, Loaded } from '../problem.js';
import { error, type FileOf } from '../check/world.js';
import { packMistakes, packPart, type KindBuild } from './kind-build.js';

/** Mistakes of an order name items, and only a wrong order fits them. */
export const order: KindBuild<'order'> = {
  pack: (file, pen) => ({
    kind: 'order',
    items: file.items.map((item, index) => packPart(item, ['items', index], pen)),
    mistakes: packMistakes(file.mistakes, ({ before, after }) => ({ before, after }), pen),
  }),
  check: mistakes,
  parts: (file) => ({ field: 'items', parts: file.items }),
  formulas: () => [],
};

function mistakes(at: Loaded<FileOf<'order'>>): ContentProblem[] {
  const ids = at.value.items.map((item) => item.id);
  return (at.value.mistakes ?? []).flatMap((mistake, index) => {
    const path = ['mistakes', index];
    const unknown = [mistake.before, mistake.after].filter((id) => !ids.includes(id));
    if (unknown.length > 0) return unknown.map((id) => error(at, path, 'unknown-item', `there is no item "${id}"; use the ids of "items"`));
    const fitsRight = ids.indexOf(mistake.before) <= ids.indexOf(mistake.after);
    return fitsRight
      ? [error(at, path, 'mistake-is-right', `in the right order "${mistake.before}" does stand before "${mistake.after}"; swap "before" and "after"`)]
      : [];
  });
}
