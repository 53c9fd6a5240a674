import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { moodleNames, type RunView } from '#lotse/contract';
import { headingOf } from '../../world/task-heading.js';
import { check, giveAnswer, goOn, solutionsOf, toolFrame } from '../../world/task-page.js';
import { frameAt, picture, press, sees, TwoAdmins } from '../../world/two-admins.js';

let two: TwoAdmins;
beforeAll(async () => {
  two = await TwoAdmins.open();
}, 180_000);
afterAll(() => two?.close());

let link = '';

test('the first start leads to the first platform; the link is made, and the wizard is left in the middle', async () => {
  await two.setUp();
  await sees(two.desk, 'Schritt 6 von 7');
  link = await two.makeLink();
  expect(link).toMatch(/\/lti\/register\/[\w-]{43}$/);
  await sees(two.desk, 'Lotse wartet darauf, dass der Link in Moodle geöffnet wird.');
  await press(two.desk, 'Weiter');
  await press(two.desk, 'Zur Verwaltung');
  // taken up later: how far it is stands under "Plattformen", and the link is still there
  await two.desk.getByRole('link', { name: 'Plattformen' }).click();
  await sees(two.desk, 'Noch keine Plattform');
  await two.desk.getByRole('link', { name: /Einladung vom/ }).click();
  expect(await two.desk.getByRole('textbox', { name: 'Einladungs-Link' }).inputValue()).toBe(link);
  await picture(two.desk, 'connect-link');
}, 120_000);

test('the admin of the Moodle pastes the link, reads what is left to do, and activates; the admin of Lotse sees it come', async () => {
  await two.openTools();
  const frame = await two.paste(link);
  await frame.getByRole('heading', { name: 'Lotse ist angemeldet' }).waitFor();
  for (const words of ['Aktivieren', 'In Aktivitätsauswahl', 'HTTP-Sicherheit']) await sees(frame, new RegExp(words));
  await picture(two.there, 'connect-moodle-frame');
  await frame.getByRole('button', { name: 'Gelesen, Fenster schließen' }).click();
  await sees(two.there, 'Wartend');
  await picture(two.there, 'connect-moodle-activate');
  await press(two.there, 'Aktivieren');
  await sees(two.there, 'Aktiv');
  await two.there.getByRole('link', { name: 'Bearbeiten: Lotse' }).click();
  const names = moodleNames('de');
  await two.there.getByLabel(names.usage).selectOption({ label: names.usageChooser });
  for (const [field, value] of [
    [names.keyType, names.keyTypeKeyset],
    [names.grades, names.gradesOn],
    [names.roster, names.rosterOn],
  ] as const)
    expect(await two.there.getByLabel(field).locator('option:checked').innerText()).toBe(value);
  expect(await two.there.getByLabel(names.keyset, { exact: true }).inputValue()).toBe(`${two.server.url}/lti/keys`);
  await press(two.there, 'Änderungen speichern');
  await two.there.getByRole('link', { name: 'Meine Kurse' }).click();
  await two.there.getByRole('link', { name: /HTTP-Sicherheit/ }).click();
  for (const list of [names.blockedHosts, names.allowedPorts]) expect(await two.there.getByLabel(list).inputValue()).toBe('');
  // nobody touched this page meanwhile
  await sees(two.desk, /hat sich angemeldet und wartet auf Ihre Bestätigung/);
}, 60_000);

test('what was asked for stands there; it is confirmed, and the self-test says what is known and what waits', async () => {
  const page = two.desk;
  await page.getByRole('link', { name: 'Ansehen und bestätigen' }).click();
  await sees(page, 'Wartet auf Ihre Bestätigung');
  await sees(page, two.site.issuer);
  await sees(page, 'Ja. Die Lernplattform sendet Vor- und Nachnamen.');
  await sees(page, 'Nein. Lotse fragt nie danach.');
  await picture(page, 'connect-confirm');
  await press(page, 'Bestätigen');
  await sees(page, 'Aktiv');
  const steps = await two.selfTest();
  for (const good of ['keys', 'our-keys', 'token']) expect(steps[good]).toMatch(/^In Ordnung:/);
  for (const waits of ['launch', 'line-item', 'roster', 'frame', 'cookie']) expect(steps[waits]).toContain('Dieser Schritt wartet auf den ersten Start.');
}, 60_000);

test('the teacher chooses three units in the course', async () => {
  const page = two.there;
  await two.signIn(page, 'Tom Rieck');
  const names = moodleNames('de');
  for (const name of [names.addActivity, 'Lotse', names.selectContent]) await page.getByRole('link', { name, exact: true }).click();
  const spot = await toolFrame(page);
  await spot.getByRole('heading', { name: 'Inhalte auswählen' }).waitFor();
  await spot.getByRole('checkbox', { name: /Probezeit und Kündigung/ }).check();
  await spot.getByRole('checkbox', { name: /Operatoren/ }).check();
  await spot
    .getByRole('checkbox', { name: /Ganzes Modul/ })
    .first()
    .check();
  await sees(spot, '3 ausgewählt');
  await spot.getByRole('button', { name: 'In den Kurs übernehmen' }).click();
  const form = await frameAt(page, /contentitem_return/);
  await sees(form, names.willBeAdded);
  await form.getByRole('button', { name: names.saveAndReturn }).click();
  await page.waitForURL(/course\/view\.php/);
  expect(await page.getByRole('link', { name: 'Öffnen', exact: true }).count()).toBe(3);
}, 60_000);

