import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import puppeteer, { type ElementHandle, type Frame, type Page } from 'puppeteer-core';
import type { Hand } from './hand.js';

/** Debian's Firefox by WebDriver BiDi. A certificate of the tests' own is taken. */
export async function openFirefox(): Promise<Hand> {
  const dir = mkdtempSync(`${tmpdir()}/lotse-firefox-`);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.LOTSE_TEST_FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: dir,
    env: { ...process.env, ...(JSON.parse(process.env.LOTSE_TEST_FIREFOX_ENV ?? '{}') as Record<string, string>) },
    extraPrefsFirefox: { 'intl.accept_languages': 'de-DE, de' },
  });
  let page: Page = (await browser.pages())[0] ?? (await browser.newPage());
  let isInFrame = false;
  // the frame is looked up anew each time: it changes its process when it changes its site
  const shown = (): Page | Frame => (isInFrame ? (page.frames()[1] ?? page) : page);
  const find = async (expression: string): Promise<ElementHandle> => {
    const element = (await shown().evaluateHandle(expression)).asElement();
    if (!element) throw new Error(`nothing is found by ${expression}`);
    return element as ElementHandle;
  };
  return {
    go: async (url) => {
      isInFrame = false;
      await page.goto(url);
    },
    reload: async () => void (await page.reload()),
    ask: <T>(expression: string) => shown().evaluate(expression) as Promise<T>,
    press: async (expression) => (await find(expression)).click(),
    type: async (expression, text) => (await find(expression)).type(text),
    intoFrame: () => {
      isInFrame = true;
      return Promise.resolve();
    },
    toNewWindow: async () => {
      page = (await browser.pages()).at(-1) ?? page;
      isInFrame = false;
    },
    close: async () => {
      await browser.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
