import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { germanDay } from '#lotse/contract';
import {
  blindPaper,
  checkContent,
  contentNeighbours,
  contentStats,
  examplesIn,
  factDates,
  installedWords,
  markBlind,
  newTask,
  secondLook,
  writeSchemas,
} from '#lotse/catalog';
import { CONTENT_DIR } from '../content-at-start.js';
import { playUnit } from '../play/play-server.js';
import { unitsIn } from '../play/played-unit.js';
import { makeAudio } from './make-audio.js';

/** `npm run content <command>`, optionally with `--as-of YYYY-MM-DD`. Ends with 1 on any error of the check, with 2 on a wrong call. */
const [what = 'check', ...rest] = process.argv.slice(2);
const dayAt = rest.indexOf('--as-of');
const asOf = (dayAt < 0 ? undefined : rest[dayAt + 1]) ?? germanDay(new Date());
const [module = '', file = '', id = ''] = rest;

interface Command {
  /** Words behind the command. */
  takes: string[];
  run: () => void;
}
const COMMANDS: Record<string, Command> = {
  check: { takes: [], run: check },
  stats: { takes: [], run: () => contentStats(CONTENT_DIR, asOf).forEach((stats) => console.log(JSON.stringify(stats))) },
  // what is to be looked at, and when
  dates: { takes: [], run: () => factDates(CONTENT_DIR, asOf).forEach(({ day, what, why }) => console.log(`${day} ${what} ${why}`)) },
  // sentences for a second look
  look: { takes: [], run: () => secondLook(CONTENT_DIR).forEach(({ file: at, field, sentence }) => console.log(`${at} ${field}: ${sentence}`)) },
  // words near an answer; `--write` puts them into the files
  neighbours: { takes: [], run: neighbours },
  schema: { takes: [], run: schema },
  // what is heard, by a computer's voice
  audio: { takes: [], run: audio },
  // a module's tasks without keys, and what a reader answered marked
  paper: { takes: ['<module>'], run: paper },
  // a task from the example of its kind in docs/authoring.md
  new: { takes: ['<kind>', '<unit>', '<id>'], run: writeNew },
  // opens a unit in the browser without login, and shows what is changed
  play: { takes: ['<unit>'], run: play },
  solved: { takes: ['<module>', '<answers.yaml>'], run: solved },
};

function check(): void {
  const { problems, summary } = checkContent(CONTENT_DIR, asOf, installedWords());
  for (const problem of problems)
    console.log(`${problem.level}: ${problem.file}${problem.line ? `:${problem.line}` : ''} ${problem.path ?? ''} [${problem.code}] ${problem.message}`);
  console.log(typeof summary === 'string' ? summary : JSON.stringify(summary));
  if (problems.some((problem) => problem.level === 'error')) process.exit(1);
}

function schema(): void {
  writeSchemas(CONTENT_DIR);
  console.log('content/schema is written.');
}

function neighbours(): void {
  const [dictionary, write] = [installedWords(), rest.includes('--write')];
  if (dictionary === null) return refuse('No list of German words is installed. With Debian: sudo apt-get install wngerman');
  for (const { file: at, gap, words, written } of contentNeighbours(CONTENT_DIR, asOf, dictionary, write))
    console.log(`${at} ${gap}: ${words.join(', ')}${write && !written ? ' (not written: add them by hand)' : ''}`);
}

function audio(): void {
  const { made, deleted } = makeAudio(CONTENT_DIR);
  console.log(`${made.length} files are made, ${deleted.length} deleted. Listen to them, then commit content/audio.`);
}

function writeNew(): void {
  const examples = examplesIn(readFileSync(join(CONTENT_DIR, '..', 'docs', 'authoring.md'), 'utf8'));
  const example = examples.get(module);
  const made =
    example === undefined
      ? { fault: `there is no kind "${module}"; use one of ${[...examples.keys()].join(', ')}` }
      : newTask(CONTENT_DIR, example, { unitId: file, id });
  if ('fault' in made) return refuse(made.fault);
  console.log(`content/${made.file} is written and listed in content/${made.unit}. Look at it: npm run content play ${file}`);
}

function play(): void {
  const ids = unitsIn(CONTENT_DIR, asOf).map((unit) => unit.unitId);
  if (!ids.includes(module)) return refuse(`There is no unit "${module}" that can be built. There are:\n${ids.join('\n')}`);
  void playUnit({ dir: CONTENT_DIR, day: asOf, unitId: module, port: Number(process.env['PORT'] ?? 0) }).then(({ address }) =>
    console.log(`${address}  shows "${module}". Change its files and look. Ctrl+C ends it.`),
  );
}

function paper(): void {
  knowModule();
  console.log(stringify(blindPaper(CONTENT_DIR, asOf, module), { lineWidth: 0 }));
}

function knowModule(): void {
  const ids = [...new Set(unitsIn(CONTENT_DIR, asOf).map((unit) => unit.moduleId))];
  if (!ids.includes(module)) refuse(`There is no module "${module}" that can be built. There are:\n${ids.join('\n')}`);
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}

function solved(): void {
  knowModule();
  const answers = markBlind(CONTENT_DIR, asOf, module, parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  const other = answers.filter(({ verdict }) => verdict !== 'right');
  console.log(stringify(other, { lineWidth: 0 }));
  console.log(`${answers.length} instances, ${answers.length - other.length} agreed, ${other.length} not`);
}

const command = Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined;
if (command === undefined || rest.filter((word) => !word.startsWith('--')).length < command.takes.length) {
  const forms = Object.entries(COMMANDS).map(([name, { takes }]) => [name, ...takes].join(' '));
  console.error(`usage: npm run content [${forms.join('|')}] [-- --as-of YYYY-MM-DD]`);
  process.exit(2);
}
try {
  command.run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
