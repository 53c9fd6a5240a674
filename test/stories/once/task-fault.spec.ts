import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRun, runResult, type RunView } from '#lotse/contract';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { sees } from '../../world/pages.js';
import { counted, giveAnswer, openInMoodle, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let phone: TestBrowser;

beforeAll(async () => {
  server = await startForTest();
  phone = await openBrowser({ width: 360, height: 740 });
}, 240_000);
afterAll(async () => {
  await phone?.close();
  await server?.stop();
});

test('a fault of the server is no missing network: the page says so, keeps the answer and sends it again', async () => {
  const { page } = phone;
  const { spot, run } = await openInMoodle(page, server.site('lernwerk').startUrl({ person: 'finn.luehrs', link: 'probezeit', target: 'window' }));
  const [first] = await solutionsOf(server, run as RunView);
  let refused = 0;
  // what a proxy says while the server behind it is being started again
  await page.route('**/api/answers', (route) => (refused++ < 2 ? route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' }) : route.continue()));
  await giveAnswer(spot, run as RunView, 0, first?.right ?? { kind: 'number', text: '' });
  await spot.getByRole('button', { name: 'Prüfen' }).click();
  await sees(page, 'Auf unserer Seite ist ein Fehler passiert. Deine Antwort bleibt hier und wird gleich noch einmal gesendet.');
  expect(await page.getByText('Keine Verbindung').filter({ visible: true }).count()).toBe(0);
  await spot.locator('.feedback-saved').waitFor();
  expect(refused).toBeGreaterThanOrEqual(2);
}, 90_000);

test('a request that the network swallows is given up, the page says so, and the answer is sent again', async () => {
  const { page } = phone;
  await page.clock.install();
  const { spot, run } = await openInMoodle(page, server.site('lernwerk').startUrl({ person: 'mai.nguyen', link: 'operatoren', target: 'window' }));
  const [first] = await solutionsOf(server, run as RunView);
  let swallowed = 0;
  await page.unrouteAll();
  await page.route('**/api/answers', (route) => (swallowed++ === 0 ? undefined : route.continue()));
  await giveAnswer(spot, run as RunView, 0, first?.right ?? { kind: 'number', text: '' });
  const gone = page.waitForEvent('requestfailed', (one) => one.url().endsWith('/api/answers'));
  const asked = page.waitForRequest('**/api/answers');
  await spot.getByRole('button', { name: 'Prüfen' }).click();
  await asked;
  await page.clock.fastForward(20_000);
  await gone;
  await sees(page, 'Keine Verbindung. Deine Antwort bleibt hier');
  await page.clock.fastForward(60_000);
  await spot.locator('.feedback-saved').waitFor();
  expect(swallowed).toBeGreaterThanOrEqual(2);
}, 90_000);

test('the call that opens a task goes out while the script is on its way; lost, it goes out again at a press', async () => {
  const other = await openBrowser({ width: 360, height: 740 });
  const { page } = other;
  try {
    const sent: string[] = [];
    let isAsked = () => undefined as void;
    const asked = new Promise<void>((done) => (isAsked = done));
    await page.route('**/assets/index-*.js', (route) => asked.then(() => route.continue()));
    await page.route('**/api/session/unit', (route) => {
      sent.push(route.request().postData() ?? '');
      isAsked();
      return sent.length === 1 ? route.abort() : route.continue();
    });
    await page.goto(server.site('lernwerk').startUrl({ person: 'mai.nguyen', link: 'probezeit', target: 'window' }));
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await page.getByRole('button', { name: 'Prüfen' }).waitFor();
    expect(sent).toHaveLength(2);
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ code: expect.any(String), unitId: 'wiso-probezeit-kuendigung' });
    expect(sent[1]).toBe(sent[0]);
    expect(page.url()).not.toContain('code=');
  } finally {
    await other.close();
  }
}, 90_000);

test('the list of tasks to look at again names the values that were drawn', async () => {
  const trainee = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  const run = counted(await trainee.call(openRun, {}, { enrolmentId: trainee.enrolmentId, unitId: 'wiso-probezeit-kuendigung' }));
  const tasks = await solutionsOf(server, run);
  for (const [i, { exercise, wrong }] of tasks.entries()) {
    const sent = { answerId: crypto.randomUUID(), runId: run.runId, exerciseId: exercise.id, try: 1, aids: [], response: wrong };
    await trainee.submit({ ...sent, device: 'test', sequence: i, clientTime: server.clock.now().toISOString() });
  }
  const { again } = await trainee.call(runResult, { runId: run.runId });
  expect(again.length).toBe(tasks.length);
  const stems = again.map((one) => JSON.stringify(one.task.stem.standard));
  expect(stems.filter((stem) => stem.includes('…'))).toEqual([]);
  expect(stems.find((stem) => stem.includes('Ein Auszubildender erhält'))).toMatch(/Ein Auszubildender erhält (\d\.)?\d{3},00\s€/);
}, 60_000);
