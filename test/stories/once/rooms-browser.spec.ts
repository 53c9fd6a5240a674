import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Sweep } from '../../world/sweep.js';
import { personIn, type LiveVisitor } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
const browsers: TestBrowser[] = [];
const others: LiveVisitor[] = [];
let tutor: Page;
let phone: Page;
let beamer: Page;
let karin: Visitor;
let meetingId = '';
let roomId = '';

async function open(size: { width: number; height: number }): Promise<Page> {
  const one = await openBrowser(size);
  browsers.push(one);
  return one.page;
}

/** From the LMS into a window of Lotse, then to the running hour. */
async function arrive(page: Page, person: string): Promise<void> {
  await page.goto(server.site('lernwerk').startUrl({ person, link: 'probezeit', target: 'window' }));
  await page.waitForURL(/\/l\/[^/]+\/c\/[^/]+/);
  await page.getByRole('main').waitFor();
  const base = /^\/l\/[^/]+\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
  await page.goto(`${server.url}${base}/meetings/${meetingId}`);
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** With LOTSE_PICTURES each step leaves what the three saw. */
async function look(name: string): Promise<void> {
  const folder = process.env.LOTSE_PICTURES;
  if (folder === undefined) return;
  for (const [who, page] of [
    ['tutor', tutor],
    ['phone', phone],
    ['beamer', beamer],
  ] as const)
    if (page !== undefined) await page.screenshot({ path: `${folder}/room-${name}-${who}.png` });
}

beforeAll(async () => {
  server = await startForTest();
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const { enrolmentId } = karin;
  const wish = { title: 'Stütz- und Förderunterricht Dienstag', placeLabel: 'B 12', media: 'none', link: null };
  roomId = (await karin.call(c.addRoom, { enrolmentId }, wish)).roomId;
  meetingId = (await karin.call(c.startMeeting, { enrolmentId, roomId }, {})).meetingId;
  for (const [person, place] of [
    ['jonas.petersen', 'home'],
    ['lea.brandt', 'firm'],
    ['finn.luehrs', 'home'],
  ] as const) {
    const one = await personIn(server, await new Visitor(server, 'lernwerk').launch(person, 'probezeit'), () => meetingId).join();
    await one.say(c.setPlace, { place });
    others.push(one);
  }
  tutor = await open({ width: 1280, height: 720 });
  phone = await open({ width: 360, height: 740 });
  beamer = await open({ width: 1280, height: 800 });
}, 240_000);
afterAll(async () => {
  for (const one of others) one.leave();
  for (const one of browsers) await one.close();
  await server?.stop();
});

test('the tutor sees who is where, pairs the beamer, and a trainee checks in with the code it shows', async () => {
  await arrive(tutor, 'karin.thomsen');
  await tutor.getByRole('heading', { name: 'Stütz- und Förderunterricht Dienstag' }).waitFor();
  await tutor.getByText('0 im Raum · 3 zugeschaltet').waitFor();
  await button(tutor, 'Raumgerät').click();
  await button(tutor, 'Code für ein Raumgerät').click();
  const code = (await tutor.locator('.live-code', { hasText: /[A-Z2-9]{4}-[A-Z2-9]{4}/ }).innerText()).split(/\s/)[0] ?? '';
  await beamer.goto(`${server.url}/room-device`);
  await beamer.getByLabel('Code', { exact: true }).fill(code);
  await button(beamer, 'Verbinden').click();
  const digits = await beamer.locator('.device-digits').innerText();
  await button(tutor, 'Schließen').click();
  await arrive(phone, 'amira.haddad');
  await look('place');
  await button(phone, 'Im Raum').click();
  await phone.getByLabel('Code vom Raumgerät').fill(digits);
  await button(phone, 'Anmelden').click();
  // where it was said is gone, and the focus is where it stands now
  await phone.locator('button:focus', { hasText: 'Du bist: Im Raum' }).waitFor();
  await tutor.getByText('1 im Raum · 3 zugeschaltet').waitFor();
}, 120_000);

test('how somebody follows is counted for the tutor, and is still pressed after the page was loaded anew', async () => {
  await button(phone, 'Zu schnell').click();
  await tutor.locator('.live-mood-loud').first().waitFor();
  await phone.reload();
  await phone.getByRole('button', { name: 'Zu schnell', pressed: true }).waitFor();
  await button(phone, 'Zu schnell').click();
  await tutor.locator('.live-mood').waitFor({ state: 'detached' });
  await phone.reload();
  await phone.getByRole('button', { name: 'Zu schnell', pressed: false }).waitFor();
}, 60_000);

test('a hand is raised on the phone, called by the tutor, and the trainee is told once', async () => {
  await button(phone, 'Melden').click();
  await phone.getByLabel('Wozu? (freiwillig)').fill('Probezeit bei Krankheit');
  await phone.getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  await others[0]?.say(c.raiseHand, {});
  await button(tutor, /Amira .*drannehmen/)
    .first()
    .click();
  await phone.getByText('Du bist dran').waitFor();
  await beamer.getByText('Amira').first().waitFor();
  await look('hand');
  await button(tutor, 'Fertig').click();
}, 60_000);

test('everybody answers one task on their own device; first all answers without names, then the solution', async () => {
  await button(tutor, 'Aufgabe starten').click();
  await tutor.getByLabel('Einheit suchen').fill('Probezeit');
  await tutor.getByRole('button', { name: /Probezeit und Kündigung/ }).click();
  const choice = tutor.getByRole('listitem').filter({ hasText: 'Welche Dauer ist für die Probezeit erlaubt?' });
  await choice.getByRole('button', { name: 'Diese Aufgabe starten' }).click();
  await phone.getByRole('radio').first().check();
  await look('task');
  await button(phone, 'Antwort abgeben').click();
  await phone.getByText('Abgegeben. Die Lösung kommt für alle zusammen.').waitFor();
  await tutor.getByText('Antworten: 1').waitFor();
  await button(tutor, 'Antworten zeigen').click();
  await beamer.locator('.live-bar').first().waitFor();
  await look('answers');
  await button(tutor, 'Lösung zeigen').click();
  await phone.locator('.feedback').first().waitFor();
  await look('solution');
  expect(await phone.locator('.feedback').count()).toBe(1);
  await button(tutor, 'Aufgabe schließen').click();
}, 90_000);

test('a poll in one tap; what is chosen stands nowhere before it is closed', async () => {
  await button(tutor, 'Umfrage').click();
  await button(tutor, 'Alles verstanden?').click();
  await button(phone, 'Abstimmen').click();
  await phone.getByText('Wähle zuerst eine Antwort.').waitFor();
  await phone.getByRole('radio', { name: 'Teilweise' }).check();
  await button(phone, 'Abstimmen').click();
  await phone.getByText('Gespeichert. Du kannst deine Antwort noch ändern.').waitFor();
  await phone.reload();
  await phone.getByRole('radio', { name: 'Teilweise', checked: true }).waitFor();
  await phone.getByText('Gespeichert. Du kannst deine Antwort noch ändern.').waitFor();
  await tutor.getByText('Stimmen: 1').waitFor();
  expect(await tutor.locator('.live-bar').count()).toBe(0);
  await look('poll');
  await button(tutor, 'Beenden und Ergebnis zeigen').click();
  await tutor.locator('.live-bar').first().waitFor();
}, 60_000);

test('both write at the board at once and read the same; it is saved once there is something to save', async () => {
  await tutor.locator('.board-text').waitFor();
  expect(await tutor.getByText('Gespeichert', { exact: true }).count()).toBe(0);
  await tutor.locator('.board-text').click();
  await tutor.keyboard.type('Probezeit: 1 bis 4 Monate');
  await phone.getByText('Probezeit: 1 bis 4 Monate').waitFor();
  await phone.locator('.board-text').click();
  await phone.keyboard.press('Control+End');
  await phone.keyboard.press('Enter');
  await phone.keyboard.type('Kündigung schriftlich');
  await tutor.getByText('Kündigung schriftlich').waitFor();
  await beamer.getByText('Kündigung schriftlich').waitFor();
  await tutor.getByText('Gespeichert', { exact: true }).waitFor();
  await look('board');
}, 60_000);

test('a page that is added is named at once by typing; Escape leaves it, and what all are shown is said', async () => {
  await button(tutor, /Neue Seite/).click();
  await tutor.keyboard.type('Fä');
  await tutor.keyboard.press('Escape');
  await button(tutor, /Neue Seite/).click();
  await tutor.keyboard.type('Fälle');
  await tutor.keyboard.press('Enter');
  await button(tutor, 'Fälle').waitFor();
  await button(tutor, 'Allen zeigen').click();
  await button(tutor, /Wird allen gezeigt/).waitFor();
  await phone.getByRole('textbox', { name: 'Fälle' }).waitFor();
}, 60_000);

test('the tutor renames the page that all see, deletes it and takes it back: the phone is told and shown the other one meanwhile', async () => {
  await button(tutor, 'Seite umbenennen').click();
  await tutor.keyboard.press('Control+A');
  await tutor.keyboard.type('Beispiele');
  await tutor.keyboard.press('Enter');
  await phone.getByRole('textbox', { name: 'Beispiele' }).waitFor();
  await button(tutor, 'Seite löschen').click();
  await phone.getByText('Die Seite „Beispiele“ wurde gelöscht. Hier ist jetzt „Tafel“.').waitFor();
  await phone.getByRole('textbox', { name: 'Tafel' }).waitFor();
  await tutor.getByText('Die Seite „Beispiele“ ist gelöscht.').waitFor();
  expect(await tutor.locator(':focus').innerText()).toBe('Seite zurückholen');
  await look('page-deleted');
  await button(tutor, 'Seite löschen').click();
  await tutor.getByText('Eine Seite braucht die Tafel immer.').waitFor();
  await button(tutor, 'Seite zurückholen').click();
  for (const page of [tutor, phone]) await page.getByRole('textbox', { name: 'Beispiele' }).waitFor();
  await button(tutor, 'Tafel').first().click();
}, 60_000);

test('the pages of tutor and phone keep to the rules in every size and colour', async () => {
  for (const page of [tutor, phone]) {
    const sweep = new Sweep(page, [server.url]);
    await sweep.look('hour');
    expect(sweep.found()).toEqual([]);
  }
  await tutor.setViewportSize({ width: 1280, height: 720 });
}, 120_000);

test('a task with five long options is seen whole on the beamer, and so are its answers', async () => {
  await beamer.setViewportSize({ width: 1280, height: 720 });
  const one = await personIn(server, karin, () => meetingId).join();
  others.push(one);
  await one.say(c.openExercise, { unitId: 'deutsch-operatoren', exerciseId: 'de-beschreiben-antwort' });
  await beamer.locator('.choice').first().waitFor();
  await fits();
  const opening = one.state.exercise?.opening ?? '';
  for (const [n, pupil] of others.slice(0, 3).entries()) {
    const { body } = (await pupil.say(c.takeExercise, { opening })).task;
    const choice = body.kind === 'single-choice' ? body.options[n]?.id : '';
    const answer = {
      answerId: crypto.randomUUID(),
      response: { kind: 'single-choice', choice },
      device: 'd',
      sequence: 1,
      clientTime: new Date().toISOString(),
    };
    await pupil.say(c.answerExercise, { opening, ...answer });
  }
  await one.say(c.showExercise, { opening, stage: 'answers' });
  await beamer.locator('.live-bar').first().waitFor();
  await fits();
  await look('long');
  await one.say(c.closeExercise, { opening });
  // a number is entered on each phone: in front and for the tutor there is no field
  await one.say(c.openExercise, { unitId: 'lesen-verneinung-einheit', exerciseId: 'ls-ve-ausser-zaehlen' });
  for (const page of [beamer, tutor]) {
    await page.locator('.live-stage-card .stem').waitFor();
    await page.getByText('Antworten: 0').waitFor();
    expect(await page.locator('.live-stage-card input').count()).toBe(0);
  }
  await phone.locator('.live-stage-card input').waitFor();
  await look('number');
  await one.say(c.closeExercise, { opening: one.state.exercise?.opening ?? '' });
  // short ones are as large as can be
  await beamer.locator('.board-text').waitFor();
  await beamer.waitForFunction(`getComputedStyle(document.querySelector('.board-text p')).fontSize === '36px'`);
}, 60_000);

/** Nothing of it lies beyond an edge, and no text is smaller than can be read from three metres. */
async function fits(): Promise<void> {
  await beamer.waitForFunction(`(() => {
    const fits = (e) => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth;
    const [stage, side] = ['.device-stage', '.device-side'].map((name) => document.querySelector(name));
    return fits(stage) && fits(side) && fits(document.documentElement) && parseFloat(getComputedStyle(stage).fontSize) >= 24;
  })()`);
}

test('a trainee leaves the hour, the hand with them, and is back by one press', async () => {
  await button(phone, 'Melden').click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  await button(phone, /Hand senken/).waitFor();
  await button(phone, 'Verlassen').click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Stunde verlassen' }).click();
  await phone.getByRole('heading', { name: 'Du hast die Stunde verlassen' }).waitFor();
  await look('left');
  await button(phone, 'Wieder in die Stunde').click();
  await button(phone, 'Melden').waitFor();
}, 60_000);

test('the tutor ends the hour, and each page says what comes next', async () => {
  await button(tutor, 'Stunde beenden').click();
  await button(tutor, 'Jetzt beenden').click();
  await tutor.getByRole('heading', { name: 'Die Stunde ist vorbei' }).waitFor();
  await phone.getByRole('heading', { name: 'Die Stunde ist vorbei' }).waitFor();
  await beamer.getByRole('heading', { name: 'Die Stunde ist vorbei' }).waitFor();
  await look('over');
  await phone.reload();
  await phone.getByRole('heading', { name: 'Gemeinsam bearbeitet' }).waitFor();
}, 60_000);

test('whoever comes before the tutor waits, and the page goes on by itself when the hour begins', async () => {
  const [{ enrolmentId }, day] = [karin, c.germanDay(new Date(server.clock.now().getTime() + 86_400_000))];
  const wish = { day, from: '17:00', to: '18:30', placeLabel: null, supportElement: 'SUPPORT_TEACHING', groupId: null, tutorId: null, series: null };
  await karin.call(c.planMeetings, { enrolmentId, roomId }, wish);
  const { meetings } = await karin.call(c.weekPlan, { enrolmentId }, undefined, `?day=${day}`);
  meetingId = meetings.find((one) => one.roomId === roomId && one.state === 'planned')?.meetingId ?? '';
  await arrive(phone, 'amira.haddad');
  await phone.getByRole('heading', { name: 'Diese Stunde hat noch nicht begonnen.' }).waitFor();
  await look('waiting');
  await karin.call(c.startMeeting, { enrolmentId, roomId }, { meetingId });
  await button(phone, 'Im Raum').waitFor({ timeout: 30_000 });
}, 90_000);
