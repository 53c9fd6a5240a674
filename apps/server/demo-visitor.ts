import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '#lotse/base';
import type { DemoSite } from '../demo-lms/index.js';

/**
 * Somebody who launches from the demo LMS and calls the API, without a browser: the same requests to the server's own
 * routes (Fastify's inject), so that the seed passes every rule a person passes.
 */
export class DemoVisitor {
  private readonly cookies = new Map<string, string>();
  token = '';
  enrolmentId = '';
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly settings: Settings,
    private readonly site: DemoSite,
  ) {}

  /** Login, launch and session, at the clock's time. */
  async launch(person: string, link: string): Promise<void> {
    const { session } = this.site.session(person);
    let answer = await this.send(
      'POST',
      '/lti/login',
      { 'content-type': 'application/x-www-form-urlencoded', origin: this.site.origin },
      new URLSearchParams(this.site.initiation(session, { link })).toString(),
    );
    let location = new URL(String(answer.headers.location), this.settings.url);
    for (let hop = 0; hop < 3 && location.origin === this.settings.url; hop++) {
      answer = await this.send('GET', location.pathname + location.search);
      location = new URL(String(answer.headers.location), this.settings.url);
    }
    const claims = this.site.launchClaims({ person, link, nonce: location.searchParams.get('nonce') ?? '' });
    const form = new URLSearchParams({ id_token: this.site.sign(claims), state: location.searchParams.get('state') ?? '' });
    answer = await this.send('POST', '/lti/launch', { 'content-type': 'application/x-www-form-urlencoded', origin: this.site.origin }, form.toString());
    if (answer.statusCode >= 400) throw new Error(`the demo's launch was refused (${answer.statusCode})`);
    const code = new URLSearchParams(new URL(String(answer.headers.location), this.settings.url).hash.slice(1)).get('code') ?? '';
    const opened = (await this.call('POST', '/api/session', { code })) as { token: string; enrolmentId: string };
    this.token = opened.token;
    this.enrolmentId = opened.enrolmentId;
  }

  /** One API call; throws with the problem's code when it is refused. */
  async call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const answer = await this.send(
      method,
      path,
      { 'content-type': 'application/json', origin: this.settings.url, 'x-lotse': '1', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      body === undefined ? undefined : JSON.stringify(body),
    );
    const reply = JSON.parse(answer.body) as { code?: string };
    if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${reply.code ?? answer.statusCode}`);
    return reply;
  }

  private async send(method: 'GET' | 'POST' | 'PUT', url: string, headers: Record<string, string> = {}, payload?: string) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url,
      headers: { host: new URL(this.settings.url).host, ...headers, ...(cookie ? { cookie } : {}) },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const set of answer.cookies) this.cookies.set(set.name, set.value);
    return answer;
  }
}
