import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { myReport, plainOf, richOf } from '#lotse/contract';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { choose, fill, follow, picture, press, sees, signInAs } from '../../world/pages.js';
import { ReportWorld } from '../../world/report-world.js';

let world: ReportWorld;
let desk: TestBrowser;
let office: TestBrowser;
let agency: TestBrowser;
let final = '';

beforeAll(async () => {
  world = await ReportWorld.open(new Date());
  const wide = () => openBrowser({ width: 1280, height: 900 });
  [desk, office, agency] = await Promise.all([wide(), wide(), wide()]);
  await signInAs(world.server, desk.page, 'companion');
}, 240_000);
afterAll(async () => {
  for (const browser of [desk, office, agency]) await browser?.close();
  await world?.server.stop();
});

const base = () => `${world.server.url}/a/t/${world.tenantId}/reports`;
const section = (page: Page, heading: string) => page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
const draft = () => world.draft(world.participation, 'INTERIM', world.day(-20), world.day(0));
const fileOf = async (page: Page, button: string): Promise<{ name: string; bytes: Buffer }> => {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};
const textIn = async (pdf: Buffer) => (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text;

/** What stands with the server within a moment. */
async function kept(reportId: string): Promise<string> {
  const { report } = await world.page(reportId);
  return plainOf(report.text.development);
}
async function typeInto(page: Page, reportId: string, words: string): Promise<void> {
  const text = page.getByRole('textbox', { name: 'Entwicklung' });
  await text.waitFor();
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
  await sees(page, 'Noch nicht gespeichert.');
  expect(await kept(reportId)).not.toContain(words.trim());
}
async function arrives(reportId: string, words: string): Promise<void> {
  for (let turn = 0; turn < 40 && !(await kept(reportId)).includes(words); turn++) await new Promise((done) => setTimeout(done, 25));
  expect(await kept(reportId)).toContain(words);
}

test('nothing that was typed a moment ago is lost by leaving: hidden, back, a link, a closed window, signing out', async () => {
  const { page, context } = desk;
  const reportId = await draft();
  await page.goto(base());
  await page.locator('.report-card').first().waitFor();
  await page.locator(`a[href$="${reportId}"]`).click();

  await typeInto(page, reportId, 'eins');
  await page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange'));`,
  );
  await arrives(reportId, 'eins');
  await page.reload();

  await typeInto(page, reportId, ' zwei');
  await page.goBack();
  await page.getByRole('heading', { name: /^Berichte/, level: 1 }).waitFor();
  await arrives(reportId, 'eins zwei');

  await page.goForward();
  await typeInto(page, reportId, ' drei');
  await page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: 'Meine Teilnehmenden' }).click();
  await page.getByRole('heading', { name: 'Meine Teilnehmenden', level: 1 }).waitFor();
  expect(await kept(reportId)).toContain('eins zwei drei');

  const second = await context.newPage();
  let asked = false;
  second.on('dialog', (dialog) => {
    asked = true;
    void dialog.accept();
  });
  await second.goto(`${base()}/${reportId}`);
  await typeInto(second, reportId, ' vier');
  await Promise.all([second.waitForEvent('close'), second.close({ runBeforeUnload: true })]);
  await arrives(reportId, 'eins zwei drei vier');
  expect(asked).toBe(false);

  await page.goto(`${base()}/${reportId}`);
  await typeInto(page, reportId, ' fünf');
  await press(page, 'Abmelden');
  await sees(page, 'Sie sind abgemeldet.');
  expect(await kept(reportId)).toContain('eins zwei drei vier fünf');
}, 120_000);

