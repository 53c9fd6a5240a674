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

/** A phone unless told otherwise. */
export async function openBrowser(options: BrowserWish = {}): Promise<TestBrowser> {
  const executablePath = (options.whole ? process.env.LOTSE_TEST_CHROMIUM : process.env.LOTSE_TEST_SHELL) ?? '/usr/bin/chromium';
  const dir = mkdtempSync(`${tmpdir()}/lotse-browser-`);
  const locale = options.locale ?? 'de-DE';
  const context = await chromium.launchPersistentContext(dir, {
    executablePath,
    headless: true,
    args: [...ARGS, ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...(JSON.parse(process.env.LOTSE_TEST_CHROMIUM_ENV ?? '{}') as Record<string, string>),
      LANGUAGE: locale.replace('-', '_'), // the browser's own words: date fields are drawn in them, not in those of the page
    },
    viewport: { width: options.width ?? 390, height: options.height ?? 780 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale,
    reducedMotion: 'reduce',
  });
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
