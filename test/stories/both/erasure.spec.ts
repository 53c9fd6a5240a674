import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { linesOf } from '#lotse/people';
import * as contract from '#lotse/contract';
import { verified } from '../../world/audit.js';
import { CANARY, filesOf, plantFinn, STAYS, type Finn } from '../../world/erasure-world.js';
import { everythingHeld, keepBackup, lost, restoreBackup, tablesWith, type Dump } from '../../world/everything-held.js';
import { ReportWorld } from '../../world/report-world.js';

let world: ReportWorld;
let finn: Finn;
let before: Dump;
beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  world.wiebke.tenantId = world.tenantId;
  finn = await plantFinn(world);
  before = await everythingHeld(world.server);
  await keepBackup(world.server);
}, 240_000);
afterAll(() => world?.server.stop());

const params = () => ({ personId: finn.personId });
/** The subject id of the LMS is a short number: it is looked for with its column. */
const canaries = () => [
  ...Object.values(CANARY),
  `"issuer":"${world.server.site('lernwerk').issuer}","sub":"${finn.sub}"`,
  finn.runId,
  finn.answerId,
  ...finn.sessionIds,
];
const found = async (name: string) => {
  const { body } = await world.wiebke.ask('GET', `/api/tenants/${world.tenantId}/people?name=${encodeURIComponent(name)}`);
  return (body.rows as contract.TenantPerson[]).map((row) => row.personId);
};
const erase = (name: string, who = world.wiebke, personId = finn.personId) => who.to(contract.erasePerson, { name }, { personId });
const list = () => `${world.server.settings.dataDir}/erasures.jsonl`;
/** Where any of them still stands. */
const left = (dump: Dump) => canaries().flatMap((text) => tablesWith(dump, text).map((table) => `${text} in ${table}`));
/** The log goes on holding ids: whose run a comment was about is one. */
const idsInLog = () => [`${finn.runId} in audit`];

test('every canary was planted: each stands in some table, in clear or behind a seal', () => {
  expect(canaries().length).toBeGreaterThanOrEqual(12);
  expect(canaries().filter((text) => tablesWith(before, text).length === 0)).toEqual([]);
});

