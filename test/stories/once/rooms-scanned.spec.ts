import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { personIn, type LiveVisitor } from '../../world/live-visitor.js';
import { Sweep } from '../../world/sweep.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let phone: TestBrowser;
let sweep: Sweep;
let tutor: LiveVisitor;
let meetingId = '';

beforeAll(async () => {
  server = await startForTest();
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const { enrolmentId } = karin;
  const { roomId } = await karin.call(c.addRoom, { enrolmentId }, { title: 'Stützunterricht', placeLabel: 'B 12', media: 'none', link: null });
  meetingId = (await karin.call(c.startMeeting, { enrolmentId, roomId }, {})).meetingId;
  tutor = await personIn(server, karin, () => meetingId).join();
  phone = await openBrowser({ width: 360, height: 740 });
  sweep = new Sweep(phone.page, [server.url, ...server.lms.sites.map((site) => site.origin)]);
}, 240_000);
afterAll(async () => {
  tutor?.leave();
  await phone?.close();
  await server?.stop();
});
afterEach(() => expect(sweep.found()).toEqual([]));

const scan = async (page: Page) => page.goto(`${server.url}/check-in#${(await tutor.say(c.checkInCode, {})).code}`);
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

test('a trainee who scans the code of a room without being signed in is told the way, and is in the room once the hour is open', async () => {
  const { page } = phone;
  await scan(page);
  await sees(page, 'Diese Seite weiß noch nicht, wer du bist.');
  await sees(page, 'Öffne in deinem Kurs Lotse und tippe auf „Zur Stunde“.');
  await sweep.look('scanned');
  await page.goto(server.site('lernwerk').startUrl({ person: 'amira.haddad', link: 'probezeit', target: 'window' }));
  await page.waitForURL(/\/l\/[^/]+\/c\/[^/]+/);
  await page.getByRole('main').waitFor();
  const base = /^\/l\/[^/]+\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
  await page.goto(`${server.url}${base}/meetings/${meetingId}`);
  await sees(page, 'Du bist: Im Raum');
}, 120_000);

test('where the hour is open already, it takes the code that is scanned in another tab', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Du bist: Im Raum' }).click();
  await page.getByRole('button', { name: 'Zu Hause' }).click();
  await sees(page, 'Du bist: Zu Hause');
  const other = await page.context().newPage();
  await scan(other);
  await sees(other, 'Deine Stunde hat den Code übernommen.');
  await sees(page, 'Du bist: Im Raum');
  await other.close();
}, 120_000);

test('a code that was scanned too long ago, and an address without one, say what to do', async () => {
  const other = await openBrowser({ width: 360, height: 740 });
  await other.page.clock.install();
  await scan(other.page);
  await sees(other.page, /^Der Code gilt noch/);
  await other.page.clock.fastForward(121_000);
  await sees(other.page, 'Dieser Code ist abgelaufen.');
  await other.page.goto('about:blank');
  await other.page.goto(`${server.url}/check-in`);
  await sees(other.page, 'In dieser Adresse steht kein Code.');
  await other.close();
}, 120_000);
