import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { askQuestion, richOf, withdrawRelease } from '#lotse/contract';
import { ACCOUNT_ADDRESSES } from '../../../apps/web/src/kit/address/account-addresses.js';
import { ADDRESSES } from '../../../apps/web/src/kit/address/addresses.js';
import { PASSWORD } from '../../world/account-visitor.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { tabTo } from '../../world/keyboard.js';
import { press, sees, signIn, signInAs } from '../../world/pages.js';
import { ReportWorld, TEXT } from '../../world/report-world.js';
import { IS_OF_REPORTS, Sweep } from '../../world/sweep.js';

let world: ReportWorld;
let browsers: TestBrowser[] = [];
const sweeps: Sweep[] = [];

beforeAll(async () => {
  world = await ReportWorld.open(new Date());
}, 240_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await world?.server.stop();
});
/** Each test ends with what its pages left to complain about: axe, sideways scrolling, the policy, other hosts, script errors. */
afterEach(() => expect(sweeps.flatMap((sweep) => sweep.found())).toEqual([]));

async function open(): Promise<{ page: TestBrowser['page']; look: (name: string) => Promise<void> }> {
  const browser = await openBrowser({ width: 360, height: 780 });
  browsers = [...browsers, browser];
  const { server } = world;
  const sweep = new Sweep(browser.page, [server.url, ...server.lms.sites.map((site) => site.origin)]);
  sweeps.push(sweep);
  return { page: browser.page, look: (name) => sweep.look(name) };
}

/** Somebody who was invited a moment ago and has nothing yet. */
async function signInAsNew(page: TestBrowser['page'], role: 'companion' | 'caseworker', name: string): Promise<void> {
  await world.admin();
  const who = await world.join(role, name);
  await signIn(world.server, page, `${name.toLowerCase().replace(' ', '.')}@haus.example`, PASSWORD, who.secret);
}

const draft = () => world.draft(world.participation, 'INTERIM', world.day(-20), world.day(0));
const show = async (page: TestBrowser['page'], path: string) => {
  await page.goto(`${world.server.url}${path}`);
  await page.locator('main h1').first().waitFor();
};

test('companion: the list, a person’s reports, a draft with a word to decide, each state up to the release', async () => {
  const { page, look } = await open();
  const base = `/a/t/${world.tenantId}/reports`;
  await signInAsNew(page, 'companion', 'Rieke Neumann');
  await show(page, base);
  await sees(page, 'Noch kein Bericht');
  await look('reports, none');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByLabel('E-Mail-Adresse').waitFor();
  await signInAs(world.server, page, 'companion');
  await show(page, `${base}/of/${world.participation.participationId}`);
  await look('reports of a participation, none');

  const reportId = await draft();
  await world.write(reportId, { development: richOf('Sie lernt in der Klinik am Hafen.') });
  await show(page, `${base}/${reportId}`);
  await page.getByRole('textbox', { name: 'Entwicklung' }).waitFor();
  await press(page, 'Prüfliste unterschreiben');
  await page.getByRole('alert').first().waitFor();
  for (const closed of await page.locator('summary').all()) await closed.click();
  await look('report, draft');

  await world.write(reportId, TEXT);
  await world.sign(reportId);
  await show(page, `${base}/${reportId}`);
  await look('report, reviewed');
  await press(page, 'Text ändern');
  await page.getByRole('textbox', { name: 'Entwicklung' }).waitFor();
  await look('report, reviewed, edited');
  await world.disclose(reportId);
  await show(page, `${base}/${reportId}`);
  await look('report, disclosed, not seen');
}, 300_000);

test('the text is written with the keys alone: the toolbar is one stop, arrows go through it, Tab leaves a list', async () => {
  const { page } = await open();
  const reportId = await draft();
  await signInAs(world.server, page, 'companion');
  await show(page, `/a/t/${world.tenantId}/reports/${reportId}`);
  const text = page.getByRole('textbox', { name: 'Entwicklung' });
  await text.waitFor();
  const tools = page.getByRole('toolbar', { name: 'Form für Entwicklung' });
  await tabTo(tools.getByRole('button', { name: 'Fett' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('[role="textbox"]:focus').waitFor(); // the focus goes back to the text with the next frame
  await page.keyboard.type('übt allein');
  expect(await text.locator('li').allInnerTexts()).toEqual(['übt allein']);
  await tabTo(page.getByRole('button', { name: 'Speichern' }));
  await page.keyboard.press('Enter');
  await sees(page, /^Gespeichert um/);
}, 90_000);

test('trainee: the hint on the start page, the list, the report before and after it was released', async () => {
  const { page, look } = await open();
  const start = world.server.site('lernwerk').startUrl({ person: 'amira.haddad', link: 'modul', target: 'window' });
  await page.goto(start);
  await sees(page, 'Bericht lesen');
  await look('start, a new report');
  await page.getByRole('link', { name: 'Bericht lesen' }).click();
  await page.getByRole('heading', { name: 'Dein Satz dazu' }).waitFor();
  await look('my report');
  await page.getByRole('link', { name: 'Deine Berichte' }).click();
  await page.locator('.report-card-name').first().waitFor();
  await look('my reports');
}, 180_000);

test('caseworker: nothing yet, the list, the letter with a question, the history, and a release that is over', async () => {
  const { page, look } = await open();
  await signInAsNew(page, 'caseworker', 'Ole Frisch');
  await sees(page, 'Noch kein Bericht freigegeben');
  await look('received, none');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByLabel('E-Mail-Adresse').waitFor();
  await signInAs(world.server, page, 'caseworker');
  const { reportId, releaseId } = await world.released();
  await world.jutta.must(askQuestion, { text: 'Wann ist die Prüfung?' }, { releaseId });
  await show(page, '/a/received');
  await look('received');
  await show(page, `/a/received/${releaseId}`);
  await look('received report');
  await show(page, '/a/readings');
  await look('what I have read');
  const { page: desk, look: lookAtDesk } = await open();
  await signInAs(world.server, desk, 'companion');
  await show(desk, `/a/t/${world.tenantId}/reports/${reportId}`);
  for (const closed of await desk.locator('summary').all()) await closed.click();
  await lookAtDesk('report, released, with a question');
  await show(desk, `/a/t/${world.tenantId}/reports`);
  await lookAtDesk('reports');
  await world.bernd.must(withdrawRelease, {}, { reportId, releaseId });
  await show(page, `/a/received/${releaseId}`);
  await page.getByRole('heading', { name: 'Dieser Bericht ist nicht für Sie freigegeben' }).waitFor();
  await look('received, over');
}, 300_000);

test('every page of reports was looked at', () => {
  const visited = new Set(sweeps.flatMap((sweep) => [...sweep.visited]));
  const pages = Object.entries({ ...ADDRESSES, ...ACCOUNT_ADDRESSES }).filter(([, { path }]) => IS_OF_REPORTS.test(path));
  expect(pages.map(([name]) => name).filter((name) => !visited.has(name))).toEqual([]);
});
