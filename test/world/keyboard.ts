import type { Page } from 'playwright-core';
import type { Response, RunView } from '#lotse/contract';
import { typeClosed } from './keyboard-closed.js';
import { tabTo } from './tab-to.js';

export { tabTo };

/** Answers with the keys alone, from wherever the focus is. */
export async function typeAnswer(page: Page, run: RunView, at: number, answer: Response): Promise<void> {
  const body = run.tasks[at]?.task.body;
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  if (answer.kind === 'single-choice' && body?.kind === answer.kind) {
    await tabTo(page.getByRole('radio').first());
    await press('Space');
    await press(
      'ArrowDown',
      body.options.findIndex((option) => option.id === answer.choice),
    );
  }
  if (answer.kind === 'multiple-choice' && body?.kind === answer.kind)
    for (const [i, option] of body.options.entries())
      if (answer.choices.includes(option.id)) {
        await tabTo(page.getByRole('checkbox').nth(i));
        await press('Space');
      }
  if (body?.kind === answer.kind) await typeClosed(page, body, answer);
  if (answer.kind === 'number') {
    await tabTo(page.getByRole('textbox'));
    await page.keyboard.type(answer.text);
  }
  if (answer.kind === 'cloze' && body?.kind === answer.kind)
    for (const [i, gap] of body.gaps.entries()) {
      await tabTo(page.getByLabel(`Lücke ${i + 1} von ${body.gaps.length}`));
      if (gap.input === 'select') await press('ArrowDown', (gap.options ?? []).indexOf(answer.gaps[gap.id] ?? '') + 1);
      else await page.keyboard.type(answer.gaps[gap.id] ?? '');
    }
  if (answer.kind === 'order' && body?.kind === answer.kind) {
    const now = body.items.map((item) => item.id);
    for (const [to, id] of answer.order.entries()) {
      const from = now.indexOf(id);
      if (from === to) continue;
      await tabTo(page.getByRole('listitem').nth(from).getByRole('button', { name: 'Hoch' }));
      await press('Enter', from - to);
      now.splice(to, 0, ...now.splice(from, 1));
    }
  }
}
