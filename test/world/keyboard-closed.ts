import type { Locator, Page } from 'playwright-core';
import type { Response, TaskBody } from '#lotse/contract';
import { tabTo } from './tab-to.js';

/** Opens nothing: a select that has the focus takes the arrow keys. */
async function arrowTo(select: Locator, index: number): Promise<void> {
  await tabTo(select);
  for (let i = 0; i <= index; i++) await select.page().keyboard.press('ArrowDown');
}

async function typeInto(fields: Locator, texts: readonly string[]): Promise<void> {
  for (const [i, text] of texts.entries()) {
    if (!(await fields.nth(i).isEditable())) continue;
    await tabTo(fields.nth(i));
    await fields.page().keyboard.type(text);
  }
}

/** Answers of the kinds with parts with the keys alone, on a task that was not answered yet. */
export async function typeClosed(page: Page, body: TaskBody, response: Response): Promise<void> {
  if (response.kind === 'matching' && body.kind === response.kind)
    for (const [i, line] of body.left.entries())
      await arrowTo(
        page.locator('.matching select').nth(i),
        body.right.findIndex((one) => one.id === response.pairs[line.id]),
      );
  if (response.kind === 'task-reading' && body.kind === response.kind)
    for (const [i, span] of body.spans.entries())
      await arrowTo(
        page.locator('.matching select').nth(i),
        body.roles.findIndex((role) => role === response.roles[span.id]),
      );
  if (response.kind === 'hot-text' && body.kind === response.kind)
    for (const spot of body.spots.filter(({ id }) => response.spots.includes(id))) {
      await tabTo(page.getByRole('button', { name: spot.text, exact: true }));
      await page.keyboard.press('Space');
    }
  if (response.kind === 'word-order' && body.kind === response.kind)
    for (const id of response.words) {
      const text = body.words.find((word) => word.id === id)?.text ?? '';
      await tabTo(page.locator('.word-bank').getByRole('button', { name: text, exact: true }));
      await page.keyboard.press('Enter');
    }
  if (response.kind === 'ending' && body.kind === response.kind)
    for (const [i, item] of body.items.entries()) {
      await tabTo(page.locator('.ending').nth(i).getByRole('radio').first());
      await page.keyboard.press('Space');
      for (let down = item.options.indexOf(response.endings[item.id] ?? ''); down > 0; down--) await page.keyboard.press('ArrowDown');
    }
  if (response.kind === 'number-steps') await typeInto(page.locator('.step-input'), Object.values(response.steps));
  if (response.kind === 'calculation') await typeInto(page.locator('.step-input'), Object.values(response.rows));
  if (response.kind === 'dictation') await typeInto(page.locator('.dictation-text'), Object.values(response.sentences));
  if (response.kind === 'booking' && body.kind === response.kind) await typeBooking(page, body, response);
  if (response.kind === 'dialogue' && body.kind === response.kind) await typeTalk(page, body, response.path);
}

type Of<T extends { kind: string }, K> = Extract<T, { kind: K }>;

async function typeBooking(page: Page, body: Of<TaskBody, 'booking'>, response: Of<Response, 'booking'>): Promise<void> {
  for (const [at, lines] of [response.soll, response.haben].entries()) {
    const side = page.locator('.booking-side').nth(at);
    for (const [i, line] of lines.entries()) {
      if (i > 0) {
        await tabTo(side.locator(':scope > button'));
        await page.keyboard.press('Enter');
      }
      const entry = side.locator('.booking-line').nth(i);
      await arrowTo(
        entry.locator('select'),
        body.accounts.findIndex((account) => account.id === line.account),
      );
      await tabTo(entry.locator('input'));
      await page.keyboard.type(line.amount);
    }
  }
}

async function typeTalk(page: Page, body: Of<TaskBody, 'dialogue'>, path: readonly string[]): Promise<void> {
  let node = body.nodes.find((one) => one.id === body.start);
  for (const id of path) {
    const choice = node?.choices.find((one) => one.id === id);
    await tabTo(page.locator('.talk-choices').getByRole('button', { name: choice?.text ?? '', exact: true }));
    await page.keyboard.press('Enter');
    node = body.nodes.find((one) => one.id === choice?.next);
  }
}
