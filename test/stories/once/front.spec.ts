import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountPage, checkAddress, endAccount, login, pairDevice } from '#lotse/contract';
import { PlatformsService } from '#lotse/lti';
import { AccountWorld } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch, openSession } from '../../world/lti-client.js';

let server: TestServer;
let world: AccountWorld;

beforeAll(async () => {
  server = await startForTest({ env: { LOTSE_TRUSTED_PROXY: '127.0.0.1 ::1' } });
  world = await AccountWorld.open(server);
}, 180_000);
afterAll(() => server?.stop());

interface Raw {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}
/** A request whose target goes over the line as it is written here. */
function raw(method: string, target: string, headers: Record<string, string> = {}, body = ''): Promise<Raw> {
  const { hostname, port, host } = new URL(server.url);
  return new Promise((done, failed) => {
    const sent = request(
      { hostname, port, method, path: target, headers: { host, 'content-length': String(Buffer.byteLength(body)), ...headers } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString() }));
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

test.each([
  ['as it is', (path: string) => path],
  ['with a letter in its code', (path: string) => path.replace('/api', '/%61pi')],
  ['with every letter of the word in its code', (path: string) => path.replace('account', '%61%63%63%6f%75%6e%74')],
  ['as an absolute address', (path: string) => server.url + path],
  ['as an absolute address with a code', (path: string) => server.url + path.replace('/api', '/%61pi')],
])('a form of another site ends no session: the address %s', async (_, spelled) => {
  const { who } = await world.join('office');
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const origin of ['https://evil.example', 'null']) {
    const headers = { origin, cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
    expect((await raw('POST', spelled(endAccount.path), headers, 'a=b')).status).not.toBe(200);
    expect((await raw('POST', spelled(endAccount.path), { ...headers, 'content-type': 'application/json', 'x-lotse': '1' }, '{}')).status).not.toBe(200);
  }
  expect((await who.to(accountPage)).status).toBe(200);
});

test('what a live hour posts where no WebSocket comes through is let in from our own page, and from no other', async () => {
  const opened = await raw('GET', '/live/?EIO=4&transport=polling', { origin: server.url });
  const { sid } = JSON.parse(opened.body.slice(1)) as { sid: string };
  const post = (origin: string) => raw('POST', `/live/?EIO=4&transport=polling&sid=${sid}`, { origin, 'content-type': 'text/plain;charset=UTF-8' }, '40');
  expect((await post('https://evil.example')).status).toBe(403);
  expect((await post(server.url)).status).toBe(200);
});

test('a launch code opens a session only in the browser that launched', async () => {
  const entered = await launch(server, server.site('lernwerk'), {});
  const code = new URLSearchParams(new URL(entered.location, server.url).hash.slice(1)).get('code') ?? '';
  expect((await api(server, 'POST', '/api/session', { code })).status).toBe(401);
  const other = await launch(server, server.site('lernwerk'), {});
  const cookie = other.setCookies.map((line) => line.split(';')[0]).join('; ');
  expect((await api(server, 'POST', '/api/session', { code }, { cookie })).status).toBe(401);
  expect((await openSession(server, other)).status).toBe(200);
});

test('who may frame a page is said by its session, whatever registration somebody has written into the path', async () => {
  const [mine, foreign] = [server.site('lernwerk'), server.site('bbs')];
  const entered = await launch(server, mine, {});
  const cookie = entered.setCookies.map((line) => line.split(';')[0]).join('; ');
  const [here] = await server.started.app.get(PlatformsService).byIssuer(mine.issuer);
  const [there] = await server.started.app.get(PlatformsService).byIssuer(foreign.issuer);
  const framers = async (registration: string | undefined, headers: Record<string, string>) =>
    /frame-ancestors (.*)$/.exec(String((await raw('GET', `/l/${registration}/c/x`, headers)).headers['content-security-policy']))?.[1];
  expect(await framers(here?.id, { cookie })).toContain(mine.origin);
  expect(await framers(there?.id, { cookie })).toBe(await framers(here?.id, { cookie }));
  expect(await framers(there?.id, {})).toContain(foreign.origin);
});

test.each([
  '/assets/',
  '/assets',
  '/assets/..',
  '/assets/../x',
  '/assets/%2e%2e/x',
  '/assets/nothing.js',
  '/assets/%00',
  '/assets/%',
  '/%',
  '/assets/a/../../../etc/passwd',
  '/audio/',
  '/audio/%2e%2e/modules',
  '/audio/computer/nothing.mp3',
])('the path %s is no fault of ours', async (path) => {
  const { status, body } = await raw('GET', path);
  expect([status, body]).toEqual([expect.any(Number), expect.not.stringContaining('root:')]);
  expect([400, 404]).toContain(status);
});

test('behind a trusted proxy visitors are told apart, and an admin sees which address counts', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const tries = (address: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const headers = { ...from(address), origin: server.url, 'x-lotse': '1', 'content-type': 'application/json' };
        const body = JSON.stringify({ mail: `niemand.${address}.${i}@amt.example`.replaceAll(':', '-'), password: 'ganz und gar falsch' });
        return JSON.parse((await raw('POST', login.path, headers, body)).body) as { code: string };
      }),
    );
  const many = [...(await tries('203.0.113.9', 65)), ...(await tries('203.0.113.9', 65))];
  expect(many.map((one) => one.code)).toContain('login.many');
  expect((await tries('203.0.113.10', 1))[0]?.code).toBe('login.wrong');
  await world.freshAdmin();
  const seen = await world.wiebke.ask('POST', checkAddress.path, {}, from('2001:db8::7'));
  expect(seen.body).toMatchObject({ sender: '2001:db8::7', checks: expect.arrayContaining([{ code: 'sender.good', state: 'good' }]) });
  const silent = await world.wiebke.ask('POST', checkAddress.path, {});
  expect(silent.body).toMatchObject({ checks: expect.arrayContaining([{ code: 'sender.silent', state: 'bad' }]) });
});

test('who guesses codes of room devices slows down nobody else', async () => {
  const guess = async (address: string) => {
    const headers = { 'x-forwarded-for': address, origin: server.url, 'x-lotse': '1', 'content-type': 'application/json' };
    return JSON.parse((await raw('POST', pairDevice.path, headers, JSON.stringify({ code: 'ABCD-EFGH', label: 'Beamer' }))).body) as { code: string };
  };
  const many = await Promise.all(Array.from({ length: 70 }, () => guess('203.0.113.77')));
  expect(new Set(many.map((one) => one.code))).toEqual(new Set(['device.code', 'device.slow']));
  expect((await guess('203.0.113.78')).code).toBe('device.code');
});

test('a request that stalls is given up: a minute for all of it, twenty seconds for its head', () => {
  const { requestTimeout, headersTimeout } = server.started.app.getHttpServer() as { requestTimeout: number; headersTimeout: number };
  expect([requestTimeout, headersTimeout]).toEqual([60_000, 20_000]);
});
