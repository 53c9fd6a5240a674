import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { isHandKind, type RunView } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { tabTo, typeAnswer } from '../../world/keyboard.js';
import { Looker } from '../../world/sweep.js';
import { headingOf } from '../../world/task-heading.js';
import { giveAnswer, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

/** The unit that shows each kind once. */
const UNIT = 'aufgabenarten-alle';
const KINDS = [
  ...['booking', 'calculation', 'cloze', 'dialogue', 'dictation', 'ending', 'hot-text', 'matching', 'multiple-choice', 'number', 'number-steps'],
  ...['order', 'single-choice', 'task-reading', 'word-order'],
];
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
afterEach(() => expect(at.sweep.found()).toEqual([]));

const main = () => at.page.locator('.actions .button-main');
const saved = () => at.page.locator('.feedback-saved').waitFor();

type Answers = Awaited<ReturnType<typeof solutionsOf>>[number];
/** Opens one task after the other, each where the run stands. Returns the kinds that were played. */
async function through(site: string, person: string, play: (run: RunView, index: number, answers: Answers) => Promise<void>): Promise<string[]> {
  await at.arrive(site, person, 'operatoren');
  const visitor = await new Visitor(server, site).launch(person, 'operatoren');
  const open = async () => (await visitor.ask('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: UNIT })).body as unknown as RunView;
  const played = new Set<string>();
  for (let run = await open(); !run.finished; run = await open()) {
    const index = run.position;
    const answers = (await solutionsOf(server, run))[index];
    const task = run.tasks[index]?.task;
    if (!answers || !task) throw new Error('no task');
    if (isHandKind(task.body.kind)) break; // what people mark stands at the end, and has a story of its own
    await at.open(`${at.here}/u/${UNIT}`);
    await at.heading(headingOf(run, index)).waitFor();
    await at.page.locator('.player-space').waitFor({ state: 'detached' });
    if (task.prefilled === undefined) {
      await play(run, index, answers);
      played.add(task.body.kind);
    } else {
      await giveAnswer(at.page, run, index, answers.right);
      await main().click();
    }
    // what is only read is left by the same press
    if (task.prefilled?.all === true) await at.heading(headingOf(run, index + 1)).waitFor();
    else await saved();
  }
  return [...played].sort();
}

/** Whether something lies over the element that has the focus, such as the bar at the lower edge. */
const COVERED = `(() => {
  const one = document.activeElement;
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + Math.min(height, 40) / 2);
  return seen !== null && (one.contains(seen) || seen.contains(one)) ? '' : one.outerHTML.slice(0, 120);
})()`;

test('with the keyboard alone, and what has the focus is never under the bar', async () => {
  const covered: string[] = [];
  await at.page.setViewportSize({ width: 360, height: 640 });
  const played = await through('bbs', 'zofia.nowak', async (run, index, { right }) => {
    for (let tabs = 0; tabs < 12; tabs++) {
      await at.page.keyboard.press('Tab');
      covered.push(await at.page.evaluate<string>(COVERED));
    }
    await at.page.reload();
    await at.page.locator('.task .actions').waitFor();
    await typeAnswer(at.page, run, index, right);
    await tabTo(main());
    await at.page.keyboard.press('Enter');
    await saved();
    expect(`${right.kind}: ${await at.page.locator('#verdict').innerText()}`).toMatch(/Richtig|Stimmt/);
    await at.page.locator('#verdict:focus').waitFor();
  });
  expect(played).toEqual(KINDS);
  expect(covered.filter((one) => one !== '' && !one.startsWith('<body'))).toEqual([]);
}, 600_000);

test('by single taps alone, at 320 px with text twice as large: nothing is dragged, nothing is cut off, axe finds nothing', async () => {
  await at.page.addInitScript(`
    globalThis.dragged = [];
    addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));
    for (const kind of ['dragstart', 'touchmove']) addEventListener(kind, () => dragged.push(kind), true);
    addEventListener('pointermove', (event) => event.buttons > 0 && dragged.push('pointermove'), true);
  `);
  await at.page.setViewportSize({ width: 320, height: 640 });
  const played = await through('lernwerk', 'finn.luehrs', async (run, index, { right, wrong }) => {
    await at.sweep.lookHere(`${right.kind}, new`);
    await giveAnswer(at.page, run, index, wrong);
    await main().click();
    await saved();
    await at.sweep.lookHere(`${right.kind}, wrong`);
    await giveAnswer(at.page, run, index, right);
    await main().click();
    await at.page.getByRole('button', { name: 'Weiter', exact: true }).or(at.link('Zum Ergebnis')).waitFor();
    await at.sweep.lookHere(`${right.kind}, solved`);
    expect(await at.page.evaluate(`dragged`)).toEqual([]);
  });
  expect(played).toEqual(KINDS);
}, 900_000);
