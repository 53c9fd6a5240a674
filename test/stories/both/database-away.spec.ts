import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { freePort } from '../../world/ports.js';
import { Browser, codeIn, launch, logIn } from '../../world/lti-client.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let site: DemoSite;
let back: (() => Promise<void>) | undefined;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(async () => {
  await back?.();
  await server?.stop();
});

interface Pool {
  options: Record<string, unknown>;
  idleCount: number;
  connect(): Promise<{ release(destroy: boolean): void }>;
}

/** From now on no connection to the database can be had: those that stand are cut, and at its address nobody listens. */
async function loseDatabase(): Promise<() => Promise<void>> {
  const { master: pool } = server.started.app.get(DataSource).driver as unknown as { master: Pool };
  const before = { ...pool.options };
  while (pool.idleCount > 0) (await pool.connect()).release(true);
  const gone = { connectionString: undefined, host: '127.0.0.1', port: await freePort(['127.0.0.1']), stream: () => new Socket() };
  Object.assign(pool.options, gone);
  return async () => {
    for (const name of Object.keys(gone)) delete pool.options[name];
    Object.assign(pool.options, before);
    while (pool.idleCount > 0) (await pool.connect()).release(true);
  };
}

test('a start while the database is away: 503, and a page that says what to do; afterwards everything goes on by itself', async () => {
  const fields = () => site.initiation(site.session('jonas.petersen').session, { link: 'probezeit' });
  const browser = new Browser(server);
  const login = await logIn(server, fields(), browser);
  const token = site.sign(site.launchClaims({ person: 'jonas.petersen', link: 'probezeit', nonce: login.nonce }));
  const visitor = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');

  back = await loseDatabase();
  for (const answer of [await new Browser(server).post('/lti/login', fields()), await browser.post('/lti/launch', { id_token: token, state: login.state })]) {
    expect([answer.status, codeIn(answer), answer.headers.get('retry-after')]).toEqual([503, 'DATABASE_AWAY', '60']);
    for (const words of ['Lotse ist gerade nicht erreichbar', 'Warte eine Minute', 'noch einmal aus deinem Kurs']) expect(answer.body).toContain(words);
    expect(answer.setCookies).toEqual([]);
  }
  const asked = await visitor.ask('GET', `/api/enrolments/${visitor.enrolmentId}/start`);
  expect([asked.status, asked.body['code']]).toEqual([503, 'database.away']);
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);

  await back();
  expect((await visitor.ask('GET', `/api/enrolments/${visitor.enrolmentId}/start`)).status).toBe(200);
  // the launch that was not taken is still good
  expect((await browser.post('/lti/launch', { id_token: token, state: login.state })).status).toBe(303);
  expect((await launch(server, site, { person: 'jonas.petersen', link: 'probezeit' })).status).toBe(303);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
}, 120_000);
