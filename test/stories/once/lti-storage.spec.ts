import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Frame, FrameLocator, Page } from 'playwright-core';
import { LaunchGate } from '#lotse/lti';
import type { DemoSite, StorageMode } from '../../../apps/demo-lms/index.js';
import { Between } from '../../world/between.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Browser, codeIn, countSessions, type Answer } from '../../world/lti-client.js';
import { Mutants } from '../../world/mutants.js';
import { ANY_HEADING } from '../../world/task-heading.js';
import { toolFrame } from '../../world/task-page.js';

/** What the LMS's page and the scripts in it use of the window. */
interface Message {
  subject: string;
  key: string;
  value?: string;
  message_id: string;
}
interface InPage {
  heard: { origin: string; data: Message }[];
  evil: (message: Message) => void;
}

const between = new Between();
const mutants = new Mutants();
let server: TestServer;
let desk: TestBrowser;
let page: Page;
let site: DemoSite;

beforeAll(async () => {
  const port = await between.open();
  server = await startForTest({ env: { LOTSE_URL: `http://localhost:${port}` } });
  between.to = server.settings.port;
  between.without = 'cookies in frames';
  site = server.site('lernwerk');
  desk = await openBrowser({ width: 1280, height: 800, whole: true });
}, 240_000);
afterAll(async () => {
  await desk?.close();
  await server?.stop();
  between.close();
});
afterEach(async () => {
  mutants.restore();
  site.platformStorage = null;
  await desk.context.clearCookies();
  await page?.close();
});

const gate = () => server.started.app.get(LaunchGate);

/** Somebody opens the activity in a browser whose frames keep no cookie; the LMS offers storage that behaves so. */
async function openWith(mode: StorageMode | null, person = 'amira.haddad'): Promise<FrameLocator> {
  site.platformStorage = mode;
  site.requests.reset();
  page = await desk.context.newPage();
  await page.addInitScript(() => {
    const here = globalThis as unknown as InPage & { addEventListener: (type: 'message', hear: (event: { origin: string; data: Message }) => void) => void };
    here.heard = [];
    here.addEventListener('message', ({ origin, data }) => {
      if (typeof data.subject === 'string' && data.subject.startsWith('lti.')) here.heard.push({ origin, data });
    });
  });
  await page.goto(site.startUrl({ person, link: 'probezeit' }));
  return page.frameLocator('#contentframe');
}
const heard = () => page.evaluate(() => (globalThis as unknown as InPage).heard);
const inTask = async (): Promise<Frame> => {
  const frame = await toolFrame(page);
  await frame.getByText(ANY_HEADING).first().waitFor();
  return frame;
};
/** The window of its own is offered, and the platform was not asked. */
async function fallsBack(frame: FrameLocator): Promise<void> {
  await frame.getByRole('heading', { name: 'Lotse öffnet sich in einem neuen Fenster' }).waitFor();
  expect(site.requests.auth).toBe(0);
}

test('P-01 the frame keeps no cookie and the platform offers storage: state and nonce are put there, and the launch works in the frame', async () => {
  await openWith('honest');
  await inTask();
  const messages = await heard();
  expect(messages.map(({ data }) => [data.subject, data.key.split('.')[1]])).toEqual([
    ['lti.put_data', 'state'],
    ['lti.put_data', 'nonce'],
    ['lti.get_data', 'state'],
    ['lti.get_data', 'nonce'],
  ]);
  expect(new Set(messages.map(({ origin }) => origin))).toEqual(new Set([server.url]));
  expect(new Set(messages.map(({ data }) => data.message_id)).size).toBe(4);
  for (const { data } of messages.slice(0, 2)) expect(data.value).toMatch(/^[\w-]{43}$/);
  expect(between.seen.filter((one) => one.framed).every((one) => !one.cookies.includes('__Host-lotse'))).toBe(true);
}, 90_000);

