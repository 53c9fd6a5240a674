import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import type { RunView } from '#lotse/contract';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { Between } from '../../world/between.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { ANY_HEADING } from '../../world/task-heading.js';
import { check, giveAnswer, openInMoodle, solutionsOf, toolFrame } from '../../world/task-page.js';

/** What the scripts that run in the page use of it. */
interface InPage {
  location: { reload(): void };
  opener: unknown;
  localStorage: { length: number };
}

const between = new Between();
let server: TestServer;
let desk: TestBrowser;
const pages: Page[] = [];

beforeAll(async () => {
  const port = await between.open();
  server = await startForTest({ env: { LOTSE_URL: `http://localhost:${port}` } });
  between.to = server.settings.port;
  desk = await openBrowser({ width: 1280, height: 800, whole: true });
}, 240_000);
afterAll(async () => {
  await desk?.close();
  await server?.stop();
  between.close();
});
afterEach(async () => {
  await desk.context.clearCookies();
  between.without = 'nothing';
  for (const page of pages.splice(0)) await page.close();
});

const lernwerk = () => server.site('lernwerk');
const start = (person: string, more: { target?: 'window' } = {}) => lernwerk().startUrl({ person, link: 'probezeit', ...more });

async function newPage(context: BrowserContext = desk.context): Promise<Page> {
  const page = await context.newPage();
  pages.push(page);
  return page;
}

async function reload(page: Page, spot: Frame | Page): Promise<number> {
  const answer = page.waitForResponse((one) => /\/api\/session\/(resume|unit)$/.test(one.url()));
  await spot.evaluate(() => (globalThis as unknown as InPage).location.reload());
  return (await answer).status();
}