async function openUnit(page: Page, unit: string): Promise<RunView> {
  const asked = page.waitForResponse((one) => one.url().endsWith('/api/session/unit'));
  await page.getByRole('listitem').filter({ hasText: unit }).getByRole('link', { name: 'Öffnen', exact: true }).click();
  return ((await (await asked).json()) as { run: RunView }).run;
}

test('the trainee opens one, answers, and the grade stands in the gradebook without anybody doing anything', async () => {
  const page = two.there;
  await two.signIn(page, 'Lena Voß');
  const run = await openUnit(page, 'Probezeit und Kündigung');
  const spot = await toolFrame(page);
  const solved = await solutionsOf(two.server, run);
  // the two entry tasks; with both right the examples are skipped, and three tasks that count follow
  for (const index of [0, 1, 5, 6, 7]) {
    await sees(spot, headingOf(run, index));
    await giveAnswer(spot, run, index, solved[index]?.right ?? { kind: 'number', text: '' });
    await check(spot);
    await goOn(spot);
  }
  await page.getByRole('link', { name: /Verkauf 2025/ }).click();
  await page.getByRole('link', { name: 'Meine Bewertungen' }).click();
  for (let i = 0; i < 60 && !(await page.getByText(/beim ersten Versuch richtig/).count()); i++) {
    two.server.clock.advance(1_000);
    await page.waitForTimeout(250);
    await page.reload();
  }
  await sees(page, /[1-3] von 12 Aufgaben beim ersten Versuch richtig/);
}, 120_000);

test('the teacher looks at the work from the gradebook', async () => {
  const page = two.there;
  await two.signIn(page, 'Tom Rieck');
  await page.getByRole('link', { name: 'Bewertungen' }).click();
  await page
    .getByRole('row', { name: /Lena Voß/ })
    .getByRole('cell')
    .filter({ hasText: 'beim ersten Versuch richtig' })
    .getByRole('link', { name: 'Bearbeitung ansehen' })
    .click();
  const review = await toolFrame(page);
  await review.getByRole('heading', { name: 'Lena Voß' }).waitFor();
  await sees(review, /beim ersten Versuch richtig/);
}, 60_000);

test('now every step of the self-test is good, and the list of platforms says so', async () => {
  const page = two.desk;
  const steps = await two.selfTest();
  expect(Object.values(steps).filter((text) => !text.startsWith('In Ordnung:'))).toEqual([]);
  expect(Object.keys(steps)).toHaveLength(8);
  await picture(page, 'connect-test');
  await page.getByRole('link', { name: 'Plattformen' }).first().click();
  await sees(page, /Selbsttest vom .*: kein Fehler/);
  await page.getByRole('link', { name: 'Protokoll' }).click();
  for (const entry of ['Lernplattform eingeladen', 'Plattform angemeldet', 'Plattform bestätigt']) await sees(page, entry);
}, 60_000);

test('the admin gives the platform the name people know it by', async () => {
  const page = two.desk;
  await page.getByRole('link', { name: 'Plattformen' }).first().click();
  await page.locator('main a[href*="/platforms/"]:not([href$="/connect"]):not([href$="/manual"])').first().click();
  await page.getByLabel('Name in Lotse').fill('Moodle der Berufsschule');
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.getByRole('heading', { name: 'Moodle der Berufsschule', level: 1 }).waitFor();
  await page
    .getByRole('link', { name: /Plattformen/ })
    .first()
    .click();
  await sees(page, 'Moodle der Berufsschule');
}, 30_000);

test('what was pressed in this story stands in docs/connect-moodle.md by the same names, and its pictures are there', () => {
  const docs = readFileSync('docs/connect-moodle.md', 'utf8');
  const pressed = [
    'Plattformen',
    'Moodle verbinden',
    'Einladungs-Link machen',
    'Tool-URL',
    'LTI Advantage hinzufügen',
    'Gelesen, Fenster schließen',
    'Aktivieren',
    'Verwendung der Toolkonfiguration',
    'In Aktivitätsauswahl und als vorkonfiguriertes Tool anzeigen',
  ];
  for (const name of [...pressed, 'Ansehen und bestätigen', 'Bestätigen', 'Selbsttest starten', 'Selbsttest wiederholen', 'Von Hand eintragen'])
    expect(docs).toContain(`„${name}“`);
  const pictures = [...docs.matchAll(/!\[[^\]]+\]\((pictures\/[^)]+)\)/g)].map(([, file]) => file ?? '');
  expect(pictures.length).toBeGreaterThan(4);
  for (const file of pictures) expect(readFileSync(`docs/${file}`).subarray(1, 4).toString()).toBe('PNG');
});
