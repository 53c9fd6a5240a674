import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PlatformsService, PlatformStates, SelfTestService } from '#lotse/lti';
import type { SelfTestResult, SelfTestStepName } from '#lotse/contract';
import type { DemoSite, FaultMode, Target } from '../../../apps/demo-lms/index.js';
import { BareMoodle } from '../../world/bare-moodle.js';
import { Browser, launch, type LaunchWish } from '../../world/lti-client.js';

type Step = SelfTestResult['steps'][number];

let bare: BareMoodle;
let moodle: DemoSite;
let id: string;
beforeAll(async () => {
  bare = await BareMoodle.start();
  moodle = bare.site;
  id = (await bare.registered({ askNames: true })).row.id;
}, 180_000);
afterAll(() => bare?.stop());
const restore: (() => unknown)[] = [];
afterEach(async () => {
  moodle.faults.clear();
  moodle.platform.toolKeys.clear();
  for (const back of restore.splice(0)) await back();
});

const run = async (locale: 'de' | 'en' = 'de'): Promise<SelfTestResult> => {
  const platform = await bare.server.started.app.get(PlatformsService).byId(id);
  if (!platform) throw new Error('no platform');
  return bare.server.started.app.get(SelfTestService).run(platform, null, locale);
};
const step = async (name: SelfTestStepName): Promise<Step> => (await run()).steps.find((one) => one.name === name) as Step;
const states = (result: SelfTestResult) => Object.fromEntries(result.steps.map(({ name, state, code }) => [name, code ?? state]));
const tool = () => moodle.tools.at(-1) as DemoSite['tool'];
/** Changes something of the Moodle for one test. */
function set<T extends object, K extends keyof T>(what: T, name: K, value: T[K]): void {
  const old = what[name];
  what[name] = value;
  restore.push(() => (what[name] = old));
}
const column = (name: string, value: string) =>
  bare.server.db.job(bare.tenant, (tx) => tx.query(`update registration set ${name} = $1 where id = $2`, [value, id]));
async function address(name: 'jwks_url' | 'token_url', value: string): Promise<void> {
  await column(name, value);
  restore.push(() => column(name, name === 'jwks_url' ? moodle.jwksUrl : moodle.tokenUrl));
}
/** A login as a browser makes it in a frame of the course page, and the probe of the cookie. */
async function loginInFrame(headers: Record<string, string>, keepsCookie = true): Promise<void> {
  const browser = new Browser(bare.server);
  const fields = moodle.initiation(moodle.session('lena').session, { link: 'test' });
  const called = await browser.post('/lti/login', fields, headers);
  if (!keepsCookie) browser.cookies.clear();
  await browser.get(called.location, headers);
}
const IN_COURSE = () => ({ 'sec-fetch-dest': 'iframe', origin: moodle.origin });
const enter = (wish: LaunchWish = {}) =>
  launch(bare.server, moodle, {
    person: 'lena',
    link: 'test',
    ...wish,
    change: (claims) => ({ ...claims, aud: tool().clientId, ...(wish.change?.(claims) ?? {}) }),
  });
const SENTENCE = /^[A-ZÄÖÜ„].{10,}\.$/;

test('before the first start: what can be known is known, the rest waits, and nothing is written at the platform', async () => {
  const result = await run();
  expect(states(result)).toEqual({
    keys: 'good',
    'our-keys': 'good',
    token: 'good',
    launch: 'waiting.launch',
    'line-item': 'waiting.launch',
    roster: 'waiting.launch',
    frame: 'waiting.launch',
    cookie: 'waiting.launch',
  });
  expect(result.steps.at(-1)).toMatchObject({ sentence: 'Dieser Schritt wartet auf den ersten Start.', docs: '/lti/errors?lang=de#waiting-launch' });
  expect(moodle.requests.last.filter((one) => one.method !== 'GET').every((one) => ['token', 'registration'].includes(one.target))).toBe(true);
});

