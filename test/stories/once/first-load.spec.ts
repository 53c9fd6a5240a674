import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { undisguised } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, launch } from '../../world/lti-client.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
beforeAll(async () => {
  server = await startForTest();
}, 240_000);
afterAll(() => server?.stop());

interface Sent {
  bytes: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What goes over the line, as it is packed: `fetch` would unpack it. */
function get(path: string, encoding: string): Promise<Sent> {
  return new Promise((done, fail) => {
    const asked = request(`${server.url}${path}`, { headers: { 'accept-encoding': encoding } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const body = Buffer.concat(parts);
        done({ bytes: body.length, headers: reply.headers, body });
      });
    });
    asked.on('error', fail).end();
  });
}

const gunzipped = (sent: Sent): string => gunzipSync(sent.body).toString('utf8');
const LIMIT = 45_000;
const site = () => server.site('lernwerk');
const UNIT = 'wiso-probezeit-kuendigung';

test('until the first task can be answered a phone fetches at most 45,000 bytes of script, packed, all of it named in the head of the page', async () => {
  const entered = await launch(server, site(), { person: 'jonas.petersen' });
  const page = await get(new URL(entered.location, server.url).pathname, 'gzip');
  const named = page.body.toString('utf8').matchAll(/<(?:script|link)[^>]*?(?:src|href)="(\/assets\/[^"]+\.js)"/g);
  const scripts = [...new Set([...named].map(([, path = '']) => path))];
  expect(scripts.length).toBeGreaterThanOrEqual(2);
  const sent = await Promise.all(scripts.map(async (path) => ({ gzip: await get(path, 'gzip'), br: await get(path, 'gzip, br') })));
  expect(sent.map(({ gzip, br }) => [gzip.headers['content-encoding'], br.headers['content-encoding']])).toEqual(sent.map(() => ['gzip', 'br']));
  expect(sent.reduce((sum, { gzip }) => sum + gzip.bytes, 0)).toBeLessThanOrEqual(LIMIT);
  expect(sent.every(({ gzip, br }) => br.bytes < gzip.bytes)).toBe(true);
  // what the entry imports is named, too: nothing is found out only after it has arrived
  const imported = sent.flatMap(({ gzip }) => [...gunzipped(gzip).matchAll(/from\s*"\.\/([^"]+\.js)"/g)].map(([, file = '']) => `/assets/${file}`));
  expect(imported.filter((path) => !scripts.includes(path))).toEqual([]);
});

test('one call opens session and task; what cannot be opened leaves the session, and a code is good once', async () => {
  const enter = async (person: string, unitId: string) => {
    const { location, login } = await launch(server, site(), { person });
    const [, enrolmentId] = /\/c\/([0-9a-f-]+)/.exec(location) ?? [];
    const body = { code: new URLSearchParams(new URL(location, server.url).hash.slice(1)).get('code'), enrolmentId, unitId };
    const cookie = [...login.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { body, answer: await api(server, 'POST', '/api/session/unit', body, { cookie }) };
  };
  const jonas = await enter('jonas.petersen', UNIT);
  expect(jonas.answer.body).toMatchObject({ session: { role: 'trainee', enrolmentId: jonas.body.enrolmentId }, run: { unit: { unitId: UNIT }, total: 12 } });
  expect((await api(server, 'POST', '/api/session/unit', jonas.body)).status).toBe(401);
  expect((await enter('jonas.petersen', 'no-such-unit')).answer.body).toMatchObject({ session: { role: 'trainee' }, run: null });
  expect((await enter('bernd.asmus', UNIT)).answer.body).toMatchObject({ session: { role: 'teacher' }, run: null });
  // without a code it is the cookie that counts, and there is none here
  expect((await api(server, 'POST', '/api/session/unit', { ...jonas.body, code: null })).status).toBe(401);
});

test('large replies are packed; a bearer goes out in another disguise each time', async () => {
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
  const asked = { 'accept-encoding': 'br' };
  const run = await amira.ask('POST', '/api/runs', { enrolmentId: amira.enrolmentId, unitId: UNIT }, asked);
  expect([run.headers.get('content-encoding'), run.headers.get('vary'), run.body['total']]).toEqual(['br', 'accept-encoding', 12]);
  const { location, login } = await launch(server, site(), { person: 'amira.haddad' });
  const code = new URLSearchParams(new URL(location, server.url).hash.slice(1)).get('code');
  const cookie = [...login.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const enter = async (by: string | null) => {
    const answer = await amira.ask('POST', '/api/session/unit', { code: by, enrolmentId: amira.enrolmentId, unitId: UNIT }, { ...asked, cookie });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
    return (answer.body['session'] as { token: string }).token;
  };
  const [first, again] = [await enter(code), await enter(null)];
  expect(first).not.toBe(again);
  expect(undisguised(first)).toBe(undisguised(again));
  const authorization = `Bearer ${undisguised(first)}`;
  expect((await amira.ask('GET', `/api/enrolments/${amira.enrolmentId}/start`, undefined, { authorization })).status).toBe(200);
});
