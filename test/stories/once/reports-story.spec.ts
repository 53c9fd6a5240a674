import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, germanDay, type RunView } from '#lotse/contract';
import { stableId } from '../../../apps/server/stable-id.js';
import { AccountWorld, PASSWORD } from '../../world/account-visitor.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { choose, codeOf, fill, follow, letInAsAdmin, picture, press, sees, signIn, signInAs } from '../../world/pages.js';
import { check, giveAnswer, openInMoodle, pastEntry, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const TENANT = stableId('tenant lernwerk');
const MAIL = 'swantje.hinrichs@arbeitsagentur.example';

let server: TestServer;
let world: AccountWorld;
let office: TestBrowser;
let desk: TestBrowser;
let phone: TestBrowser;
let agency: TestBrowser;
let secret = '';

beforeAll(async () => {
  server = await startForTest();
  const wide = () => openBrowser({ width: 1280, height: 900 });
  [office, desk, agency, phone] = await Promise.all([wide(), wide(), wide(), openBrowser({ width: 360, height: 740 })]);
  world = await AccountWorld.open(server);
  // the demo's provider has no admin: the one of another world is let in by the services
  await letInAsAdmin(server, world.wiebke.personId, TENANT);
}, 240_000);
afterAll(async () => {
  for (const browser of [office, desk, phone, agency]) await browser?.close();
  await server?.stop();
});

const day = (days: number) => addDays(germanDay(server.clock.now()), days);
const overview = () => server.site('lernwerk').startUrl({ person: 'finn.luehrs', link: 'modul', target: 'window' });
const section = (page: Page, heading: string) => page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
const textOf = (page: Page) => page.locator('main').innerText();

test('a trainee practises, and the office enters the participation', async () => {
  await pastEntry(await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit'), 'wiso-probezeit-kuendigung');
  const opened = await openInMoodle(phone.page, server.site('lernwerk').startUrl({ person: 'finn.luehrs', link: 'probezeit' }));
  const [spot, run] = [opened.spot, opened.run as RunView];
  const first = (await solutionsOf(server, run))[run.position];
  await giveAnswer(spot, run, run.position, first?.right ?? { kind: 'number', text: '' });
  await check(spot);

  const { page } = office;
  await signInAs(server, page, 'office');
  await page.goto(`${server.url}/a/t/${TENANT}/participations/new`);
  await fill(page, 'Vor- und Nachname', 'Finn Lührs');
  await press(page, 'Auswählen');
  await page.getByRole('dialog').getByRole('button', { name: 'Finn Lührs' }).click();
  await page.getByLabel('Eintritt').fill(day(-20));
  await choose(page, 'Ausbildungsbegleitung', 'Bernd Asmus');
  await press(page, 'Speichern');
  await page.getByRole('heading', { name: 'Finn Lührs' }).waitFor();
}, 120_000);

test('the companion drafts a report: Lotse says what it knows, and in words what it does not', async () => {
  const { page } = desk;
  await signInAs(server, page, 'companion');
  await follow(page, 'Finn Lührs');
  await follow(page, 'Berichte zu Finn Lührs');
  await sees(page, 'Zu dieser Teilnahme gibt es noch keinen Bericht.');
  await choose(page, 'Anlass', 'Zwischenbericht');
  await page.getByLabel('Von', { exact: true }).fill(day(-20));
  await page.getByLabel('Bis', { exact: true }).fill(day(0));
  await press(page, 'Entwurf anlegen');
  await page.getByRole('heading', { name: 'Was Lotse weiß' }).waitFor();
  const facts = section(page, 'Was Lotse weiß');
  await sees(facts, '1 von 12');
  expect(await facts.innerText()).toMatch(/Anwesenheit und Stunden\s+in Lotse nicht erfasst/);
  expect(await facts.innerText()).toMatch(/Sprachstand\s+in Lotse nicht erfasst/);
}, 90_000);

test('the text is saved when the server says so: without a network it waits, in two windows nobody is overwritten', async () => {
  const { page, context } = desk;
  await press(page, 'Ziel hinzufügen');
  await fill(page, 'Ziel 1', 'Kündigungsfristen sicher bestimmen');
  await choose(page, 'Stand', 'teilweise erreicht');
  await fill(page, 'Nächster Schritt', 'Zweimal in der Woche üben');
  await choose(page, 'Empfehlung', 'Förderung weiterführen');
  await press(page, 'Speichern');
  await sees(page, /^Gespeichert um/);

  const text = page.getByRole('textbox', { name: 'Entwicklung' });
  await text.click();
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Finn fragt nach.');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- übt allein');
  await context.setOffline(true);
  await press(page, 'Speichern');
  await sees(page, /Keine Verbindung. Ihr Text bleibt in diesem Fenster/);
  await page.keyboard.press('End');
  await context.setOffline(false);
  await sees(page, /^Gespeichert um/);
  await page.reload();
  await page.getByRole('textbox', { name: 'Entwicklung' }).waitFor();
  expect(await page.locator('.rich-input strong').allInnerTexts()).toEqual(['Finn fragt nach.']);
  expect(await page.locator('.rich-input li').allInnerTexts()).toEqual(['übt allein']);

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: 'Entwicklung' }).click();
  await other.keyboard.press('Control+End');
  await other.keyboard.type(' und mit anderen');
  await press(other, 'Speichern');
  await sees(other, /^Gespeichert um/);
  await page.getByRole('textbox', { name: 'Entwicklung' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' in der Klinik am Hafen');
  await press(page, 'Speichern');
  await sees(page, /in einem anderen Fenster oder von einer anderen Person geändert/);
  await picture(page, 'report-conflict');
  await press(page, 'Anderen Text ansehen');
  await sees(page, 'übt allein und mit anderen');
  await press(page, 'Meinen Text darüber speichern');
  await sees(page, /^Gespeichert um/);
  await other.close();
}, 120_000);

