import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Claims, DemoSite, SignOptions } from '../../apps/demo-lms/index.js';
import type { TestServer } from './harness.js';

const FORM = 'application/x-www-form-urlencoded';

export interface Answer {
  status: number;
  location: string;
  body: string;
  headers: Headers;
  setCookies: string[];
}

/** A browser as far as a launch needs one: it keeps our cookies and follows no redirect by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();
  constructor(readonly server: TestServer) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }
  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, { 'content-type': FORM, ...headers }, new URLSearchParams(form).toString());
  }

  async send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(new URL(path, this.server.url), {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    const setCookies = reply.headers.getSetCookie();
    for (const one of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(one)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: reply.status, location: reply.headers.get('location') ?? '', body: await reply.text(), headers: reply.headers, setCookies };
  }
}

export interface Login {
  browser: Browser;
  state: string;
  nonce: string;
  authUrl: URL;
}

/** From the platform's call to the authentication request, probe included. */
export async function logIn(server: TestServer, fields: Record<string, string>, browser = new Browser(server)): Promise<Login> {
  const called = await browser.post('/lti/login', fields);
  if (called.status !== 302) throw new Error(`login answered ${called.status}: ${codeIn(called)}`);
  const probed = await browser.get(called.location);
  if (probed.status !== 302) throw new Error(`probe answered ${probed.status}: ${codeIn(probed)}`);
  const authUrl = new URL(probed.location);
  return { browser, authUrl, state: authUrl.searchParams.get('state') ?? '', nonce: authUrl.searchParams.get('nonce') ?? '' };
}

export interface LaunchWish {
  person?: string;
  link?: string;
  browser?: Browser;
  /** Changes the claims, or gives others. */
  change?: (claims: Claims) => unknown;
  sign?: SignOptions;
  /** Changes the signed token. */
  token?: (token: string) => string;
  form?: (form: Record<string, string>) => Record<string, string>;
  fields?: (fields: Record<string, string>) => Record<string, string>;
}

/** Word that stands in every claim that could name a person: it must never be logged. */
export const CANARY = `Kanarienvogel${randomUUID().slice(0, 8)}`;

export function canaryIn(claims: Claims): Claims {
  return {
    ...claims,
    name: `${CANARY} Vogel`,
    given_name: CANARY,
    family_name: 'Vogel',
    email: `${CANARY}@example.org`,
    'https://purl.imsglobal.org/spec/lti/claim/lis': { person_sourcedid: CANARY },
    'https://purl.imsglobal.org/spec/lti/claim/ext': { user_username: CANARY },
  };
}

/** A whole launch with claims made by the site and changed by the test. */
export async function launch(server: TestServer, site: DemoSite, wish: LaunchWish = {}): Promise<Answer & { login: Login; token: string }> {
  const [person, link] = [wish.person ?? 'jonas.petersen', wish.link ?? 'probezeit'];
  const { session } = site.session(person);
  const fields = site.initiation(session, { link });
  const login = await logIn(server, wish.fields ? wish.fields(fields) : fields, wish.browser ?? new Browser(server));
  const claims = canaryIn(site.launchClaims({ person, link, nonce: login.nonce }));
  const changed = wish.change ? (wish.change(claims) ?? claims) : claims;
  const signed = site.sign(changed, wish.sign ?? {});
  const token = wish.token ? wish.token(signed) : signed;
  const form = { id_token: token, state: login.state };
  return { ...(await login.browser.post('/lti/launch', wish.form ? wish.form(form) : form)), login, token };
}

/** The code a refusal page shows; empty on other pages. */
export function codeIn(answer: Pick<Answer, 'body'>): string {
  return /<p class="code">[^:]*: ([A-Z_]+)/.exec(answer.body)?.[1] ?? '';
}

export async function tenantOf(server: TestServer, site: DemoSite): Promise<string> {
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [site.name]));
  if (!row) throw new Error(`no tenant for ${site.name}`);
  return row.id;
}

export async function countSessions(server: TestServer): Promise<number> {
  const [row] = await server.db.gate('session', (tx) => tx.query<{ count: number }[]>('select count(*)::int as count from session'));
  return row?.count ?? 0;
}

export interface AuditRow {
  event: string;
  details: Record<string, unknown>;
  subject: string | null;
}
export async function auditOf(server: TestServer, site: DemoSite): Promise<AuditRow[]> {
  const tenant = await tenantOf(server, site);
  return server.db.job(tenant, (tx) => tx.query<AuditRow[]>('select event, details, subject from audit order by seq'));
}

