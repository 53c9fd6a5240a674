import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import type { Page } from 'playwright-core';
import { startForTest, type TestServer } from '../../world/harness.js';
import { HourPages } from '../../world/hour-pages.js';
import { personIn, type LiveVisitor } from '../../world/live-visitor.js';
import type { MediaPage } from '../../world/media-page.js';
import { Visitor } from '../../world/visitor.js';
import type { TcpRelay } from '../../world/tcp-relay.js';

/** One whole hour: four in the classroom, two at home with sound and picture, one in the firm without either; seven pages. */
let server: TestServer;
let pages: HourPages;
let karin: Visitor;
let place = { enrolmentId: '', roomId: '' };
let meetingId = '';
/** A third phone in the classroom, without a page. */
let blessing: LiveVisitor;
const at: Record<string, { page: Page; network: TcpRelay; media: MediaPage }> = {};
const on = (name: string): Page => (at[name] as { page: Page }).page;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** The other code of the sheet has six digits. */
const PAIRING = /[A-Z2-9]{4}-[A-Z2-9]{4}/;
const WITH_MEDIA = ['tutor', 'jonas', 'mai'];
const LOGINS: Record<string, string> = { amira: 'amira.haddad', emre: 'olha.kovalenko', jonas: 'jonas.petersen', mai: 'mai.nguyen', lea: 'lea.brandt' };
const OUT_OF_ROOM: Record<string, string> = { jonas: 'Zu Hause', mai: 'Zu Hause', lea: 'Im Betrieb' };

async function look(name: string): Promise<void> {
  const folder = process.env.LOTSE_PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [who, { page }] of Object.entries(at)) await page.screenshot({ path: `${folder}/hour-${name}-${who}.png` });
}
const everywhere = (names: readonly string[], wait: (page: Page) => Promise<void>) => Promise.all(names.map((name) => wait(on(name))));
const TRAINEES = Object.keys(LOGINS);

let stopClock = () => {};

beforeAll(async () => {
  server = await startForTest({ now: new Date(Date.now() - 300_000) });
  pages = new HourPages(server);
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  // who has no phone is in the course all the same
  await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
  const { enrolmentId } = karin;
  const wish = { title: 'Stütz- und Förderunterricht Dienstag', placeLabel: 'B 12', media: 'mesh', link: null };
  const { roomId } = await karin.call(c.addRoom, { enrolmentId }, wish);
  place = { enrolmentId, roomId };
  for (const name of ['tutor', 'beamer', ...TRAINEES]) {
    const size = name === 'tutor' ? { width: 1280, height: 720 } : name === 'beamer' ? { width: 1280, height: 800 } : undefined;
    at[name] = await pages.open(size, name === 'jonas' ? 'home of jonas' : 'all');
  }
}, 300_000);
afterAll(async () => {
  stopClock();
  blessing?.leave();
  await pages?.close();
  await server?.stop();
});

test('the tutor starts the hour; a tablet is paired and shows a code', async () => {
  const tutor = on('tutor');
  stopClock = server.clock.catchUp(90_000); // so that everybody was there for more than a minute
  meetingId = (await karin.call(c.startMeeting, place, {})).meetingId;
  await pages.arrive(tutor, 'karin.thomsen', meetingId);
  await tutor.getByRole('heading', { name: 'Stütz- und Förderunterricht Dienstag' }).waitFor();
  await button(tutor, 'Raumgerät').click();
  await button(tutor, 'Code für ein Raumgerät').click();
  const code = (await tutor.locator('.live-code', { hasText: PAIRING }).innerText()).split(/\s/)[0] ?? '';
  await on('beamer').goto(`${server.url}/room-device`);
  await on('beamer').getByLabel('Code', { exact: true }).fill(code);
  await button(on('beamer'), 'Verbinden').click();
  await on('beamer').locator('.device-digits').waitFor();
  await button(tutor, 'Schließen').click();
}, 120_000);