test('a word that may not stand there is decided, each point is signed, then the trainee is shown the report', async () => {
  const { page } = desk;
  await sees(page, '„Klinik“');
  await picture(page, 'report-hint');
  await press(page, 'Prüfliste unterschreiben');
  await sees(page, 'Setzen Sie bei jedem Punkt der Prüfliste ein Häkchen');
  const review = section(page, 'Prüfen und unterschreiben');
  for (const box of await review.getByRole('checkbox').all()) await box.check();
  await press(page, 'Prüfliste unterschreiben');
  await sees(page, 'Entscheiden Sie erst jedes der angezeigten Wörter.');
  await fill(page, /„Klinik“ darf stehen bleiben/, 'Name des Ausbildungsbetriebs');
  await sees(page, 'Alle Wörter sind entschieden.');
  await press(page, 'Prüfliste unterschreiben');
  await press(page, 'Der teilnehmenden Person zeigen');
  await press(page, 'Ja, jetzt zeigen');
  await sees(page, 'Finn Lührs hat den Bericht noch nicht geöffnet.');
}, 90_000);

test('the trainee finds it on the phone, reads it in plain words and writes a sentence', async () => {
  const { page } = phone;
  await page.goto(overview());
  await sees(page, /Bernd Asmus hat einen Bericht über dich geschrieben/);
  await follow(page, 'Bericht lesen');
  await page.getByRole('heading', { name: 'Was Lotse gezählt hat' }).waitFor();
  await sees(page, 'Die Förderung soll weitergehen.');
  await sees(page, 'Noch niemand. Hier steht dann, wer ihn lesen darf und bis wann.');
  await fill(page, 'Was möchtest du sagen?', 'Ich möchte öfter mit anderen üben.');
  await press(page, 'Speichern');
  await sees(page, 'Gespeichert. Dein Satz geht mit dem Bericht mit.');
}, 90_000);

test('a caseworker who has no Moodle is invited by a link and finds an empty page that says what will stand there', async () => {
  const admin = await world.freshAdmin();
  admin.tenantId = TENANT;
  const { token } = await admin.invite(MAIL, 'caseworker', day(200));
  const { page } = agency;
  await page.goto(`${server.url}/a/invitation#${token}`);
  await fill(page, 'Vor- und Nachname', 'Swantje Hinrichs');
  await press(page, 'Weiter');
  await page.getByText('Passwort und App').click();
  await fill(page, 'Neues Passwort', PASSWORD);
  await press(page, 'Weiter zur App');
  await page.getByAltText(/QR-Code/).waitFor();
  secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await fill(page, 'Code aus der App', codeOf(server, secret));
  await press(page, 'Zugang anlegen');
  await press(page, 'Ich habe sie aufbewahrt');
  await sees(page, 'Noch kein Bericht freigegeben');
  await sees(page, /Hier stehen die Berichte, die Träger für Sie freigegeben haben/);
  await picture(page, 'received-empty');
}, 90_000);

test('the companion sees the sentence and releases the report, told that copies cannot be called back', async () => {
  const { page } = desk;
  await page.reload();
  await sees(page, 'Ich möchte öfter mit anderen üben.');
  await sees(page, /Was bis dahin gedruckt oder geladen wurde, kann niemand zurückholen/);
  await choose(page, 'Für wen', 'Swantje Hinrichs');
  await page.getByLabel('Lesbar ab').fill(day(0));
  await page.getByLabel('Lesbar bis').fill(day(30));
  await section(page, 'Freigeben').getByRole('button', { name: 'Freigeben' }).click();
  await sees(section(page, 'Freigeben'), /An Swantje Hinrichs, lesbar bis/);
  await section(page, 'Freigeben').getByRole('button', { name: 'Ja, jetzt freigeben' }).click();
  await sees(section(page, 'Freigaben'), 'Swantje Hinrichs');
  await sees(section(page, 'Freigaben'), 'Noch nicht gelesen.');
}, 60_000);

