import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { askReset, finishReset, invitations, lookInvitation } from '#lotse/contract';
import { Due, Outbox } from '#lotse/base';
import { ResetsService } from '#lotse/people';
import { AccountVisitor, ADMIN_MAIL } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { PostOffice, type Letter } from '../../world/post-office.js';

let server: TestServer;
let wiebke: AccountVisitor;
let office: PostOffice;
let letters: Letter[];

beforeAll(async () => {
  office = await PostOffice.open();
  letters = office.letters;
  server = await startForTest({ demo: false, env: office.env });
  wiebke = await new AccountVisitor(server).setUp();
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await office?.close();
});

const sendAll = () => server.started.app.get(Due).run();
const linkIn = (letter: Letter | undefined, page: string) => new RegExp(`${server.url}/a/${page}#([\\w-]{43})`).exec(letter?.text ?? '')?.[1] ?? '';
const stateOf = async () => (await wiebke.must<{ rows: { mailState: string }[] }>(invitations)).rows[0]?.mailState;

test('an invitation goes out by mail, with nothing in it but the link, and opens', async () => {
  await wiebke.invite('jutta@lernwerk.example', 'office');
  expect(await stateOf()).toBe('waiting');
  await sendAll();
  expect(await stateOf()).toBe('sent');
  const letter = letters.pop();
  expect(letter?.to).toBe('jutta@lernwerk.example');
  for (const word of ['Wiebke', 'Harms', 'Lernwerk Nord', 'Büro', 'Vertretung']) expect(letter?.text).not.toContain(word);
  expect((await new AccountVisitor(server).to(lookInvitation, { token: linkIn(letter, 'invitation') })).status).toBe(200);
  const rows = await server.db.job(wiebke.tenantId, (tx) => tx.query<{ link: Buffer | null }[]>(`select link from outbox`));
  expect(rows.map((row) => row.link)).toEqual([null]); // sent: the link is gone from the database
});

test('a reset is mailed to a known address only, answered alike, and opens once', async () => {
  const stranger = new AccountVisitor(server);
  const replies = [await stranger.to(askReset, { mail: ADMIN_MAIL.toUpperCase() }), await stranger.to(askReset, { mail: 'niemand@lernwerk.example' })];
  expect(replies.map((reply) => [reply.status, reply.body])).toEqual([
    [200, { mail: true }],
    [200, { mail: true }],
  ]);
  await server.started.app.get(ResetsService).settled();
  await sendAll();
  expect(letters.map((letter) => letter.to)).toEqual([ADMIN_MAIL]);
  const token = linkIn(letters.pop(), 'reset');
  expect((await stranger.to(finishReset, { token, password: 'zwölf Segel im Sturm' })).status).toBe(200);
  expect((await stranger.to(finishReset, { token, password: 'dreizehn Segel im Sturm' })).status).toBe(404);
  server.clock.advance(60_000);
  stranger.secret = wiebke.secret;
  const first = await stranger.first(ADMIN_MAIL, 'zwölf Segel im Sturm');
  expect(first.status).toBe(200);
});

test('what a known address costs more is not done while anybody waits: no statement comes before the answer or right behind it', async () => {
  server.clock.advance(5 * 60_000);
  const [ds, seen] = [server.started.app.get(DataSource), [] as string[]];
  const [old, quiet] = [ds.logger, () => undefined];
  const logQuery = (sql: string) => void seen.push(sql);
  ds.logger = { logQuery, logQueryError: quiet, logQuerySlow: quiet, logSchemaBuild: quiet, logMigration: quiet, log: quiet };
  const stranger = new AccountVisitor(server);
  for (const mail of [ADMIN_MAIL, 'niemand@lernwerk.example']) {
    expect((await stranger.to(askReset, { mail })).status).toBe(200);
    await stranger.ask('GET', '/health/live');
  }
  const before = [...seen];
  await server.started.app.get(ResetsService).settled();
  ds.logger = old;
  expect(before).toEqual([]);
  expect(seen.length).toBeGreaterThan(4);
  await sendAll();
  letters.splice(0);
});

test('a request that names another host changes no link in a mail', async () => {
  server.clock.advance(5 * 60_000);
  const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' };
  const headers = { ...evil, origin: server.url, 'x-lotse': '1', 'content-type': 'application/json' };
  const asked = await server.started.app.inject({ method: 'POST', url: askReset.path, headers, payload: { mail: ADMIN_MAIL } });
  expect(asked.statusCode).toBe(200);
  await server.started.app.get(ResetsService).settled();
  await sendAll();
  const [letter] = letters.splice(0);
  expect(JSON.stringify(letter)).not.toContain('evil');
  expect(JSON.stringify(letter)).toContain(`${server.url}/a/reset#`);
});

test('many requests for one address are three mails; the rest is answered alike', async () => {
  server.clock.advance(5 * 60_000);
  const stranger = new AccountVisitor(server);
  for (let i = 0; i < 10; i++) expect((await stranger.to(askReset, { mail: ADMIN_MAIL })).status).toBe(200);
  await server.started.app.get(ResetsService).settled();
  await sendAll();
  expect(letters.splice(0)).toHaveLength(3);
});

test('a mail server that is busy is asked again; one that refuses is not, and the admin sees it', async () => {
  server.clock.advance(60_000);
  const admin = new AccountVisitor(server);
  admin.secret = wiebke.secret;
  const first = await admin.first(ADMIN_MAIL, 'zwölf Segel im Sturm');
  wiebke.token =
    ((await admin.to({ method: 'POST', path: '/api/account/login/second' }, { ticket: first.body.ticket, code: admin.code() })).body.token as string) ?? '';
  office.answer = 'later';
  await wiebke.invite('spaet@lernwerk.example', 'office');
  await sendAll();
  expect(await stateOf()).toBe('waiting');
  office.answer = 'take';
  server.clock.advance(10_000);
  await sendAll();
  expect(await stateOf()).toBe('sent');
  office.answer = 'never';
  await wiebke.invite('nie@lernwerk.example', 'office');
  await sendAll();
  expect(await stateOf()).toBe('failed');
  const log = server.log.join('\n');
  for (const word of ['lernwerk.example', 'no such user', 'wiebke']) expect(log).not.toContain(word);
});

test('the demo keeps its mails for the mailbox page', async () => {
  const demo = { demo: true };
  const { app, base } = server.started;
  const outbox = new Outbox(server.db, app.get(Due), app.get<never>((await import('#lotse/base')).Seal), { ...base, settings: demo }, {
    ready: false,
  } as never);
  await server.db.job(wiebke.tenantId, (tx) =>
    outbox.put(tx, { tenant: wiebke.tenantId, kind: 'waiting', about: null, to: 'x@lernwerk.example', locale: 'en', link: `${server.url}/a` }),
  );
  expect(await outbox.mailbox(wiebke.tenantId)).toMatchObject([{ to: 'x@lernwerk.example', subject: 'Something is waiting for you in Lotse' }]);
});