describe('before anything is erased', () => {
  test('an admin reads what Lotse holds of Finn, since when and until when', async () => {
    const page = await world.wiebke.must<contract.PersonData>(contract.personData, undefined, params());
    expect(page).toMatchObject({ name: CANARY.name, isMe: false, roles: [] });
    const kinds = Object.fromEntries(page.held.map((one) => [one.kind, one.until]));
    expect(kinds).toMatchObject({
      identity: 'erasure',
      learning: 'erasure',
      comments: 'erasure',
      participation: 'measure',
      reports: 'measure',
      releases: 'proof',
    });
    expect(page.participations).toEqual([
      { measureNumber: '123/14/10/14', endsOn: '2016-08-31', keptUntil: '2026-08-31', running: false },
      expect.objectContaining({ endsOn: '2026-08-31', keptUntil: '2036-08-31', running: false }),
    ]);
  });

  test('nobody else reads, takes or erases it; another tenant’s and unknown people are not there', async () => {
    const paths = [contract.personData.path, contract.PERSON_JSON_PATH, contract.PERSON_ZIP_PATH, contract.PERSON_PDF_PATH];
    const fill = (path: string, tenantId: string, personId: string) => path.replace(':tenantId', tenantId).replace(':personId', personId);
    for (const path of paths) {
      for (const other of [world.bernd, world.heike, world.jutta]) expect((await other.ask('GET', fill(path, world.tenantId, finn.personId))).status).toBe(403);
      expect((await finn.visitor.ask('GET', fill(path, world.tenantId, finn.personId))).status).toBe(403);
      expect((await world.wiebke.ask('GET', fill(path, world.tenantId, randomUUID()))).status).toBe(404);
      expect((await world.wiebke.ask('GET', fill(path, randomUUID(), finn.personId))).status).toBe(404);
    }
    for (const other of [world.bernd, world.heike, world.jutta]) expect((await erase(CANARY.name, other)).status).toBe(403);
    expect((await erase(CANARY.name, world.wiebke, randomUUID())).body.code).toBe('person.unknown');
  });

  test('the name has to be typed, a role has to have ended, and nobody erases themselves', async () => {
    expect((await erase('Finn')).body.code).toBe('erasure.name');
    expect((await erase('Bernd Asmus', world.wiebke, world.bernd.personId)).body.code).toBe('erasure.has-role');
    expect((await erase('Wiebke Harms', world.wiebke, world.wiebke.personId)).body.code).toBe('erasure.self');
    expect(lost(before, await everythingHeld(world.server)).map((one) => one.table)).not.toContain('identity');
  });

  test('where the deletion list cannot be written nothing is erased', async () => {
    rmSync(list(), { force: true });
    mkdirSync(list());
    const { status, body } = await erase(CANARY.name);
    rmdirSync(list());
    expect([status, body.code]).toEqual([503, 'erasure.list']);
    expect(await found(CANARY.name)).toEqual([finn.personId]);
  });

  test('the file for machines holds all of it and of nobody else a name; each file leaves one entry', async () => {
    const path = (of: string) => of.replace(':tenantId', world.tenantId).replace(':personId', finn.personId);
    let json = '';
    const told = await world.told(async () => {
      const answer = await world.wiebke.ask('GET', path(contract.PERSON_JSON_PATH));
      expect([answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([
        'attachment; filename="lotse-auskunft-2026-11-22.json"',
        'no-store',
      ]);
      json = JSON.stringify(answer.body);
    });
    expect(told).toEqual(['person.exported']);
    expect([...Object.values(CANARY), finn.runId, finn.answerId, ...finn.sessionIds, `"sub":"${finn.sub}"`].filter((text) => !json.includes(text))).toEqual([]);
    expect([STAYS.legalName, STAYS.development].filter((text) => !json.includes(text))).toEqual([]);
    expect(['Bernd Asmus', 'Jutta', 'Wiebke Harms', 'Amira', '@', '_hash', 'wrapped'].filter((text) => json.includes(text))).toEqual([]);
    const pdf: Buffer[] = [];
    expect(await world.told(async () => pdf.push(await world.wiebke.bytes(path(contract.PERSON_PDF_PATH))))).toEqual(['person.exported']);
    expect(await textOf(pdf[0] as Buffer)).toMatch(/Auskunft über gespeicherte Daten: Finn Lührs[\s\S]*Jutta/);
  });
});

describe('Finn asks to be erased', () => {
  let after: Dump;
  test('an admin does it once: one entry, one line in the list, and what went and what stays is said', async () => {
    expect(JSON.stringify(await world.wiebke.must(contract.auditView))).toContain(CANARY.name);
    const told = await world.told(async () => {
      const { status, body } = await erase(' finn  LÜHRS ');
      expect([status, body.participations]).toEqual([200, 1]);
      const kinds = (lines: unknown) => (lines as contract.HeldData[]).map((one) => one.kind);
      expect(kinds(body.gone)).toEqual(expect.arrayContaining(['identity', 'settings', 'courses', 'learning', 'comments']));
      expect(kinds(body.kept)).toEqual(expect.arrayContaining(['participation', 'reports', 'releases', 'log']));
    });
    expect(told).toEqual(['person.erased']);
    expect(linesOf(readFileSync(list(), 'utf8'))).toMatchObject([
      { tenant: world.tenantId, person: finn.personId, participations: [finn.old.participationId], by: world.wiebke.personId, because: 'request' },
    ]);
    expect((await erase(CANARY.name)).body.code).toBe('person.unknown');
    after = await everythingHeld(world.server);
  });

  test('nothing of what was planted stands anywhere: no table, no seal, no file, no log, no list, no search', async () => {
    expect(left(after)).toEqual(idsInLog());
    const files = filesOf(world.server.settings.dataDir);
    expect(canaries().filter((text) => files.includes(text))).toEqual([]);
    expect(Object.values(CANARY).filter((text) => world.server.log.some((line) => line.includes(text)))).toEqual([]);
    expect(await found(CANARY.name)).toEqual([]);
    expect((await finn.visitor.ask('GET', `/api/enrolments/${finn.visitor.enrolmentId}/start`)).status).toBe(401);
    const log = await world.wiebke.must(contract.auditView); // whom its entries are about stood in a cache
    expect(JSON.stringify(log)).not.toContain(CANARY.name);
    const lists = [
      await world.heike.ask('GET', `/api/tenants/${world.tenantId}/office/participations?size=100`),
      await world.jutta.ask('GET', '/api/received'),
    ];
    expect(Object.values(CANARY).filter((text) => JSON.stringify(lists.map((one) => one.body)).includes(text))).toEqual([]);
  });

  test('what has to be kept is there without the person: the participation, its report, the release without its copy, the log', async () => {
    expect(tablesWith(after, STAYS.legalName)).toEqual(expect.arrayContaining(['participation', 'report_version']));
    expect(tablesWith(after, STAYS.development)).toEqual(['report_version']);
    expect(tablesWith(after, finn.personId).sort()).toEqual(['audit', 'erasure', 'release']);
    const release = after.get('release')?.find((row) => row.includes(finn.old.releaseId));
    expect(JSON.parse(release ?? '{}')).toMatchObject({ content: null, label: null, opened: { basis_note: '' } });
    expect((await world.jutta.to(contract.receivedReport, undefined, finn.old)).status).toBe(404);
    expect((await world.bernd.to(contract.reportPage, undefined, finn.now)).status).toBe(200);
    expect(await verified(world.server)).toMatchObject({ faults: [] });
  });

  test('nobody else lost a row: all that is gone or changed names Finn or what was Finn’s', () => {
    const { old, now, personId, runId, sessionIds } = finn;
    const his = [personId, runId, ...sessionIds, old.participationId, old.reportId, old.releaseId, now.participationId, now.reportId];
    const others = lost(before, after).filter(({ row }) => !his.some((id) => row.includes(id)));
    // the admin's own session was seen in the meantime
    expect(others.filter(({ table, row }) => !(table === 'session' && row.includes(world.wiebke.personId)))).toEqual([]);
    const tables = new Set(lost(before, after).map((one) => one.table));
    expect(
      [...['answer', 'unit_run', 'mastery', 'person', 'identity', 'profile', 'enrolment', 'run_comment', 'grade_due', 'exam_attempt', 'exam_answer']].filter(
        (one) => !tables.has(one),
      ),
    ).toEqual([]);
  });

  test('an old backup comes back: before the server is ready Finn is erased again, and the list is not written twice', async () => {
    await restoreBackup(world.server);
    expect(left(await everythingHeld(world.server)).length).toBeGreaterThan(12);
    await world.server.restart();
    const again = await everythingHeld(world.server);
    expect(left(again)).toEqual(idsInLog());
    expect(tablesWith(again, STAYS.legalName)).toContain('participation');
    expect(world.server.log.some((line) => line.includes('erasure.again'))).toBe(true);
    expect(linesOf(readFileSync(list(), 'utf8'))).toHaveLength(1);
    expect(await verified(world.server)).toMatchObject({ faults: [] });
    await world.server.restart();
    expect(lost(again, await everythingHeld(world.server)).filter((one) => one.table !== 'due_row')).toEqual([]);
  });

  test('a line that a crash cut off, or a file that was lost, is completed from the table at the next start', async () => {
    const whole = readFileSync(list(), 'utf8');
    writeFileSync(list(), whole.trim().slice(0, 60));
    await world.server.restart();
    expect(linesOf(readFileSync(list(), 'utf8'))).toEqual(linesOf(whole));
    const stranger = {
      id: randomUUID(),
      tenant: randomUUID(),
      person: randomUUID(),
      participations: [],
      at: '2026-11-22T09:00:00.000Z',
      by: null,
      because: 'request',
    };
    appendFileSync(list(), `\n${JSON.stringify(stranger)}\n`);
    await world.server.restart(); // a line of a tenant that this database does not have is nobody's
    expect((await world.server.db.job(world.tenantId, (tx) => tx.query<unknown[]>(`select id from erasure`))).length).toBe(1);
  });

  test('whoever launches again is somebody new, with nothing behind them', async () => {
    const visitor = await world.trainee('finn.luehrs');
    await world.signIn('companion', world.bernd);
    world.server.clock.advance(60_000);
    expect((await world.wiebke.signIn('wiebke.harms@lernwerk.example')).status).toBe(200);
    const [person] = await found(CANARY.name);
    expect(person === finn.personId).toBe(false);
    const start = await visitor.call(contract.startPage, { enrolmentId: visitor.enrolmentId });
    expect(JSON.stringify(start)).not.toContain(finn.runId);
    const { rows } = await visitor.call(contract.myReports);
    expect(rows).toEqual([]);
  });
});

test('two admins at once: one erases, the other is told that there is nobody; one entry', async () => {
  await world.trainee('mai.nguyen');
  const [personId] = await found('Mai Nguyen');
  const told = await world.told(async () => {
    const answers = await Promise.all([1, 2, 3].map(() => erase('Mai Nguyen', world.wiebke, personId)));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 404, 404]);
  });
  expect(told).toEqual(['person.erased']);
});

