import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { AnswerOutcome, TaskView } from '#lotse/contract';
import { playUnit, type Playing } from '../../../apps/server/play/play-server.js';
import { DAY, FILE, FILES } from '../../../libs/catalog/packaging/planted.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';

/** An author's unit without a login: `npm run content play aufgabenarten-alle`. */
let playing: Playing;
let browser: TestBrowser;
beforeAll(async () => {
  playing = await playUnit({ dir: `${process.cwd()}/content`, day: '2026-11-30', unitId: 'aufgabenarten-alle', port: 0, webDir: `${process.cwd()}/dist/web` });
  browser = await openBrowser({ width: 360, height: 740 });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await playing?.stop();
});

const tasksOf = async (query: string) => ((await (await fetch(`${playing.address}api/play${query}`)).json()) as { tasks: TaskView[] }).tasks;
const answer = async (query: string, exerciseId: string, response: object) => {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${playing.address}api/play${query}`, { method: 'POST', headers, body: JSON.stringify({ exerciseId, try: 1, response }) });
  return (await reply.json()) as AnswerOutcome;
};

test('exam mode shows no help, has one try and marks as a chamber’s paper does', async () => {
  const [practice, exam] = [await tasksOf('?seed=1'), await tasksOf('?seed=1&exam=1')];
  expect(practice.some((task) => task.prefilled !== undefined)).toBe(true);
  expect(exam.map(({ exerciseId }) => exerciseId)).toEqual(practice.map(({ exerciseId }) => exerciseId));
  for (const task of exam) expect(task).toMatchObject({ exam: true, glossary: [] });
  expect(exam.filter((task) => 'hint' in task || 'prefilled' in task)).toEqual([]);
  const rows = { rab: '1000', zep: '9000', sko: '180', bep: '8820' };
  expect(await answer('?seed=1&exam=1', 'aa-kalkulation', { kind: 'calculation', rows })).toMatchObject({ verdict: 'right', triesLeft: 0 });
  expect(await answer('?seed=1', 'aa-kalkulation', { kind: 'calculation', rows })).toMatchObject({ verdict: 'partly', triesLeft: 1 });
  const some = { kind: 'multiple-choice', choices: ['rabatt', 'skonto', 'fracht'] };
  expect(await answer('?seed=1&exam=1', 'aa-mehrfach', some)).toMatchObject({ verdict: 'wrong', score: 0, triesLeft: 0 });
}, 120_000);

test('an author switches to exam mode and types digits into boxes', async () => {
  const { page } = browser;
  page.setDefaultTimeout(90_000); // the whole content is built and checked in this process meanwhile
  await page.goto(playing.address);
  const task = page.getByLabel('Aufgabe');
  const optionOf = (id: string) => task.locator('option').filter({ hasText: id }).getAttribute('value');
  await page.getByRole('group', { name: 'Hilfe' }).waitFor();
  await page.getByLabel('Prüfungsmodus').check();
  await page.getByRole('group', { name: 'Hilfe' }).waitFor({ state: 'detached' });
  await task.selectOption(await optionOf('aa-kalkulation'));
  await page.getByText('Das Komma steht schon da').waitFor();
  const field = (name: string): Locator => page.getByLabel(name, { exact: true });
  await field('− Rabatt 10 %').fill('10,00 €');
  expect(await field('− Rabatt 10 %').inputValue()).toBe('1000');
  await page.locator('.digit-boxes').first().getByText('10,00').waitFor({ state: 'attached' });
  await field('Zieleinkaufspreis').fill('9000');
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await page.getByRole('heading', { name: 'Zum Teil richtig' }).waitFor();
  await page.getByText('In der Prüfung kommt die Auswertung erst am Ende.').waitFor();
  expect(await page.getByRole('button', { name: 'Senden', exact: true }).count()).toBe(0);
}, 240_000);

test('what is saved is shown at once, and above it what the check says: file, line and what to do', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lotse-play-'));
  const save = (file: string, text: string) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  };
  for (const [file, text] of Object.entries(FILES)) save(file, text);
  mkdirSync(join(dir, 'audio'));
  const own = await playUnit({ dir, day: DAY, unitId: 'einheit', port: 0, webDir: `${process.cwd()}/dist/web` });
  const { page } = browser;
  try {
    const text = FILES[FILE.single] ?? '';
    await page.goto(own.address);
    await page.getByText('Was gilt?').first().waitFor();
    save(FILE.single, text.replace('stem: "Was gilt?"', 'stem: "Was gilt seit heute?"'));
    await page.getByText('Was gilt seit heute?').first().waitFor();
    save(FILE.single, text.replace('says: "weil"', 'says: "obwohl"'));
    await page
      .getByText(/single\.yaml.*19/)
      .first()
      .waitFor();
    await page.getByText('is not in the feedback').first().waitFor();
    save(FILE.single, text.replace('  - { id: a', '\t- { id: a'));
    await page.getByText('indent with spaces; a tab is not allowed there').first().waitFor();
    save(FILE.single, text);
    await page.getByText('Was gilt?').first().waitFor();
  } finally {
    await own.stop();
    rmSync(dir, { recursive: true });
  }
}, 120_000);

test.each([
  [['paper', 'wiso'], 'There is no module "wiso" that can be built. There are:'],
  [['play', 'probezeit'], 'There is no unit "probezeit" that can be built. There are:'],
  [['solved', 'wiso-ausbildung', 'nowhere.yaml'], 'nowhere.yaml'],
])('an author who mistypes a name (%j) reads what is meant, not where the program was', (words, says) => {
  const done = spawnSync(process.execPath, ['dist/apps/server/commands/content.js', ...words], { encoding: 'utf8' });
  expect(done.status).toBeGreaterThan(0);
  expect(done.stderr).toContain(says);
  expect(done.stderr).not.toMatch(/^ +at /m);
});
