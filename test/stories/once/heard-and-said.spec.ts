import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { chooseTarget, openRun, type Prose, type Response, type RunView } from '#lotse/contract';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { giveAnswer, solutionsOf, toolFrame } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'aufgabenarten-alle';
const LINK = 'offen';
const SPEAKS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

/** An audio element, as far as the story looks at it. */
interface Sound {
  currentTime: number;
  paused: boolean;
  playbackRate: number;
}

let server: TestServer;
let phone: TestBrowser;
beforeAll(async () => {
  server = await startForTest();
  const bernd = await new Visitor(server, 'lernwerk').launch('bernd.asmus', LINK);
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  const [link] = await server.db.job(tenant?.id ?? '', (tx) => tx.query<{ id: string }[]>(`select id from resource_link where title = 'Übung der Woche'`));
  await bernd.call(chooseTarget, { enrolmentId: bernd.enrolmentId, linkId: link?.id ?? '' }, { kind: 'unit', id: UNIT });
  phone = await openBrowser({ width: 360, height: 740, whole: true, args: SPEAKS });
}, 240_000);
afterAll(async () => {
  await phone?.close();
  await server?.stop();
});

const given = ({ exercise, right }: Awaited<ReturnType<typeof solutionsOf>>[number]): Response =>
  exercise.body.kind === 'writing' ? { kind: 'writing', text: 'Guten Tag, ich komme um neun Uhr.', ticked: [] } : right;

/** A run of this person that stands at the first task that is wanted: all before it is done. */
async function upTo(person: string, isWanted: (task: RunView['tasks'][number]['task']) => boolean): Promise<{ run: RunView; index: number }> {
  const visitor = await new Visitor(server, 'lernwerk').launch(person, LINK);
  const run = await visitor.call(openRun, {}, { enrolmentId: visitor.enrolmentId, unitId: UNIT });
  const index = run.tasks.findIndex(({ task }) => isWanted(task));
  for (const answers of (await solutionsOf(server, run)).slice(0, index)) {
    const at = { answerId: randomUUID(), runId: run.runId, exerciseId: answers.exercise.id, try: 1, aids: [], device: 'test', sequence: 1 };
    await visitor.submit({ ...at, response: given(answers), clientTime: server.clock.now().toISOString() });
  }
  return { run, index };
}

/** The activity in the LMS: the unit in its frame, where this person's run stands. */
async function inFrame(person: string) {
  await phone.page.goto(server.site('lernwerk').startUrl({ person, link: LINK }));
  return toolFrame(phone.page);
}

const sound = (audio: Locator) =>
  audio.evaluate((element) => (({ currentTime, paused, playbackRate }) => ({ currentTime, paused, playbackRate }))(element as unknown as Sound));

function firstWords(prose: Prose): string {
  return /"([^"]{15,})"/.exec(JSON.stringify(prose))?.[1]?.slice(0, 30) ?? 'nothing';
}

test('something is heard, paused, slower and once more; it says that a computer speaks, and its words come with the last answer', async () => {
  const { run, index } = await upTo('finn.luehrs', (task) => task.group?.audio !== undefined);
  const solved = await solutionsOf(server, run);
  const parts = solved.slice(index).filter(({ exercise }) => exercise.group?.id === solved[index]?.exercise.group?.id);
  const transcript = parts.at(-1)?.exercise.group?.transcript;
  if (!transcript) throw new Error('nothing is said');
  const words = firstWords(transcript.standard);
  const spot = await inFrame('finn.luehrs');
  const tools = spot.locator('.audio').first();
  await tools.getByText('Computerstimme').waitFor();
  const audio = tools.locator('audio');
  await tools.getByRole('button', { name: 'Anhören' }).click();
  await tools.getByRole('button', { name: 'Pause' }).click();
  expect(await sound(audio)).toMatchObject({ paused: true, playbackRate: 1 });
  await tools.getByRole('button', { name: 'Langsam', pressed: false }).click();
  await tools.getByRole('button', { name: 'Langsam', pressed: true }).waitFor();
  await tools.getByRole('button', { name: 'Noch einmal' }).click();
  await tools.getByRole('button', { name: 'Pause' }).waitFor();
  expect(await sound(audio)).toMatchObject({ paused: false, playbackRate: 0.8 });
  for (const [i, { right }] of parts.entries()) {
    await spot.locator('.player-space').waitFor({ state: 'detached' });
    expect(await spot.locator('body').textContent()).not.toContain(words);
    await giveAnswer(spot, run, index + i, right);
    await spot.locator('.actions .button-main').click();
    await spot.locator('.feedback-saved').waitFor();
    if (i < parts.length - 1) await spot.getByRole('button', { name: 'Weiter', exact: true }).click();
  }
  expect(await spot.locator('.feedback').textContent()).toContain(words);
}, 180_000);

test('where the frame gives no microphone, a window of its own does', async () => {
  await upTo('mai.nguyen', (task) => task.body.kind === 'recording');
  const { page, context } = phone;
  // a redirect is not asked about: the address that leads to the activity is
  await page.route('**/start?*', async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, body: (await reply.text()).replace(/ allow="microphone [^"]*"/, '') });
  });
  const spot = await inFrame('mai.nguyen');
  await spot.getByRole('button', { name: 'Aufnahme beginnen' }).click();
  const way = spot.getByRole('button', { name: 'In neuem Fenster öffnen' });
  await way.waitFor();
  const [window] = await Promise.all([context.waitForEvent('page'), way.click()]);
  await window.getByRole('button', { name: 'Aufnahme beginnen' }).click();
  await window.getByText(/^[1-9] von 40 Sekunden$/).waitFor();
  await window.getByRole('button', { name: 'Aufnahme beenden' }).click();
  await window.locator('audio.sound').waitFor();
  await window.getByText('Die Aufnahme ist übertragen').waitFor({ timeout: 40_000 });
  await window.getByRole('button', { name: 'Löschen und neu aufnehmen' }).click();
  await window.getByRole('button', { name: 'Aufnahme beginnen' }).waitFor();
}, 120_000);
