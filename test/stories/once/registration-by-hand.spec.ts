import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { moodleNames } from '#lotse/contract';
import { ANY_HEADING } from '../../world/task-heading.js';
import { toolFrame } from '../../world/task-page.js';
import { fill, frameAt, press, sees, TwoAdmins } from '../../world/two-admins.js';

const docs = readFileSync('docs/connect-moodle.md', 'utf8');
const names = moodleNames('de');
/** How one gets about in the demo LMS, which every Moodle does in its own way. */
const WAYS =
  /^(Abmelden|Meine Kurse|‹ .*|Kurs öffnen|Anmelden als .*|Bewertungen|Öffnen|In neuem Fenster öffnen|Moodle der Berufsschule am Rand|Lotse.*|LTI 1\.3|)$/;

/** What is asked of an element of a page. */
interface Shown {
  tagName: string;
  innerText: string;
  textContent: string | null;
  nextElementSibling: Shown | null;
  getAttribute: (name: string) => string | null;
  querySelector: (at: string) => Shown | null;
  querySelectorAll: (at: string) => Iterable<Shown>;
}

let two: TwoAdmins;
beforeAll(async () => {
  two = await TwoAdmins.open();
}, 180_000);
afterAll(() => two?.close());

/** Whatever can be pressed, filled in or chosen on a page of the Moodle stands in docs/connect-moodle.md. */
async function everyNameStandsInDocs(page: Page | Frame): Promise<void> {
  const controls = page.locator('main').locator('a, button, label, summary, option, dt');
  const shown = (await controls.allInnerTexts()).map((text) => text.trim().replace(/^.*› /, ''));
  const spoken = await page.locator('[title]').evaluateAll((all: Shown[]) => all.map((one) => one.getAttribute('title') ?? ''));
  expect(shown.length).toBeGreaterThan(0);
  const unknown = [...shown, ...spoken].filter((name) => !WAYS.test(name) && !docs.includes(name) && !NEVER_NEEDED.has(name));
  expect([...new Set(unknown)]).toEqual([]);
}
/** Other choices of a list whose right one is named. */
const NEVER_NEEDED = new Set(['Do not use this service', 'Use this service for grade sync only', 'Diesen Service nicht nutzen', 'Registrierung', '✎']);

test('by hand: the values of Lotse go into the form of Moodle, field by field, under the names that stand beside them', async () => {
  await two.setUp();
  await two.desk.getByRole('link', { name: 'Von Hand eintragen' }).click();
  await two.desk.locator('dl.values dt').first().waitFor();
  const said = await two.desk
    .locator('dl.values .value')
    .evaluateAll((all: Shown[]) => all.map((one) => [one.querySelector('dt')?.innerText ?? '', one.querySelector('dd > :first-child')?.textContent ?? '']));
  expect(said).toHaveLength(17);

  await two.openTools();
  await everyNameStandsInDocs(two.there);
  await two.there.getByRole('link', { name: names.configureManually }).click();
  await two.there.getByRole('heading', { name: names.toolSetup }).waitFor();
  await everyNameStandsInDocs(two.there);
  for (const [field = '', value = ''] of said) await enter(two.there, field, value);
  await press(two.there, names.saveChanges);
  await sees(two.there, 'Lotse');
  expect(await two.there.getByRole('button', { name: names.activate }).count()).toBe(0);
}, 120_000);

/** A field of the form, found by its name alone; "wie Ihr Träger es möchte" is always here. */
async function enter(page: Page, path: string, value: string): Promise<void> {
  const name = (path.split(' › ').at(-1) ?? '').replace(/ \(je nach Sprachpaket .*\)$/, '');
  const field = page.getByLabel(name, { exact: true });
  const kind = await field.evaluate((one: Shown) => `${one.tagName} ${one.getAttribute('type') ?? ''}`.trim());
  if (kind === 'SELECT')
    await field.selectOption({ label: value === 'wie Ihr Träger es möchte' ? names.always : value.replace(/ \(je nach Sprachpaket .*\)$/, '') });
  else if (kind === 'INPUT checkbox') await field.setChecked(value === 'ja');
  else await field.fill(value);
}

test('the six values of Moodle come back into Lotse, and the self-test finds both sides right', async () => {
  await two.there.getByText(names.details).click();
  await everyNameStandsInDocs(two.there);
  const values = await two.there.locator('details dl').evaluate((list: Shown) => {
    const terms = [...list.querySelectorAll('dt')];
    return Object.fromEntries(terms.map((term) => [term.innerText, term.nextElementSibling?.textContent ?? '']));
  });
  const page = two.desk;
  await fill(page, /^Adresse der Konfiguration/, `${values[names.platformId] ?? ''}/mod/lti/openid-configuration.php`);
  await press(page, 'Werte einlesen');
  await sees(page, /^Eingelesen/);
  for (const [field, name] of [
    ['Plattform-ID (issuer)', names.platformId],
    [names.keysetUrl, names.keysetUrl],
    [names.tokenUrl, names.tokenUrl],
    [names.authUrl, names.authUrl],
  ] as const)
    expect(await page.getByLabel(field).inputValue()).toBe(values[name]);
  await fill(page, 'Name in Lotse', 'Moodle am Rand');
  await fill(page, names.clientId, values[names.clientId] ?? '');
  await fill(page, names.deploymentId, values[names.deploymentId] ?? '');
  await press(page, 'Plattform speichern');
  await page.getByRole('heading', { name: 'Moodle am Rand', level: 1 }).waitFor();
  const steps = await two.selfTest();
  for (const good of ['keys', 'our-keys', 'token']) expect(steps[good]).toMatch(/^In Ordnung:/);
}, 60_000);

