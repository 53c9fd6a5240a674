import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { DeletionList, linesOf, type Erasing } from './deletion-list.js';

const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;
const line = (more: Partial<Erasing> = {}): Erasing => ({
  ...{ id: id('1'), tenant: id('2'), person: id('3'), participations: [id('4')], at: '2026-11-27T00:00:00.000Z', by: null, because: 'request' },
  ...more,
});

describe('lines of a deletion list', () => {
  test.each([
    ['one', JSON.stringify(line()), 1],
    ['several, with empty ones between', `\n${JSON.stringify(line())}\n\n${JSON.stringify(line({ id: id('5') }))}\n`, 2],
    ['without a person: only participations went', JSON.stringify(line({ person: null })), 1],
    ['cut off in the middle', JSON.stringify(line()).slice(0, 80), 0],
    ['whole after one that was cut off', `${JSON.stringify(line()).slice(0, 80)}\n${JSON.stringify(line())}`, 1],
    ['no ids', JSON.stringify(line({ person: `x'; drop table person; --` })), 0],
    ['no time', JSON.stringify(line({ at: 'yesterday' })), 0],
    ['no reason that we know', JSON.stringify({ ...line(), because: 'whim' }), 0],
    ['no object', '42\nnull\n"text"\n[]', 0],
  ])('%s', (_, text, count) => {
    expect(linesOf(text)).toHaveLength(count);
  });

  test('what is written is read again, also behind a line that a crash cut off', () => {
    const folder = mkdtempSync(`${tmpdir()}/lotse-list-`);
    const list = new DeletionList(`${folder}/made/when/needed`);
    expect(list.read()).toEqual([]);
    for (const one of [line(), line({ id: id('5') })]) {
      const file = list.open();
      file.write(one);
      file.close();
    }
    writeFileSync(list.file, readFileSync(list.file, 'utf8').trim().slice(0, -20));
    const file = list.open();
    file.write(line({ id: id('6') }));
    file.close();
    expect(list.read()).toEqual([line(), line({ id: id('6') })]);
    rmSync(folder, { recursive: true });
  });
});
