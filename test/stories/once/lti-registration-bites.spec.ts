import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamicRegistration, ManualRegistration } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { BareMoodle } from '../../world/bare-moodle.js';
import { tenantOf } from '../../world/lti-client.js';

const DAY = 24 * 3_600_000;
const CONFIG = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

let bare: BareMoodle;
let moodle: DemoSite;
beforeAll(async () => {
  bare = await BareMoodle.start();
  moodle = bare.site;
}, 180_000);
afterAll(() => bare?.stop());

const registration = () => bare.server.started.app.get(DynamicRegistration);
const trusted = () => (registration() as unknown as { safeFetch: { trusted: Set<string> } }).safeFetch.trusted;
const restore: (() => unknown)[] = [];
afterEach(() => {
  moodle.faults.clear();
  restore.splice(0).forEach((back) => back());
});
function off<T extends object, K extends keyof T>(rules: T, name: K, instead: unknown): void {
  const old = rules[name];
  rules[name] = instead as T[K];
  restore.push(() => {
    rules[name] = old;
  });
}
function trust(url: string): void {
  const { origin } = new URL(url);
  trusted().add(origin);
  restore.push(() => trusted().delete(origin));
}

describe('the tests bite: with its rule switched off, the bad registration goes through', () => {
  test('R-01: used', async () => {
    const { link } = await bare.invite();
    await bare.register({ link });
    off(bare.invites.rules, 'used', () => null);
    expect((await bare.register({ link })).status).toBe(200);
  });
  test('R-01: time', async () => {
    const { link } = await bare.invite({ days: 1 });
    bare.server.clock.advance(2 * DAY);
    off(bare.invites.rules, 'time', () => null);
    expect((await bare.register({ link })).status).toBe(200);
  });
  test('R-02: host', async () => {
    off(registration().rules.configuration, 'host', () => null);
    moodle.faults.set({ target: 'openid', mode: { status: 200, body: await bare.configuration({ issuer: `${moodle.origin}/wiki` }) } });
    expect((await bare.register()).status).toBe(200);
  });
  test('R-02: endpoints', async () => {
    off(registration().rules.configuration, 'endpoints', () => null);
    const elsewhere = bare.server.site('bbs').tokenUrl;
    moodle.faults.set({ target: 'openid', mode: { status: 200, body: await bare.configuration({ token_endpoint: elsewhere }) } });
    expect((await bare.register()).status).toBe(200);
  });
  test('R-03: the safe fetch', async () => {
    trust(bare.neighbourUrl);
    await bare.register({ change: (url) => url.searchParams.set('openid_configuration', `${bare.neighbourUrl}/x`) });
    expect(bare.asked).toBe(1);
  });
  test('R-05: waits', async () => {
    off(registration().rules.registration, 'waits', false);
    expect((await bare.registered()).row.state).toBe('active');
  });
  test('R-06: known', async () => {
    const { row } = await bare.registered();
    off(registration().rules.registration, 'known', false);
    moodle.faults.set({ target: 'registration', mode: { status: 200, body: JSON.stringify({ client_id: row.clientId }) } });
    expect((await bare.register()).status).toBe(200);
  });
});

test('asks for names only where they are wanted, for addresses never, and in the recorded shape', async () => {
  const recorded = JSON.parse(readFileSync('test/fixtures/lti/registration-request.json', 'utf8')) as { body: Record<string, unknown> };
  const sent = await bodySent(false);
  const config = sent[CONFIG] as Record<string, unknown>;
  expect(Object.keys(recorded.body)).toEqual(expect.arrayContaining(Object.keys(sent)));
  expect(Object.keys(recorded.body[CONFIG] as object)).toEqual(expect.arrayContaining(Object.keys(config)));
  expect(config['claims']).toEqual(['iss', 'sub']);
  expect(config['domain']).toBe(new URL(bare.server.url).host);
  const scopes = String(sent['scope']).split(' ');
  expect(scopes.map((scope) => scope.replace(/.*\/scope\//, '')).sort()).toEqual(['contextmembership.readonly', 'lineitem', 'result.readonly', 'score']);
  expect((config['messages'] as { type: string }[]).map(({ type }) => type)).toEqual(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']);
  expect((await bodySent(true))[CONFIG]).toMatchObject({ claims: ['iss', 'sub', 'name', 'given_name', 'family_name'] });
});

/** What is posted to a registration endpoint that the test plays itself; it stands elsewhere, so that rule is off. */
async function bodySent(askNames: boolean): Promise<Record<string, unknown>> {
  let sent = '';
  const listener = createServer((message, reply) => {
    message
      .setEncoding('utf8')
      .on('data', (part: string) => (sent += part))
      .on('end', () => reply.writeHead(500).end());
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const address = listener.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  off(registration().rules.configuration, 'endpoints', () => null);
  trust(origin);
  moodle.faults.set({ target: 'openid', mode: { status: 200, body: await bare.configuration({ registration_endpoint: `${origin}/register` }) } });
  await bare.register({ link: (await bare.invite({ askNames })).link });
  moodle.faults.clear();
  await new Promise((done) => listener.close(done));
  return JSON.parse(sent) as Record<string, unknown>;
}

describe('registration by hand', () => {
  const manual = () => bare.server.started.app.get(ManualRegistration);
  const good = (clientId: string) => ({
    name: 'Von Hand',
    clientId,
    deploymentId: '7',
    issuer: moodle.issuer,
    authUrl: moodle.authUrl,
    tokenUrl: moodle.tokenUrl,
    jwksUrl: moodle.jwksUrl,
    audience: null,
  });

  test('good values are taken', async () => {
    const written = await manual().add(bare.admin, good('by-hand'));
    const row = (await bare.platforms()).find((one) => 'platformId' in written && one.id === written.platformId);
    expect(row).toMatchObject({ name: 'Von Hand', state: 'active', clientId: 'by-hand', waitingDeployments: 0 });
  });
  test('everything that is wrong is told at once, field by field', async () => {
    const typed = {
      ...good(''),
      name: '',
      authUrl: 'moodle',
      tokenUrl: 'http://moodle.example/token',
      jwksUrl: 'https://192.168.0.1/jwks',
      issuer: bare.server.url,
    };
    expect(await manual().add(bare.admin, typed)).toEqual({
      problems: [
        { field: 'name', code: 'field.missing' },
        { field: 'clientId', code: 'field.missing' },
        { field: 'issuer', code: 'field.own' },
        { field: 'authUrl', code: 'field.url' },
        { field: 'tokenUrl', code: 'field.https' },
        { field: 'jwksUrl', code: 'field.private' },
      ],
    });
  });
  test('R-06 one that is known offers its update; one of another tenant tells nothing of it', async () => {
    const known = (await bare.platforms()).find((one) => one.clientId === 'by-hand');
    expect(await manual().add(bare.admin, good('by-hand'))).toEqual({ problems: [{ field: 'clientId', code: 'field.known', platformId: known?.id }] });
    const other = { tenant: await tenantOf(bare.server, bare.server.site('bbs')), person: null };
    expect(await manual().add(other, good('by-hand'))).toEqual({ problems: [{ field: 'clientId', code: 'field.taken' }] });
  });
  test('the values of a platform can be read from its configuration', async () => {
    const { issuer, authUrl, tokenUrl, jwksUrl } = moodle;
    expect(await manual().import(moodle.openidConfigUrl)).toMatchObject({ issuer, authUrl, tokenUrl, jwksUrl });
    await expect(manual().import(`${bare.neighbourUrl}/x`)).rejects.toMatchObject({ code: 'CONFIG_BLOCKED' });
  });
});
