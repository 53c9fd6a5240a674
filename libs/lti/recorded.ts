import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** The recordings of a real Moodle 4.5, for tests: what it sent and what it answered. */
const FOLDER = new URL('../../test/fixtures/lti/', import.meta.url);
/** The address the Moodle was recorded at. */
export const RECORDED_AT = 'http://localhost:8088';

export function recorded<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as T;
}
export function recordings(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}

export interface RecordedAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}
export interface Asked {
  method: string;
  path: string;
  accept: string | undefined;
  type: string | undefined;
  body: string;
}

/** Gives recorded answers over real HTTP, one after the other, and keeps what was asked. */
export class Playback {
  readonly asked: Asked[] = [];
  private next: RecordedAnswer | null = null;
  private readonly server: Server = createServer((message, reply) => {
    void readBody(message).then((body) => {
      const { method = '', url: path = '', headers } = message;
      this.asked.push({ method, path, accept: headers.accept, type: headers['content-type'], body });
      const { status, headers: given, body: answer } = this.next ?? { status: 500, headers: {}, body: '' };
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      const link = given['link'];
      // Moodle writes quotation marks into its header that HTTP knows nothing of: the same bytes go out
      reply.writeHead(status, {
        'content-type': given['content-type'] ?? 'text/html; charset=utf-8',
        ...(link ? { link: Buffer.from(this.here(link), 'utf8').toString('latin1') } : {}),
      });
      reply.end(this.here(text));
    });
  });

  async open(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }
  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
  get origin(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }
  /** The same with our address in place of the recorded one. */
  here(text: string): string {
    return text.replaceAll(RECORDED_AT, this.origin).replaceAll(RECORDED_AT.replaceAll('/', '\\/'), this.origin.replaceAll('/', '\\/'));
  }
  play(answer: RecordedAnswer): void {
    this.next = answer;
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of message) body += String(part);
  return body;
}