test('P-01 a platform that offers no storage is not asked for it', async () => {
  await fallsBack(await openWith(null));
  expect(await heard()).toEqual([]);
}, 60_000);

test.each<[string, StorageMode]>([
  ['no answer in two seconds', 'silent'],
  ['an answer to another message', 'wrong-message-id'],
  ['storage_exhaustion', 'exhausted'],
])(
  'P-02 %s: the window of its own is offered and works',
  async (_, mode) => {
    const frame = await openWith(mode, 'finn.luehrs');
    await fallsBack(frame);
    const opened = desk.context.waitForEvent('page');
    await frame.getByRole('link', { name: 'In neuem Fenster öffnen' }).click();
    const window = await opened;
    await window.getByText(ANY_HEADING).first().waitFor();
    await window.close();
  },
  90_000,
);

/** A frame of another origin in the LMS's page that knows the message's id and answers in the platform's place. */
async function answerFromElsewhere(): Promise<void> {
  const elsewhere = `http://127.0.0.2:${new URL(site.origin).port}/elsewhere`;
  await desk.context.route(elsewhere, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script>addEventListener('message',e=>{const m=e.data;parent.frames[0].postMessage({subject:m.subject+'.response',message_id:m.message_id,key:m.key,value:m.value},'*')})</script>`,
    }),
  );
  await page.evaluate((src) => {
    const here = globalThis as unknown as {
      document: {
        createElement: (tag: string) => { src: string; contentWindow: { postMessage: (data: unknown, to: string) => void } };
        body: { append: (node: unknown) => void };
      };
      addEventListener: (type: 'message', hear: (event: { data: Message }) => void) => void;
    };
    const frame = here.document.createElement('iframe');
    frame.src = src;
    here.document.body.append(frame);
    here.addEventListener('message', ({ data }) => {
      if (data.subject === 'lti.put_data') frame.contentWindow.postMessage(data, '*');
    });
  }, elsewhere);
}
async function openWithNeighbour(): Promise<FrameLocator> {
  site.platformStorage = 'silent';
  const frame = await openWith('silent');
  await answerFromElsewhere();
  await page
    .frames()
    .find((one) => one.url().includes('elsewhere'))
    ?.waitForLoadState();
  // once more, now that the neighbour listens
  await page.locator('#contentframe').evaluate((node: unknown) => {
    const it = node as { src: string };
    it.src = String(it.src);
  });
  return frame;
}

test('P-02 an answer from another origin is not heard', async () => {
  await fallsBack(await openWithNeighbour());
  expect((await heard()).some(({ data }) => data.subject === 'lti.put_data')).toBe(true);
}, 60_000);

test('P-03 the storage gives another state: refused, and nobody is in', async () => {
  const before = await countSessions(server);
  const frame = await openWith('other-value');
  await frame.getByText('STATE_BROWSER').waitFor();
  expect(await countSessions(server)).toBe(before);
}, 60_000);

interface Begun {
  form: { id_token: string; state: string };
  kept: { stored_state: string; stored_nonce: string };
  page: Answer;
}
/** The login as far as the platform's answer, in a frame without cookies, over plain HTTP. */
async function begin(person = 'jonas.petersen'): Promise<Begun> {
  site.platformStorage = 'honest';
  const fields = site.initiation(site.session(person).session, { link: 'probezeit' });
  const browser = new Browser(server);
  const called = await browser.post('/lti/login', fields, { 'sec-fetch-dest': 'iframe', origin: site.origin });
  const put = await new Browser(server).get(called.location, { 'sec-fetch-dest': 'iframe' });
  const [state = '', nonce = ''] = [...put.body.matchAll(/"value":"([\w-]{43})"/g)].map(([, value]) => value ?? '');
  const token = site.sign(site.launchClaims({ person, link: 'probezeit', nonce }));
  return { form: { id_token: token, state }, kept: { stored_state: state, stored_nonce: nonce }, page: put };
}
const post = (form: Record<string, string>, origin: string): Promise<Answer> => new Browser(server).post('/lti/launch', form, { origin });

test('P-03 what a page of somebody else claims to have read is refused; without anything read there is a page that reads, and no session', async () => {
  const before = await countSessions(server);
  const { form, kept } = await begin();
  const reads = await post(form, site.origin);
  expect([reads.status, reads.setCookies, await countSessions(server)]).toEqual([200, [], before]);
  expect(reads.body).toContain('lti.get_data');
  expect(reads.body).not.toContain(kept.stored_nonce);
  const forged = await post({ ...form, ...kept }, 'https://evil.example');
  expect([forged.status, codeIn(forged), await countSessions(server)]).toEqual([401, 'STATE_BROWSER', before]);
  // the login is used up by it
  expect(codeIn(await post({ ...form, ...kept }, server.url))).toBe('STATE_UNKNOWN');
  const own = await begin();
  expect((await post({ ...own.form, ...own.kept }, server.url)).status).toBe(303);
  const empty = await begin();
  expect(codeIn(await post({ ...empty.form, stored_state: '', stored_nonce: '' }, server.url))).toBe('STATE_BROWSER');
  const other = await begin('amira.haddad');
  expect(codeIn(await post({ ...other.form, stored_state: other.kept.stored_state, stored_nonce: kept.stored_nonce }, server.url))).toBe('STATE_BROWSER');
});

test('P-04 both pages speak to the platform’s origin alone, run one script by its nonce, and may be framed by the platform alone', async () => {
  const { page: put, form } = await begin();
  const get = await post(form, site.origin);
  for (const { body, headers } of [put, get]) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${site.origin}`);
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
    expect([...body.matchAll(/<script nonce="([^"]+)">/g)].map(([, used]) => used)).toEqual([nonce]);
    expect([...body.matchAll(/postMessage\(([^)]*)\)/g)].map(([, given]) => given)).toEqual(['M,T.origin']);
    expect([...body.matchAll(/"origin":"([^"]*)"/g)].map(([, origin]) => origin)).toEqual([site.origin]);
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('a target that can be no frame’s name counts as none; markup in what was sent stays text', async () => {
  site.platformStorage = 'honest';
  const fields = { ...site.initiation(site.session('jonas.petersen').session, { link: 'probezeit' }), lti_storage_target: `'];alert(1)//` };
  const called = await new Browser(server).post('/lti/login', fields, { 'sec-fetch-dest': 'iframe' });
  const shown = await new Browser(server).get(called.location, { 'sec-fetch-dest': 'iframe' });
  expect(shown.body).not.toContain('<script');
  const { form } = await begin();
  const reads = await post({ ...form, id_token: `"><script>alert(1)</script>` }, site.origin);
  expect(reads.body.match(/<script/g)).toHaveLength(1);
});

test('the tests bite: P-02 origin, P-02 message id, P-03 value, P-03 page: with the rule switched off, the bad answer goes through', async () => {
  mutants.without(gate().rules.storage, 'origin', false);
  await openWithNeighbour();
  for (let i = 0; i < 100 && site.requests.auth === 0; i++) await page.waitForTimeout(100);
  expect(site.requests.auth).toBeGreaterThan(0);
  mutants.restore();
  await page.close();

  mutants.without(gate().rules.storage, 'messageId', false);
  await openWith('wrong-message-id');
  for (let i = 0; i < 100 && site.requests.auth === 0; i++) await page.waitForTimeout(100);
  expect(site.requests.auth).toBeGreaterThan(0);
  mutants.restore();
  await page.close();

  mutants.without(gate().rules.state, 'storage', () => null);
  await openWith('other-value');
  await inTask();
  mutants.restore();

  mutants.without(gate().rules.state, 'ownPage', () => null);
  const { form, kept } = await begin();
  expect((await post({ ...form, ...kept }, 'https://evil.example')).status).toBe(303);
}, 120_000);
