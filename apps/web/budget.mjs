/**
 * Run after the build. Adds up, as the server sends it (packed with gzip; brotli is less), all script a trainee's browser
 * must fetch before the first task can be answered: the entry and all it imports, and the players.
 */
import { readFileSync, statSync } from 'node:fs';

const LIMIT = 45_000;
/** Every other kind may cost this much; all of them together do. */
const MORE = 13_000;
const folder = process.argv[2] ?? new URL('../../dist/web', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8'));

function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, found);
  return found;
}

const named = (name) => Object.keys(manifest).find((key) => manifest[key].name === name) ?? fail(`No file named ${name} was built: mend apps/web/chunks.ts`);
const sent = (key) => statSync(`${folder}/${manifest[key].file}.gz`).size;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const first = withImports(named('players'), withImports('index.html'));
const total = [...first].reduce((sum, key) => sum + sent(key), 0);
for (const key of first) console.log(`${String(sent(key)).padStart(7)}  ${manifest[key].file}`);
console.log(`${String(total).padStart(7)}  of ${LIMIT} bytes as sent until the first task can be answered`);
const more = sent(named('players-more'));
console.log(`${String(more).padStart(7)}  of ${MORE} bytes for the players of all other kinds`);
if (more > MORE) fail(`The other kinds are ${more - MORE} bytes over their budget.`);
if (total > LIMIT) fail(`The first load is ${total - LIMIT} bytes over its budget.`);
