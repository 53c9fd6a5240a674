import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Response, type RunView } from '#lotse/contract';
import { ADDRESSES, type AddressName } from '../../../apps/web/src/kit/address/addresses.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { tabTo, typeAnswer } from '../../world/keyboard.js';
import { IS_OF_EXAMS, IS_OF_HOURS, IS_OF_REPORTS, Looker } from '../../world/sweep.js';
import { headingOf } from '../../world/task-heading.js';
import { check, giveAnswer, pastEntry, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'deutsch-operatoren';
let server: TestServer;
let at: Looker;
let page: Page;
beforeAll(async () => {
  server = await startForTest();
  at = await Looker.open(server);
  page = at.page;
}, 240_000);
afterAll(async () => {
  await at?.browser.close();
  await server?.stop();
});
/** Each test ends with what its pages left to complain about: axe, sideways scrolling, the policy, other hosts, script errors. */
afterEach(() => expect(at.sweep.found()).toEqual([]));

const button = (name: string) => at.button(name);
const link = (name: string | RegExp) => at.link(name);
const heading = (name: string) => at.heading(name);
const look = (name: string) => at.look(name);

test('a trainee’s overview: under way, all done, nothing chosen; the settings', async () => {
  await at.arrive('lernwerk', 'amira.haddad', 'modul');
  await page.getByText('Deine Ansprechperson').waitFor();
  await at.unfold();
  await look('overview');
  await button('Einstellungen').click();
  await heading('Einstellungen').waitFor();
  await look('settings');
  await button('Schließen').click();
  await at.arrive('lernwerk', 'lea.brandt', 'modul');
  await look('overview, all done');
  await at.arrive('lernwerk', 'finn.luehrs', 'offen');
  await heading('Noch nicht ausgewählt').waitFor();
  await look('overview, nothing chosen');
}, 300_000);

/** Walks through the tasks of a fresh run that count: `story` plays the first of each kind, the API answers the others. */
async function throughRun(
  site: string,
  person: string,
  story: (run: RunView, index: number, answer: { right: Response; wrong: Response }) => Promise<void>,
): Promise<string[]> {
  await at.arrive(site, person, 'operatoren');
  const visitor = await new Visitor(server, site).launch(person, 'operatoren');
  const run = await pastEntry(visitor, UNIT);
  const solved = await solutionsOf(server, run);
  const played: string[] = [];
  for (const [index, { task, closed }] of run.tasks.entries()) {
    if (closed) continue;
    const { right, wrong } = solved[index] ?? {};
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
        sequence: index,
        clientTime: server.clock.now().toISOString(),
      });
      continue;
    }
    await at.open(`${at.here}/u/${UNIT}`);
    await heading(headingOf(run, index)).waitFor();
    await story(run, index, { right, wrong });
    played.push(kind);
  }
  return played;
}

/** Of the demo's units; all kinds are in the unit aufgabenarten-alle. */
const EVERY_KIND = ['cloze, select', 'cloze, typed', 'multiple-choice', 'number', 'order', 'single-choice'];

test('a task of every kind: new, nothing entered, wrong, solved; its help', async () => {
  const played = await throughRun('lernwerk', 'finn.luehrs', async (run, index, { right, wrong }) => {
    const kind = run.tasks[index]?.task.body.kind ?? '';
    await button('Wörter').waitFor();
    await look(`${kind}, new`);
    if (index === run.position) await lookAtHelp();
    if (kind !== 'order') {
      await button('Prüfen').click();
      await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
      await look(`${kind}, nothing entered`);
    }
    await giveAnswer(page, run, index, wrong);
    await check(page);
    await look(`${kind}, wrong`);
    await giveAnswer(page, run, index, right);
    await button('Noch einmal prüfen').click();
    await button('Weiter').or(link('Zum Ergebnis')).waitFor();
    await look(`${kind}, solved`);
  });
  expect(played.sort()).toEqual(EVERY_KIND);
  await at.open(`${at.here}/u/${UNIT}/end`);
  await look('end');
  await at.open(`${at.here}/u/${UNIT}/about`);
  await look('unit');
}, 900_000);

async function lookAtHelp(): Promise<void> {
  await button('Tipp').click();
  await button('Einfach').click();
  await look('task, hint, plain language');
  await button('Einfach').click();
  await button('Wörter').click();
  await heading('Wörter').or(page.locator('dialog h2')).first().waitFor();
  await look('words');
  await button('Schließen').click();
}

test('pages that nobody hopes for: not found, no network, signed out, left', async () => {
  await at.arrive('lernwerk', 'amira.haddad', 'modul');
  const start = at.here;
  await at.open(`${start}/nowhere`);
  await heading('Diese Seite gibt es nicht').waitFor();
  await look('not found');
  await at.open(start);
  await at.browser.context.setOffline(true);
  await page.getByText('Keine Verbindung.').first().waitFor();
  await look('no network');
  await at.browser.context.setOffline(false);
  await page.route('**/api/session/resume', (route) => route.abort());
  await at.open(start);
  await heading('Lotse ist gerade nicht erreichbar').waitFor();
  await look('server away');
  await page.unroute('**/api/session/resume');
  await at.open(start);
  await button('Einstellungen').click();
  await button('Lotse verlassen').click();
  await heading('Du hast Lotse verlassen').waitFor();
  await look('left');
  await at.open(start);
  await heading('Bitte öffne Lotse noch einmal in Moodle').waitFor();
  await look('signed out');
}, 300_000);

test('a task of every kind can be answered with the keyboard alone, and the focus is where something happens', async () => {
  const focused = () => page.evaluate(`document.activeElement.id || document.activeElement.tagName`);
  const played = await throughRun('bbs', 'zofia.nowak', async (run, index, { right }) => {
    await typeAnswer(page, run, index, right);
    await tabTo(button('Prüfen'));
    await page.keyboard.press('Enter');
    await page.locator('.feedback-saved').waitFor();
    expect(await page.locator('#verdict').innerText()).toMatch(/Richtig|Stimmt/);
    expect(await focused()).toBe('verdict');
    await tabTo(button('Weiter').or(link('Zum Ergebnis')));
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { level: 1, name: headingOf(run, index + 1) })
      .or(page.locator('main h1').filter({ hasNotText: 'Aufgabe' }))
      .waitFor();
    expect(await focused()).toBe('H1');
  });
  expect(played.sort()).toEqual(EVERY_KIND);
}, 300_000);

test('every page of a trainee was looked at', () => {
  const elsewhere = [IS_OF_EXAMS, IS_OF_REPORTS, IS_OF_HOURS];
  const pages = (Object.keys(ADDRESSES) as AddressName[]).filter((name) => {
    const { who, path } = ADDRESSES[name];
    return !['staff', 'companion-frame'].includes(who) && !elsewhere.some((address) => address.test(path));
  });
  expect(pages.filter((name) => !at.sweep.visited.has(name))).toEqual([]);
});
