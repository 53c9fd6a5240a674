import { packMistakes, whens, type KindBuild } from './kind-build.js';

export const number: KindBuild<'number'> = {
  pack: (file, pen) => ({
    kind: 'number',
    answer: String(file.answer),
    ...(file.unit === undefined ? {} : { unit: file.unit }),
    decimals: file.decimals,
    tolerance: file.tolerance ?? { mode: 'exact' },
    mistakes: packMistakes(file.mistakes, ({ when }) => ({ when }), pen),
  }),
  check: () => [],
  parts: () => ({ field: '', parts: [] }),
  formulas: (file) => [{ path: ['answer'], text: String(file.answer) }, ...whens(file.mistakes, ['x'])],
};
