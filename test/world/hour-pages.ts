import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { asOwner } from './as-owner.js';
import { openShared } from './browser.js';
import type { TestServer } from './harness.js';
import { MEDIA_ARGS, MediaPage } from './media-page.js';
import { freePort } from './ports.js';
import { Program } from './program.js';
import { TcpRelay } from './tcp-relay.js';

const PHONE = { width: 360, height: 740 };

/**
 * Pages of one hour, in one browser and at one network unless somebody has their own. They come through the LMS to the server of the
 * test; from `move` on they are at a second server on the same data, which is a program of its own and can be killed.
 */
export class HourPages {
  private readonly networks = new Map<string, { network: TcpRelay; browser: Awaited<ReturnType<typeof openShared>> }>();
  private readonly dir = mkdtempSync(`${tmpdir()}/lotse-hour-`);
  private other: Program | undefined;
  private port = 0;

  constructor(readonly server: TestServer) {}

  /** `where`: whose network it is at. */
  async open(size = PHONE, where = 'all'): Promise<{ page: Page; network: TcpRelay; media: MediaPage }> {
    const at = this.networks.get(where) ?? (await this.network());
    this.networks.set(where, at);
    const page = await at.browser.page(size);
    return { page, network: at.network, media: await MediaPage.on(page) };
  }

  private async network() {
    const { port } = new URL(this.server.url);
    const network = await new TcpRelay(Number(port)).open();
    const map = `--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${network.port}`;
    return { network, browser: await openShared({ args: [map, ...MEDIA_ARGS] }) };
  }

  /** A launch from the LMS, then to the running hour. */
  async arrive(page: Page, person: string, meetingId: string): Promise<void> {
    await page.goto(this.server.site('lernwerk').startUrl({ person, link: 'probezeit', target: 'window' }));
    await page.waitForURL(/\/l\/[^/]+\/c\/[^/]+/);
    await page.getByRole('main').waitFor();
    await page.goto(`${this.home(page)}/meetings/${meetingId}`);
  }

  /** The start page of whoever launched on it. */
  home(page: Page): string {
    return this.server.url + (/^\/l\/[^/]+\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '');
  }

  /** Everybody is led to the second server; nobody has to do anything. */
  async move(): Promise<void> {
    // a server with an address of its own refuses data of the demo as long as an account has its published password
    await asOwner(this.server, (query) => query('update account set password_hash = null'));
    this.port = await freePort(['127.0.0.1', '::1']);
    await this.start();
    for (const { network } of this.networks.values()) network.leadTo(this.port);
  }

  /** The second server ends as a lack of power does, and is started again. */
  async kill(): Promise<void> {
    await this.other?.kill();
    await this.start();
  }

  private async start(): Promise<void> {
    const { databaseUrl = '', key = '', url } = this.server.settings;
    this.other = new Program('main', { DATABASE_URL: databaseUrl, LOTSE_KEY: key, LOTSE_URL: url, PORT: String(this.port), LOTSE_DATA: this.dir });
    await this.other.ready();
  }

  async close(): Promise<void> {
    for (const { browser, network } of this.networks.values()) {
      await browser.close();
      network.close();
    }
    await Program.endAll();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