test('after the first start every step is good, from a window first and then in a frame, and the result is kept', async () => {
  await moodle.activate(tool().clientId);
  await bare.server.started.app.get(PlatformStates).confirm(bare.admin, id);
  moodle.addLink({ key: 'test', course: 'k', title: 'Probezeit', custom: { unit: 'wiso-probezeit-kuendigung' }, tool: tool().clientId });
  expect((await enter()).status).toBe(303);
  expect(await step('frame')).toMatchObject({ state: 'waiting', code: 'frame.window' });
  await loginInFrame(IN_COURSE());
  const result = await run();
  expect([...new Set(Object.values(states(result)))]).toEqual(['good']);
  for (const one of result.steps) expect([one.remedy, one.docs]).toEqual([null, null]);
  expect(await bare.server.started.app.get(SelfTestService).last(bare.tenant, id, 'de')).toEqual(result);
  expect((await run('en')).steps[0]?.sentence).toBe('The keys of the learning platform can be reached.');
});

describe('each planted fault leads to its own sentence', () => {
  const keySet = (keys: unknown[]): FaultMode => ({ status: 200, body: JSON.stringify({ keys }) });
  test.each<[string, SelfTestStepName, string, Target, FaultMode]>([
    ['the key set is down', 'keys', 'keys.status', 'jwks', { status: 500 }],
    ['the key set leads elsewhere', 'keys', 'keys.status', 'jwks', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['the key set is cut off', 'keys', 'keys.failed', 'jwks', { drop: true }],
    ['the key set is slow', 'keys', 'keys.timeout', 'jwks', { delayMs: 30_000 }],
    ['the key set is huge', 'keys', 'keys.too-large', 'jwks', { status: 200, body: Buffer.alloc(70_000, 0x20) }],
    ['the key set is a page', 'keys', 'keys.unreadable', 'jwks', { status: 200, body: '<html>' }],
    ['the key set is empty', 'keys', 'keys.none', 'jwks', keySet([])],
    ['the key set holds other keys', 'keys', 'keys.none', 'jwks', keySet([{ kty: 'EC', kid: 'a', crv: 'P-256', x: 'x', y: 'y' }])],
    [
      'the clocks differ',
      'token',
      'token.time',
      'token',
      { status: 400, body: '{\r\n  "error" : "Cannot handle token with iat prior to 2026-11-22T08:06:41+0100"\r\n}' },
    ],
    ['tokens are refused', 'token', 'token.status', 'token', { status: 500 }],
    ['tokens are cut off', 'token', 'token.unreachable', 'token', { drop: true }],
    ['tokens are unreadable', 'token', 'token.unreadable', 'token', { status: 200, body: '<html>' }],
    ['results are refused', 'line-item', 'line-item.refused', 'results', { status: 403 }],
    ['results fail', 'line-item', 'line-item.status', 'results', { status: 500 }],
    ['results are cut off', 'line-item', 'line-item.unreachable', 'results', { drop: true }],
    ['results are unreadable', 'line-item', 'line-item.unreadable', 'results', { status: 200, body: '<html>' }],
    ['the column is gone', 'line-item', 'line-item.gone', 'results', { status: 404 }],
    ['the roster is refused', 'roster', 'roster.refused', 'nrps', { status: 403 }],
    ['the roster fails', 'roster', 'roster.status', 'nrps', { status: 500 }],
    ['the roster is cut off', 'roster', 'roster.unreachable', 'nrps', { drop: true }],
    ['the roster is unreadable', 'roster', 'roster.unreadable', 'nrps', { status: 200, body: '{}' }],
  ])('%s', async (_, name, code, target, mode) => {
    moodle.faults.set({ target, mode });
    await told(name, code);
  });

  test('the address of the key set is private', async () => {
    await address('jwks_url', 'https://10.0.0.1/mod/lti/certs.php');
    await told('keys', 'keys.blocked');
  });
  test('the token address is private', async () => {
    await address('token_url', 'http://192.168.0.1/token.php');
    await told('token', 'token.blocked');
  });
  test('the platform may not fetch our keys, as a Moodle does before its cURL settings are changed', async () => {
    set(tool(), 'jwksUrl', 'http://127.0.0.1:1/lti/keys');
    const { remedy } = await told('our-keys', 'our-keys.unreachable');
    expect(remedy).toContain('HTTP-Sicherheit');
  });
  test('the platform knows other keys than ours', async () => {
    set(tool(), 'jwksUrl', moodle.jwksUrl);
    await told('our-keys', 'our-keys.unknown');
  });
  test('the platform holds a wrong key under our kid', async () => {
    const { keys } = (await (await fetch(`${bare.server.url}/lti/keys`)).json()) as { keys: { kid: string }[] };
    const [foreign] = ((await (await fetch(moodle.jwksUrl)).json()) as { keys: object[] }).keys;
    moodle.platform.toolKeys.set(
      tool().jwksUrl,
      keys.map(({ kid }) => ({ ...foreign, kid })),
    );
    await told('our-keys', 'our-keys.signature');
  });
  test('the tool was deleted in the LMS', async () => {
    set(tool(), 'clientId', 'another');
    const { remedy } = await told('token', 'token.client');
    expect(remedy).toContain('neu registrieren');
  });
  test('no service is switched on', async () => {
    set(tool(), 'scopes', []);
    await told('token', 'token.scope');
  });
  test('grades may only be read', async () => {
    set(
      tool(),
      'scopes',
      tool().scopes.filter((scope) => !scope.endsWith('/score')),
    );
    await told('line-item', 'scope.readonly');
  });
  test('the roster is not allowed', async () => {
    set(
      tool(),
      'scopes',
      tool().scopes.filter((scope) => !scope.includes('nrps')),
    );
    await told('roster', 'roster.scope');
  });

  test.each<[string, string, LaunchWish]>([
    ['the issuer is another', 'ISSUER_WRONG', { change: (claims) => ({ ...claims, iss: 'https://old.example' }) }],
    ['the key is missing', 'KID_UNKNOWN', { sign: { header: { kid: 'nobody' } } }],
    [
      'the deployment is not approved',
      'DEPLOYMENT_UNKNOWN',
      { change: (claims) => ({ ...claims, 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': '99' }) },
    ],
    ['the clock is ahead', 'TOKEN_EARLY', { change: (claims) => ({ ...claims, iat: Number(claims['iat']) + 120, exp: Number(claims['exp']) + 120 }) }],
  ])('the last launch was refused: %s', async (_, code, wish) => {
    expect((await enter(wish)).status).toBe(401);
    await told('launch', code);
    expect((await enter()).status).toBe(303);
    expect((await step('launch')).state).toBe('good');
  });

  test('the course page lies elsewhere than registered', async () => {
    await loginInFrame({ ...IN_COURSE(), origin: 'https://www.moodle.example' });
    await told('frame', 'frame.origin');
    await loginInFrame(IN_COURSE());
    expect((await step('frame')).state).toBe('good');
  });
  test('a phone that opens a window says nothing against the frame', async () => {
    await loginInFrame({ 'sec-fetch-dest': 'document', origin: moodle.origin });
    expect((await step('frame')).state).toBe('good');
  });
  test('the browser keeps no cookie in the frame', async () => {
    await loginInFrame(IN_COURSE(), false);
    await told('cookie', 'cookie.lost');
    await loginInFrame(IN_COURSE());
    expect((await step('cookie')).state).toBe('good');
  });

  test('what does not work is not tried further: the steps behind it wait', async () => {
    moodle.faults.set({ target: 'token', mode: { status: 500 } });
    const before = moodle.requests.results + moodle.requests.nrps;
    expect(states(await run())).toMatchObject({
      'our-keys': 'waiting.earlier',
      token: 'token.status',
      'line-item': 'waiting.earlier',
      roster: 'waiting.earlier',
    });
    expect(moodle.requests.results + moodle.requests.nrps).toBe(before);
  });
});

/** The step is bad with this code, its sentence and its remedy stand there, and once the fault is gone it is good again. */
async function told(name: SelfTestStepName, code: string): Promise<Step> {
  const found = await step(name);
  expect([found.state, found.code]).toEqual(['bad', code]);
  expect(found.sentence).toMatch(SENTENCE);
  expect(found.remedy).toMatch(SENTENCE);
  expect(found.docs).toBe(`/lti/errors?lang=de#${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`);
  return found;
}
