import { expect } from '@jest/globals';
import type { Claims, DemoSite, Person } from '../../apps/demo-lms/index.js';
import type { TestServer } from './harness.js';
import { api, Browser, canaryIn, logIn, openSession, type Answer } from './lti-client.js';

export const DL_SETTINGS = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

export interface Dialog {
  answer: Answer;
  browser: Browser;
}

/** A launch with claims of the test's own making, through login, probe and gate. `session` fields come from the site. */
export async function launchWith(
  server: TestServer,
  site: DemoSite,
  wish: { fields: (site: DemoSite) => Record<string, string>; claims: (nonce: string) => Claims },
): Promise<Dialog> {
  const browser = new Browser(server);
  const login = await logIn(server, wish.fields(site), browser);
  const answer = await browser.post('/lti/launch', { id_token: site.sign(wish.claims(login.nonce)), state: login.state });
  return { answer, browser };
}

/** Somebody opens "Inhalt auswählen" in a course. `change` works on the settings claim, `claims` on all claims. */
export function openDialog(
  server: TestServer,
  site: DemoSite,
  wish: { person?: string; course?: string; settings?: Record<string, unknown>; claims?: (claims: Claims) => Claims } = {},
): Promise<Dialog> {
  const [person, course] = [wish.person ?? 'bernd.asmus', wish.course ?? 'asa'];
  const { session } = site.session(person);
  return launchWith(server, site, {
    fields: () => site.initiation(session, { course }),
    claims: (nonce) => {
      const claims = canaryIn(site.deepLinkingClaims({ person, course, nonce, session }));
      const settings = { ...(claims[DL_SETTINGS] as object), ...wish.settings };
      const changed = { ...claims, [DL_SETTINGS]: settings };
      return wish.claims ? wish.claims(changed) : changed;
    },
  });
}

/** The grader report opens somebody's work. */
export function openReview(
  server: TestServer,
  site: DemoSite,
  wish: { person?: string; link: string; forUser: Person | string; claims?: (claims: Claims) => Claims },
): Promise<Dialog> {
  const person = wish.person ?? 'bernd.asmus';
  const { session } = site.session(person);
  return launchWith(server, site, {
    fields: () => site.initiation(session, { link: wish.link, forUser: wish.forUser }),
    claims: (nonce) => {
      const claims = site.launchClaims({ person, link: wish.link, nonce, forUser: wish.forUser });
      return wish.claims ? wish.claims(claims) : claims;
    },
  });
}

export interface Picker {
  ticket: string;
  enrolment: string;
  token: string;
  browser: Browser;
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  choose(items: { kind: 'unit' | 'module'; id: string }[]): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** The page that the dialog shows, with its bearer. */
export async function pickerOf(server: TestServer, dialog: Dialog): Promise<Picker> {
  expect([dialog.answer.status, dialog.answer.body]).toEqual([303, '']);
  const ticket = /\/pick\/([0-9a-f-]{36})#/.exec(dialog.answer.location)?.[1] ?? '';
  const session = await openSession(server, dialog.answer);
  const token = String(session.body['token']);
  const ask: Picker['ask'] = (method, path, body) => api(server, method, path, body, { authorization: `Bearer ${token}` });
  return {
    ticket,
    token,
    enrolment: String(session.body['enrolmentId']),
    browser: dialog.browser,
    ask,
    choose: (items) => ask('POST', `/api/deep-linking/${ticket}`, { items }),
  };
}

export interface Carried {
  status: number;
  page: string;
  policy: string;
  action: string;
  jwt: string;
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  items: Record<string, unknown>[];
}

/** The page that carries the answer, taken apart. */
export async function carry(picker: Pick<Picker, 'browser'>, path: string): Promise<Carried> {
  const page = await picker.browser.get(path);
  const jwt = /name="JWT" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const [header, claims] = jwt
    .split('.')
    .slice(0, 2)
    .map((part) => (part ? (JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>) : {}));
  return {
    status: page.status,
    page: page.body,
    policy: page.headers.get('content-security-policy') ?? '',
    action: (/action="([^"]*)"/.exec(page.body)?.[1] ?? '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    jwt,
    header: header ?? {},
    claims: claims ?? {},
    items: ((claims ?? {})[`${DL}content_items`] ?? []) as Record<string, unknown>[],
  };
}

/** Chooses and fetches the page that carries the answer. */
export async function answered(picker: Picker, items: Parameters<Picker['choose']>[0]): Promise<Carried> {
  const chosen = await picker.choose(items);
  expect([chosen.status, chosen.body['code']]).toEqual([200, undefined]);
  return carry(picker, String(chosen.body['path']));
}
