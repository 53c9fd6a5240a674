import { describe, expect, it } from '@jest/globals';
import { textOf } from './text-of.js';

describe('textOf', () => {
  it.each([
    [[{ para: ['Die ', { b: ['Probe', { i: ['zeit'] }] }, ' dauert.'] }], 'Die Probezeit dauert.'],
    [[{ para: ['Die ', { gap: 'g1' }, ' endet.'] }], 'Die … endet.'],
    [[{ para: [{ term: 't', text: 'Skonto' }, ' ist ein Abzug.'] }, { ul: [['eins'], ['zwei']] }], 'Skonto ist ein Abzug.\neins\nzwei'],
    [[{ table: { head: [['a'], ['b']], rows: [[['1'], ['2']]] } }], 'a, b\n1, 2'],
    [[], ''],
  ])('%j', (prose, text) => {
    expect(textOf(prose)).toBe(text);
  });
});
