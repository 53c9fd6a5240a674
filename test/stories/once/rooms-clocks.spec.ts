import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { Connections, LiveServer } from '#lotse/rooms';
import type { Page } from 'playwright-core';
import { startForTest, type TestServer } from '../../world/harness.js';
import { HourPages } from '../../world/hour-pages.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import type { TcpRelay } from '../../world/tcp-relay.js';
import { Visitor } from '../../world/visitor.js';

/** Devices whose clocks are wrong or are set during the hour, and one that sleeps. */
let server: TestServer;
let pages: HourPages;
let tutor: LiveVisitor;
let meetingId = '';
const at: Record<string, { page: Page; network: TcpRelay }> = {};
const on = (name: string): Page => (at[name] as { page: Page }).page;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Before the page's own scripts: the clock of the device, by so many ms from the right time. */
const clockOf = (skew: number) => `(() => {
  const Real = Date;
  window.skew = ${skew};
  window.Date = class extends Real {
    constructor(...rest) {
      if (rest.length === 0) super(Real.now() + window.skew);
      else super(...rest);
    }
    static now() {
      return Real.now() + window.skew;
    }
  };
})()`;
const MINUTE = 60_000;

beforeAll(async () => {
  server = await startForTest();
  pages = new HourPages(server);
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const { enrolmentId } = karin;
  const { roomId } = await karin.call(c.addRoom, { enrolmentId }, { title: 'Dienstag', placeLabel: 'B 12', media: 'mesh', link: null });
  meetingId = (await karin.call(c.startMeeting, { enrolmentId, roomId }, {})).meetingId;
  tutor = await personIn(server, karin, () => meetingId).join();
  for (const [name, login, skew] of [
    ['fast', 'amira.haddad', 10 * MINUTE],
    ['slow', 'lea.brandt', -10 * MINUTE],
    ['home', 'jonas.petersen', 0],
  ] as const) {
    const one = await pages.open(undefined, name === 'home' ? 'home' : 'all');
    await one.page.addInitScript(clockOf(skew));
    at[name] = one;
    await pages.arrive(one.page, login, meetingId);
  }
  await button(on('slow'), 'Zu Hause').click();
}, 300_000);
afterAll(async () => {
  tutor?.leave();
  await pages?.close();
  await server?.stop();
});

/** Seconds the timer of a page has left. */
async function left(page: Page): Promise<number> {
  const [minutes = NaN, seconds = NaN] = (await page.getByRole('timer').locator('.figures').innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}
/** The server's clock stands still meanwhile, those of the pages go on. */
async function timerIsRight(page: Page): Promise<void> {
  await page.getByRole('timer').waitFor();
  const seconds = await left(page);
  expect(seconds).toBeGreaterThan(200);
  expect(seconds).toBeLessThanOrEqual(300);
}

test('ten minutes fast, ten minutes slow: the timer and the code of the room go by the clock of the server', async () => {
  await tutor.say(c.startTimer, { label: 'Aufgabe 3', seconds: 300 });
  for (const name of ['fast', 'slow']) await timerIsRight(on(name));
  const { code } = await tutor.say(c.checkInCode);
  await button(on('fast'), 'Im Raum').click();
  await on('fast').getByLabel('Code vom Raumgerät').fill(code);
  await button(on('fast'), 'Anmelden').click();
  await on('fast').getByText('Du bist: Im Raum').waitFor();
}, 120_000);

test('a clock that is set during the hour, by hand or to summer time, moves nothing', async () => {
  await tutor.say(c.startTimer, { label: 'Aufgabe 4', seconds: 300 });
  for (const [name, ms] of [
    ['fast', 60 * MINUTE],
    ['slow', -60 * MINUTE],
  ] as const) {
    await on(name).getByRole('timer').getByText('Aufgabe 4').waitFor();
    await on(name).evaluate(`window.skew += ${ms}`);
    await on(name).waitForTimeout(1_500); // it is drawn each second
    await timerIsRight(on(name));
  }
  // and after the page has found out and has measured again
  await on('slow').waitForTimeout(10_000);
  for (const name of ['fast', 'slow']) await timerIsRight(on(name));
}, 120_000);

const peers = async () => (await tutor.say(c.mediaState)).peers;
async function soon(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 40_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 250)))
    if (performance.now() > end) throw new Error(`never came: ${what}`);
}

test('a phone sleeps for six minutes: it wakes in the hour as it is now, with the right time, and its microphone is what the page says', async () => {
  const { page, network } = at['home'] as { page: Page; network: TcpRelay };
  await button(page, 'Zu Hause').click();
  await button(page, 'Ton und Bild').click();
  await button(page, 'Teilnehmen').click();
  await button(page, 'Mikrofon aus').click();
  await button(page, 'Mikrofon an').waitFor();
  await soon('the microphone is open', async () => (await peers()).some((one) => one.audio));
  const { person } = (await peers())[0] as c.MediaPeer;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  const connections = () => server.started.app.get(Connections).of(meetingId).length;
  const before = connections();
  network.cut();
  await until('the server has given it up', () => connections() === before - 1);
  await soon('it is heard by nobody', async () => (await peers()).length === 0);
  for (let n = 0; n < 4; n++) {
    server.clock.advance(1.5 * MINUTE);
    await tutor.say(c.clockPing, { t0: 0 });
    await server.started.app.get(LiveServer).tick();
  }
  await until('gone', () => tutor.state.people[String(person)]?.here === false);
  await tutor.say(c.startTimer, { label: 'Aufgabe 5', seconds: 300 });
  network.mend();
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await page.getByRole('timer').getByText('Aufgabe 5').waitFor({ timeout: 60_000 });
  await timerIsRight(page);
  await page.getByText('Keine Verbindung. Es geht von selbst weiter').waitFor({ state: 'detached' });
  await until('seated again', () => tutor.state.people[String(person)]?.here === true);
  expect(tutor.state.people[String(person)]?.place).toBe('home');
  await soon('page and server say the same of the microphone', async () => {
    const isOn = await button(page, 'Mikrofon an').isVisible();
    return isOn === (await peers()).some((one) => one.person === person && one.audio);
  });
  expect(await button(page, 'Mikrofon an').isVisible()).toBe(true);
}, 180_000);