test('three check in on their phones, one is tapped present, three join from home and from the firm', async () => {
  for (const name of TRAINEES) await pages.arrive(on(name), LOGINS[name] ?? '', meetingId);
  for (const name of ['amira', 'emre']) {
    await button(on(name), 'Im Raum').click();
    const digits = await on('beamer').locator('.device-digits').innerText();
    await on(name).getByLabel('Code vom Raumgerät').fill(digits);
    await button(on(name), 'Anmelden').click();
    await on(name).getByText('Du bist: Im Raum').waitFor();
  }
  for (const [name, where] of Object.entries(OUT_OF_ROOM)) await button(on(name), where).click();
  blessing = await personIn(server, await new Visitor(server, 'lernwerk').launch('blessing.okafor', 'probezeit'), () => meetingId).join();
  await blessing.say(c.checkIn, { code: await on('beamer').locator('.device-digits').innerText() });
  await button(on('tutor'), 'Ohne Gerät anwesend').click();
  await on('tutor').getByLabel('Person suchen').fill('Finn');
  await on('tutor').getByRole('checkbox', { name: /Finn/ }).check();
  await button(on('tutor'), 'Schließen').click();
  await everywhere(['tutor', ...TRAINEES], (page) => page.getByText('4 im Raum · 3 zugeschaltet').first().waitFor());
}, 180_000);

test('two at home and the tutor hear and see each other', async () => {
  for (const name of WITH_MEDIA) {
    await button(on(name), 'Ton und Bild').click();
    await button(on(name), 'Teilnehmen').click();
    await button(on(name), 'Mikrofon aus').click();
    await button(on(name), 'Mikrofon an').waitFor();
  }
  await button(on('jonas'), 'Kamera aus').click();
  await on('tutor')
    .getByLabel(/Bild von Jonas/)
    .waitFor();
  for (const name of WITH_MEDIA) await at[name]?.media.grows('energy');
  await at['tutor']?.media.grows('frames');
  await at['mai']?.media.grows('frames');
}, 180_000);

test('one queue of hands over both places', async () => {
  for (const name of ['lea', 'amira']) {
    await on(name).getByRole('button', { name: 'Melden', exact: true }).click();
    await on(name).getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  }
  await button(on('tutor'), /Lea .*drannehmen/)
    .first()
    .click();
  await on('lea').getByText('Du bist dran').waitFor();
  await look('hands');
  await button(on('tutor'), 'Fertig').click();
  await button(on('tutor'), /Amira .*drannehmen/)
    .first()
    .click();
  await on('amira').getByText('Du bist dran').waitFor();
  await button(on('tutor'), 'Fertig').click();
}, 120_000);

test('everybody answers one task on their own device; then all answers without names, then the solution', async () => {
  const tutor = on('tutor');
  await button(tutor, 'Aufgabe starten').click();
  await tutor.getByLabel('Einheit suchen').fill('Probezeit');
  await tutor.getByRole('button', { name: /Probezeit und Kündigung/ }).click();
  const choice = tutor.getByRole('listitem').filter({ hasText: 'Welche Dauer ist für die Probezeit erlaubt?' });
  await choice.getByRole('button', { name: 'Diese Aufgabe starten' }).click();
  await everywhere(TRAINEES, async (page) => {
    await page.getByRole('radio').first().check();
    await button(page, 'Antwort abgeben').click();
    await page.getByText('Abgegeben. Die Lösung kommt für alle zusammen.').waitFor();
  });
  await tutor.getByText('Antworten: 5').waitFor();
  await button(tutor, 'Antworten zeigen').click();
  await on('beamer').locator('.live-bar').first().waitFor();
  await look('answers');
  await button(tutor, 'Lösung zeigen').click();
  await everywhere(TRAINEES, (page) => page.locator('.feedback').first().waitFor());
  await button(tutor, 'Aufgabe schließen').click();
}, 180_000);

