import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PlatformsService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Browser, claim, codeIn, launch, logIn, refusalOf, tenantOf, type Answer } from '../../world/lti-client.js';

let server: TestServer;
let site: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(() => server?.stop());

const refuses = (act: () => Promise<Answer>, code: string, status = 401, audited: DemoSite | null = site) => refusalOf(server, act, { code, status, audited });

describe('login initiation', () => {
  const fields = () => site.initiation(site.session('jonas.petersen').session, { link: 'probezeit' });

  test.each(['GET', 'POST'])('O-01 %s: a redirect by GET with exactly the parameters of the specification', async (method) => {
    const browser = new Browser(server);
    const sent = fields();
    const called = method === 'POST' ? await browser.post('/lti/login', sent) : await browser.get(`/lti/login?${new URLSearchParams(sent).toString()}`);
    expect([called.status, called.location]).toEqual([302, expect.stringMatching(/^\/lti\/login\?wait=[0-9a-f-]{36}$/)]);
    expect(called.setCookies.join()).toMatch(/^__Host-lotse-login=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None/i);
    const probed = await browser.get(called.location);
    expect(probed.status).toBe(302);
    const url = new URL(probed.location);
    expect(url.origin + url.pathname).toBe(site.authUrl);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: site.clientId,
      redirect_uri: `${server.url}/lti/launch`,
      login_hint: sent['login_hint'],
      lti_message_hint: sent['lti_message_hint'],
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(codeIn(await browser.get(called.location))).toBe('LOGIN_LOST');
  });

  test.each(['iss', 'login_hint', 'target_link_uri'])('O-02 %s missing', async (name) => {
    const { [name]: _, ...rest } = fields();
    const page = await refuses(() => new Browser(server).post('/lti/login', rest), 'LOGIN_PARAM_MISSING', 400, null);
    expect(page.body).toContain('Die Plattform muss iss, login_hint und target_link_uri senden');
  });
  test('O-02 unknown issuer, unknown client, one client of several: the page says what the admin must do', async () => {
    const page = await refuses(() => new Browser(server).post('/lti/login', { ...fields(), iss: 'https://unknown.example' }), 'ISSUER_UNKNOWN', 400, null);
    expect(page.body).toContain('ist in Lotse nicht registriert');
    await refuses(() => new Browser(server).post('/lti/login', { ...fields(), client_id: 'unknown' }), 'CLIENT_UNKNOWN', 400, null);
    const { client_id: _, ...rest } = fields();
    expect((await new Browser(server).post('/lti/login', rest)).status).toBe(302);
    await server.started.app.get(PlatformsService).register(await tenantOf(server, site), {
      issuer: site.issuer,
      clientId: 'second',
      name: 'Zweite',
      authUrl: site.authUrl,
      tokenUrl: site.tokenUrl,
      jwksUrl: site.jwksUrl,
      deployments: [],
    });
    await refuses(() => new Browser(server).post('/lti/login', rest), 'CLIENT_AMBIGUOUS', 400, null);
    await refuses(() => new Browser(server).post('/lti/login', { ...fields(), login_hint: 'x'.repeat(8_001) }), 'LOGIN_PARAM_TOO_LONG', 400, null);
  });
  test.each(['https://evil.example/', 'javascript:alert(1)', '//evil.example/', 'x'])('a target that is not ours: %s', (target) =>
    refuses(() => new Browser(server).post('/lti/login', { ...fields(), target_link_uri: target }), 'TARGET_FOREIGN', 400),
  );

  test.each(['{"cmid":2,"launchid":"l_1"}', 'a&prompt=login&redirect_uri=https://evil.example', 'ü +%20"#?\u{1f600}'])(
    'O-03 the message hint goes back as it came: %s',
    async (hint) => {
      const login = await logIn(server, { ...fields(), lti_message_hint: hint, login_hint: hint });
      expect(login.authUrl.searchParams.getAll('lti_message_hint')).toEqual([hint]);
      expect(login.authUrl.searchParams.getAll('prompt')).toEqual(['none']);
      expect(login.authUrl.href).toContain(`login_hint=${encodeURIComponent(hint)}`);
    },
  );

  test('without cookies: a page with one button, which goes on at top level; without cookies there too, a sentence', async () => {
    const frame = new Browser(server);
    const called = await frame.post('/lti/login', fields());
    frame.cookies.clear();
    const page = await frame.get(called.location);
    expect(page.status).toBe(200);
    const [, href = ''] = /<a class="button" href="([^"]+)" target="_blank" rel="noopener">In neuem Fenster öffnen<\/a>/.exec(page.body) ?? [];
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${site.origin}`);
    expect(page.body.match(/<a |<button|<form|<script/g)).toEqual(['<a ']);
    const [blind, top] = [new Browser(server), new Browser(server)];
    const moved = await blind.get(href);
    blind.cookies.clear();
    await refuses(() => blind.get(moved.location), 'COOKIES_OFF', 400, null);
    const again = await top.get(href);
    const probed = await top.get(again.location);
    expect(probed.location.startsWith(site.authUrl)).toBe(true);
    await refuses(() => top.get(href), 'LOGIN_LOST', 400, null);
  });

  test('what somebody finds who opens the address by hand', async () => {
    await refuses(() => new Browser(server).get('/lti/launch'), 'LAUNCH_DIRECT', 400, null);
    await refuses(() => new Browser(server).post('/lti/launch', {}), 'LAUNCH_DIRECT', 400, null);
    await refuses(() => new Browser(server).get('/lti/login?wait=00000000-0000-4000-8000-000000000000'), 'LOGIN_LOST', 400, null);
    const english = await new Browser(server).get('/lti/launch', { 'accept-language': 'en-GB,de;q=0.5' });
    expect(english.body).toContain('<html lang="en">');
  });

  test('a page that refuses may be framed by its platform alone, and runs nothing', async () => {
    const answer = await launch(server, site, { change: claim('iss', 'x') });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${site.origin}`);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).not.toMatch(/unsafe|script-src/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
