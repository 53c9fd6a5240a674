import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyReply } from 'fastify';

/** Chunks (see apps/web/chunks.ts) by the page that needs them first; the browser fetches them beside the entry, not behind it. */
const FIRST_NEEDED: readonly (readonly [address: RegExp, chunk: string])[] = [
  [/\/u\/[^/]+$/, 'players'],
  [/^\/l\/[^/]+\/c\/[^/]+(\/u\/[^/]+\/end|\/reports.*)?$/, 'trainee'],
  [/^\/l\/[^/]+\/c\/[^/]+\/(people|links|pick|inbox)/, 'course'],
  [/^\/l\/[^/]+\/c\/[^/]+\/(r|rooms|meetings)(\/|$)|^\/(room-device|check-in)(\/|$)/, 'rooms'],
  [/^\/a(\/|$)/, 'begin'],
];

interface Built {
  file: string;
  name?: string;
  imports?: string[];
}

/** The built web app's one page, with a fresh nonce each time. */
export class WebPage {
  private readonly html: string;
  /** What each of FIRST_NEEDED adds to the head. */
  private readonly preloads: ReadonlyMap<string, string>;
  readonly icon: string;
  /** The text face, for pages that the server writes itself. */
  readonly font: Buffer;
  constructor(readonly dir: string) {
    const file = `${dir}/index.html`;
    if (!existsSync(file)) throw new Error(`The web app is not built (${file} is missing). Run: npm run build`);
    this.html = readFileSync(file, 'utf8');
    this.preloads = preloadsOf(JSON.parse(readFileSync(`${dir}/.vite/manifest.json`, 'utf8')) as Record<string, Built>);
    this.icon = readFileSync(`${dir}/favicon.svg`, 'utf8');
    const font = /href="(\/assets\/[^"]+\.woff2)"/.exec(this.html)?.[1];
    if (!font) throw new Error(`${file} names no font. Run: npm run build`);
    this.font = readFileSync(`${dir}${font}`);
  }

  /** Sends the page. `ancestors` are the origins that may frame it; none means nobody may. `play`: it shows an author's unit. */
  send(reply: FastifyReply, ancestors: string[], status = 200, how: { play?: boolean } = {}): void {
    const nonce = randomBytes(16).toString('base64');
    const path = reply.request.url.replace(/[?#].*$/, '');
    const chunk = FIRST_NEEDED.find(([address]) => address.test(path))?.[1] ?? '';
    const html = this.html
      .replace('</head>', `${this.preloads.get(chunk) ?? ''}</head>`)
      .replace('<html', how.play === true ? '<html data-play="true"' : '<html');
    void reply
      .status(status)
      .header('content-security-policy', pagePolicy(nonce, ancestors))
      .header('content-type', 'text/html; charset=utf-8')
      .send(html.replaceAll('__NONCE__', nonce));
  }
}

/** Links for each first chunk and all it imports, except the entry, which the page names itself. */
function preloadsOf(manifest: Record<string, Built>): Map<string, string> {
  const reached = (key: string, found: Set<string>): Set<string> => {
    if (key === 'index.html' || found.has(key)) return found;
    found.add(key);
    for (const next of manifest[key]?.imports ?? []) reached(next, found);
    return found;
  };
  const link = (key: string) => `<link rel="modulepreload" crossorigin href="/${manifest[key]?.file}" nonce="__NONCE__">`;
  const keyed = Object.entries(manifest).filter(([key, { name }]) => key !== 'index.html' && FIRST_NEEDED.some(([, chunk]) => chunk === name));
  return new Map(keyed.map(([key, { name = '' }]) => [name, [...reached(key, new Set())].map(link).join('')]));
}

export function pagePolicy(nonce: string, ancestors: string[]): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    // a recording needs the bearer: it is fetched and then played
    `media-src 'self' blob:`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${ancestors.length ? ancestors.join(' ') : `'none'`}`,
  ].join('; ');
}
