import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

export interface TestBrowser {
  context: BrowserContext;
  page: Page;
  close(): Promise<void>;
}

/** Frames of other sites stay in one process: one that changed its process twice within a second was now and then lost to Playwright. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-site-isolation-trials',
  '--disable-features=Translate',
];

export interface BrowserWish {
  width?: number;
  height?: number;
  dark?: boolean;
  locale?: string;
  /** As a person has it: Debian's Chromium blocks third-party cookies. For stories in frames of another site; others do with its shell. */
  whole?: boolean;
  /** More arguments of the browser. */
  args?: readonly string[];
}

/** How it is started. */
function programOf(options: BrowserWish) {
  return {
    executablePath: (options.whole ? process.env.LOTSE_TEST_CHROMIUM : process.env.LOTSE_TEST_SHELL) ?? '/usr/bin/chromium',
    headless: true,
    args: [...ARGS, ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...(JSON.parse(process.env.LOTSE_TEST_CHROMIUM_ENV ?? '{}') as Record<string, string>),
      LANGUAGE: (options.locale ?? 'de-DE').replace('-', '_'), // the browser's own words: date fields are drawn in them, not in those of the page
    },
  };
}

/** What a page is shown in: a phone unless told otherwise. */
function shownIn(options: BrowserWish) {
  return {
    viewport: { width: options.width ?? 390, height: options.height ?? 780 },
    colorScheme: options.dark ? ('dark' as const) : ('light' as const),
    locale: options.locale ?? 'de-DE',
    reducedMotion: 'reduce' as const,
  };
}

/** One browser for several people, each with storage of their own: where many pages are open at once. */
export async function openShared(options: BrowserWish = {}): Promise<{ page(size: BrowserWish): Promise<Page>; close(): Promise<void> }> {
  const browser = await chromium.launch(programOf(options));
  return {
    page: async (size) => {
      const context = await browser.newContext(shownIn(size));
      context.setDefaultTimeout(20_000);
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

export async function openBrowser(options: BrowserWish = {}): Promise<TestBrowser> {
  const dir = mkdtempSync(`${tmpdir()}/lotse-browser-`);
  const context = await chromium.launchPersistentContext(dir, { ...programOf(options), ...shownIn(options) });
  context.setDefaultTimeout(20_000);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    close: async () => {
      await context.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