/** What a page does after the launch: the code from the fragment becomes a session. */
export async function openSession(server: TestServer, entered: Answer): Promise<{ status: number; body: Record<string, unknown> }> {
  const given = new URLSearchParams(new URL(entered.location, server.url).hash.slice(1));
  const body = { code: given.get('code') ?? '', ...(given.has('back') ? { back: given.get('back') } : {}) };
  const cookie = entered.setCookies.map((line) => line.split(';')[0]).join('; ');
  return api(server, 'POST', '/api/session', body, cookie ? { cookie } : {});
}

export async function api(
  server: TestServer,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const reply = await fetch(server.url + path, {
    method,
    headers: { origin: server.url, 'x-lotse': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

/** Refused with this code: status, page, no session, one audit row with the code, nothing of the claims in the log. */
export async function refusedBy(
  server: TestServer,
  site: DemoSite,
  wish: LaunchWish,
  code: string,
  more: { status?: number; claim?: string } = {},
): Promise<Answer> {
  const before = { sessions: await countSessions(server), audit: (await auditOf(server, site)).length, log: server.log.length };
  const answer = await launch(server, site, wish);
  expect([answer.status, codeIn(answer)]).toEqual([more.status ?? 401, code]);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.setCookies).toEqual([]);
  expect(await countSessions(server)).toBe(before.sessions);
  const rows = (await auditOf(server, site)).slice(before.audit);
  expect(rows).toEqual([expect.objectContaining({ event: 'launch.refused', details: { reason: code, ...(more.claim ? { claim: more.claim } : {}) } })]);
  // as a word of its own: "iss" is in "#claim-missing", the code's row in the list
  if (more.claim) expect(answer.body).not.toMatch(new RegExp(`\\b${more.claim.replaceAll('.', '\\.')}\\b`));
  const lines = server.log.slice(before.log).join('');
  expect(lines).toContain(`"reason":"${code}"`);
  for (const word of [CANARY, answer.token.slice(-40), site.person(wish.person ?? 'jonas.petersen').familyName])
    expect([word, lines.includes(word)]).toEqual([word, false]);
  return answer;
}

export interface Inside {
  role: string;
  path: string;
  name: string;
  token: string;
  enrolment: string;
  person: string;
  test: boolean;
}

/** Lets somebody in and looks at what the page then gets. */
export async function enterAs(server: TestServer, site: DemoSite, wish: LaunchWish = {}): Promise<Inside> {
  const answer = await launch(server, site, wish);
  expect([answer.status, codeIn(answer)]).toEqual([303, '']);
  const session = await openSession(server, answer);
  expect(session.status).toBe(200);
  const enrolment = String(session.body['enrolmentId']);
  const [row] = await server.db.job(await tenantOf(server, site), (tx) =>
    tx.query<{ person: string; test: boolean }[]>('select person, test from enrolment where id = $1', [enrolment]),
  );
  return {
    role: String(session.body['role']),
    path: answer.location.replace(/#.*/, ''),
    name: String(session.body['displayName']),
    token: String(session.body['token']),
    enrolment,
    person: row?.person ?? '',
    test: row?.test ?? false,
  };
}

/** Claims with one of them changed. */
export const claim = (name: string, value: unknown) => (claims: Claims) => ({ ...claims, [name]: value });

/** Does something that must be refused: status, code, no session, no cookie, nothing of the claims in the log. */
export async function refusalOf(
  server: TestServer,
  act: () => Promise<Answer>,
  { code, status, audited }: { code: string; status: number; audited: DemoSite | null },
): Promise<Answer> {
  const before = { sessions: await countSessions(server), audit: audited ? (await auditOf(server, audited)).length : 0, log: server.log.length };
  const answer = await act();
  expect([answer.status, codeIn(answer)]).toEqual([status, code]);
  expect(await countSessions(server)).toBe(before.sessions);
  expect(answer.setCookies.filter((one) => one.startsWith('__Host-lotse='))).toEqual([]);
  if (audited) expect((await auditOf(server, audited)).slice(before.audit).map((row) => row.details['reason'])).toEqual([code]);
  const lines = server.log.slice(before.log).join('');
  expect(lines).toContain(`"reason":"${code}"`);
  expect(lines).not.toContain(CANARY);
  return answer;
}
