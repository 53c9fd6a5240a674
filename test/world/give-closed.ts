import type { Frame, Page } from 'playwright-core';
import type { Response, TaskView } from '#lotse/contract';

/** Answers of the kinds with parts, by single taps and native selects as a thumb does it; what is there already is left alone. */
export async function giveClosed(spot: Frame | Page, body: TaskView['body'], response: Response): Promise<void> {
  if (response.kind === 'task-reading' && body.kind === 'task-reading') {
    for (const [i, span] of body.spans.entries())
      await spot
        .locator('.matching select')
        .nth(i)
        .selectOption(response.roles[span.id] ?? '');
  }
  if (response.kind === 'hot-text' && body.kind === 'hot-text') {
    for (const { id, text } of body.spots) {
      const button = spot.locator('.spot').filter({ hasText: text }).first();
      if (((await button.getAttribute('aria-pressed')) === 'true') !== response.spots.includes(id)) await button.click();
    }
  }
  if (response.kind === 'word-order' && body.kind === 'word-order') {
    while ((await spot.locator('.word-line button').count()) > 0) await spot.locator('.word-line button').first().click();
    for (const id of response.words) {
      const text = body.words.find((word) => word.id === id)?.text ?? '';
      await spot.locator('.word-bank').getByRole('button', { name: text, exact: true }).click();
    }
  }
  if (response.kind === 'ending') {
    for (const [i, ending] of Object.values(response.endings).entries()) await spot.locator('.ending').nth(i).getByLabel(ending, { exact: true }).check();
  }
  if (response.kind === 'booking') await giveBooking(spot, response);
  if (response.kind === 'dictation') {
    for (const [i, text] of Object.values(response.sentences).entries()) {
      const field = spot.locator('.dictation-text').nth(i);
      if (await field.isEditable()) await field.fill(text);
    }
  }
  if (response.kind === 'dialogue' && body.kind === 'dialogue') await giveTalk(spot, body, response.path);
  const values = response.kind === 'number-steps' ? response.steps : response.kind === 'calculation' ? response.rows : {};
  for (const [i, value] of Object.values(values).entries()) {
    const field = spot.locator('.step-input').nth(i);
    if (await field.isEditable()) await field.fill(value);
  }
}

type Booked = Extract<Response, { kind: 'booking' }>;

/** Both sides as they should be: lines that are too many go, those that lack are added. */
async function giveBooking(spot: Frame | Page, response: Booked): Promise<void> {
  for (const [at, lines] of [response.soll, response.haben].entries()) {
    const side = spot.locator('.booking-side').nth(at);
    const there = side.locator('.booking-line');
    while ((await there.count()) > Math.max(1, lines.length)) await side.locator('.booking-remove').last().click();
    while ((await there.count()) < lines.length) await side.locator(':scope > button').click();
    for (const [i, line] of lines.entries()) {
      await there.nth(i).locator('select').selectOption(line.account);
      await there.nth(i).locator('input').fill(line.amount);
    }
  }
}

/** A talk from its start. */
async function giveTalk(spot: Frame | Page, body: Extract<TaskView['body'], { kind: 'dialogue' }>, path: readonly string[]): Promise<void> {
  const restart = spot.locator('.talk-tools button').nth(1);
  if (await restart.isVisible()) await restart.click();
  let node = body.nodes.find((one) => one.id === body.start);
  for (const id of path) {
    const choice = node?.choices.find((one) => one.id === id);
    await spot
      .locator('.talk-choices')
      .getByRole('button', { name: choice?.text ?? '', exact: true })
      .click();
    node = body.nodes.find((one) => one.id === choice?.next);
  }
}
