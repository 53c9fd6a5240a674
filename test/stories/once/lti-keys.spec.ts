import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PlatformsService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, codeIn, enterAs, launch, refusedBy, tenantOf, type LaunchWish } from '../../world/lti-client.js';

let server: TestServer;
let site: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(() => server?.stop());

const refused = (wish: LaunchWish, code: string, more: { status?: number } = {}) => refusedBy(server, site, wish, code, more);
const enters = (wish: LaunchWish) => enterAs(server, site, wish);
const registration = (of: DemoSite) => ({
  issuer: of.issuer,
  clientId: of.clientId,
  name: of.name,
  authUrl: of.authUrl,
  tokenUrl: of.tokenUrl,
  jwksUrl: of.jwksUrl,
});

describe('keys of the platform', () => {
  const DAY = 24 * 3_600_000;
  /** So long that no kept key serves any more. */
  const forgetKeys = () => server.clock.advance(3 * DAY);
  afterEach(() => site.faults.clear());

  test('S-12 a new key between two launches: one fetch, and the old session lives on', async () => {
    const before = await enters({});
    server.clock.advance(60_000);
    await site.rotateKey();
    const fetched = site.requests.jwks;
    await enters({});
    expect(site.requests.jwks - fetched).toBe(1);
    expect((await api(server, 'GET', `/api/enrolments/${before.enrolment}/start`, undefined, { authorization: `Bearer ${before.token}` })).status).toBe(200);
  });
  test.each<[string, Parameters<typeof site.faults.set>[0]['mode']]>([
    ['down', { status: 500 }],
    ['cut', { drop: true }],
    ['50 MB', { status: 200, body: Buffer.alloc(50_000_000, 0x20) }],
    ['leading to this machine', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    [
      '500 keys',
      { status: 200, body: JSON.stringify({ keys: Array.from({ length: 500 }, (_, n) => ({ kty: 'RSA', kid: `k${n}`, n: 'x'.repeat(340), e: 'AQAB' })) }) },
    ],
    ['no JSON', { status: 200, body: '<html>' }],
  ])('S-13 their address is %s: kept keys serve on for a day, then a sentence', async (_, mode) => {
    forgetKeys();
    await enters({});
    server.clock.advance(DAY);
    site.faults.set({ target: 'jwks', mode });
    await enters({});
    forgetKeys();
    await refused({}, 'KEYS_UNREACHABLE', { status: 502 });
    site.faults.clear();
    server.clock.advance(5_000);
    await enters({});
  });
  test('S-13 their address is slow: an answer after five seconds', async () => {
    forgetKeys();
    site.faults.set({ target: 'jwks', mode: { delayMs: 30_000 }, times: 1 });
    const start = performance.now();
    await refused({}, 'KEYS_UNREACHABLE', { status: 502 });
    expect(performance.now() - start).toBeLessThan(7_000);
    server.clock.advance(5_000);
    await enters({});
  });
  test('S-14 launches with made-up kids: two fetches a minute', async () => {
    await enters({});
    server.clock.advance(60_000);
    const fetched = site.requests.jwks;
    for (let n = 0; n < 60; n++) {
      await launch(server, site, { sign: { header: { kid: `made-up ${n}` } } });
      server.clock.advance(1_000);
    }
    expect(site.requests.jwks - fetched).toBe(2);
  });
  test('S-15 a registration or a deployment that was switched off', async () => {
    const tenant = await tenantOf(server, site);
    const set = (table: string, state: string) => server.db.job(tenant, (tx) => tx.query<unknown>(`update ${table} set state = $1`, [state]));
    const open = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    await set('registration', 'disabled');
    expect(codeIn(await open.login.browser.post('/lti/launch', { id_token: open.token, state: open.login.state }))).toBe('REGISTRATION_DISABLED');
    expect(codeIn(await open.login.browser.post('/lti/login', site.initiation(site.session('lea.brandt').session, { link: 'probezeit' })))).toBe(
      'REGISTRATION_DISABLED',
    );
    await set('registration', 'active');
    await set('deployment', 'disabled');
    await refused({}, 'DEPLOYMENT_DISABLED', { status: 403 });
    await set('deployment', 'active');
  });
});

test('our own keys: public halves only, the private ones sealed', async () => {
  const { keys } = (await (await fetch(`${server.url}/lti/keys`)).json()) as { keys: Record<string, unknown>[] };
  expect(keys.length).toBeGreaterThanOrEqual(2);
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  const rows = await server.db.job(await tenantOf(server, site), (tx) => tx.query<{ private_pem: Buffer }[]>('select private_pem from lti_key'));
  for (const row of rows) expect(row.private_pem.toString('latin1')).not.toContain('PRIVATE');
});

test('a platform is registered once, for one tenant, with addresses that may be asked', async () => {
  const platforms = server.started.app.get(PlatformsService);
  const [here, there] = [await tenantOf(server, site), await tenantOf(server, server.site('bbs'))];
  const id = await platforms.register(here, { ...registration(site), name: 'Umbenannt', deployments: [{ deploymentId: site.deploymentId }] });
  expect(await platforms.framersOf(id)).toEqual([site.origin]);
  await expect(platforms.register(there, { ...registration(site), deployments: [] })).rejects.toMatchObject({ code: 'registration.taken' });
  for (const url of ['http://moodle.example/token', 'https://127.0.0.1/token', 'https://10.0.0.1/token'])
    await expect(platforms.register(here, { ...registration(site), clientId: 'x', tokenUrl: url, deployments: [] })).rejects.toMatchObject({
      code: 'registration.url',
    });
});