test('a poll: remote people tap, the classroom raises hands, and it is counted together', async () => {
  const tutor = on('tutor');
  await button(tutor, 'Umfrage').click();
  await button(tutor, 'Alles verstanden?').click();
  await everywhere(['jonas', 'mai', 'lea'], async (page) => {
    await page.getByRole('radio', { name: 'Teilweise' }).check();
    await button(page, 'Abstimmen').click();
    await page.getByText('Gespeichert. Du kannst deine Antwort noch ändern.').waitFor();
  });
  await tutor.getByText('Stimmen: 3').waitFor();
  await tutor.getByText('Handzeichen im Raum dazuzählen').click();
  for (let n = 0; n < 3; n++) await button(tutor, 'Einer mehr: Ja').click();
  await button(tutor, 'Beenden und Ergebnis zeigen').click();
  await everywhere(['tutor', 'beamer', 'amira'], (page) => page.locator('.live-bar').first().waitFor());
  expect(await tutor.locator('.live-bar').first().innerText()).toContain('3');
  await button(tutor, 'Ergebnis schließen').click();
  await everywhere(['beamer', 'amira'], (page) => page.locator('.live-bar').first().waitFor({ state: 'detached' }));
}, 120_000);

test('four people write at the board at once, and everybody reads the same', async () => {
  const writers = ['amira', 'jonas', 'mai', 'lea'];
  const line = (name: string) => `Zeile von ${name}`;
  await everywhere(writers, (page) => page.locator('.board-text').click());
  await Promise.all(
    writers.map(async (name) => {
      await on(name).keyboard.press('Control+End');
      await on(name).keyboard.press('Enter');
      await on(name).keyboard.type(line(name));
    }),
  );
  // letters of two who write in the same place may stand between each other: each has to be there once on every board
  const letters = async (page: Page) => [...(await page.locator('.board-text').first().innerText()).replace(/\s/g, '')].sort().join('');
  const wanted = [...writers.map(line).join('').replace(/\s/g, '')].sort().join('');
  for (const name of ['tutor', 'beamer', ...writers])
    await expectSoon(async () => (await letters(on(name))) === wanted, `the board of ${name}: ${await on(name).locator('.board-text').first().innerText()}`);
  const text = await on('tutor').locator('.board-text').first().innerText();
  for (const name of ['beamer', ...writers]) expect(await on(name).locator('.board-text').first().innerText()).toBe(text);
  await look('board');
}, 120_000);

async function expectSoon(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + 30_000; !(await isSo());) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await on('tutor').waitForTimeout(100);
  }
}

test('two groups go into break-outs, one calls for help, the tutor comes and takes all back', async () => {
  const tutor = on('tutor');
  await button(tutor, 'Gruppen').click();
  await button(tutor, '2 Gruppen').click();
  await button(tutor, 'Gruppen starten').click();
  await everywhere(TRAINEES, (page) => page.getByText('Mit dir:').waitFor());
  await button(on('lea'), 'Lehrkraft rufen').click();
  await button(tutor, 'Hilfe ist da').first().waitFor();
  await look('groups');
  await tutor.getByRole('dialog').getByRole('button', { name: 'Hilfe ist da' }).click();
  await button(on('lea'), 'Lehrkraft rufen').waitFor();
  await button(tutor, 'Alle zurückholen').click();
  await button(tutor, 'Schließen').click();
  await everywhere(TRAINEES, (page) => page.getByText('Mit dir:').waitFor({ state: 'detached' }));
}, 120_000);

test('the network at home fails: the others see it, seat and hand are kept, and it goes on by itself', async () => {
  stopClock();
  server.clock.set(new Date());
  await pages.move();
  await everywhere(['tutor', 'beamer', ...TRAINEES], (page) =>
    page.getByText('Keine Verbindung. Es geht von selbst weiter').waitFor({ state: 'detached', timeout: 60_000 }),
  );
  await button(on('jonas'), 'Melden').click();
  await on('jonas').getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  await button(on('tutor'), /Jonas .*drannehmen/)
    .first()
    .waitFor();
  at['jonas']?.network.cut();
  await on('jonas').getByText('Keine Verbindung. Es geht von selbst weiter').waitFor();
  await on('tutor').locator('.live-person', { hasText: 'Jonas' }).getByText('weg', { exact: true }).waitFor({ timeout: 90_000 });
  await on('tutor').locator('.board-text').click();
  await on('tutor').keyboard.press('Control+Home');
  await on('tutor').keyboard.type('Geschrieben, als Jonas weg war. ');
  await look('away');
  at['jonas']?.network.mend();
  await on('jonas').getByText('Geschrieben, als Jonas weg war.').waitFor({ timeout: 60_000 });
  await on('tutor').locator('.live-person', { hasText: 'Jonas' }).getByText('weg', { exact: true }).waitFor({ state: 'detached', timeout: 60_000 });
  await button(on('tutor'), /Jonas .*drannehmen/)
    .first()
    .click();
  await on('jonas').getByText('Du bist dran').waitFor();
  await at['jonas']?.media.grows('energy');
}, 300_000);

