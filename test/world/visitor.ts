import type { Reply, Route } from '#lotse/contract';
import type { AnswerReply, SubmitAnswer } from '#lotse/contract';
import { DemoVisitor } from '../../apps/server/demo-visitor.js';
import type { TestServer } from './harness.js';
import { sentBody } from './sent-body.js';

/** Somebody who launches and calls the API over real HTTP, without a browser. */
export class Visitor {
  token = '';
  enrolmentId = '';
  cookie = '';
  /** Where another server of the same installation is asked. */
  at = '';
  constructor(
    readonly server: TestServer,
    readonly siteKey: string,
  ) {}

  /** A launch through every rule of the gate. */
  async launch(person: string, link: string): Promise<this> {
    const visitor = new DemoVisitor(this.server.started.app, this.server.settings, this.server.site(this.siteKey));
    await visitor.launch(person, link);
    this.token = visitor.token;
    this.enrolmentId = visitor.enrolmentId;
    return this;
  }

  /** Raw answer of the API: status and body. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
    const sent = body === undefined ? null : sentBody(body);
    const answer = await fetch((this.at || this.server.url) + path, {
      method,
      headers: {
        origin: this.server.url,
        'x-lotse': '1',
        ...(sent ? { 'content-type': sent.type } : {}),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(sent ? { body: sent.body } : {}),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : { text }) as Record<string, unknown>,
    };
  }

  /** A call that has to succeed. */
  async call<R extends Pick<Route, 'method' | 'path' | 'reply'>>(route: R, params: Record<string, string> = {}, body?: unknown, query = ''): Promise<Reply<R>> {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '') + query;
    const answer = await this.ask(route.method, path, body);
    if (answer.status !== 200) throw new Error(`${route.method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Reply<R>;
  }

  async submit(answer: SubmitAnswer): Promise<AnswerReply> {
    const { body } = await this.ask('POST', '/api/answers', { items: [answer] });
    const [reply] = (body as { items: AnswerReply[] }).items;
    if (!reply) throw new Error(`no reply: ${JSON.stringify(body)}`);
    return reply;
  }
}
