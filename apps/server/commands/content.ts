import { germanDay } from '#lotse/contract';
import { checkContent, contentStats, secondLook, writeSchemas } from '#lotse/catalog';
import { CONTENT_DIR } from '../content-at-start.js';

/** `npm run content check` (default), `stats`, `look` (sentences for a second look) or `schema`, optionally `--as-of YYYY-MM-DD`. Ends with 1 on any error. */
const [what = 'check', ...rest] = process.argv.slice(2);
const asOf = rest[rest.indexOf('--as-of') + 1] && rest.includes('--as-of') ? rest[rest.indexOf('--as-of') + 1] : undefined;

if (what === 'schema') {
  writeSchemas(CONTENT_DIR);
  console.log('content/schema is written.');
} else if (what === 'check') {
  const { problems, summary } = checkContent(CONTENT_DIR, asOf ?? germanDay(new Date()));
  for (const problem of problems)
    console.log(`${problem.level}: ${problem.file}${problem.line ? `:${problem.line}` : ''} ${problem.path ?? ''} [${problem.code}] ${problem.message}`);
  console.log(typeof summary === 'string' ? summary : JSON.stringify(summary));
  if (problems.some((problem) => problem.level === 'error')) process.exit(1);
} else if (what === 'stats') {
  for (const module of contentStats(CONTENT_DIR, asOf ?? germanDay(new Date()))) console.log(JSON.stringify(module));
} else if (what === 'look') {
  for (const { file, field, sentence } of secondLook(CONTENT_DIR)) console.log(`${file} ${field}: ${sentence}`);
} else {
  console.error('usage: npm run content [check|stats|look|schema] [-- --as-of YYYY-MM-DD]');
  process.exit(2);
}
