import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { accountAddressAt } from '../../apps/web/src/kit/address/account-addresses.js';
import { addressAt } from '../../apps/web/src/kit/address/addresses.js';
import { openBrowser, type TestBrowser } from './browser.js';
import type { TestServer } from './harness.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Addresses of reports: they are looked at in a spec of their own. */
export const IS_OF_REPORTS = /\/(reports|received|readings)(\/|$)/;

/** Addresses around a live hour: they are looked at in a spec of their own. */
export const IS_OF_HOURS = /\/(rooms|hours|meetings|r)(\/|$)/;

/** Addresses of mock exams: they are looked at in a spec of their own. */
export const IS_OF_EXAMS = /\/exams(\/|$)/;

/** In the page, as text: what axe finds, in one line for each element. */
const findings = (rules: object) => `(async () => {
  const { violations } = await axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...rules })});
  return violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' at ' + node.target.join(' ') + ': ' + node.any.concat(node.all, node.none).map((check) => check.message).join('; ')));
})()`;
const EVERYTHING = findings({ runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } });
const CONTRAST = findings({ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } });

/** What stands beyond the right edge, where the page scrolls sideways. */
const BEYOND = `(() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1);
  return ['scrolls sideways: ' + page.scrollWidth + ' px of ' + page.clientWidth + ', ' + wide.slice(-3).map((one) => one.tagName.toLowerCase() + '.' + one.className).join(' ')];
})()`;
const DRAWN = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))).then(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))).then(() => null)`;

/** Looks at pages in every size and colour, and hears what they ask for and complain about meanwhile. */
export class Sweep {
  private readonly bad: string[] = [];
  /** Names of the addresses of the web app that were looked at. */
  readonly visited = new Set<string>();

  constructor(
    private readonly page: Page,
    origins: readonly string[],
  ) {
    const context = page.context();
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (/^https?:$/.test(protocol) && !origins.includes(origin)) this.bad.push(`asks another host: ${request.url()}`);
    });
    context.on('console', (message) => {
      if (/content.security.policy/i.test(message.text())) this.bad.push(`policy: ${message.text()}`);
    });
    context.on('weberror', (error) => this.bad.push(`script: ${error.error().message}`));
  }

  /** 320 px is 1280 at 400 %, 640 px is 1280 at 200 % (WCAG 1.4.10, 1.4.4). */
  async look(name: string): Promise<void> {
    const { pathname } = new URL(this.page.url());
    const address = addressAt(pathname) ?? accountAddressAt(pathname);
    if (address) this.visited.add(address.name);
    for (const width of [320, 640]) {
      await this.show(width, 'light');
      await this.note(`${name}, ${width} px`, BEYOND);
    }
    if (await this.page.evaluate(`typeof axe === 'undefined'`)) await this.page.evaluate(`${AXE}; null`);
    for (const width of [360, 1280]) {
      await this.show(width, 'light');
      await this.note(`${name}, ${width} px`, BEYOND);
      await this.note(`${name}, ${width} px`, EVERYTHING);
      await this.show(width, 'dark');
      await this.note(`${name}, ${width} px, dark`, CONTRAST);
    }
    await this.show(360, 'light');
  }

  /** The page as it stands: at this width, in these colours. */
  async lookHere(name: string): Promise<void> {
    if (await this.page.evaluate(`typeof axe === 'undefined'`)) await this.page.evaluate(`${AXE}; null`);
    await this.page.evaluate(DRAWN);
    await this.note(name, BEYOND);
    await this.note(name, EVERYTHING);
  }

  /** What was found since the last call. */
  found(): string[] {
    return this.bad.splice(0);
  }

  private async show(width: number, colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.setViewportSize({ width, height: 780 });
    await this.page.emulateMedia({ colorScheme });
    await this.page.evaluate(DRAWN);
  }

  private async note(name: string, script: string): Promise<void> {
    this.bad.push(...(await this.lines(script)).map((line) => `${name}: ${line}`));
  }

  /** What lies half under a bar that stays may only have been scrolled to there: each is looked at once more in the middle of the window. */
  private async lines(script: string): Promise<string[]> {
    const found = await this.page.evaluate<string[]>(script);
    const kept: string[] = [];
    for (const line of found) {
      const [, target] = /^target-size at (.+?): .*partially obscured/.exec(line) ?? [];
      if (target === undefined || (await this.isFound(`target-size at ${target}:`, target, script))) kept.push(line);
    }
    return kept;
  }

  private async isFound(start: string, target: string, script: string): Promise<boolean> {
    const before = await this.page.evaluate<number>(`scrollY`);
    await this.page.evaluate(`document.querySelector(${JSON.stringify(target)}).scrollIntoView({ block: 'center' })`);
    const again = await this.page.evaluate<string[]>(script);
    await this.page.evaluate(`scrollTo(0, ${before})`);
    return again.some((line) => line.startsWith(start));
  }
}

/** A browser with a sweep, and the short words its stories are told in. */
export class Looker {
  readonly page: Page;
  private constructor(
    readonly server: TestServer,
    readonly browser: TestBrowser,
    readonly sweep: Sweep,
  ) {
    this.page = browser.page;
  }

  /** On a phone; its pages may ask the sites of the demo LMS, too. */
  static async open(server: TestServer): Promise<Looker> {
    const sites = server.lms.sites.map((site) => site.origin);
    return Looker.in(server, await openBrowser({ width: 360, height: 780 }), sites);
  }
  static in(server: TestServer, browser: TestBrowser, others: readonly string[] = []): Looker {
    return new Looker(server, browser, new Sweep(browser.page, [server.url, ...others]));
  }

  readonly button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });
  readonly link = (name: string | RegExp): Locator => this.page.getByRole('link', { name });
  readonly heading = (name: string): Locator => this.page.getByRole('heading', { name, exact: true }).first();
  readonly sees = (text: string | RegExp): Promise<void> => this.page.getByText(text).first().waitFor();
  readonly look = (name: string): Promise<void> => this.sweep.look(name);

  /** A launch into the whole window; resolves when the page stands. */
  async arrive(site: string, person: string, at: string): Promise<void> {
    await this.page.goto(this.server.site(site).startUrl({ person, link: at, target: 'window' }));
    await this.page.locator('main h1').first().waitFor();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.server.url + path);
    await this.page.locator('main h1').first().waitFor();
  }

  /** Everything that is folded is opened. */
  async unfold(): Promise<void> {
    for (const closed of await this.page.locator('summary').all()) await closed.click();
  }

  /** The course's part of the address. */
  get here(): string {
    return /^(\/l\/[^/]+\/c\/[^/]+)/.exec(new URL(this.page.url()).pathname)?.[1] ?? '';
  }
}
