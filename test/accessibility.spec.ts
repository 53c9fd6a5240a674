import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PLAYED_KINDS, type Response, type RunView } from '#lotse/contract';
import { allLtiPages, ltiPage, pagePolicy } from '#lotse/lti';
import { PLACES } from '../apps/web/src/places.js';
import { HomePage } from '../apps/server/home-page.js';
import { openBrowser, type TestBrowser } from './browser.js';
import { startForTest, type TestServer } from './harness.js';
import { tabTo, typeAnswer } from './keyboard.js';
import { Sweep } from './sweep.js';
import { check, giveAnswer, solutionsOf } from './task-page.js';
import { Visitor } from './visitor.js';

const UNIT = 'deutsch-operatoren';
let server: TestServer;
let browser: TestBrowser;
let page: Page;
let sweep: Sweep;

beforeAll(async () => {
  server = await startForTest();
  browser = await openBrowser({ width: 360, height: 780 });
  page = browser.page;
  sweep = new Sweep(page, [server.url, ...server.lms.sites.map((site) => site.origin)]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
/** Each test ends with what its pages left to complain about: axe, sideways scrolling, the policy, other hosts, script errors. */
afterEach(() => expect(sweep.found()).toEqual([]));

const button = (name: string) => page.getByRole('button', { name, exact: true });
const link = (name: string | RegExp) => page.getByRole('link', { name });
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).first();

/** A launch into the whole window; resolves when the page stands. */
async function arrive(site: string, person: string, at: string): Promise<void> {
  await page.goto(server.site(site).startUrl({ person, link: at, target: 'window' }));
  await page.locator('main h1').first().waitFor();
}

/** The words in `main` once the page of this address is drawn. */
async function open(path: string): Promise<void> {
  await page.goto(server.url + path);
  await page.locator('main h1').first().waitFor();
}

const here = () => /^(\/l\/[^/]+\/c\/[^/]+)/.exec(new URL(page.url()).pathname)?.[1] ?? '';

test('a trainee’s overview: under way, all done, nothing chosen; the settings', async () => {
  await arrive('lernwerk', 'amira.haddad', 'modul');
  await page.getByText('Deine Ansprechperson').waitFor();
  for (const closed of await page.locator('summary').all()) await closed.click();
  await sweep.look('overview');
  await button('Einstellungen').click();
  await heading('Einstellungen').waitFor();
  await sweep.look('settings');
  await button('Schließen').click();
  await arrive('lernwerk', 'lea.brandt', 'modul');
  await sweep.look('overview, all done');
  await arrive('lernwerk', 'finn.luehrs', 'offen');
  await heading('Noch nicht ausgewählt').waitFor();
  await sweep.look('overview, nothing chosen');
}, 300_000);

/** Walks through a fresh run: `story` plays the first task of each kind, the API answers the others. */
async function throughRun(
  site: string,
  person: string,
  story: (run: RunView, at: number, answer: { right: Response; wrong: Response }) => Promise<void>,
): Promise<string[]> {
  await arrive(site, person, 'operatoren');
  const visitor = await new Visitor(server, site).launch(person, 'operatoren');
  const run = (await visitor.ask('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: UNIT })).body as unknown as RunView;
  const solved = await solutionsOf(server, run);
  const played: string[] = [];
  for (const [at, { task }] of run.tasks.entries()) {
    const { right, wrong } = solved[at] ?? {};
    if (!right || !wrong) throw new Error('no solution');
    const kind = task.body.kind === 'cloze' ? `cloze, ${task.body.gaps[0]?.input}` : task.body.kind;
    if (played.includes(kind)) {
      const answerId = crypto.randomUUID();
      await visitor.submit({
        answerId,
        runId: run.runId,
        exerciseId: task.exerciseId,
        try: 1,
        aids: [],
        response: right,
        device: 'test',
        sequence: at,
        clientTime: server.clock.now().toISOString(),
      });
      continue;
    }
    await open(`${here()}/u/${UNIT}`);
    await heading(`Aufgabe ${at + 1} von ${run.total}`).waitFor();
    await story(run, at, { right, wrong });
    played.push(kind);
  }
  return played;
}

const EVERY_KIND = [...PLAYED_KINDS.filter((kind) => kind !== 'cloze'), 'cloze, select', 'cloze, typed'].sort();

test('a task of every kind: new, nothing entered, wrong, solved; its help', async () => {
  const played = await throughRun('lernwerk', 'finn.luehrs', async (run, at, { wrong }) => {
    const kind = run.tasks[at]?.task.body.kind ?? '';
    await button('Wörter').waitFor();
    await sweep.look(`${kind}, new`);
    if (at === 0) await lookAtHelp();
    if (kind !== 'order') {
      await button('Prüfen').click();
      await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
      await sweep.look(`${kind}, nothing entered`);
    }
    await giveAnswer(page, run, at, wrong);
    await check(page);
    await sweep.look(`${kind}, wrong`);
    await button('Noch einmal prüfen').click();
    await button('Weiter').or(link('Zum Ergebnis')).waitFor();
    await sweep.look(`${kind}, solved`);
  });
  expect(played.sort()).toEqual(EVERY_KIND);
  await open(`${here()}/u/${UNIT}/end`);
  await sweep.look('end');
}, 900_000);

async function lookAtHelp(): Promise<void> {
  await button('Tipp').click();
  await button('Einfach').click();
  await sweep.look('task, hint, plain language');
  await button('Einfach').click();
  await button('Wörter').click();
  await heading('Wörter').or(page.locator('dialog h2')).first().waitFor();
  await sweep.look('words');
  await button('Schließen').click();
}

test('the course, a person, the choice of what a link opens', async () => {
  await arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await link('Olha Kovalenko').first().waitFor();
  await sweep.look('course');
  await page.getByLabel('Name suchen').fill('Niemand');
  await heading('Zu dieser Auswahl passt niemand').waitFor();
  await sweep.look('course, nobody fits');
  await page.getByLabel('Name suchen').fill('Olha');
  await link('Olha Kovalenko').first().click();
  await heading('Olha Kovalenko').waitFor();
  for (const closed of await page.locator('summary').all()) await closed.click();
  await sweep.look('person');
  await arrive('bbs', 'sabine.krueger', 'offen');
  await button('Auswählen').click();
  await page.getByText('Wählen Sie zuerst').waitFor();
  await sweep.look('choice');
  await page.getByRole('radio').first().check();
  await button('Auswählen').click();
  await heading('Ausgewählt').waitFor();
  await sweep.look('chosen');
}, 300_000);

test('pages that nobody hopes for: not found, no network, signed out, left', async () => {
  await arrive('lernwerk', 'amira.haddad', 'modul');
  const place = here();
  await open(`${place}/nowhere`);
  await heading('Diese Seite gibt es nicht').waitFor();
  await sweep.look('not found');
  await open(place);
  await browser.context.setOffline(true);
  await page.getByText('Keine Verbindung.').first().waitFor();
  await sweep.look('no network');
  await browser.context.setOffline(false);
  await page.route('**/api/session/resume', (route) => route.abort());
  await open(place);
  await heading('Lotse ist gerade nicht erreichbar').waitFor();
  await sweep.look('server away');
  await page.unroute('**/api/session/resume');
  await open(place);
  await button('Einstellungen').click();
  await button('Lotse verlassen').click();
  await heading('Du hast Lotse verlassen').waitFor();
  await sweep.look('left');
  await open(place);
  await heading('Bitte öffne Lotse noch einmal in Moodle').waitFor();
  await sweep.look('signed out');
}, 300_000);

test('the pages the server writes itself: the starts, the plain start, every page of LTI', async () => {
  await page.goto(server.url);
  await sweep.look('demo starts');
  const written = new Map<string, { name: string; html: string; policy: string }>();
  for (const { name, wish } of allLtiPages()) {
    const { code, ...words } = wish;
    written.set(JSON.stringify({ ...words, hasCode: code !== undefined }), { name, html: ltiPage(wish), policy: pagePolicy(null) });
  }
  const plain = new Map<string, string>();
  const reply = { header: (name: string, value: string) => (plain.set(name, value), reply), send: (html: string) => plain.set('body', html) };
  await new HomePage({ list: [], notes: [], demo: false }).send(reply as never);
  const pages = [{ name: 'plain start', html: plain.get('body') ?? '', policy: plain.get('content-security-policy') ?? '' }, ...written.values()];
  expect(pages.length).toBeGreaterThan(20);
  for (const { name, html, policy } of pages) {
    await page.route(
      '**/written',
      (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': policy } }),
      { times: 1 },
    );
    await page.goto(`${server.url}/written`);
    await sweep.look(name);
  }
}, 600_000);

test('a task of every kind can be answered with the keyboard alone, and the focus is where something happens', async () => {
  const focused = () => page.evaluate(`document.activeElement.id || document.activeElement.tagName`);
  const played = await throughRun('bbs', 'zofia.nowak', async (run, at, { right }) => {
    await typeAnswer(page, run, at, right);
    await tabTo(button('Prüfen'));
    await page.keyboard.press('Enter');
    await page.locator('.feedback-saved').waitFor();
    expect(await page.locator('#verdict').innerText()).toMatch(/Richtig|Stimmt/);
    expect(await focused()).toBe('verdict');
    await tabTo(button('Weiter').or(link('Zum Ergebnis')));
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { level: 1, name: `Aufgabe ${at + 2} von` })
      .or(page.locator('main h1').filter({ hasNotText: 'Aufgabe' }))
      .waitFor();
    expect(await focused()).toBe('H1');
  });
  expect(played.sort()).toEqual(EVERY_KIND);
}, 300_000);

type Messages = Record<string, unknown>;
const messages = (locale: string) => JSON.parse(readFileSync(`apps/web/messages/${locale}.json`, 'utf8')) as Messages;
const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts));
const wishes = (value: unknown) => [...new Set(texts(value).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

test('the interface in English is complete: every message with the same placeholders, and no German word on the pages', async () => {
  const [de, en] = [messages('de'), messages('en')];
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  for (const key of Object.keys(de)) expect({ key, wishes: wishes(en[key]) }).toEqual({ key, wishes: wishes(de[key]) });
  const english = new Set(texts(en).flatMap(pieces));
  const german = [...new Set(texts(de).flatMap(pieces))].filter((text) => !english.has(text));
  for (const [person, at] of [
    ['amira.haddad', 'modul'],
    ['amira.haddad', 'probezeit'],
    ['karin.thomsen', 'probezeit'],
  ] as const) {
    await arrive('lernwerk', person, at);
    await page.getByRole('button', { name: /Einstellungen|Settings/ }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await button('Close').click();
    const shown = await page.evaluate<string[]>(
      `[...document.querySelectorAll('body *')].filter((one) => !one.closest('[lang=de], script, style')).flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).concat(one.getAttribute('aria-label') ?? [])).filter(Boolean)`,
    );
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((text) => german.some((word) => text === word || (word.length > 8 && text.includes(word))))).toEqual([]);
  }
}, 120_000);

/** What stands between the placeholders. */
function pieces(text: string): string[] {
  return text
    .split(/\{\w+\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 2);
}

test('every place of the web app was looked at', () => {
  expect([...sweep.visited].sort()).toEqual(Object.keys(PLACES).sort());
});
