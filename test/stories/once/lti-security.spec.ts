import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { LaunchGate } from '#lotse/lti';
import type { Claims, DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import {
  api,
  Browser,
  CANARY,
  claim,
  codeIn,
  countSessions,
  launch,
  logIn,
  openSession,
  refusalOf,
  type Answer,
  type LaunchWish,
} from '../../world/lti-client.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
let server: TestServer;
let site: DemoSite;
let other: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  [site, other] = [server.site('lernwerk'), server.site('bbs')];
}, 180_000);
afterAll(() => server?.stop());

const refuses = (act: () => Promise<Answer>, code: string, status = 401, audited: DemoSite | null = site) => refusalOf(server, act, { code, status, audited });
const refused = (wish: LaunchWish, code: string, status = 401) => refuses(() => launch(server, site, wish), code, status);

describe('signatures', () => {
  test.each([
    ['none', {}],
    ['HS256', {}],
    ['RS384', {}],
    ['PS256', {}],
    ['ES256', {}],
  ])('S-01 alg %s', (alg, more) => refused({ sign: { alg, ...more } }, 'ALG_WRONG'));
  test('S-01 HS256 signed with the public key, header says RS256', () => refused({ sign: { alg: 'HS256', header: { alg: 'RS256' } } }, 'SIGNATURE_WRONG'));
  test('S-02 a payload changed after signing', () =>
    refused(
      {
        token: (token) => {
          const [head, body, tail] = token.split('.') as [string, string, string];
          const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
          return `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')}.${tail}`;
        },
      },
      'SIGNATURE_WRONG',
    ));
  test('S-02 signed with the key of another platform', async () => {
    const key = other.keys.at(-1);
    await refused({ sign: { key: key?.jwk ?? '' } }, 'SIGNATURE_WRONG');
    await refused({ sign: { key: key?.jwk ?? '', header: { kid: key?.kid } } }, 'KID_UNKNOWN');
  });
  test('S-02 platform B answers a login of its own in the name of A', () =>
    refuses(
      () => launch(server, other, { person: 'emre.kaya', change: (claims) => ({ ...claims, iss: site.issuer, aud: site.clientId }) }),
      'ISSUER_WRONG',
      401,
      other,
    ));
  test.each(['jwk', 'jku', 'x5c', 'x5u'])('S-03 a key in the header (%s) is neither used nor fetched', async (name) => {
    let asked = 0;
    const attacker = createServer((_, res) => {
      asked++;
      res.end('{}');
    });
    await new Promise<void>((done) => attacker.listen(0, '127.0.0.1', done));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const url = `http://127.0.0.1:${(attacker.address() as { port: number }).port}/keys`;
    const value = { jwk: publicKey.export({ format: 'jwk' }), jku: url, x5u: url, x5c: ['MII'] }[name];
    await refused({ sign: { key: privateKey, header: { [name]: value } } }, 'KEY_EMBEDDED');
    expect(asked).toBe(0);
    await new Promise((done) => attacker.close(done));
  });
  test.each(['', '.', 'a.b', 'a.b.c', 'a.b.c.d.e', 'x'.repeat(2000)])('a token that is none: %#', (token) => refused({ token: () => token }, 'TOKEN_BROKEN'));
  test('an unsecured token with an empty signature', () => refused({ token: (token) => `${token.slice(0, token.lastIndexOf('.'))}.` }, 'SIGNATURE_WRONG'));
  test('a good signature over something that is no JSON at all', () =>
    refused(
      {
        token: () => {
          const key = site.keys.at(-1);
          const input = `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: key?.kid })).toString('base64url')}.${Buffer.from('\u0000\u0001').toString('base64url')}`;
          return `${input}.${createSign('sha256')
            .update(input)
            .sign({ key: key?.jwk as never, format: 'jwk' })
            .toString('base64url')}`;
        },
      },
      'TOKEN_BROKEN',
    ));
});