test('the caseworker signs in with password and app, reads the letter, prints it, downloads the PDF and asks back', async () => {
  const { page } = agency;
  await press(page, 'Abmelden');
  await sees(page, 'Sie sind abgemeldet.');
  await signIn(server, page, MAIL, PASSWORD, secret);
  await sees(page, 'neu');
  expect(await page.locator('.report-card').count()).toBe(1);
  await follow(page, 'Finn Lührs');
  await page.getByRole('heading', { name: 'Finn Lührs', level: 1 }).waitFor();
  const letter = await textOf(page);
  for (const words of [
    'Ich möchte öfter mit anderen üben.',
    'Finn fragt nach.',
    'Förderung weiterführen',
    'in Lotse nicht erfasst',
    'Verfasst von Bernd Asmus',
  ])
    expect(letter).toContain(words);

  // a printer is no part of the test: what the page would print is made as a PDF, which has to be one page
  const asked = page.evaluate('new Promise((printed) => { window.print = () => printed(); })');
  await press(page, 'Drucken');
  await asked;
  const printed = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'PDF')]);
  expect(readFileSync(await file.path()).toString('latin1')).toMatch(/^%PDF-/);
  await fill(page, 'Ihre Frage', 'Wann ist die Prüfung?');
  await press(page, 'Frage senden');
  await sees(page, 'Noch nicht beantwortet');
}, 120_000);

test('the companion finds the question in the list and answers it', async () => {
  const { page } = desk;
  server.clock.advance(60_000);
  await page.getByRole('link', { name: 'Berichte', exact: true }).click();
  await page.getByLabel('Anzeigen').selectOption({ label: 'Mit offener Frage' });
  await sees(page, 'Offene Rückfragen: 1');
  await follow(page, 'Finn Lührs');
  await sees(page, 'Wann ist die Prüfung?');
  await fill(page, 'Ihre Antwort', 'Am 12. Mai.');
  await press(page, 'Antworten');
  await sees(page, 'Am 12. Mai.');
  await sees(page, /Zuletzt gelesen/);
}, 60_000);

test('the caseworker reads the answer by passkey, and in English', async () => {
  const { page, context } = agency;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  await follow(page, 'Mein Konto');
  await press(page, 'Passkey anlegen');
  await page.getByRole('button', { name: 'Entfernen' }).waitFor();
  await press(page, 'Abmelden');
  await press(page, 'Mit Passkey anmelden');
  await sees(page, 'Neue Antworten: 1');
  await follow(page, 'Finn Lührs');
  await sees(page, 'Am 12. Mai.');
  await press(page, 'English');
  await sees(page, 'Performance report (LuV), interim');
  await sees(page, 'not recorded in Lotse');
  await press(page, 'Deutsch');
  await follow(page, 'Was ich gelesen habe');
  await sees(page, /^Gedruckt/);
}, 90_000);

test('the trainee sees who received it and when it was read', async () => {
  const { page } = phone;
  await page.goto(overview());
  await follow(page, 'Berichte ansehen');
  await page.locator('.report-card-name').first().waitFor();
  await page.locator('.report-card-name').first().click();
  const receivers = section(page, 'Wer den Bericht bekommt');
  await sees(receivers, 'Swantje Hinrichs');
  await sees(receivers, /Zuletzt gelesen/);
}, 60_000);

test('the release is withdrawn: the next click of the caseworker gets nothing', async () => {
  const { page } = agency;
  await follow(page, 'Finn Lührs');
  await page.getByRole('heading', { name: 'Finn Lührs', level: 1 }).waitFor();
  const release = section(desk.page, 'Freigaben');
  await press(release, 'Freigabe zurückziehen');
  await sees(release, /ab dem nächsten Klick nicht mehr/);
  await press(release, 'Ja, zurückziehen');
  await sees(release, 'zurückgezogen');
  await press(page, 'PDF');
  await page.getByRole('heading', { name: 'Dieser Bericht ist nicht für Sie freigegeben' }).waitFor();
  await picture(page, 'received-gone');
  expect(await textOf(page)).not.toMatch(/Finn/);
  await page.reload();
  await page.getByRole('heading', { name: 'Dieser Bericht ist nicht für Sie freigegeben' }).waitFor();
  await follow(page, 'Freigegebene Berichte');
  await sees(page, 'Noch kein Bericht freigegeben');
}, 60_000);
