import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { chooseTarget, isHandKind, openRun } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionsOf, toolFrame } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'aufgabenarten-alle';
const LINK = 'offen';
const SPEAKS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
const MAIL = 'Sehr geehrter Herr Yilmaz,\n\nmorgen komme ich um neun Uhr, ich habe einen Termin beim Amt.\n\nMit freundlichen Grüßen\nAmira Haddad';

/** An audio element, as far as the story looks at it. */
interface Sound {
  readyState: number;
  currentTime: number;
  error: unknown;
  play(): Promise<void>;
  addEventListener(name: string, act: () => void, how: { once: true }): void;
}

let server: TestServer;
let phone: TestBrowser;
let desk: TestBrowser;

/** The link opens the unit with every kind of task; all that the server marks is done already. */
async function prepare(): Promise<void> {
  const bernd = await new Visitor(server, 'lernwerk').launch('bernd.asmus', LINK);
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  const [link] = await server.db.job(tenant?.id ?? '', (tx) => tx.query<{ id: string }[]>(`select id from resource_link where title = 'Übung der Woche'`));
  await bernd.call(chooseTarget, { enrolmentId: bernd.enrolmentId, linkId: link?.id ?? '' }, { kind: 'unit', id: UNIT });
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', LINK);
  const run = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: UNIT });
  for (const { exercise, right } of await solutionsOf(server, run)) {
    if (exercise.prefilled !== undefined || isHandKind(exercise.body.kind)) continue;
    const at = { answerId: randomUUID(), runId: run.runId, exerciseId: exercise.id, try: 1, aids: [], device: 'test', sequence: 1 };
    await amira.submit({ ...at, response: right, clientTime: server.clock.now().toISOString() });
  }
}

const grade = async () => {
  server.clock.advance(5_000);
  await server.started.app.get(GradePassback).drain();
  const site = server.site('lernwerk');
  return site.gradebook.grade(site.person('amira.haddad'), site.gradebook.column(site.link(LINK)))?.score ?? null;
};
const launch = async ({ page }: TestBrowser, person: string): Promise<Frame> => {
  await page.goto(server.site('lernwerk').startUrl({ person, link: LINK }));
  return toolFrame(page);
};
const goOn = async (spot: Frame) => {
  server.clock.advance(60_000);
  await spot.getByRole('button', { name: 'Weiter', exact: true }).click();
};
/** Whether the window would ask now before it closes. */
const asksOnClosing = (spot: Frame) => spot.evaluate<boolean>(`(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))()`);
const isSent = (spot: Frame) => spot.locator('.feedback').getByText('Gespeichert').first().waitFor();

beforeAll(async () => {
  server = await startForTest();
  await prepare();
  [phone, desk] = await Promise.all([
    openBrowser({ width: 360, height: 740, whole: true, args: SPEAKS }),
    openBrowser({ width: 1280, height: 900, whole: true, args: SPEAKS }),
  ]);
}, 240_000);
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await server?.stop();
});

let before: number | null = null;

test('a trainee writes, the net is cut, speaks while it is cut again, and loads the page anew in between: nothing is lost', async () => {
  let spot = await launch(phone, 'amira.haddad');
  const text = spot.getByLabel('Dein Text');
  await text.fill('Der Plan legt fest, was wann gelernt wird. So ist vor der Prüfung alles gelernt.');
  await spot.getByRole('button', { name: 'Senden' }).click();
  await isSent(spot);
  await spot.getByText('Wird gelesen').first().waitFor();
  await goOn(spot);

  await spot.getByText('wann du kommst').waitFor();
  await text.fill(MAIL);
  await spot.getByText('Anrede: da').waitFor();
  await spot.getByText('Gruß: da').waitFor();
  await phone.context.setOffline(true);
  await spot.getByRole('button', { name: 'Senden' }).click();
  await spot.getByText('Keine Verbindung').first().waitFor();
  await phone.context.setOffline(false);
  await isSent(spot);
  await goOn(spot);

  await spot.getByRole('button', { name: 'Aufnahme beginnen' }).click();
  await spot.getByText(/^[2-9] von 40 Sekunden$/).waitFor();
  await phone.context.setOffline(true);
  await spot.getByRole('button', { name: 'Aufnahme beenden' }).click();
  await spot.locator('audio.sound').waitFor();
  await spot.getByText('Die Aufnahme bleibt hier').waitFor();
  // the page is loaded anew while nothing of it gets through
  await phone.context.route('**/api/runs/*/recordings/**', (route) => route.abort());
  await phone.context.setOffline(false);
  spot = await launch(phone, 'amira.haddad');
  await spot.getByText('Die Aufnahme bleibt hier').waitFor();
  await spot.locator('audio.sound').waitFor();
  await phone.context.unroute('**/api/runs/*/recordings/**');
  await spot.getByText('Die Aufnahme ist übertragen').waitFor({ timeout: 40_000 });
  await spot.getByRole('button', { name: 'Senden' }).click();
  await isSent(spot);
  await spot.getByRole('link', { name: /Ergebnis/ }).click();
  await spot.getByText('3 Antworten werden noch gelesen').waitFor();
  before = await grade();
  expect(before).toBeGreaterThan(50);
  expect(before).toBeLessThan(100);
}, 180_000);