describe('issuer, audience, nonce, target', () => {
  test.each([
    ['a slash more', (iss: string) => `${iss}/`],
    ['other case', (iss: string) => iss.replace('http', 'HTTP')],
    ['a homoglyph', (iss: string) => iss.replace('1', 'l')],
  ])('S-04 iss with %s', (_, change) => refused({ change: claim('iss', change(site.issuer)) }, 'ISSUER_WRONG'));
  test('S-05 audience', async () => {
    await refused({ change: claim('aud', 'another-tool') }, 'AUDIENCE_WRONG');
    await refused({ change: claim('aud', []) }, 'AUDIENCE_WRONG');
    await refused({ change: claim('aud', [site.clientId, 'another-tool']) }, 'AUDIENCE_WRONG');
    await refused({ change: (claims) => ({ ...claims, aud: [site.clientId, 'another-tool'], azp: site.clientId }) }, 'AUDIENCE_WRONG');
    await refused({ change: (claims) => ({ ...claims, aud: [site.clientId, site.clientId] }) }, 'AZP_WRONG');
    await refused({ change: claim('azp', 'another-tool') }, 'AZP_WRONG');
    expect((await launch(server, site, { change: claim('azp', site.clientId) })).status).toBe(303);
  });

  test('S-06 the same launch posted 50 times at once and once more: one comes in', async () => {
    const sessions = await countSessions(server);
    const first = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    const form = { id_token: first.token, state: first.login.state };
    const answers = await Promise.all(Array.from({ length: 50 }, () => first.login.browser.post('/lti/launch', form)));
    expect(answers.filter((one) => one.status === 303)).toHaveLength(1);
    expect(new Set(answers.filter((one) => one.status !== 303).map(codeIn))).toEqual(new Set(['STATE_UNKNOWN']));
    expect(codeIn(await first.login.browser.post('/lti/launch', form))).toBe('STATE_UNKNOWN');
    expect(await countSessions(server)).toBe(sessions + 1);
  });

  test('S-07 a good token with the nonce of another open login', async () => {
    const browser = new Browser(server);
    const { session } = site.session('jonas.petersen');
    const open = await logIn(server, site.initiation(session, { link: 'probezeit' }), browser);
    await refused({ browser, change: claim('nonce', open.nonce) }, 'NONCE_WRONG');
    await refused({ change: claim('nonce', '') }, 'NONCE_WRONG');
    await refused({ change: claim('nonce', [open.nonce]) }, 'NONCE_WRONG');
  });

  test('S-08 state missing, unknown, used, expired, from another browser', async () => {
    await refuses(() => launch(server, site, { form: ({ id_token = '' }) => ({ id_token }) }), 'STATE_MISSING', 401, null);
    const page = await refuses(() => launch(server, site, { form: (form) => ({ ...form, state: 'unknown' }) }), 'STATE_UNKNOWN', 401, null);
    expect(page.body).toContain('öffne die Aktivität noch einmal');
    const used = await launch(server, site);
    await refuses(() => used.login.browser.post('/lti/launch', { id_token: used.token, state: used.login.state }), 'STATE_UNKNOWN', 401, null);
    const late = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    server.clock.advance(11 * 60_000);
    const token = site.sign({ ...site.launchClaims({ person: 'jonas.petersen', link: 'probezeit', nonce: late.login.nonce }) });
    await refuses(() => late.login.browser.post('/lti/launch', { id_token: token, state: late.login.state }), 'STATE_EXPIRED');
    const foreign = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    await refuses(() => new Browser(server).post('/lti/launch', { id_token: foreign.token, state: foreign.login.state }), 'STATE_BROWSER');
  });

  test('S-09 login CSRF: the victim’s browser posts the attacker’s launch', async () => {
    const attacker = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    const victim = new Browser(server);
    await logIn(server, site.initiation(site.session('lea.brandt').session, { link: 'probezeit' }), victim);
    await refuses(() => victim.post('/lti/launch', { id_token: attacker.token, state: attacker.login.state }), 'STATE_BROWSER');
    expect(codeIn(await attacker.login.browser.post('/lti/launch', { id_token: attacker.token, state: attacker.login.state }))).toBe('STATE_UNKNOWN');
  });

  test('S-10 the platform answers with an error: a page to read, no stack, nothing unknown repeated', async () => {
    const page = await refuses(
      () => launch(server, site, { form: ({ state = '' }) => ({ state, error: 'login_required', error_description: `<script>${CANARY}</script>` }) }),
      'PLATFORM_ERROR',
    );
    expect(page.body).toContain('PLATFORM_ERROR (login_required)');
    expect(page.body).not.toMatch(/script|at .*\.ts|Kanarienvogel/);
    const odd = await refuses(() => launch(server, site, { form: ({ state = '' }) => ({ state, error: '<b>x</b>' }) }), 'PLATFORM_ERROR');
    expect(odd.body).toContain('PLATFORM_ERROR (unknown)');
  });

  test('S-11 another target than the login’s', async () => {
    for (const target of [`${server.url}/lti/launch?x=1`, 'https://evil.example/lti/launch', 'javascript:alert(1)', '//evil.example/', ''])
      await refused({ change: claim(`${LTI}target_link_uri`, target) }, 'TARGET_CHANGED');
  });

  test.each([
    ['exp', (t: number) => ({ iat: t - 60, exp: t - 59 }), 303],
    ['exp', (t: number) => ({ iat: t - 100, exp: t - 61 }), 401],
    ['iat ahead', (t: number) => ({ iat: t + 59, exp: t + 100 }), 303],
    ['iat ahead', (t: number) => ({ iat: t + 61, exp: t + 100 }), 401],
    ['iat behind', (t: number) => ({ iat: t - 299, exp: t + 60 }), 303],
    ['iat behind', (t: number) => ({ iat: t - 301, exp: t + 60 }), 401],
  ])('S-16 clocks apart: %s %#', async (_, times, status) => {
    const t = Math.floor(server.clock.now().getTime() / 1000);
    server.clock.set(new Date(t * 1000));
    expect((await launch(server, site, { change: (claims) => ({ ...claims, ...times(t) }) })).status).toBe(status);
  });

  test('S-17 too large, too many, too deep: refused before it costs anything', async () => {
    await refuses(() => launch(server, site, { change: claim('blob', 'x'.repeat(160_000)) }), 'LAUNCH_TOO_LARGE', 413, null);
    expect((await launch(server, site, { token: () => 'x'.repeat(1_000_000) })).status).toBe(413);
    await refused(
      {
        change: claim(
          `${LTI}roles`,
          Array.from({ length: 1_001 }, (_, n) => `r${n}`),
        ),
      },
      'ROLES_TOO_MANY',
      400,
    );
    await refused({ change: () => `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}` }, 'TOKEN_DEEP', 400);
    expect(
      (
        await launch(server, site, {
          change: claim(
            `${LTI}roles`,
            Array.from({ length: 1_000 }, (_, n) => `r${n}`),
          ),
        })
      ).status,
    ).toBe(303);
  });

  test('S-18 a second person in the same browser: the first session ends', async () => {
    const browser = new Browser(server);
    const first = await openSession(server, await launch(server, site, { browser, person: 'jonas.petersen' }));
    const bearer = { authorization: `Bearer ${String(first.body['token'])}` };
    const start = (enrolment: unknown) => `/api/enrolments/${String(enrolment)}/start`;
    expect((await api(server, 'GET', start(first.body['enrolmentId']), undefined, bearer)).status).toBe(200);
    const second = await openSession(server, await launch(server, site, { browser, person: 'lea.brandt' }));
    expect((await api(server, 'GET', start(first.body['enrolmentId']), undefined, bearer)).status).toBe(401);
    const resumed = await api(
      server,
      'POST',
      '/api/session/resume',
      { enrolmentId: second.body['enrolmentId'] },
      { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    );
    expect([resumed.status, resumed.body['token']]).toEqual([200, second.body['token']]);
    const foreign = await api(
      server,
      'POST',
      '/api/session/resume',
      { enrolmentId: first.body['enrolmentId'] },
      { cookie: `__Host-lotse=${browser.cookies.get('__Host-lotse') ?? ''}` },
    );
    expect(foreign.status).toBe(401);
  });
});

describe('the tests bite: with its rule switched off, the bad launch comes in', () => {
  const restore: (() => void)[] = [];
  afterEach(() => restore.splice(0).forEach((back) => back()));
  type Rules = LaunchGate['rules'];
  function off<G extends 'state' | 'header' | 'claims'>(group: G, name: keyof Rules[G]): void {
    const rules = server.started.app.get(LaunchGate).rules[group];
    const old = rules[name];
    rules[name] = (() => null) as never;
    restore.push(() => {
      rules[name] = old;
    });
  }
  test('S: nonce', async () => {
    off('claims', 'nonce');
    expect((await launch(server, site, { change: claim('nonce', 'another') })).status).toBe(303);
  });
  test('S: browser', async () => {
    off('state', 'browser');
    const kept = await launch(server, site, { form: (form) => ({ ...form, state: 'kept back' }) });
    expect((await new Browser(server).post('/lti/launch', { id_token: kept.token, state: kept.login.state })).status).toBe(303);
  });
  test('S: keys in the header', async () => {
    off('header', 'embedded');
    expect((await launch(server, site, { sign: { header: { jku: 'https://evil.example' } } })).status).toBe(303);
  });
  test('O: target', async () => {
    off('claims', 'target');
    expect((await launch(server, site, { change: claim(`${LTI}target_link_uri`, 'https://evil.example') })).status).toBe(303);
  });
});
