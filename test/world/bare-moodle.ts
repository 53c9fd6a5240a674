import { createServer, type Server } from 'node:http';
import { InvitesService, PlatformPages } from '#lotse/lti';
import type { Reply, platforms } from '#lotse/contract';
import { startDemoLms, type DemoLms, type DemoSite } from '../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from './harness.js';
import { freePort } from './ports.js';
import { codeIn, countSessions, tenantOf } from './lti-client.js';

export type PlatformLine = Reply<typeof platforms>['platforms'][number];
export interface Opened {
  status: number;
  body: string;
  code: string;
  policy: string;
}

/** A server beside a Moodle in a sub-folder that nobody has prepared, and a neighbour that must never be asked. */
export class BareMoodle {
  asked = 0;
  private constructor(
    readonly server: TestServer,
    private readonly lms: DemoLms,
    private readonly neighbour: Server,
    readonly tenant: string,
  ) {
    neighbour.on('request', () => this.asked++);
  }

  static async start(): Promise<BareMoodle> {
    const [port, lmsPort] = [await freePort(['127.0.0.1']), await freePort(['127.0.0.1', '127.0.0.2'])];
    const trusted = [`http://127.0.0.1:${lmsPort}`, `http://127.0.0.2:${lmsPort}`, `http://127.0.0.1:${port}`];
    const server = await startForTest({ env: { DEMO_LMS_PORT: String(lmsPort), LOTSE_INSECURE_LMS: trusted.join(' ') } });
    const people = [
      { username: 'admin', givenName: 'Ada', familyName: 'Min', siteRole: 'admin' as const },
      { username: 'lena', givenName: 'Lena', familyName: 'Voß', courses: { k: 'student' as const } },
      { username: 'tom', givenName: 'Tom', familyName: 'Rieck', courses: { k: 'teacher' as const } },
    ];
    const site = {
      key: 'bare',
      name: 'Kahl',
      host: '127.0.0.1',
      path: '/moodle',
      withoutTool: true,
      people,
      courses: [{ key: 'k', label: 'K', title: 'Kurs' }],
    };
    const lms = await startDemoLms({ clock: server.clock, toolUrl: server.url, port, sites: [site] });
    const neighbour = createServer((_, reply) => reply.end('{}'));
    await new Promise<void>((done) => neighbour.listen(0, '127.0.0.1', done));
    return new BareMoodle(server, lms, neighbour, await tenantOf(server, server.site('lernwerk')));
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.neighbour.close(done));
    await this.lms.close();
    await this.server.stop();
  }

  get site(): DemoSite {
    return this.lms.sites[0] as DemoSite;
  }
  get neighbourUrl(): string {
    const address = this.neighbour.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }
  get admin(): { tenant: string; person: null } {
    return { tenant: this.tenant, person: null };
  }
  get invites(): InvitesService {
    return this.server.started.app.get(InvitesService);
  }

  platforms(): Promise<PlatformLine[]> {
    return this.server.started.app.get(PlatformPages).list(this.tenant);
  }
  invite(wish: { askNames?: boolean; days?: number } = {}): Promise<{ inviteId: string; link: string }> {
    return this.invites.invite(this.admin, { askNames: wish.askNames ?? false, days: wish.days ?? 7 });
  }
  async inviteOf(id: string): Promise<Awaited<ReturnType<InvitesService['list']>>[number] | undefined> {
    return (await this.invites.list(this.tenant)).find((one) => one.id === id);
  }

  /** As Moodle opens the link; `change` alters what Moodle would say. */
  async register(wish: { link?: string; change?: (url: URL) => void } = {}): Promise<Opened> {
    const url = new URL(this.site.registrationUrl(wish.link ?? (await this.invite()).link));
    wish.change?.(url);
    return open(url.href);
  }

  /** A platform that has just registered itself and waits. */
  async registered(wish: { askNames?: boolean } = {}): Promise<{ row: PlatformLine; page: Opened; inviteId: string }> {
    const { link, inviteId } = await this.invite(wish);
    const page = await this.register({ link });
    const platformId = (await this.inviteOf(inviteId))?.platformId;
    const row = (await this.platforms()).find((one) => one.id === platformId);
    if (!row) throw new Error(`not registered: ${page.code}`);
    return { row, page, inviteId };
  }

  /** Refused with this code and nothing kept: no platform, no session, nothing of what was sent in log or page. */
  async refused(wish: Parameters<BareMoodle['register']>[0], code: string, status: number): Promise<Opened> {
    const before = { platforms: (await this.platforms()).length, sessions: await countSessions(this.server), log: this.server.log.length };
    const page = await this.register(wish);
    const after = { platforms: (await this.platforms()).length, sessions: await countSessions(this.server) };
    const lines = this.server.log.slice(before.log).join('') + page.body;
    const kept = after.platforms !== before.platforms || after.sessions !== before.sessions || /registration_token|eyJ|<script/.test(lines);
    if (page.status !== status || page.code !== code || kept)
      throw new Error(`expected ${status} ${code}, got ${page.status} ${page.code}${kept ? ', and something was kept' : ''}`);
    return page;
  }

  /** What the Moodle says about itself, changed. */
  async configuration(change: Record<string, unknown>): Promise<string> {
    const own = (await (await fetch(this.site.openidConfigUrl)).json()) as Record<string, unknown>;
    return JSON.stringify({ ...own, ...change });
  }
}

export async function open(url: string): Promise<Opened> {
  const reply = await fetch(url, { redirect: 'manual', headers: { 'sec-fetch-dest': 'iframe' } });
  const body = await reply.text();
  return { status: reply.status, body, code: codeIn({ body }), policy: reply.headers.get('content-security-policy') ?? '' };
}