test('the tutor marks in the inbox by points, a comment, and one key to the next', async () => {
  const spot = await launch(desk, 'karin.thomsen');
  await spot.getByRole('link', { name: 'Posteingang (3)' }).click();
  await spot.getByRole('link', { name: 'Mit der ältesten beginnen' }).click();
  await spot.getByText('Der Plan legt fest, was wann').waitFor();
  const press = (keys: string) => [...keys].reduce((done, key) => done.then(() => spot.locator('h1').press(key)), Promise.resolve());
  await press('n');
  await spot.getByText('Vergeben Sie zuerst').waitFor();
  await press('33n');
  await spot.getByText('Es warten noch 2').waitFor();

  await spot.getByText('Termin beim Amt.').first().waitFor();
  expect(await asksOnClosing(spot)).toBe(false);
  await press('3');
  // whoever looks at something else meanwhile finds what was begun, and the window asks before it is closed, then as before
  expect(await asksOnClosing(spot)).toBe(true);
  await spot.getByRole('link', { name: 'Posteingang' }).first().click();
  await spot.getByRole('link', { name: 'Mit der ältesten beginnen' }).waitFor();
  expect(await asksOnClosing(spot)).toBe(true);
  await spot.getByRole('link', { name: 'Mit der ältesten beginnen' }).click();
  await spot.getByText('Termin beim Amt.').first().waitFor();
  expect(await asksOnClosing(spot)).toBe(true);
  await spot.getByRole('radio', { name: /^2: passt meist/ }).check();
  await spot.getByRole('radio', { name: /^3: gut zu verstehen, höchstens/ }).check();
  await spot.getByRole('checkbox', { name: 'wann du kommst' }).check();
  const comment = spot.getByRole('textbox', { name: 'Kommentar' });
  await comment.click();
  await comment.pressSequentially('Alles da. Schön höflich.');
  await comment.press('Control+Enter');
  await spot.getByText('Es wartet noch 1').waitFor();

  await spot.locator('audio.sound').waitFor();
  const seconds = await spot.locator('audio.sound').evaluate(async (element) => {
    const audio = element as unknown as Sound;
    if (audio.readyState < 1) await new Promise((loaded) => audio.addEventListener('loadedmetadata', () => loaded(null), { once: true }));
    await audio.play();
    await new Promise((played) => audio.addEventListener('timeupdate', () => played(null), { once: true }));
    return audio.error === null ? audio.currentTime : -1;
  });
  expect(seconds).toBeGreaterThanOrEqual(0);
  await press('222n');
  await spot.getByText('Nichts zu bewerten').waitFor();
  expect(await asksOnClosing(spot)).toBe(false);
}, 120_000);

test('the trainee is told on the start page, reads points and comment, and the grade in the LMS has risen', async () => {
  const after = await grade();
  expect(after).toBeGreaterThan(before ?? 100);
  const spot = await launch(phone, 'amira.haddad');
  await spot.getByRole('link', { name: 'Übersicht' }).first().click();
  await spot.getByRole('heading', { name: 'Karin Thomsen hat deine Antwort gelesen' }).first().waitFor();
  await spot.getByText('8 von 9 Punkten').locator('xpath=ancestor::section').getByRole('link', { name: 'Kommentar lesen' }).click();
  await spot.getByText('Alles da. Schön höflich.').waitFor();
  await spot.getByText('passt meist').waitFor();
}, 90_000);
