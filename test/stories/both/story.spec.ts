import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import type { RunView } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { ANY_HEADING, headingOf } from '../../world/task-heading.js';
import { check, giveAnswer, goOn, openInMoodle, solutionsOf, toolFrame } from '../../world/task-page.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let server: TestServer;
let phone: TestBrowser;
let desk: TestBrowser;

beforeAll(async () => {
  server = await startForTest();
  [phone, desk] = await Promise.all([openBrowser({ width: 360, height: 740, whole: true }), openBrowser({ width: 1280, height: 800, whole: true })]);
}, 180_000);
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await server?.stop();
});

const start = (site: string, person: string, link = 'probezeit') => server.site(site).startUrl({ person, link });
const sendGrades = () => server.started.app.get(GradePassback).drain();
const gradeOf = (person: string) => {
  const site = server.site('lernwerk');
  return site.gradebook.grade(site.person(person), site.gradebook.column(site.link('probezeit')))?.score ?? null;
};

/** One task from first try to the button that goes on. */
async function play(spot: Frame, run: RunView, index: number, first: 'right' | 'wrong'): Promise<void> {
  const { right, wrong } = (await solutionsOf(server, run))[index] ?? {};
  if (!right || !wrong) throw new Error('no such task');
  await spot.getByText(headingOf(run, index)).first().waitFor();
  await giveAnswer(spot, run, index, first === 'right' ? right : wrong);
  const verdict = await check(spot);
  if (first === 'right') return expect(verdict).toMatch(/Stimmt|Richtig/);
  expect(verdict).not.toMatch(/^(Stimmt|Richtig)/);
  // told why, not only that it is wrong
  expect((await spot.locator('.feedback').innerText()).length).toBeGreaterThan(60);
  await giveAnswer(spot, run, index, right);
  await spot.getByRole('button', { name: 'Noch einmal prüfen' }).click();
  await spot.locator('.feedback-right').waitFor();
}

test('a trainee practises on the phone, comes back the next day, and the grade stands in the gradebook though the LMS was down', async () => {
  const opened = await openInMoodle(phone.page, start('lernwerk', 'finn.luehrs'));
  const run = opened.run as RunView;
  let spot = opened.spot;
  expect([run.total, run.tasks.length]).toEqual([12, 17]);
  // both entry tasks right: the three worked examples are skipped, and nothing of it counts
  await play(spot, run, 0, 'right');
  await goOn(spot);
  await play(spot, run, 1, 'right');
  await sendGrades();
  expect(gradeOf('finn.luehrs')).toBeNull();
  await goOn(spot);
  await play(spot, run, 5, 'right');
  await goOn(spot);
  await play(spot, run, 6, 'wrong');
  await goOn(spot);
  await play(spot, run, 7, 'right');
  expect(await sendGrades()).toBeDefined();
  expect(gradeOf('finn.luehrs')).toBe(17);

  // the tab is closed in the middle; the next day Moodle is opened again
  await phone.page.goto('about:blank');
  server.clock.advance(DAY);
  const again = await openInMoodle(phone.page, start('lernwerk', 'finn.luehrs'));
  spot = again.spot;
  expect(again.run?.runId).toBe(run.runId);
  await spot.getByText('Aufgabe 4 von 12').first().waitFor();

  // Moodle goes down; the trainee does not notice
  server.site('lernwerk').faults.down(true);
  for (let index = 8; index < 17; index++) {
    await play(spot, run, index, 'right');
    if (index < 16) await goOn(spot);
  }
  await spot.getByRole('link', { name: /Ergebnis/ }).click();
  await spot.getByText('11 von 12').first().waitFor();
  await spot.getByText('auf dem Weg zu Moodle').waitFor();
  await spot.getByText('Weiter', { exact: false }).first().waitFor();
  for (let minute = 0; minute < 60; minute += 10) {
    await sendGrades();
    server.clock.advance(10 * 60_000);
  }
  expect(gradeOf('finn.luehrs')).toBe(17);

  // it comes back, and nobody has to do anything
  server.site('lernwerk').faults.down(false);
  server.clock.advance(2 * HOUR);
  await sendGrades();
  expect(gradeOf('finn.luehrs')).toBe(92);
  await spot.getByRole('button', { name: 'Noch einmal nachsehen' }).click();
  await spot.getByText('Die Bewertung steht in Moodle.').waitFor();
}, 180_000);

test('the tutor sees in the same course who has started, who is stuck, and whether each grade has arrived', async () => {
  await desk.page.goto(start('lernwerk', 'karin.thomsen'));
  const spot = await toolFrame(desk.page);
  await spot.getByText('Finn Lührs').first().waitFor();
  const text = await spot.locator('body').innerText();
  for (const name of ['Amira Haddad', 'Olha Kovalenko', 'Mehmet Yildiz', 'Jonas Petersen']) expect(text).toContain(name);
  expect(text).toMatch(/h[äa]ng/i);
  const olha = spot.getByRole('row').filter({ hasText: 'Olha Kovalenko' });
  expect(await olha.innerText()).toMatch(/h[äa]ng/i);
  const finn = spot.getByRole('row').filter({ hasText: 'Finn Lührs' });
  expect(await finn.innerText()).toContain('92');
  await spot.getByRole('link', { name: 'Finn Lührs' }).first().click();
  await spot.getByText('Probezeit und Kündigung').first().waitFor();
  expect(await spot.locator('body').innerText()).toContain('Finn Lührs');
}, 120_000);

test('the school, another tenant, sees nothing of it', async () => {
  await desk.page.goto(start('bbs', 'sabine.krueger'));
  const spot = await toolFrame(desk.page);
  await spot.getByText('Marie Lindner').first().waitFor();
  const text = await spot.locator('body').innerText();
  for (const name of ['Finn Lührs', 'Amira Haddad', 'Olha Kovalenko', 'Karin Thomsen']) expect(text).not.toContain(name);
}, 120_000);

test('third-party cookies are blocked in this browser, and the reload in the frame works all the same', async () => {
  const { spot } = await openInMoodle(phone.page, start('lernwerk', 'tariq.rahimi'));
  await spot.getByText(ANY_HEADING).first().waitFor();
  await spot.evaluate(() => {
    (globalThis as unknown as { location: { reload(): void } }).location.reload();
  });
  await phone.page.waitForTimeout(500);
  await (await toolFrame(phone.page)).getByText(ANY_HEADING).first().waitFor();
  const cookies = await phone.context.cookies();
  const ours = cookies.filter((cookie) => cookie.name.startsWith('__Host-lotse'));
  expect(ours.length).toBeGreaterThan(0);
  for (const cookie of ours) expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'None', partitionKey: expect.anything() });
}, 120_000);
