import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { freePort } from './ports.js';

export interface Seen {
  path: string;
  framed: boolean;
  cookies: string;
}

/** Stands between browser and Lotse: sees each request, adds an ordinary cookie to framed answers, and can take all cookies out of answers. */
export class Between {
  readonly seen: Seen[] = [];
  without: 'nothing' | 'cookies in frames' | 'all cookies' = 'nothing';
  /** The page that posts a login, as a browser would say it, if it shall be another. */
  origin: string | null = null;
  /** Port of the server behind it. */
  to = 0;
  private readonly server: Server = createServer((message, answer) => {
    const framed = message.headers['sec-fetch-dest'] === 'iframe';
    this.seen.push({ path: (message.url ?? '').split('?')[0] ?? '', framed, cookies: message.headers.cookie ?? '' });
    const forward = request(
      { agent: false, host: '127.0.0.1', port: this.to, method: message.method, path: message.url, headers: this.asked(message) },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, this.headersOf(reply, framed));
        reply.pipe(answer);
      },
    );
    forward.on('error', () => answer.destroy());
    message.pipe(forward);
  });

  private asked({ headers, method, url }: IncomingMessage): IncomingMessage['headers'] {
    const isLogin = method === 'POST' && url === '/lti/login';
    return this.origin !== null && isLogin ? { ...headers, origin: this.origin } : headers;
  }

  private headersOf({ headers }: IncomingMessage, framed: boolean): IncomingMessage['headers'] {
    const { 'set-cookie': cookies = [], ...rest } = headers;
    if (this.without === 'all cookies' || (this.without === 'cookies in frames' && framed)) return rest;
    return { ...rest, 'set-cookie': framed ? [...cookies, 'ordinary=1; Path=/; Secure; SameSite=None'] : cookies };
  }

  async open(): Promise<number> {
    this.server.keepAliveTimeout = 0; // whoever asks again just when an idle connection is closed would see a fault
    const port = await freePort(['127.0.0.1', '::1']);
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
    return port;
  }
  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
