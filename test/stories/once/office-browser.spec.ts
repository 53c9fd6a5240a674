import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ACCOUNT_ADDRESSES } from '../../../apps/web/src/kit/address/account-addresses.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { toArea } from '../../world/pages.js';
import { Sweep } from '../../world/sweep.js';

let server: TestServer;
let desk: TestBrowser;
const visited = new Set<string>();

beforeAll(async () => {
  server = await startForTest({ now: new Date('2026-11-22T09:00:00Z') });
  desk = await openBrowser({ width: 1280, height: 900 });
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await server?.stop();
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const fill = (page: Page, label: string | RegExp, text: string) =>
  page
    .getByLabel(label, { exact: typeof label === 'string' })
    .first()
    .fill(text);
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** From the start page of the demo, with what stands on it, through the real form. */
async function signIn(name: string): Promise<Page> {
  server.clock.advance(60_000);
  const page = await desk.context.newPage();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.clock.setFixedTime(server.clock.now());
  await page.goto(server.url);
  const card = page.locator('.login', { hasText: name });
  const [mail, password] = [await card.locator('code').nth(0).innerText(), await card.locator('code').nth(1).innerText()];
  await expect(card.locator('code').nth(2).innerText()).resolves.toMatch(/^\d{6}$/);
  const code = await card.locator('code').nth(2).innerText();
  await page.goto(`${server.url}${(await card.getByRole('link').getAttribute('href')) ?? ''}`);
  expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe(mail);
  await fill(page, 'Passwort', password);
  await press(page, 'Weiter');
  await fill(page, 'Code aus der App', code);
  await press(page, 'Anmelden');
  return page;
}

test('the office enters somebody, interrupts, imports a list and reads the log', async () => {
  const page = await signIn('Heike Lorenz');
  const sweep = new Sweep(page, [server.url]);
  await heading(page, 'Teilnahmen');
  await sees(page, 'Amira Haddad');
  await sweep.look('participations');

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Teilnahme eintragen' }).click();
  await fill(page, 'Vor- und Nachname', 'Svetlana Ivanova');
  await fill(page, 'Eintritt', '2026-11-02');
  await fill(page, 'Probezeit bis', '2026-10-01');
  await page.getByLabel('Ausbildungsbegleitung').selectOption({ label: 'Bernd Asmus' });
  await sweep.look('entering');
  await page.setViewportSize({ width: 1280, height: 900 });
  await press(page, 'Speichern');
  await sees(page, 'Die Probezeit endet vor dem Eintritt.');
  await fill(page, 'Probezeit bis', '2027-02-28');
  await press(page, 'Speichern');
  await heading(page, 'Svetlana Ivanova');
  await sees(page, 'sechs Wochen nach Beginn, ohne Vorphase');

  await press(page, 'Unterbrechung eintragen');
  await page.getByRole('dialog').getByLabel('Von', { exact: true }).fill('2026-11-16');
  await press(page, 'Speichern');
  await sees(page, 'unterbrochen');
  await sweep.look('participation');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Ändern' }).click();
  await heading(page, 'Teilnahme ändern');
  await fill(page, 'Vor- und Nachname', 'Svetlana Iwanowa');
  await page.getByRole('link', { name: 'Abbrechen' }).click();
  const asked = page.getByRole('dialog', { name: 'Seite verlassen?' });
  await asked.getByRole('button', { name: 'Weiter bearbeiten' }).click();
  await asked.waitFor({ state: 'hidden' });
  await fill(page, 'Vor- und Nachname', 'Svetlana Ivanova');
  await sweep.look('changing');

  await page.setViewportSize({ width: 1280, height: 900 });
  await toArea(page, 'Import');
  const csv = 'Name;Maßnahme;Phase;Eintritt\nNora Neumann;123/21/10/14;Vorphase;02.11.2026\nPaul Pech;123/21/10/15;Vorphase;31.02.2027\n';
  await page.setInputFiles('input[type=file]', { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') });
  await sees(page, 'Einzutragen: 1 · schon in Lotse: 0 · mit Fehlern: 1');
  await sees(page, 'Diese Maßnahme steht nicht in Lotse');
  await sweep.look('dry run');
  await page.setViewportSize({ width: 1280, height: 900 });
  await press(page, 'Nur die eine fehlerfreie eintragen');
  await sees(page, '1 eingetragen');

  for (const [name, seen] of [
    ['Maßnahmen', '123/21/10/14'],
    ['Ansprechpersonen', 'Maren Wulf'],
    ['Protokoll', 'Svetlana Ivanova'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await toArea(page, name);
    await sees(page, seen);
    await sweep.look(name);
  }
  expect(sweep.found()).toEqual([]);
  for (const name of sweep.visited) visited.add(name);
  await press(page, 'Abmelden');
  await heading(page, 'Anmelden');
}, 240_000);

test('the companion sees whose report is due soonest, and one person with the rules behind the dates', async () => {
  const page = await signIn('Bernd Asmus');
  const sweep = new Sweep(page, [server.url]);
  await heading(page, 'Meine Teilnehmenden');
  await sees(page, 'Svetlana Ivanova');
  const names = await page.locator('.tiles h2').allInnerTexts();
  expect(names.indexOf('Svetlana Ivanova')).toBeLessThan(names.indexOf('Amira Haddad'));
  await sees(page, 'Nichts Neues.');
  await sweep.look('mine');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Blessing Okafor' }).click();
  await heading(page, 'Blessing Okafor');
  await sees(page, 'vier Wochen nach Beginn der begleitenden Phase');
  await sweep.look('one of mine');
  expect(sweep.found()).toEqual([]);
  await toArea(page, 'Anwesenheit');
  await heading(page, 'Anwesenheit 11/2026');
  await sweep.look('attendance');
  await page.getByRole('link', { name: 'Amira Haddad' }).click();
  await heading(page, 'Amira Haddad');
  await sees(page, 'In diesem Monat ist nichts in Lotse erfasst.');
  await sweep.look('attendance of one');
  expect(sweep.found()).toEqual([]);
  await toArea(page, 'Meine Teilnehmenden');
  await heading(page, 'Meine Teilnehmenden');
  for (const name of sweep.visited) visited.add(name);
  await page.goto(page.url().replace('/mine', '/participations'));
  await heading(page, 'Meine Teilnehmenden'); // the office's pages are not there for a companion
}, 120_000);

test('the caseworker comes in and finds no page of the office', async () => {
  const page = await signIn('Jutta Reimers');
  await page.getByRole('button', { name: 'Abmelden' }).waitFor();
  for (const word of ['Teilnahmen', 'Meine Teilnehmenden', 'Maßnahmen', 'Protokoll'])
    expect(await page.getByRole('link', { name: word, exact: true }).count()).toBe(0);
}, 60_000);

test('every page of the office and the companion was looked at', () => {
  const pages = Object.entries(ACCOUNT_ADDRESSES).filter(([, { who }]) => ['office', 'companion'].some((role) => [who].flat().includes(role as never)));
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.filter(([name, { path }]) => !visited.has(name) && !path.includes('/reports'))).toEqual([]);
});
