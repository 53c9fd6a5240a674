/** The little of HTTP the demo LMS needs: a request read whole, a reply, an escape for HTML. */
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Req {
  method: string;
  /** Path inside the site (without its sub-folder). */
  path: string;
  /** Path and query as they came. */
  url: string;
  query: URLSearchParams;
  form: URLSearchParams;
  body: string;
  accept: string | undefined;
  contentType: string;
  authorization: string;
  userAgent: string;
  cookies: Map<string, string>;
}

export interface Reply {
  status: number;
  reason?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const MAX_BODY = 4_000_000;

/** Empty where the path lies outside the site's folder: no route has it. */
function inside(path: string, folder: string): string {
  const within = path === folder || path.startsWith(`${folder}/`);
  return within ? path.slice(folder.length) || '/' : '';
}

export async function readRequest(message: IncomingMessage, folder: string): Promise<Req> {
  const url = message.url ?? '/';
  const parsed = new URL(url, 'http://site.invalid');
  const body = await readBody(message);
  const contentType = (message.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const isForm = contentType === 'application/x-www-form-urlencoded';
  return {
    method: message.method ?? 'GET',
    path: inside(parsed.pathname, folder),
    url,
    query: parsed.searchParams,
    form: new URLSearchParams(isForm ? body : ''),
    body,
    accept: message.headers.accept,
    contentType,
    authorization: message.headers.authorization ?? '',
    userAgent: message.headers['user-agent'] ?? '',
    cookies: readCookies(message.headers.cookie ?? ''),
  };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readCookies(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) found.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return found;
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body ?? '', 'utf8');
  const headers = Object.entries(reply.headers ?? {}).map(([name, value]) => [name, rawBytes(value)] as const);
  const length = reply.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(reply.status, rawBytes(reply.reason || (STATUS_CODES[reply.status] ?? '')), { ...length, ...Object.fromEntries(headers) });
  response.end(body);
}

/** PHP writes UTF-8 bytes into status line and headers; Node takes one character for each byte. */
function rawBytes(text: string): string {
  const printable = Array.from(text, (sign) => (sign < ' ' || sign === '\x7f' ? ' ' : sign)).join('');
  return Buffer.from(printable.trim(), 'utf8').toString('latin1');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** HTML as Moodle turns it into text: bold becomes capitals. */
export function plainText(html: string): string {
  const loud = html.replace(/<(b|strong)>(.*?)<\/\1>/gis, (_, _tag, inner: string) => inner.toUpperCase());
  return loud
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function html(body: string, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function redirect(to: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { location: to, ...headers } };
}

/** A form that posts itself; with a button where scripts are off. */
export function autoPost(action: string, fields: Record<string, string>, id: string): string {
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n');
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Weiter zum Tool</title></head><body>
<form action="${escapeHtml(action)}" name="${id}" id="${id}" method="post" enctype="application/x-www-form-urlencoded">
${inputs}
<noscript><p>Bitte bestätigen Sie den Start.</p><button type="submit">Weiter</button></noscript>
</form><script>document.getElementById("${id}").submit();</script></body></html>`;
}