test('somebody who is answering is erased meanwhile: not one row comes after it', async () => {
  const lea = await world.trainee('lea.brandt');
  const [personId] = await found('Lea Brandt');
  const run = await lea.call(contract.openRun, {}, { enrolmentId: lea.enrolmentId, unitId: 'deutsch-operatoren' });
  const [stop, told] = [{ now: false }, [] as number[]];
  const answer = (index: number) => ({
    ...{
      answerId: randomUUID(),
      runId: run.runId,
      exerciseId: run.tasks[index % run.total]?.task.exerciseId,
      try: 1,
      aids: [],
      response: { kind: 'number', text: '1' },
    },
    ...{ device: 'd', sequence: index, clientTime: '2026-11-22T10:00:00.000Z' },
  });
  const others = [
    async (n: number) => (await lea.ask('POST', '/api/answers', { items: [answer(n)] })).status,
    async () => (await lea.ask('POST', '/api/runs', { enrolmentId: lea.enrolmentId, unitId: 'wiso-probezeit-kuendigung' })).status,
    async (n: number) => (await lea.ask('PUT', '/api/preferences', { locale: 'de', textLevel: n % 2 ? 'plain' : 'standard', theme: 'auto' })).status,
  ];
  const busy = others.map(async (act) => {
    for (let n = 0; !stop.now; n++) told.push(await act(n));
  });
  while (told.length < 30) await new Promise((next) => setTimeout(next, 5));
  const done = await erase('Lea Brandt', world.wiebke, personId);
  while (told.filter((status) => status === 401).length < 10) await new Promise((next) => setTimeout(next, 5));
  stop.now = true;
  await Promise.all(busy);
  expect(done.status).toBe(200);
  expect(told).toEqual(expect.arrayContaining([200, 401]));
  const dump = await everythingHeld(world.server);
  expect(tablesWith(dump, personId ?? '').sort()).toEqual(expect.arrayContaining(['audit', 'erasure']));
  expect(tablesWith(dump, personId ?? '').filter((table) => !['audit', 'erasure', 'release'].includes(table))).toEqual([]);
}, 60_000);

async function textOf(pdf: Buffer): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text;
}
