import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { openRun, type RunView } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { picture } from '../../world/pages.js';
import { Looker } from '../../world/sweep.js';
import { headingOf } from '../../world/task-heading.js';
import { giveAnswer, solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

/** The unit that shows each kind once. */
const UNIT = 'aufgabenarten-alle';
let server: TestServer;
let at: Looker;
let finn: Visitor;
beforeAll(async () => {
  server = await startForTest();
  at = await Looker.open(server);
  await at.page.addInitScript(LISTENS);
  finn = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'operatoren');
}, 240_000);
afterAll(async () => {
  await at?.browser.close();
  await server?.stop();
});
afterEach(() => expect(at.sweep.found()).toEqual([]));

/** Keeps what each live region of the page says, as a screen reader would hear it. */
const LISTENS = `
  globalThis.heard = new Map();
  const LIVE = '[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])';
  const hear = (region) => region && region.textContent.trim() !== '' && heard.set(region, region.textContent.trim());
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      hear((target.nodeType === 1 ? target : target.parentElement)?.closest(LIVE));
      for (const node of addedNodes) if (node.nodeType === 1) for (const region of [node, ...node.querySelectorAll('*')]) if (region.matches(LIVE)) hear(region);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;
/** What was said by one change. */
async function heardBy(act: () => Promise<unknown>): Promise<string[]> {
  await at.page.evaluate(`heard.clear()`);
  await act();
  await at.page.waitForTimeout(1_500); // how a number was read is told once nobody types any more
  return at.page.evaluate<string[]>(`[...heard.values()]`);
}

const main = () => at.page.locator('.actions .button-main');
const open = () => finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: UNIT });
const focused = () => at.page.evaluate<string>(`document.activeElement.id`);

/** One change of the answer in each kind that tells something of it. */
const CHANGES: Record<string, () => Promise<unknown>> = {
  'multiple-choice': () => at.page.getByRole('checkbox').first().check(),
  'hot-text': () => at.page.locator('.spot').first().click(),
  'word-order': () => at.page.locator('.word-bank button').first().click(),
  order: () => at.page.locator('.order-line').nth(1).locator('button').first().click(),
  number: () => at.page.locator('#number').fill('12'),
};

async function byServer(run: RunView, index: number, given: 'right' | 'wrong' = 'right'): Promise<void> {
  const answers = (await solutionsOf(server, run))[index];
  if (!answers) throw new Error('no task');
  const next = (run.tasks[index]?.tries ?? 0) + 1;
  const what = { answerId: randomUUID(), runId: run.runId, exerciseId: answers.exercise.id, try: next, aids: [], response: answers[given] };
  await finn.submit({ ...what, device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() });
}

test('each change is announced once: what was chosen, what lacks, and the verdict by the focus alone', async () => {
  await at.arrive('lernwerk', 'finn.luehrs', 'operatoren');
  const told: Record<string, number[]> = {};
  for (let run = await open(); Object.keys(told).length < Object.keys(CHANGES).length; run = await open()) {
    const index = run.position;
    const kind = run.tasks[index]?.task.body.kind ?? '';
    const change = CHANGES[kind];
    if (!change || told[kind] || run.tasks[index]?.task.prefilled !== undefined) {
      await byServer(run, index);
      continue;
    }
    await at.open(`${at.here}/u/${UNIT}`);
    await main().waitFor();
    await at.page.locator('.player-space').waitFor({ state: 'detached' });
    const lacking = await heardBy(() => main().click());
    const changed = await heardBy(change);
    const solutions = await solutionsOf(server, run);
    // what is said of the new answer has been said before it is checked
    await heardBy(() => giveAnswer(at.page, run, index, solutions[index]?.right ?? { kind: 'order', order: [] }));
    const checked = await heardBy(async () => {
      await main().click();
      await at.page.locator('.feedback-saved').waitFor();
    });
    expect([kind, checked, await focused()]).toEqual([kind, [], 'verdict']);
    told[kind] = [lacking.length, changed.length];
  }
  // an order always stands there: nothing lacks, and it is an answer as it is
  expect(told).toEqual({ ...Object.fromEntries(Object.keys(CHANGES).map((kind) => [kind, [1, 1]])), order: [0, 1] });
}, 300_000);

const unitId = 'wiso-probezeit-kuendigung';
const now = () => finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId });

test('a worked example that is shown whole says why, and is left by one press', async () => {
  await byServer(await now(), 0, 'wrong'); // otherwise there are no examples
  for (let run = await now(); run.tasks[run.position]?.task.prefilled?.all !== true; run = await now()) await byServer(run, run.position);
  const run = await now();
  await at.open(`${at.here}/u/${unitId}`);
  await at.heading(headingOf(run, run.position)).waitFor();
  await at.heading('Warum das so ist').waitFor();
  await picture(at.page, 'worked-example');
  await at.button('Verstanden, weiter').click();
  await at.heading(headingOf(run, run.position + 1)).waitFor();
  for (let tries = 0; (await now()).position === run.position && tries < 100; tries++) await at.page.waitForTimeout(100);
  expect((await now()).position).toBe(run.position + 1);
  // looked at again it takes no focus
  await at.button('Vorige').click();
  await at.heading(headingOf(run, run.position)).waitFor();
  expect(await at.page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
}, 120_000);

test('a task is reported: that it arrived is said, and the focus is where it was', async () => {
  await at.open(`${at.here}/u/${unitId}?task=1`);
  await at.button('Stimmt hier etwas nicht?').click();
  const dialog = at.page.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
  const heard = await heardBy(() => dialog.getByRole('button', { name: 'Melden' }).click());
  expect(heard).toEqual(['Danke. Deine Meldung ist gespeichert.']);
  expect(await at.page.evaluate<string>('document.activeElement.textContent')).toBe('Meldung ändern');
  await picture(at.page, 'reported');
}, 120_000);

test('a worked example says that it gives no points, and the steps it shows cannot be changed', async () => {
  for (let run = await now(); run.tasks[run.position]?.task.prefilled?.all !== false; run = await now()) await byServer(run, run.position);
  const run = await now();
  const { task } = run.tasks[run.position] ?? {};
  const gaps = task?.body.kind === 'cloze' ? task.body.gaps.map((gap) => gap.id) : [];
  await at.open(`${at.here}/u/${unitId}`);
  await at.page.getByText('Ein Beispiel. Hier gibt es keine Punkte.').waitFor();
  await at.page.locator('select.gap').first().waitFor();
  const locked = await Promise.all((await at.page.locator('select.gap').all()).map((gap) => gap.isDisabled()));
  expect(locked).toEqual(gaps.map((id) => task?.prefilled?.parts.includes(id)));
  expect(new Set(locked).size).toBe(2);
  const wrong = (await solutionsOf(server, run))[run.position]?.wrong;
  for (const [i, id] of gaps.entries()) {
    if (locked[i] !== true && wrong?.kind === 'cloze')
      await at.page
        .locator('select.gap')
        .nth(i)
        .selectOption(wrong.gaps[id] ?? '');
  }
  await main().click();
  await at.page.getByText('Du hast noch einen Versuch.', { exact: true }).waitFor();
}, 120_000);

/** The look of one element, as the browser works it out. */
const look = (spot: Locator, ...names: string[]) =>
  spot.evaluate((element, wanted) => {
    const style = (globalThis as unknown as { getComputedStyle: (one: unknown) => Record<string, string> }).getComputedStyle(element);
    return Object.fromEntries(wanted.map((name) => [name, style[name] ?? '']));
  }, names);

test('reading is made easier on a device: large text, wide spacing, a cream background, no movement; it stays, and nothing is cut off', async () => {
  await at.arrive('lernwerk', 'amira.haddad', 'operatoren');
  await at.page.emulateMedia({ reducedMotion: 'no-preference' });
  const body = at.page.locator('body');
  const ground = async () => (await look(at.page.locator('html'), 'backgroundColor')).backgroundColor;
  const [usual, usualGround] = [await look(body, 'fontSize', 'letterSpacing', 'wordSpacing'), await ground()];
  expect((await look(at.button('Einstellungen'), 'transitionDuration')).transitionDuration).toBe('0.15s');
  await at.button('Einstellungen').click();
  for (const [group, wish] of [
    ['Schriftgröße', 'sehr groß'],
    ['Abstände im Text', 'weit'],
    ['Hintergrund', 'cremefarben (in hellen Farben)'],
    ['Bewegung', 'keine'],
  ])
    await at.page
      .getByRole('group', { name: group })
      .getByLabel(wish ?? '', { exact: true })
      .check();
  const shown = () => at.page.evaluate(`({ ...document.documentElement.dataset })`);
  const wanted = { size: 'largest', spacing: 'wide', ground: 'cream', motion: 'less' };
  expect(await shown()).toMatchObject(wanted);
  const [easier, easierGround] = [await look(body, 'fontSize', 'letterSpacing', 'wordSpacing'), await ground()];
  expect(parseFloat(easier.fontSize ?? '') / parseFloat(usual.fontSize ?? '')).toBeCloseTo(1.6, 1);
  expect([usual.letterSpacing, usual.wordSpacing]).toEqual(['normal', '0px']);
  expect(parseFloat(easier.letterSpacing ?? '') * parseFloat(easier.wordSpacing ?? '')).toBeGreaterThan(0);
  expect([usualGround === easierGround, easierGround]).toEqual([false, 'rgb(248, 239, 217)']);
  await at.page.setViewportSize({ width: 320, height: 640 });
  await at.sweep.lookHere('settings, largest');
  await at.open(at.here);
  expect(await shown()).toMatchObject(wanted);
  expect((await look(at.button('Einstellungen'), 'transitionDuration')).transitionDuration).toBe('0s');
  await at.sweep.lookHere('overview, largest');
  await at.open(`${at.here}/u/${UNIT}`);
  await at.page.locator('.task .actions').waitFor();
  const { lineHeight, fontSize } = await look(at.page.locator('.task p').first(), 'lineHeight', 'fontSize');
  expect(parseFloat(lineHeight ?? '') / parseFloat(fontSize ?? '1')).toBeCloseTo(1.8, 1);
  await at.sweep.lookHere('task, largest');
}, 120_000);

test('in the colours of the system: what is chosen, what has the focus and what was right is told without our colours', async () => {
  await at.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await at.page.setViewportSize({ width: 360, height: 780 });
  const mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'operatoren');
  await at.arrive('lernwerk', 'mai.nguyen', 'operatoren');
  const run = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT });
  const index = run.position;
  const answers = (await solutionsOf(server, run))[index];
  await at.open(`${at.here}/u/${UNIT}`);
  await main().waitFor();
  await at.page.locator('.player-space').waitFor({ state: 'detached' });
  await giveAnswer(at.page, run, index, answers?.wrong ?? { kind: 'order', order: [] });
  await at.page.keyboard.press('Tab');
  const outline = await look(at.page.locator(':focus-visible').first(), 'outlineStyle', 'outlineWidth');
  expect([outline.outlineStyle, parseFloat(outline.outlineWidth ?? '') >= 2]).toEqual(['solid', true]);
  expect((await look(main(), 'borderTopWidth')).borderTopWidth).toBe('2px');
  await main().click();
  await at.page.locator('.feedback-saved').waitFor();
  const sign = at.page.locator('.feedback-sign svg').first();
  const [{ stroke }, { backgroundColor }] = [await look(sign, 'stroke'), await look(at.page.locator('.feedback').first(), 'backgroundColor')];
  expect(stroke).not.toBe(backgroundColor);
  expect(await at.page.locator('#verdict').innerText()).not.toBe('');
  await at.sweep.lookHere('task, forced colours');
  await at.page.emulateMedia({ forcedColors: 'none' });
}, 120_000);