test('without a network the window asks before it closes, and a link asks before it leads away', async () => {
  const { page, context } = desk;
  const reportId = await draft();
  await signInAs(world.server, page, 'companion');
  await page.goto(`${base()}/${reportId}`);
  await typeInto(page, reportId, 'im Zug');
  await context.setOffline(true);
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: 'Berichte', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Seite verlassen?' });
  await asked.getByText('Ihr Text ist noch nicht gespeichert und geht dabei verloren.').waitFor();
  await asked.getByRole('button', { name: 'Weiter bearbeiten' }).click();
  await asked.waitFor({ state: 'hidden' });
  await sees(page, /Keine Verbindung. Ihr Text bleibt in diesem Fenster/);
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(200);
  expect(questions).toEqual([expect.stringMatching(/^beforeunload/)]);
  await context.setOffline(false);
  await arrives(reportId, 'im Zug');
}, 90_000);

test('a final report says why somebody left and where they went: to the trainee, the caseworker and in the PDF', async () => {
  const { page } = desk;
  await page.goto(`${base()}/of/${world.participation.participationId}`);
  await choose(page, 'Anlass', 'Schlussbericht');
  await page.getByLabel('Von', { exact: true }).fill(world.day(-20));
  await page.getByLabel('Bis', { exact: true }).fill(world.day(0));
  await press(page, 'Entwurf anlegen');
  await press(page, 'Ziel hinzufügen');
  await fill(page, 'Ziel 1', 'Abschlussprüfung bestehen');
  await choose(page, 'Stand', 'erreicht');
  await page.getByRole('textbox', { name: 'Entwicklung' }).click();
  await page.keyboard.type('Amira hat die Prüfung im ersten Anlauf bestanden.');
  await fill(page, 'Grund', 'Abschlussprüfung bestanden');
  await fill(page, 'Verbleib', 'Anstellung im Ausbildungsbetrieb');
  await choose(page, 'Empfehlung', 'Förderung beenden');
  await press(page, 'Speichern');
  await sees(page, /^Gespeichert um/);
  final = /reports\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await picture(page, 'report-final');
  expect((await world.page(final)).report.dueOn).toBeNull(); // the day that was proposed belonged to another occasion
  const goals = [{ goal: 'Abschlussprüfung bestehen', reached: 'yes' as const, nextStep: '' }];
  await world.write(final, {
    goals,
    recommendationText: richOf('Das Ziel ist erreicht.'),
    exit: { reason: 'Abschlussprüfung bestanden', whereabouts: 'Anstellung im Ausbildungsbetrieb' },
    recommendation: 'end',
  });
  await world.sign(final);
  await world.disclose(final);
  const { report } = await world.amira.call(myReport, { reportId: final });
  expect(report.text.exit).toEqual({ reason: 'Abschlussprüfung bestanden', whereabouts: 'Anstellung im Ausbildungsbetrieb' });

  await page.goto(`${base()}/${final}`);
  await sees(section(page, 'Austritt'), 'Anstellung im Ausbildungsbetrieb');
  expect(await page.getByRole('checkbox', { name: 'Austritt' }).isChecked()).toBe(true);
  await page.getByLabel('Lesbar bis').fill(world.day(30));
  await section(page, 'Freigeben').getByRole('button', { name: 'Freigeben' }).click();
  await section(page, 'Freigeben').getByRole('button', { name: 'Ja, jetzt freigeben' }).click();
  await sees(section(page, 'Freigaben'), 'Jutta Reimers');
}, 120_000);

