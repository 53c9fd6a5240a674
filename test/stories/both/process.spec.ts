import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import { openEmbedded } from '../../../libs/base/embedded/embedded.js';
import { startForTest } from '../../world/harness.js';
import { freePort } from '../../world/ports.js';
import { runOf, send, ticketsOf, walkIn, type Pupil, type Ticket } from '../../world/load.js';
import { holdPort, Program, type Env } from '../../world/program.js';
import { databaseKind, freshStorage, openAt, type TestStorage } from '../../world/test-database.js';
import { Visitor } from '../../world/visitor.js';

const KEY = 'a key for tests, long enough to be taken';
const isEmbedded = databaseKind === 'embedded';
const TRAINEES = {
  lernwerk: ['amira.haddad', 'jonas.petersen', 'olha.kovalenko', 'mehmet.yildiz', 'lea.brandt', 'tariq.rahimi', 'blessing.okafor', 'mai.nguyen', 'finn.luehrs'],
  bbs: ['emre.kaya', 'marie.lindner', 'dawit.tesfaye', 'zofia.nowak', 'ben.schroeder', 'jonas.petersen', 'elif.arslan', 'samuel.mensah'],
};

const cleaners: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  await Program.endAll();
  for (const clean of cleaners) await clean();
});

function emptyFolder(): TestStorage {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-process-`);
  return { dataDir, databaseUrl: undefined, remove: async () => rmSync(dataDir, { recursive: true }) };
}

/** Without the demo: an address, and with PostgreSQL a database and a key. */
async function installation(): Promise<Env> {
  const storage = isEmbedded ? emptyFolder() : await freshStorage();
  cleaners.push(() => storage.remove());
  const port = await freePort(['127.0.0.1', '::1']);
  const database = storage.databaseUrl ? { DATABASE_URL: storage.databaseUrl, LOTSE_KEY: KEY } : undefined;
  return { LOTSE_DATA: storage.dataDir, PORT: String(port), LOTSE_URL: `http://localhost:${port}`, ...database };
}

/** Everything in a folder, and itself, that anybody but its owner can reach. */
function openToOthers(dir: string): string[] {
  const paths = [dir, ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => `${dir}/${name}`)];
  return paths.filter((path) => (statSync(path).mode & 0o077) !== 0);
}

test('wrong settings: every name, no stack, no value', async () => {
  const env = { PORT: 'x', DATABASE_URL: 'mysql://root:geheim@db', LOTSE_URL: 'lotse.example.org', LOTSE_INSECURE_LMS: '*', SMTP_URL: 'mail' };
  for (const file of ['main', 'commands/audit', 'commands/migrate']) {
    const { code, said } = await new Program(file, env).outcome();
    expect(code).not.toBe(0);
    for (const name of [...Object.keys(env), 'LOTSE_KEY', 'MAIL_FROM']) expect(said).toMatch(new RegExp(`^ +${name}[.:]`, 'm'));
    expect(said).not.toMatch(/\n\s+at |node:|geheim/);
  }
});