test('the server is killed and started again: the hour goes on where it was', async () => {
  const text = await on('tutor').locator('.board-text').first().innerText();
  await pages.kill();
  await everywhere(['tutor', 'beamer', ...TRAINEES], (page) =>
    page.getByText('Keine Verbindung. Es geht von selbst weiter').waitFor({ state: 'detached', timeout: 60_000 }),
  );
  await on('jonas').getByText('Du bist dran').waitFor();
  expect(await on('lea').locator('.board-text').first().innerText()).toBe(text);
  await button(on('tutor'), 'Fertig').click();
  await button(on('emre'), 'Melden').click();
  await on('emre').getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  await button(on('tutor'), /Olha .*drannehmen/)
    .first()
    .click();
  await on('emre').getByText('Du bist dran').waitFor();
  for (const name of WITH_MEDIA) await at[name]?.media.grows('energy');
}, 300_000);

test('the tutor ends the hour and confirms on one page; one trainee says that it is right, one objects', async () => {
  const tutor = on('tutor');
  await button(tutor, 'Stunde beenden').click();
  await button(tutor, 'Jetzt beenden').click();
  await everywhere(['tutor', 'beamer', ...TRAINEES], (page) => page.getByRole('heading', { name: 'Die Stunde ist vorbei' }).waitFor());
  await look('over');
  await tutor.goto(`${pages.home(tutor)}/rooms/${meetingId}`);
  await tutor.getByRole('heading', { name: 'Anwesenheit: Stütz- und Förderunterricht Dienstag' }).waitFor();
  const line = (name: string) => tutor.locator('.hour-line', { hasText: name });
  expect(await line('Jonas').getByLabel('Ort').inputValue()).toBe('HOME');
  expect(await line('Lea').getByLabel('Ort').inputValue()).toBe('COMPANY');
  expect(await line('Amira').getByLabel('Ort').inputValue()).toBe('PROVIDER');
  await line('Finn').getByText('Von der Lehrkraft als anwesend getippt.').waitFor();
  await look('sheet');
  await button(tutor, /^Bestätigen$/).click();
  await tutor
    .getByText(/^Bestätigt von Karin Thomsen/)
    .first()
    .waitFor();
  await on('amira').goto(`${pages.home(on('amira'))}/hours`);
  await button(on('amira'), 'Ja, das stimmt').click();
  await on('amira').getByText('Du hast bestätigt.').waitFor();
  await on('lea').goto(`${pages.home(on('lea'))}/hours`);
  await button(on('lea'), 'Nein, das stimmt nicht').click();
  await on('lea').getByLabel('Was stimmt nicht?').fill('Ich war ab 17 Uhr zu Hause.');
  await button(on('lea'), 'Absenden').click();
  await on('lea').getByText('Du hast widersprochen: Ich war ab 17 Uhr zu Hause.').waitFor();
  await look('confirmed');
}, 180_000);

test('next week it is the same room: its board and its hour are still there', async () => {
  const again = await karin.call(c.startMeeting, place, {});
  expect(again.meetingId).not.toBe(meetingId);
  await on('tutor').goto(`${pages.home(on('tutor'))}/meetings/${again.meetingId}`);
  await on('tutor').getByText('Geschrieben, als Jonas weg war.').waitFor();
  const { meetings } = await karin.call(c.roomPage, place);
  expect(meetings.map((one) => one.meetingId)).toContain(meetingId);
}, 60_000);
