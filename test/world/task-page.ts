import type { Frame, Page } from 'playwright-core';
import { openRun, type PackedExercise, type Response, type RunView } from '#lotse/contract';
import { CatalogService } from '#lotse/catalog';
import { drawFor } from '#lotse/learning';
import { solve, wrongAnswer } from '#lotse/marking';
import { giveClosed } from './give-closed.js';
import type { TestServer } from './harness.js';
import type { Visitor } from './visitor.js';

/** Where the trainee's page lives: the tool's frame in the LMS, or the whole window. */
export type Spot = Frame | Page;

/** What the server knows and the page must not: the right answers of a run, in the order of its tasks. */
export async function solutionsOf(server: TestServer, run: RunView): Promise<{ exercise: PackedExercise; right: Response; wrong: Response }[]> {
  const { tenant, unit, seed } = await runRow(server, run.runId);
  const content = await server.db.job(tenant, (tx) => server.started.app.get(CatalogService).package(tx, unit));
  return run.tasks.map(({ task }) => {
    const exercise = content.exercises.find((one) => one.id === task.exerciseId);
    if (!exercise) throw new Error('task without exercise');
    const drawn = drawFor(seed, exercise);
    return { exercise, right: solve(exercise, drawn).solution, wrong: wrongAnswer(exercise, drawn) };
  });
}

const isCounted = ({ section }: RunView['tasks'][number]): boolean => section === 'block' || section === 'mixed';

/** The tasks that count, without entry tasks and worked examples: over the API they may be answered in any order. */
export function counted(run: RunView): RunView {
  return { ...run, tasks: run.tasks.filter(isCounted) };
}

/** Answers the entry tasks right, so that the worked examples are skipped and the page opens at the first task that counts. */
export async function pastEntry(visitor: Visitor, unitId: string): Promise<RunView> {
  const open = () => visitor.call(openRun, {}, { enrolmentId: visitor.enrolmentId, unitId });
  const run = await open();
  for (const [index, { right }] of (await solutionsOf(visitor.server, run)).entries()) {
    const task = run.tasks[index];
    if (task?.section !== 'entry' || task.closed) continue;
    const sent = { answerId: crypto.randomUUID(), runId: run.runId, exerciseId: task.task.exerciseId, try: task.tries + 1, aids: [], response: right };
    const reply = await visitor.submit({ ...sent, device: 'test', sequence: index, clientTime: visitor.server.clock.now().toISOString() });
    if (!('outcome' in reply)) throw new Error(JSON.stringify(reply));
  }
  return open();
}

async function runRow(server: TestServer, runId: string): Promise<{ tenant: string; unit: string; seed: number }> {
  const tenants = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant'));
  for (const { id } of tenants) {
    const [row] = await server.db.job(id, (tx) => tx.query<{ package: string; seed: number }[]>('select package, seed from unit_run where id = $1', [runId]));
    if (row) return { tenant: id, unit: row.package, seed: row.seed };
  }
  throw new Error('no such run');
}

/** Gives an answer as a person does: taps, types, presses. Does not send it. */
export async function giveAnswer(spot: Spot, run: RunView, index: number, response: Response): Promise<void> {
  const body = run.tasks[index]?.task.body;
  if (!body || body.kind !== response.kind) throw new Error('the answer does not fit the task');
  if (response.kind === 'single-choice' && body.kind === 'single-choice')
    await spot
      .getByRole('radio')
      .nth(body.options.findIndex((one) => one.id === response.choice))
      .check();
  if (response.kind === 'multiple-choice' && body.kind === 'multiple-choice') {
    for (const [i, option] of body.options.entries()) await spot.getByRole('checkbox').nth(i).setChecked(response.choices.includes(option.id));
  }
  await giveClosed(spot, body, response);
  if (response.kind === 'number') await spot.locator('#number').fill(response.text);
  if (response.kind === 'cloze' && body.kind === 'cloze') {
    for (const [i, gap] of body.gaps.entries()) {
      const field = spot.getByLabel(`Lücke ${i + 1} von ${body.gaps.length}`);
      if (gap.input === 'select') await field.selectOption(response.gaps[gap.id] ?? '');
      else await field.fill(response.gaps[gap.id] ?? '');
    }
  }
  if (response.kind === 'matching' && body.kind === 'matching') {
    for (const [i, line] of body.left.entries())
      await spot
        .locator('.matching select')
        .nth(i)
        .selectOption(response.pairs[line.id] ?? '');
  }
  if (response.kind === 'order') {
    for (const [at, id] of response.order.entries()) {
      const items = body.kind === 'order' ? body.items : [];
      const text = plain(items.find((one) => one.id === id)?.text);
      const line = spot.locator('.order-line').filter({ hasText: text });
      await line.getByRole('textbox').fill(String(at + 1));
      await line.getByRole('textbox').press('Enter');
    }
  }
}

/** The same word in every gap of a cloze that is typed. */
export async function fillGaps(spot: Spot, word: string): Promise<void> {
  for (const field of await spot.getByRole('textbox', { name: /^Lücke \d+ von \d+/ }).all()) await field.fill(word);
}

function plain(prose: unknown): string {
  return JSON.stringify(prose).match(/"para":\["([^"]{3,40})/)?.[1] ?? '';
}

/** Presses the main button and waits for the verdict. */
export async function check(spot: Spot): Promise<string> {
  const before = await spot.locator('#verdict').count();
  await spot.getByRole('button', { name: /^(Prüfen|Noch einmal prüfen)$/ }).click();
  await spot
    .locator('.feedback-saved')
    .waitFor()
    .catch(async (cause: unknown) => {
      throw new Error(`no verdict was saved; the page says: ${await spot.locator('body').innerText()}`, { cause });
    });
  if (before) await spot.waitForTimeout(150);
  return (await spot.locator('#verdict').innerText()).trim();
}

export async function goOn(spot: Spot): Promise<void> {
  await spot.getByRole('button', { name: 'Weiter', exact: true }).click();
}

/** The page and the run it was given, once the launch has arrived. */
export async function openInMoodle(page: Page, url: string): Promise<{ spot: Frame; run: RunView | null }> {
  const answer = page.waitForResponse((one) => one.url().endsWith('/api/session/unit'), { timeout: 15_000 }).catch(() => null);
  await page.goto(url);
  const spot = await toolFrame(page);
  const given = await answer;
  return { spot, run: given ? ((await given.json()) as { run: RunView | null }).run : null };
}

export async function toolFrame(page: Page): Promise<Frame> {
  for (let i = 0; i < 150; i++) {
    const frame = page.frames().find((one) => /\/l\/[0-9a-f-]{36}\//.test(one.url()));
    if (frame) return frame;
    await page.waitForTimeout(100);
  }
  throw new Error(
    `Lotse did not open: ${page
      .frames()
      .map((one) => one.url())
      .join(' ')}`,
  );
}