test('a new installation says that it is ready and answers, before any platform is there; its folder is its own', async () => {
  const env = await installation();
  const url = env.LOTSE_URL ?? '';
  const server = new Program('main', env);
  expect(await server.ready()).toBe(url);
  expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true });
  expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ready: true, version: expect.any(String), database: databaseKind });
  expect(await (await fetch(`${url}/lti/keys`)).json()).toEqual({ keys: [] });
  const home = await (await fetch(url)).text();
  expect(home).toContain('No platform yet');
  expect(home).not.toMatch(/Amira|Karin|href="http/);

  const audit = new Program('commands/audit', env, ['verify']);
  if (isEmbedded) {
    expect(openToOthers(env.LOTSE_DATA ?? '')).toEqual([]);
    const inUse = `The folder ${env.LOTSE_DATA}/db is in use by another Lotse (process ${server.child.pid}). Stop that one first, or set LOTSE_DATA to another folder.`;
    expect(await audit.outcome()).toEqual({ code: 1, said: inUse });
    expect(await new Program('main', env).outcome()).toEqual({ code: 1, said: inUse });
  } else {
    expect(existsSync(`${env.LOTSE_DATA}/key`)).toBe(false);
    expect(await audit.outcome()).toEqual({ code: 0, said: 'The audit holds: 0 entries.' });
  }
  expect((await server.stop()).code).toBe(0);
  if (isEmbedded) expect(openToOthers(env.LOTSE_DATA ?? '')).toEqual([]); // nor what was made while it ran

  const other = await holdPort(Number(env.PORT));
  expect(await new Program('main', env).outcome()).toEqual({
    code: 1,
    said: `Lotse could not start: Port ${env.PORT} is taken by another program. Stop it, or set PORT to a free one.`,
  });
  if (isEmbedded) expect(existsSync(`${env.LOTSE_DATA}/db.lock`)).toBe(false);
  if (isEmbedded) {
    const { LOTSE_DATA = '', PORT = '' } = env;
    const said = `Lotse could not start: Port ${PORT} is taken by another program. Stop it, or set DEMO_LMS_PORT to a free one.`;
    expect(await new Program('main', { LOTSE_DATA, PORT: '0', DEMO_LMS_PORT: PORT }).outcome()).toEqual({ code: 1, said });
  }
  other.free();
}, 180_000);

interface Ground {
  env: Env;
  storage: TestStorage;
  server: Program;
  url: string;
  pupils: Pupil[];
}

/** The demo as it starts for the first time; the pupils come through its LMS. */
async function firstDemo(): Promise<Ground> {
  const storage = emptyFolder();
  cleaners.push(() => storage.remove());
  const [port, lms] = [await freePort(['127.0.0.1', '::1']), await freePort(['127.0.0.1', '127.0.0.2'])];
  const env = { LOTSE_DATA: storage.dataDir, PORT: String(port), DEMO_LMS_PORT: String(lms) };
  const server = new Program('main', env);
  const url = await server.ready();
  const pupils: Pupil[] = [];
  for (const [site, host] of [
    ['lernwerk', '127.0.0.1'],
    ['bbs', '127.0.0.2'],
  ] as const)
    for (const person of TRAINEES[site]) pupils.push(await walkIn(url, `http://${host}:${lms}/start?person=${person}&link=probezeit&target=window`));
  return { env, storage, server, url, pupils };
}

/** The demo's accounts have published passwords: with an address of its own Lotse does not begin on their data. */
async function refusesDemo(env: Env): Promise<void> {
  const { code, said } = await new Program('main', env).outcome();
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^These data were made by the demo\. Its accounts have published passwords/) });
}

/** On PostgreSQL there is no demo: its weeks are played by the harness, then the server takes over its data. */
async function takenOver(): Promise<Ground> {
  const seeded = await startForTest();
  cleaners.push(() => seeded.stop());
  const pupils: Pupil[] = [];
  for (const site of ['lernwerk', 'bbs'] as const)
    for (const person of TRAINEES[site]) pupils.push(await new Visitor(seeded, site).launch(person, 'probezeit'));
  await seeded.started.close();
  const { dataDir, databaseUrl = '', port, url } = seeded.settings;
  const env = { LOTSE_DATA: dataDir, DATABASE_URL: databaseUrl, LOTSE_KEY: KEY, PORT: String(port), LOTSE_URL: url };
  const storage = { dataDir, databaseUrl, remove: async () => undefined };
  await refusesDemo(env);
  await asOwner(storage, `alter table account no force row level security; delete from account; alter table account force row level security`);
  const server = new Program('main', env);
  return { env, storage, server, url: await server.ready(), pupils };
}

const COUNTED = ['enrolment', 'answer', 'unit_run', 'identity', 'participation', 'audit', 'resource_link', 'line_item', 'grade_due'];

/** What stands in the database of a stopped server. */
async function stored(storage: TestStorage): Promise<{ answers: Set<string>; counts: Record<string, number>[] }> {
  const database = await openAt(storage);
  const db = new Db(database.ds, new Clock());
  const answers = new Set<string>();
  const counts: Record<string, number>[] = [];
  for (const { id } of await db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant order by name'))) {
    await db.job(id, async (tx) => {
      for (const row of await tx.query<{ id: string }[]>('select id from answer')) answers.add(row.id);
      counts.push(
        ...(await tx.query<Record<string, number>[]>(`select ${COUNTED.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`)),
      );
    });
  }
  await database.close();
  return { answers, counts };
}

