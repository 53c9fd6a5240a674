import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { germanDay } from '#lotse/contract';
import { blindPaper, checkContent, contentStats, markBlind, secondLook, writeSchemas } from '#lotse/catalog';
import { CONTENT_DIR } from '../content-at-start.js';

/**
 * `npm run content check` (default), `stats`, `look` (sentences for a second look), `schema`,
 * `paper <module>` (its tasks without keys, as YAML) or `solved <module> <answers.yaml>` (marks what a reader answered),
 * optionally `--as-of YYYY-MM-DD`. Ends with 1 on any error.
 */
const [what = 'check', ...rest] = process.argv.slice(2);
const dayAt = rest.indexOf('--as-of');
const asOf = (dayAt < 0 ? undefined : rest[dayAt + 1]) ?? germanDay(new Date());
const [module, file] = rest;

if (what === 'schema') {
  writeSchemas(CONTENT_DIR);
  console.log('content/schema is written.');
} else if (what === 'check') {
  const { problems, summary } = checkContent(CONTENT_DIR, asOf);
  for (const problem of problems)
    console.log(`${problem.level}: ${problem.file}${problem.line ? `:${problem.line}` : ''} ${problem.path ?? ''} [${problem.code}] ${problem.message}`);
  console.log(typeof summary === 'string' ? summary : JSON.stringify(summary));
  if (problems.some((problem) => problem.level === 'error')) process.exit(1);
} else if (what === 'stats') {
  for (const stats of contentStats(CONTENT_DIR, asOf)) console.log(JSON.stringify(stats));
} else if (what === 'look') {
  for (const { file: at, field, sentence } of secondLook(CONTENT_DIR)) console.log(`${at} ${field}: ${sentence}`);
} else if (what === 'paper' && module) {
  console.log(stringify(blindPaper(CONTENT_DIR, asOf, module), { lineWidth: 0 }));
} else if (what === 'solved' && module && file) {
  const answers = markBlind(CONTENT_DIR, asOf, module, parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  const other = answers.filter(({ verdict }) => verdict !== 'right');
  console.log(stringify(other, { lineWidth: 0 }));
  console.log(`${answers.length} instances, ${answers.length - other.length} agreed, ${other.length} not`);
} else {
  console.error('usage: npm run content [check|stats|look|schema|paper <module>|solved <module> <answers.yaml>] [-- --as-of YYYY-MM-DD]');
  process.exit(2);
}
