import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyReply } from 'fastify';

/** The built web app's one page, with a fresh nonce each time. */
export class WebPage {
  private readonly html: string;
  readonly icon: string;
  /** The text face, for pages that the server writes itself. */
  readonly font: Buffer;
  constructor(readonly dir: string) {
    const file = `${dir}/index.html`;
    if (!existsSync(file)) throw new Error(`The web app is not built (${file} is missing). Run: npm run build`);
    this.html = readFileSync(file, 'utf8');
    this.icon = readFileSync(`${dir}/favicon.svg`, 'utf8');
    const font = /href="(\/assets\/[^"]+\.woff2)"/.exec(this.html)?.[1];
    if (!font) throw new Error(`${file} names no font. Run: npm run build`);
    this.font = readFileSync(`${dir}${font}`);
  }

  /** Sends the page. `ancestors` are the origins that may frame it; none means nobody may. */
  send(reply: FastifyReply, ancestors: string[], status = 200): void {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .status(status)
      .header('content-security-policy', pagePolicy(nonce, ancestors))
      .header('content-type', 'text/html; charset=utf-8')
      .send(this.html.replaceAll('__NONCE__', nonce));
  }
}

export function pagePolicy(nonce: string, ancestors: string[]): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `media-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${ancestors.length ? ancestors.join(' ') : `'none'`}`,
  ].join('; ');
}
