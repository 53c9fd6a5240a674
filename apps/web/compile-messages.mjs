/**
 * Compiles messages/ into src/paraglide/ where they, their settings or the compiler have changed since the last time: it takes
 * several seconds of a processor. Ends by itself: the compiler leaves timers behind that would hold the process for half a minute.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compile } from '@inlang/paraglide-js';

const here = `${import.meta.dirname}/`;
const outdir = `${here}src/paraglide`;
const stamp = `${outdir}/.stamp`;
const compiler = createRequire(import.meta.url)
  .resolve('@inlang/paraglide-js')
  .replace(/dist.*/, 'package.json');

const hash = createHash('sha256');
for (const file of [...globSync(`${here}messages/*/*.json`).sort(), `${here}project.inlang/settings.json`, compiler, import.meta.filename])
  hash.update(`${file.slice(here.length)}\n`).update(readFileSync(file));
const wanted = hash.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  await compile({ project: `${here}project.inlang`, outdir, strategy: ['baseLocale'], isServer: 'false' });
  writeProblems();
  writeFileSync(stamp, wanted);
}
process.exit();

/** One table for each area of messages: what a refusal's code says, by its key `problem_<code>`. */
function writeProblems() {
  mkdirSync(`${outdir}/problems`, { recursive: true });
  for (const file of globSync(`${here}messages/*/de.json`)) {
    const keys = Object.keys(JSON.parse(readFileSync(file, 'utf8'))).filter((key) => key.startsWith('problem_'));
    if (keys.length === 0) continue;
    const lines = keys.map((key) => `  ${key}: m.${key},`).join('\n');
    const area = file.split('/').at(-2);
    writeFileSync(`${outdir}/problems/${area}.js`, `import { m } from '../messages.js';\n\nexport const problems = {\n${lines}\n};\n`);
  }
}
