import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';

const planted: string[] = [];
function plant(file: string, text: string): void {
  planted.push(file);
  writeFileSync(file, text);
}
afterEach(() => planted.splice(0).forEach((file) => rmSync(file)));

function cruise(...paths: string[]): string {
  const done = spawnSync(process.execPath, ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...paths, '--config', '.dependency-cruiser.cjs'], {
    encoding: 'utf8',
  });
  return `${done.status === 0 ? 'clean' : 'refused'}\n${done.stdout}${done.stderr}`;
}

test('the houses as they stand keep to the street', () => {
  expect(cruise('libs', 'apps', 'test')).toMatch(/^clean/);
});

test.each([
  [
    'a house that imports to its right',
    'libs/people/planted.ts',
    `import { CatalogService } from '#lotse/catalog';\nexport const planted = CatalogService;\n`,
    'street-people',
  ],
  [
    'a house that enters another past its door',
    'libs/learning/planted.ts',
    `import { sha } from '../base/seal.js';\nexport const planted = sha;\n`,
    'door-base',
  ],
  [
    'a second file that imports ltijs',
    'libs/lti/planted.ts',
    `import ltijs from 'ltijs';\nexport const planted: unknown = ltijs;\n`,
    'ltijs-lives-in-one-file',
  ],
  ['marking that asks the database', 'libs/marking/planted.ts', `import { Db } from '#lotse/base';\nexport const planted = Db;\n`, 'marking-stays-pure'],
  [
    'a circle, though only a type closes it',
    'libs/marking/planted.ts',
    `import type { Circle } from './planted-too.js';\nexport const planted: Circle = 'x';\n`,
    'no-circular',
  ],
])('%s is an error', (_, file, text, rule) => {
  plant(file, text);
  if (rule === 'no-circular') plant('libs/marking/planted-too.ts', `export type Circle = string;\nexport const load = () => import('./planted.js');\n`);
  expect(cruise(file)).toMatch(new RegExp(`^refused[\\s\\S]*error ${rule}`));
});
