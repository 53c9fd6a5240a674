import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FolderInUse, lockFolder } from './folder-lock.js';

/** For each line of stdin, at the moment it names, tries to take the lock it names, says how that went, and holds it until killed. */
const TAKER = `
import { createInterface } from 'node:readline';
import { lockFolder } from ${JSON.stringify(`${import.meta.dirname}/folder-lock.ts`)};
createInterface(process.stdin).on('line', (line) => {
  const [at, dir] = line.split(' ');
  while (Date.now() < Number(at));
  try { lockFolder(dir); console.log('mine'); } catch (error) { console.log(error.message); }
});
console.log('waits');
`;

let folder: string;
let dir: string;
let lock: string;
const takers: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/lotse-lock-`);
  dir = `${folder}/db`;
  lock = `${dir}.lock`;
});
afterEach(async () => {
  await Promise.all(takers.splice(0).map(end));
  rmSync(folder, { recursive: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Another process that stands ready. */
async function taker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKER], { stdio: ['pipe', 'pipe', 'inherit'] });
  takers.push(child);
  expect(await said(child)).toBe('waits');
  return child;
}

async function said(child: ChildProcess): Promise<string> {
  const over = new AbortController();
  const heard = [once(child.stdout as NodeJS.ReadableStream, 'data', over), once(child, 'exit', over)];
  const [data] = (await Promise.race(heard).finally(() => over.abort())) as [unknown];
  return String(data).trim();
}

function take(child: ChildProcess, wanted = dir, at = 0): Promise<string> {
  const answer = said(child);
  child.stdin?.write(`${at} ${wanted}\n`);
  return answer;
}

it('the second is told who holds the folder and what to do; after the first let go, it may', async () => {
  const first = await taker();
  expect(await take(first)).toBe('mine');
  expect(() => lockFolder(dir)).toThrow(FolderInUse);
  expect(() => lockFolder(dir)).toThrow(
    `The folder ${dir} is in use by another Lotse (process ${first.pid}). Stop that one first, or set LOTSE_DATA to another folder.`,
  );
  await end(first);
  const letGo = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrow(FolderInUse);
  letGo();
  expect(readdirSync(folder)).toEqual([]);
});

it('the lock of a killed process is taken over', async () => {
  const killed = await taker();
  await take(killed);
  await end(killed);
  expect(existsSync(lock)).toBe(true);
  lockFolder(dir)();
  expect(existsSync(lock)).toBe(false);
});

it('a process id that was given to another program does not hold the folder', async () => {
  const other = await taker();
  await take(other);
  const [pid, start] = readFileSync(lock, 'utf8').split(' ');
  expect(Number(pid)).toBe(other.pid);
  writeFileSync(lock, `${pid} ${Number(start) - 1}`);
  lockFolder(dir)();
});

it.each(['', ' ', 'rubbish', '0 1', '-1 1', `${process.pid}`, '1'])('a lock that says %j holds nothing', (rubbish) => {
  writeFileSync(lock, rubbish);
  lockFolder(dir)();
  expect(readdirSync(folder)).toEqual([]);
});

it('who lets go late does not take away the lock of the next', () => {
  const letGo = lockFolder(dir);
  writeFileSync(lock, 'the next one');
  letGo();
  expect(readFileSync(lock, 'utf8')).toBe('the next one');
});

it.each([
  ['empty places', null],
  ['stale locks', '999999 1'],
])('five at once at %s: one has it, four are told so', async (_, left) => {
  const five = await Promise.all(Array.from({ length: 5 }, taker));
  for (let round = 0; round < 40; round++) {
    if (left) writeFileSync(`${dir}${round}.lock`, left);
    const answers = await Promise.all(five.map((one) => take(one, `${dir}${round}`, Date.now() + 5)));
    const winner = five[answers.indexOf('mine')];
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
    for (const answer of answers) if (answer !== 'mine') expect(answer).toContain(`in use by another Lotse (process ${winner?.pid})`);
  }
});
