import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { examForm, examPaper, type ExamPaper } from '#lotse/contract';
import { ADDRESSES, type AddressName } from '../../../apps/web/src/kit/address/addresses.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { picture } from '../../world/pages.js';
import { IS_OF_EXAMS, Looker } from '../../world/sweep.js';
import { Visitor } from '../../world/visitor.js';

const FORM = 'wiso-probe';
const MINUTE = 60_000;
let server: TestServer;
let at: Looker;
beforeAll(async () => {
  server = await startForTest();
  at = await Looker.open(server);
}, 240_000);
afterAll(async () => {
  await at?.browser.close();
  await server?.stop();
});
/** Each test ends with what its pages left to complain about: axe, sideways scrolling, the policy, other hosts, script errors. */
afterEach(() => expect(at.sweep.found()).toEqual([]));

async function look(name: string): Promise<void> {
  await at.look(name);
  await picture(at.page, name);
}

/** The paper of the attempt that runs, as the server shows it on another device. */
async function paperOf(person: string): Promise<ExamPaper> {
  const visitor = await new Visitor(server, 'lernwerk').launch(person, 'modul');
  const { form } = await visitor.call(examForm, { enrolmentId: visitor.enrolmentId, formId: FORM });
  return visitor.call(examPaper, { attemptId: form.open?.attemptId ?? '' });
}

const radios = (paper: ExamPaper) => paper.tasks.flatMap(({ task }, i) => (task.body.kind === 'single-choice' ? [i] : []));
const toTask = async (index: number, total: number) => {
  await at.button('Alle Aufgaben').click();
  await at.page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^Aufgabe ${index + 1}(\\D|$)`) })
    .click();
  await at.heading(`Aufgabe ${index + 1} von ${total}`).waitFor();
};
const isSaved = () => at.page.locator('.exam-saved').getByText('Gespeichert').waitFor();

test('Amira takes a mock exam on her phone: her net breaks, she loads the page anew, hands in, and reads what to practise', async () => {
  const { page } = at;
  await at.arrive('lernwerk', 'amira.haddad', 'modul');
  await look('exam-overview');
  await at.link(/Probeprüfung WiSo/).click();
  await at.heading('So läuft es').waitFor();
  await page.getByText('60 Minuten, wie in der Prüfung').click();
  await look('exam-before');
  await at.button('Probeprüfung beginnen').click();
  await at.sees('Später ansehen');
  await page.getByText('noch 60 Minuten').waitFor();
  const paper = await paperOf('amira.haddad');
  const total = paper.tasks.length;
  const [first = 0, second = 0] = radios(paper);

  await toTask(first, total);
  await page.getByRole('radio').nth(1).check();
  await isSaved();
  await page.getByLabel('Später ansehen').check();
  await isSaved();
  await look('exam-task');
  expect(await page.getByRole('button', { name: /Tipp|Wörter|Vorlesen|Einfach/ }).count()).toBe(0);

  await toTask(second, total);
  await at.browser.context.setOffline(true);
  await page.getByRole('radio').first().check();
  await at.sees('Noch nicht gespeichert: keine Verbindung.');
  await look('exam-offline');
  await at.browser.context.setOffline(false);
  await isSaved();
  expect((await paperOf('amira.haddad')).tasks.filter(({ response }) => response !== null).map(({ position }) => position)).toEqual([first, second]);

  await page.reload();
  await at.heading(`Aufgabe ${second + 1} von ${total}`).waitFor();
  expect(await page.getByRole('radio').first().isChecked()).toBe(true);
  await at.button('Alle Aufgaben').click();
  await at.sees(`2 von ${total} beantwortet`);
  await look('exam-all-tasks');
  await page.getByRole('dialog').getByRole('button', { name: 'Zum Abgeben' }).click();
  await at.sees(`${total - 2} Aufgaben sind noch offen:`);
  await at.sees('1 Aufgabe wolltest du noch ansehen:');
  await look('exam-hand-in');
  await at.button('Jetzt abgeben').click();
  await at.heading('Dein Ergebnis').waitFor();
  await at.sees(/^\d+ von 100 Punkten$/);
  await at.sees('Die Probeprüfung schätzt nur den schriftlichen Teil.');
  await at.heading('Das übst du als Nächstes').waitFor();
  await page.locator('.exam-results summary').nth(first).click();
  await at.sees('So ist es richtig');
  await look('exam-result');
}, 300_000);

test('Mai’s time is over while she types: what was saved is handed in, and she is told', async () => {
  const { page } = at;
  await at.arrive('lernwerk', 'mai.nguyen', 'modul');
  await at.link(/Probeprüfung WiSo/).click();
  await page.getByText('72 Minuten, 20 % mehr Zeit').click();
  await at.button('Probeprüfung beginnen').click();
  await page.getByText('noch 72 Minuten').waitFor();
  const paper = await paperOf('mai.nguyen');
  const [first = 0, second = 0] = radios(paper);
  await toTask(first, paper.tasks.length);
  await page.getByRole('radio').first().check();
  await isSaved();
  await at.open(new URL(page.url()).pathname.replace(/\/exams.*/, ''));
  await at.sees('läuft noch, 72 Minuten übrig');
  await look('exam-overview-running');
  await at.link(/Probeprüfung WiSo/).click();
  await toTask(second, paper.tasks.length);
  server.clock.advance(75 * MINUTE);
  await page.getByRole('radio').first().check();
  await at.heading('Dein Ergebnis').waitFor();
  await at.sees('Die Zeit war um. Abgegeben wurde, was bis dahin gespeichert war.');
  await at.link('Alle Versuche und neue Probeprüfung').click();
  await at.sees('Zeit war um');
  await look('exam-attempts');
}, 300_000);

test('her tutor sees points and topics on her page', async () => {
  await at.arrive('lernwerk', 'karin.thomsen', 'modul');
  await at.link('Amira Haddad').first().click();
  await at.heading('Probeprüfungen').waitFor();
  await at.sees(/von 100 Punkten · Note \d/);
  await look('exam-staff');
}, 120_000);

test('every page of a mock exam was looked at', () => {
  const pages = (Object.keys(ADDRESSES) as AddressName[]).filter((name) => IS_OF_EXAMS.test(ADDRESSES[name].path));
  expect(pages.length).toBe(3);
  expect(pages.filter((name) => !at.sweep.visited.has(name))).toEqual([]);
});
