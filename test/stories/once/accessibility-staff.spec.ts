import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openRun } from '#lotse/contract';
import { allLtiPages, ltiPage, pagePolicy } from '#lotse/lti';
import { HomePage } from '../../../apps/server/home-page.js';
import { ADDRESSES, type AddressName } from '../../../apps/web/src/kit/address/addresses.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { IS_OF_HOURS, Looker } from '../../world/sweep.js';
import { fillGaps, toolFrame } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

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
/** On a phone the filters are folded, and folded again after the page was wide. */
async function searchFor(name: string): Promise<void> {
  if (!(await page.getByLabel('Name suchen').isVisible())) await page.getByText('Filtern und sortieren').click();
  await page.getByLabel('Name suchen').fill(name);
}

test('the course, a person, the choice of what a link opens', async () => {
  await at.arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await link('Olha Kovalenko').first().waitFor();
  await look('course');
  await searchFor('Niemand');
  await heading('Zu dieser Auswahl passt niemand').waitFor();
  await look('course, nobody fits');
  await searchFor('Olha');
  await link('Olha Kovalenko').first().click();
  await heading('Olha Kovalenko').waitFor();
  await at.unfold();
  await look('person');
  await at.arrive('bbs', 'sabine.krueger', 'offen');
  await button('Auswählen').click();
  await page.getByText('Wählen Sie zuerst').waitFor();
  await look('choice');
  await page.getByRole('radio').first().check();
  await button('Auswählen').click();
  await heading('Ausgewählt').waitFor();
  await look('chosen');
}, 300_000);

/** The tool's own page of a dialog or a report, in the whole window. */
async function alone(url: string, first: string): Promise<void> {
  await page.goto(url);
  const inside = await toolFrame(page);
  await inside.getByRole('heading', { name: first }).first().waitFor();
  await at.open(new URL(inside.url()).pathname + new URL(inside.url()).search);
  await heading(first).waitFor();
}

test('the choice of content for a course, with a unit tried out', async () => {
  const site = server.site('lernwerk');
  await at.arrive('lernwerk', 'bernd.asmus', 'probezeit');
  await alone(`${site.issuer}/mod/lti/choose.php?course=${site.course('asa').id}&id=1`, 'Inhalte auswählen');
  await look('pick');
  await page.getByRole('searchbox').fill('gibt es nicht');
  await heading('Dazu gibt es nichts').waitFor();
  await look('pick, nothing fits');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('checkbox', { name: /Probezeit und Kündigung/ }).check();
  await at.sees('1 ausgewählt');
  await look('pick, one chosen');
  await button('Probezeit und Kündigung ausprobieren').click();
  await at.sees('Nichts davon wird gespeichert');
  await look('preview');
  await fillGaps(page, 'Quittung');
  await button('Prüfen').click();
  await page.locator('.feedback').waitFor();
  await look('preview, answered');
}, 300_000);

test('somebody’s work with comments, and somebody who has none', async () => {
  await at.arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await link('Olha Kovalenko').first().click();
  await heading('Olha Kovalenko').waitFor();
  await at.open(`${new URL(page.url()).pathname}/review?unitId=wiso-probezeit-kuendigung`);
  await button('Kommentar schreiben').first().click();
  await look('review, writing');
  await button('Speichern').click();
  await at.sees('Schreiben Sie zuerst');
  await look('review, nothing written');
  await page.getByRole('textbox', { name: 'Ihr Kommentar' }).fill('Das zweite Mal war es richtig.');
  await button('Speichern').click();
  await at.sees('Das zweite Mal war es richtig.');
  await look('review, commented');
}, 300_000);

test('the inbox, and an answer that waits for its mark', async () => {
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'modul');
  const { runId } = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: 'wiso-ausbildungsvertrag' });
  const response = { kind: 'open' as const, text: 'Die Klausel ist eine Vertragsstrafe und nichtig.' };
  const sent = { answerId: randomUUID(), runId, exerciseId: 'wiso-vertrag-klausel-begruenden', try: 1 as const, aids: [], response };
  await amira.submit({ ...sent, device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() });
  await at.arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await link(/^Posteingang/).click();
  await link('Mit der ältesten beginnen').waitFor();
  await look('inbox');
  await link('Mit der ältesten beginnen').click();
  await button('Speichern und nächste').waitFor();
  await look('marking');
}, 300_000);

test('the pages the server writes itself: the starts, the plain start, every page of LTI', async () => {
  await page.goto(server.url);
  await look('demo starts');
  const written = new Map<string, { name: string; html: string; policy: string }>();
  for (const { name, wish } of allLtiPages()) {
    const { code, ...words } = wish;
    written.set(JSON.stringify({ ...words, hasCode: code !== undefined }), { name, html: ltiPage(wish), policy: pagePolicy(null) });
  }
  const plain = new Map<string, string>();
  const reply = { header: (name: string, value: string) => (plain.set(name, value), reply), send: (html: string) => plain.set('body', html) };
  await new HomePage({ list: [], hour: [], roomDevice: null, logins: [], notes: [], demo: false }, server.clock).send(reply as never);
  const pages = [{ name: 'plain start', html: plain.get('body') ?? '', policy: plain.get('content-security-policy') ?? '' }, ...written.values()];
  expect(pages.length).toBeGreaterThan(20);
  let shown = pages[0]; // one route for all: taking it away and setting it again raced with the next page once
  await page.route('**/written', (route) =>
    route.fulfill({ body: shown?.html ?? '', contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': shown?.policy ?? '' } }),
  );
  for (const one of pages) {
    shown = one;
    await page.goto(`${server.url}/written`);
    await look(one.name);
  }
  await page.unroute('**/written');
}, 600_000);

type Messages = Record<string, unknown>;
const messages = (locale: string): Messages =>
  Object.assign(
    {},
    ...readdirSync('apps/web/messages').map((area) => JSON.parse(readFileSync(`apps/web/messages/${area}/${locale}.json`, 'utf8')) as Messages),
  ) as Messages;
const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts));
const wishes = (value: unknown) => [...new Set(texts(value).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

test('the interface in English is complete: every message with the same placeholders, and no German word on the pages', async () => {
  const [de, en] = [messages('de'), messages('en')];
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  for (const key of Object.keys(de)) expect({ key, wishes: wishes(en[key]) }).toEqual({ key, wishes: wishes(de[key]) });
  const english = new Set(texts(en).flatMap(pieces));
  const german = [...new Set(texts(de).flatMap(pieces))].filter((text) => !english.has(text));
  for (const [person, opened] of [
    ['amira.haddad', 'modul'],
    ['amira.haddad', 'probezeit'],
    ['karin.thomsen', 'probezeit'],
  ] as const) {
    await at.arrive('lernwerk', person, opened);
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

test('every page of staff was looked at', () => {
  const pages = (Object.keys(ADDRESSES) as AddressName[]).filter((name) => ADDRESSES[name].who === 'staff' && !IS_OF_HOURS.test(ADDRESSES[name].path));
  expect(pages.filter((name) => !at.sweep.visited.has(name))).toEqual([]);
});
