import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { placeAt } from '../apps/web/src/places.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
  /** Names of the places of the web app that were looked at. */
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
    const place = placeAt(new URL(this.page.url()).pathname);
    if (place) this.visited.add(place.name);
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
    const lines = await this.page.evaluate<string[]>(script);
    this.bad.push(...lines.map((line) => `${name}: ${line}`));
  }
}