test('a teacher finds it among the activities, chooses one exercise and opens it: everything works', async () => {
  const page = two.there;
  await two.signIn(page, 'Tom Rieck');
  for (const name of [names.addActivity, 'Lotse', names.selectContent]) {
    await everyNameStandsInDocs(page);
    await page.getByRole('link', { name, exact: true }).click();
  }
  const spot = await toolFrame(page);
  await spot.getByRole('checkbox', { name: /Probezeit und Kündigung/ }).check();
  await spot.getByRole('button', { name: 'In den Kurs übernehmen' }).click();
  const form = await frameAt(page, /contentitem_return/);
  expect(await form.getByLabel(names.acceptGrades).isChecked()).toBe(true);
  await form.getByRole('button', { name: names.saveAndReturn }).click();
  await page.waitForURL(/course\/view\.php/);
  const opened = page.waitForResponse((one) => one.url().endsWith('/api/session'));
  await page.getByRole('link', { name: 'Öffnen', exact: true }).click();
  expect((await opened).status()).toBe(200);
  expect(await page.locator('#contentframe').count()).toBe(1);
  const steps = await two.selfTest();
  expect(Object.values(steps).filter((text) => !text.startsWith('In Ordnung:'))).toEqual([]);
}, 60_000);

test('the default launch container decides how activities open: in the window that is there, in a new one, or in the course', async () => {
  const page = two.there;
  const opens = async (container: string): Promise<void> => {
    await page.context().clearCookies({ domain: '127.0.0.1' });
    await two.openTools();
    await page.getByRole('link', { name: 'Bearbeiten: Lotse' }).click();
    await page.getByLabel(names.container).selectOption({ label: container });
    await press(page, names.saveChanges);
    await two.signIn(page, 'Lena Voß');
    await page.getByRole('link', { name: 'Öffnen', exact: true }).click();
  };
  await opens(names.containerExisting);
  await page.getByRole('link', { name: 'Zurück zum Kurs' }).click();
  await page.getByRole('link', { name: 'Zum Kurs' }).click();
  await page.getByRole('heading', { name: 'Verkauf 2025' }).waitFor();
  await opens(names.containerNew);
  await sees(page, 'Diese Aktivität öffnet sich in einem neuen Fenster.');
  await opens(names.containerNoBlocks);
  await sees(await toolFrame(page), ANY_HEADING);
}, 60_000);

test('a tool of the same address is there: Moodle asks, and both answers are clear', async () => {
  await two.desk.getByRole('link', { name: 'Plattformen' }).first().click();
  await two.desk.getByRole('link', { name: 'Moodle verbinden' }).first().click();
  const link = await two.makeLink();
  await two.there.context().clearCookies({ domain: '127.0.0.1' });
  await two.openTools();
  await fill(two.there, names.toolUrl, link);
  await press(two.there, names.addAdvantage);
  const asked = await frameAt(two.there, /startltiadvregistration/);
  await everyNameStandsInDocs(asked);
  await asked.getByRole('button', { name: names.update }).click();
  const known = await frameAt(two.there, /\/lti\/register\//);
  await sees(known, 'REGISTRATION_KNOWN');
  await fill(two.there, names.toolUrl, link);
  await press(two.there, names.addAdvantage);
  await (await frameAt(two.there, /startltiadvregistration/)).getByRole('button', { name: names.asNew }).click();
  const done = await frameAt(two.there, /\/lti\/register\//);
  await done.getByRole('heading', { name: 'Lotse ist angemeldet' }).waitFor();
  await done.getByRole('button', { name: 'Gelesen, Fenster schließen' }).click();
  await sees(two.there, names.pending);
  expect(two.site.tools.map((tool) => tool.state)).toEqual(['active', 'pending']);
}, 60_000);

test('the new one is not wanted after all: it is deleted in Moodle, and the first one works on', async () => {
  await two.there
    .getByRole('button', { name: /^Löschen/ })
    .last()
    .click();
  await sees(two.there, 'Möchten Sie dieses vorkonfigurierte Tool wirklich löschen?');
  await press(two.there, names.deleteTool);
  await two.there.getByText(names.details).waitFor();
  expect(two.site.tools.map((tool) => tool.state)).toEqual(['active']);
}, 30_000);
