/**
 * Run after the build. Adds up, gzipped, all script a trainee's browser must fetch before the first task can be
 * answered: the entry, all it imports, the task page and the largest player of an exercise kind.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 45_000;
const folder = process.argv[2] ?? new URL('../../dist/web', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8'));

function withImports(key, found = new Set()) {
  if (!(key in manifest)) throw new Error(`${key} is not in Vite's manifest: mend apps/web/budget.mjs`);
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, found);
  return found;
}

const weigh = (key) => gzipSync(readFileSync(`${folder}/${manifest[key].file}`), { level: 9 }).length;
const sum = (keys) => [...keys].reduce((total, key) => total + weigh(key), 0);

const first = withImports('index.html');
const taskPage = 'src/trainee/task/task-page.tsx';
if (taskPage in manifest) for (const key of withImports(taskPage)) first.add(key);
const players = ['single-choice', 'multiple-choice', 'number', 'cloze', 'order'].map((kind) => {
  const more = [...withImports(`src/kit/task/players/${kind}.tsx`)].filter((key) => !first.has(key));
  return { kind, bytes: sum(more) };
});
const largest = players.reduce((a, b) => (b.bytes > a.bytes ? b : a));
const total = sum(first) + largest.bytes;

for (const key of first) console.log(`${String(weigh(key)).padStart(7)}  ${manifest[key].file}`);
console.log(`${String(largest.bytes).padStart(7)}  player with the most script: ${largest.kind}`);
console.log(`${String(total).padStart(7)}  of ${LIMIT} bytes gzip until the first task can be answered`);
if (total > LIMIT) {
  console.error(`The first load is ${total - LIMIT} bytes over its budget.`);
  process.exit(1);
}