test('O-04: third-party cookies are blocked and the LMS keeps its session Lax; launch and reload work in the frame', async () => {
  const page = await newPage();
  between.seen.length = 0;
  lernwerk().requests.reset();
  const { spot } = await openInMoodle(page, start('amira.haddad'));
  await spot.getByText(ANY_HEADING).first().waitFor();
  // the platform was asked once, by GET and with its session: nothing had to be posted twice
  expect(
    lernwerk()
      .requests.last.filter((one) => one.target === 'auth')
      .map((one) => one.method),
  ).toEqual(['GET']);
  expect((await desk.context.cookies()).find((cookie) => cookie.name === 'LernplattformSession')).toMatchObject({ sameSite: 'Lax' });
  // this browser does block: of what we set in the frame, only the partitioned cookies come back
  const framed = between.seen.filter((one) => one.framed);
  expect(framed.map((one) => one.path)).toEqual(['/lti/login', '/lti/login', '/lti/launch', expect.stringMatching(/^\/l\//)]);
  expect(framed.map((one) => one.cookies).join()).not.toContain('ordinary');
  expect(framed.slice(1).every((one) => one.cookies.includes('__Host-lotse-login='))).toBe(true);
  expect(await reload(page, spot)).toBe(200);
  await (await toolFrame(page)).getByText(ANY_HEADING).first().waitFor();
}, 120_000);

test('O-05: where the frame keeps no cookie at all, one button comes before the platform is asked, and in its window all works', async () => {
  const page = await newPage();
  between.without = 'cookies in frames';
  lernwerk().requests.reset();
  await page.goto(start('finn.luehrs'));
  const frame = page.frameLocator('#contentframe');
  await frame.getByRole('heading', { name: 'Lotse öffnet sich in einem neuen Fenster' }).waitFor();
  expect(lernwerk().requests.auth).toBe(0);
  expect(await frame.locator('a, button, input').allInnerTexts()).toEqual(['In neuem Fenster öffnen']);
  const opened = desk.context.waitForEvent('page');
  await frame.getByRole('link', { name: 'In neuem Fenster öffnen' }).click();
  const window = await opened;
  pages.push(window);
  await window.getByText(ANY_HEADING).first().waitFor();
  expect(lernwerk().requests.auth).toBe(1);
  expect(await window.evaluate(() => (globalThis as unknown as InPage).opener)).toBeNull();
  expect(await reload(window, window)).toBe(200);
  await window.getByText(ANY_HEADING).first().waitFor();
}, 120_000);

test('a browser that keeps no cookie anywhere is told so, and the platform is never asked', async () => {
  const page = await newPage();
  between.without = 'all cookies';
  lernwerk().requests.reset();
  await page.goto(start('finn.luehrs'));
  const opened = desk.context.waitForEvent('page');
  await page.frameLocator('#contentframe').getByRole('link', { name: 'In neuem Fenster öffnen' }).click();
  const window = await opened;
  pages.push(window);
  await window.getByRole('heading', { name: 'Der Browser lässt den Start nicht zu' }).waitFor();
  await window.getByText('COOKIES_OFF').waitFor();
  expect(lernwerk().requests.auth).toBe(0);
}, 120_000);

test('S-18: a second person in the same browser ends the first one’s session; nothing is mixed', async () => {
  const signedOut = 'Bitte öffne Lotse noch einmal in Moodle';
  const first = await newPage();
  const { spot: amira } = await openInMoodle(first, start('amira.haddad'));
  await amira.getByText(ANY_HEADING).first().waitFor();
  await amira.getByRole('link', { name: 'Übersicht' }).click();
  const goOn = amira.getByRole('link', { name: 'Weiter üben' });
  await goOn.waitFor();
  const told = amira.getByRole('heading', { name: signedOut });
  const refused = first.waitForResponse((one) => one.status() === 401);
  const second = await newPage();
  const { spot: olha, run } = await openInMoodle(second, start('olha.kovalenko'));
  await olha.getByText(ANY_HEADING).first().waitFor();

  // her page, still open, gets nothing more (it may have asked by itself and say so already); and a reload with the
  // other’s cookie does not show the other’s
  await goOn.or(told).first().click();
  expect(new URL((await refused).url()).pathname).toMatch(/^\/api\//);
  await told.waitFor();
  expect(await reload(first, amira)).toBe(401);
  const after = await toolFrame(first);
  await after.getByRole('heading', { name: signedOut }).waitFor();
  expect(await after.locator('body').innerText()).not.toMatch(/Aufgabe|Haddad|Kovalenko/);
  // the other’s goes on, and after a reload it is still the same
  const again = second.waitForResponse((one) => one.url().endsWith('/api/session/unit'));
  expect(await reload(second, olha)).toBe(200);
  expect((await (await again).json()) as { run: RunView }).toMatchObject({ run: { runId: run?.runId } });
}, 120_000);

test('the LMS’s own link opens the same in a new window', async () => {
  const page = await newPage();
  await openInMoodle(page, start('lea.brandt'));
  const opened = desk.context.waitForEvent('page');
  await page.getByRole('link', { name: 'In neuem Fenster öffnen' }).click();
  const window = await opened;
  pages.push(window);
  await window.waitForURL(/\/l\/[0-9a-f-]{36}\/c\//);
  await window.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(window.url()).hash).toBe('');
  expect(await reload(window, window)).toBe(200);
}, 120_000);

test('a phone gets Lotse in the whole window', async () => {
  const page = await newPage();
  const agent = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
  await (await desk.context.newCDPSession(page)).send('Emulation.setUserAgentOverride', { userAgent: agent });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(start('tariq.rahimi'));
  await page.getByText(ANY_HEADING).first().waitFor();
  expect(new URL(page.url()).origin).toBe(server.url);
  expect(page.frames()).toHaveLength(1);
  expect(await reload(page, page)).toBe(200);
  await page.getByText(ANY_HEADING).first().waitFor();
}, 120_000);

test('where the frame may not even touch localStorage, a task can be answered and a reload shows it', async () => {
  const dir = mkdtempSync(`${tmpdir()}/lotse-browser-`);
  const env = { ...(process.env as Record<string, string>), ...(JSON.parse(process.env.LOTSE_TEST_CHROMIUM_ENV ?? '{}') as Record<string, string>) };
  // without our own --disable-features, Playwright's list holds: storage of third parties is not partitioned but refused
  const context = await chromium.launchPersistentContext(dir, {
    executablePath: process.env.LOTSE_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    env,
    locale: 'de-DE',
  });
  try {
    const page = await context.newPage();
    const { spot, run } = await openInMoodle(page, start('mehmet.yildiz'));
    await spot.getByText(ANY_HEADING).first().waitFor();
    const refused = await spot.evaluate(() => {
      try {
        return String((globalThis as unknown as InPage).localStorage.length);
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refused).toBe('SecurityError');
    if (!run) throw new Error('no run');
    const { right } = (await solutionsOf(server, run))[run.position] ?? {};
    if (!right) throw new Error('no task');
    await giveAnswer(spot, run, run.position, right);
    expect(await check(spot)).toMatch(/Stimmt|Richtig/);
    expect(await reload(page, spot)).toBe(200);
    expect(await (await toolFrame(page)).locator('#verdict').innerText()).toMatch(/Stimmt|Richtig/);
  } finally {
    await context.close();
    rmSync(dir, { recursive: true, force: true });
  }
}, 180_000);
