import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const SOURCES = ['apps', 'libs', 'package-lock.json', 'nest-cli.json', 'tsconfig.base.json'];

/** What stands for the sources in `root`: another text when one of them was changed, came or went; the same after a build. */
export function stampOf(root) {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((path) => filesIn(root, path)).sort()) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesIn(root, path) {
  const at = join(root, path);
  if (!existsSync(at)) return [];
  if (statSync(at).isFile()) return [path];
  return readdirSync(at)
    .filter((name) => isSource(name, basename(path)))
    .flatMap((name) => filesIn(root, `${path}/${name}`));
}

/** What compiles the messages writes words, notes and a cache among the sources. */
function isSource(name, folder) {
  if (folder === 'project.inlang') return name === 'settings.json';
  return name !== 'paraglide' && name !== 'node_modules' && !name.endsWith('.spec.ts');
}