test('the caseworker reads the exit, sees whom to call and how, and downloads exactly this as a PDF', async () => {
  const { page } = agency;
  await signInAs(world.server, page, 'caseworker');
  await page
    .getByRole('link', { name: /Amira Haddad/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Amira Haddad', level: 1 }).waitFor();
  await sees(section(page, 'Austritt'), 'Abschlussprüfung bestanden');
  const reach = section(page, 'Ansprechperson beim Träger');
  await sees(reach, 'Bernd Asmus');
  expect(await reach.getByRole('link', { name: '04321 5550-17' }).getAttribute('href')).toBe('tel:04321555017');
  expect(await reach.getByRole('link', { name: 'asmus@lernwerk.example' }).getAttribute('href')).toBe('mailto:asmus@lernwerk.example');

  const file = await fileOf(page, 'PDF');
  expect(file.name).toBe(`Schlussbericht-${world.day(0)}-Fassung-1.pdf`);
  const releaseId = /received\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const same = await world.jutta.bytes(`/api/received/${releaseId}/file/pdf?labels=de`);
  expect(file.bytes.equals(same)).toBe(true);
  const text = await textIn(file.bytes);
  for (const words of ['Anstellung im Ausbildungsbetrieb', '04321 5550-17', 'asmus@lernwerk.example', 'Für Jutta Reimers']) expect(text).toContain(words);
}, 90_000);

test('the office finds what has gone out, loads it for its own program and notes the hand-over', async () => {
  const { page } = office;
  const unseen = await draft();
  await world.write(unseen);
  await signInAs(world.server, page, 'office');
  await page.getByRole('link', { name: 'Berichte', exact: true }).click();
  await sees(page, 'Noch bei der Begleitung, nicht freigegeben');
  expect(await page.locator(`a[href$="${unseen}"]`).count()).toBe(0);
  await page.locator(`a[href$="${final}"]`).click();
  await page.getByRole('heading', { name: /Schlussbericht/, level: 1 }).waitFor();
  expect(await page.getByRole('button', { name: 'Text ändern' }).count()).toBe(0);

  const json = await fileOf(page, 'JSON');
  expect(json.name).toBe(`Schlussbericht-${world.day(0)}-Fassung-1.json`);
  expect(JSON.parse(json.bytes.toString('utf8'))).toMatchObject({
    ...{ format: 'lotse-report/1', reportId: final, madeBy: 'Heike Lorenz', occasion: 'FINAL' },
    text: { exit: { reason: 'Abschlussprüfung bestanden', whereabouts: 'Anstellung im Ausbildungsbetrieb' } },
    contact: { name: 'Bernd Asmus', phone: '04321 5550-17', email: 'asmus@lernwerk.example' },
  });
  const csv = await fileOf(page, 'CSV');
  expect(csv.name).toBe(`Schlussbericht-${world.day(0)}-Fassung-1.csv`);
  const table = csv.bytes.toString('utf8');
  expect(table.startsWith('\uFEFF"section";"number";"field";"value"\r\n')).toBe(true);
  expect(table).toContain('"exit";"0";"reason";"Abschlussprüfung bestanden"\r\n');

  await press(page, 'Als übergeben vermerken');
  await sees(page, 'Eine spätere Änderung beginnt eine neue Fassung.');
  await picture(page, 'report-hand-over');
  const noted = page.waitForResponse((one) => one.url().endsWith('/hand-over'));
  await press(page, 'Ja, vermerken');
  expect((await noted).status()).toBe(200);
  expect((await world.page(final)).state).toBe('HANDED_OVER');
  await page.getByText('Wer hat was getan').click();
  await sees(page, /Heike Lorenz/);
}, 90_000);

test('an edit after disclosure begins a version; the older one can be looked at as it was, and not changed', async () => {
  const { page } = desk;
  const reportId = await draft();
  await world.write(reportId, { development: richOf('So stand es am Anfang.') });
  await world.sign(reportId);
  await world.disclose(reportId);
  await page.goto(`${base()}/${reportId}`);
  await press(page, 'Text ändern');
  await sees(page, /beginnt eine neue Fassung als Entwurf/);
  const text = page.getByRole('textbox', { name: 'Entwicklung' });
  await text.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('So steht es jetzt.');
  await press(page, 'Speichern');
  await sees(page, /^Gespeichert um/);
  await page.reload();
  await sees(page, 'Fassung 2');
  await page.getByText('Fassungen (2)').click();
  await follow(page, /^Fassung 1$/);
  await sees(page, /Sie sehen Fassung 1, wie sie war/);
  await sees(page, 'So stand es am Anfang.');
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Text ändern' }).count()).toBe(0);
  await follow(page, 'Zur neuesten Fassung');
  await page.getByRole('textbox', { name: 'Entwicklung' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Entwicklung' }).innerText()).toContain('So steht es jetzt.');
}, 90_000);