/** Raw SQL as the owner of the tables. */
async function asOwner(storage: TestStorage, sql: string): Promise<void> {
  if (storage.databaseUrl) {
    const client = new pg.Client({ connectionString: storage.databaseUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
    return;
  }
  const embedded = await openEmbedded(`${storage.dataDir}/db`);
  const ds = await new DataSource(embedded.options).initialize();
  await ds.query(sql);
  await ds.destroy();
  await embedded.close();
}

let ground: Ground;
let tickets: Ticket[];
let before: Awaited<ReturnType<typeof stored>>;

test('asked to stop with fifty answers in flight, it ends within ten seconds; each is either saved and told, or refused and not there', async () => {
  ground = isEmbedded ? await firstDemo() : await takenOver();
  const { server, url } = ground;
  tickets = await ticketsOf(url, ground.pupils);
  const count = (fate: Ticket['fate']) => tickets.filter((ticket) => ticket.fate === fate).length;
  const waiting = [...tickets];
  let [stopping, inFlight] = [null as ReturnType<Program['stop']> | null, 0];
  const giveUntilRefused = async () => {
    for (let ticket = waiting.shift(); ticket; ticket = waiting.shift()) {
      await send(url, ticket);
      if (ticket.fate !== 'answered') return;
      if (stopping || count('answered') < 80) continue;
      stopping = server.stop();
      inFlight = count('sent');
    }
  };
  await Promise.all(Array.from({ length: 50 }, giveUntilRefused));
  const ended = await stopping;
  before = await stored(ground.storage);
  expect(inFlight).toBe(49);
  expect(ended?.code).toBe(0);
  expect(ended?.seconds).toBeLessThan(10);
  expect({ cutOff: tickets.flatMap(({ why }) => why ?? []), refused: count('refused') }).toEqual({ cutOff: [], refused: 50 });
  for (const { answer, fate } of tickets) expect({ fate, saved: before.answers.has(answer.answerId) }).toEqual({ fate, saved: fate === 'answered' });
}, 180_000);

test('started again on the same data it shows the same, and seeds nothing twice', async () => {
  const server = new Program('main', ground.env);
  expect(await server.ready()).toBe(ground.url);
  for (const pupil of ground.pupils.slice(0, 3)) {
    const { runId, tasks } = await runOf(ground.url, pupil, 'deutsch-operatoren');
    for (const { answer, fate } of tickets.filter((ticket) => ticket.answer.runId === runId))
      expect(tasks.find(({ task }) => task.exerciseId === answer.exerciseId)?.tries).toBe(fate === 'answered' ? 1 : 0);
  }
  expect((await server.stop()).code).toBe(0);
  expect(await stored(ground.storage)).toEqual(before);
  expect(before.counts[0]?.enrolment).toBeGreaterThan(8);
  if (isEmbedded) await refusesDemo({ ...ground.env, LOTSE_URL: ground.url });
}, 120_000);

test('the audit is recomputed, and one changed row is found', async () => {
  const entries = before.counts.reduce((sum, tenant) => sum + (tenant.audit ?? 0), 0);
  const verify = () => new Program('commands/audit', ground.env, ['verify']).outcome();
  expect(await verify()).toEqual({ code: 0, said: `The audit holds: ${entries} entries.` });
  await asOwner(
    ground.storage,
    `alter table audit no force row level security; update audit set event = 'nothing' where seq = 1 and tenant = (select min(tenant::text)::uuid from audit); alter table audit force row level security`,
  );
  const found = await verify();
  expect(found.code).toBe(1);
  expect(found.said).toMatch(/^tenant [0-9a-f-]{36}: entry 1 is changed$/m);
  expect(found.said).toMatch(/^The audit does not hold: 1 chain\(s\) broken\.$/m);
}, 120_000);
