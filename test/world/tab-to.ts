import type { Locator } from 'playwright-core';

/** Presses Tab until the focus is there. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  const isThere = () => target.evaluate((node: unknown) => node === (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement);
  for (let tabs = 0; !(await isThere()); tabs++) {
    if (tabs === 100) throw new Error('the Tab key does not get there');
    await page.keyboard.press('Tab');
  }
}
