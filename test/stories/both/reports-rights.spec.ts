import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { TABLES } from '../../../apps/server/tables.js';
import { AccountsService, GrantsService } from '#lotse/people';
import { ACCESS_RULES, RECEIVING_RULES, RELEASE_RULES, STATE_RULES } from '#lotse/reports';
import { verified } from '../../world/audit.js';
import type { AccountVisitor } from '../../world/account-visitor.js';
import { asOwner } from '../../world/as-owner.js';
import { Mutants } from '../../world/mutants.js';
import { reportBodyFor } from '../../world/report-bodies.js';
import { ReportWorld, TEXT } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

const mutants = new Mutants();
let world: ReportWorld;
let maren: AccountVisitor;
let other: AccountVisitor;
let second: AccountVisitor;
let stranger: AccountVisitor;
let jonas: Visitor;
let draftId: string;
let out: { reportId: string; releaseId: string };
const WORDS = { development: 'Kanarienvogeltext', statement: 'Kanarienvogelsatz', question: 'Kanarienvogelfrage', answer: 'Kanarienvogelantwort' };

beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  maren = await world.join('companion', 'Maren Wulf');
  other = await world.join('companion', 'Ole Petersen');
  second = await world.join('caseworker', 'Zweite Fachkraft');
  stranger = await world.join('companion', 'Fremde Begleitung', world.wiebke.tenantId);
  jonas = await world.trainee('jonas.petersen');
  await world.makeDeputy(maren, world.participation);
  draftId = await world.draft();
  out = await world.released();
}, 300_000);
afterEach(() => mutants.restore());
afterAll(() => world?.server.stop());

const { reportPage, myReport, receivedReport, receivedReports } = contract;
const opens = async (who: AccountVisitor, reportId: string) => (await who.to(reportPage, undefined, { reportId })).status;
const mine = async (who: Visitor, reportId: string) => (await who.ask('GET', myReport.path.replace(':reportId', reportId))).status;
const receives = async (who: AccountVisitor, releaseId = out.releaseId) => (await who.to(receivedReport, undefined, { releaseId })).status;

describe('who may see what, each seen red without its guard', () => {
  test('companion and deputy of the participation, no other companion', async () => {
    expect(await Promise.all([world.bernd, maren, other].map((who) => opens(who, draftId)))).toEqual([200, 200, 404]);
    mutants.without(ACCESS_RULES, 'ownParticipationsOnly', false);
    expect(await opens(other, draftId)).toBe(200);
  });

  test('the office what has gone out, no draft', async () => {
    expect(await Promise.all([draftId, out.reportId].map((id) => opens(world.heike, id)))).toEqual([404, 200]);
    mutants.without(ACCESS_RULES, 'officeReadsWhatWentOut', false);
    expect(await opens(world.heike, draftId)).toBe(200);
  });

  test('the trainee their own, once it was disclosed', async () => {
    expect([await mine(world.amira, out.reportId), await mine(jonas, out.reportId), await mine(world.amira, draftId)]).toEqual([200, 404, 404]);
    mutants.without(ACCESS_RULES, 'traineeReadsOwn', false);
    expect(await mine(jonas, out.reportId)).toBe(200);
    mutants.restore();
    mutants.without(ACCESS_RULES, 'traineeReadsDisclosed', false);
    expect(await mine(world.amira, draftId)).not.toBe(404); // found; it only has no day of disclosure to show
  });

  test('somebody who was linked to a participation by mistake loses sight with the link', async () => {
    const link = (person: string | undefined) =>
      asOwner(world.server, (query) => query(`update participation set person = $2 where id = $1`, [world.participation.participationId, person ?? null]));
    await link(undefined);
    const gone = [await mine(world.amira, out.reportId), (await world.amira.ask('GET', contract.myReports.path)).body.total];
    await link(world.participation.trainee?.personId);
    expect([...gone, await mine(world.amira, out.reportId)]).toEqual([404, 0, 200]);
  });

  const READABLE = `nullif(current_setting('app.tenant', true), '') is null`;
  const RECIPIENT = `recipient = nullif(current_setting('app.person', true), '')::uuid`;
  const NOW = `nullif(current_setting('app.now', true), '')::timestamptz`;
  const policy = (using: string) => asOwner(world.server, (query) => query(`alter policy recipient on release using (${READABLE} and ${using})`));
  const PARTS = { recipient: RECIPIENT, begun: `from_at <= ${NOW}`, running: `until > ${NOW}`, kept: 'withdrawn_at is null' };
  const withAll = () => policy(Object.values(PARTS).join(' and '));
  const without = (name: keyof typeof PARTS) =>
    policy(
      Object.entries(PARTS)
        .filter(([part]) => part !== name)
        .map(([, rule]) => rule)
        .join(' and '),
    );

  test('the caseworker to whom it was released, no other one: the database itself says so', async () => {
    expect([await receives(world.jutta), await receives(second)]).toEqual([200, 404]);
    await without('recipient');
    expect(await receives(second)).not.toBe(404);
    await withAll();
    expect(await receives(second)).toBe(404);
  });

  test('neither before the first nor after the last day, nor once it is withdrawn', async () => {
    const { releaseId: later } = await world.released(second, { fromOn: world.day(5), untilOn: world.day(9) });
    const { reportId, releaseId: gone } = await world.released(second);
    await world.bernd.must(contract.withdrawRelease, {}, { reportId, releaseId: gone });
    expect([await receives(second, later), await receives(second, gone)]).toEqual([404, 404]);
    await without('begun');
    expect(await receives(second, later)).toBe(200);
    await without('kept');
    expect(await receives(second, gone)).toBe(500); // the row is there again, the copy is not
    await withAll();
    await asOwner(world.server, (query) =>
      query(`update release set from_at = from_at - interval '30 days', until = until - interval '30 days' where id = $1`, [later]),
    );
    expect(await receives(second, later)).toBe(404);
    await without('running');
    expect(await receives(second, later)).toBe(200);
    await withAll();
  });

  test('nor after the caseworker’s grant has ended, although one in another tenant runs', async () => {
    const { app } = world.server.started;
    const give = (tenant: string, role: 'author' | 'caseworker') =>
      world.server.db.as({ person: world.wiebke.personId, tenant }, async (tx) => {
        await app.get(AccountsService).settle(tx, tenant, third.personId, 'Dritte Fachkraft');
        await app.get(GrantsService).give(tx, { tenant, person: third.personId, role, course: null, reason: 'Test', by: null, endsAt: null });
      });
    const third = await world.join('caseworker', 'Dritte Fachkraft');
    const { releaseId } = await world.released(third);
    expect(await receives(third, releaseId)).toBe(200);
    await give(world.tenantId, 'author');
    await give(world.wiebke.tenantId, 'caseworker');
    await asOwner(world.server, (query) =>
      query(`update role_grant set revoked_at = starts_at where tenant = $1 and person = $2 and role = 'caseworker'`, [world.tenantId, third.personId]),
    );
    expect([await receives(third, releaseId), (await third.must<{ total: number }>(receivedReports)).total]).toEqual([404, 0]);
    mutants.without(RECEIVING_RULES, 'grantMustRun', false);
    expect(await receives(third, releaseId)).toBe(200);
  });

  test('and of it only the scope', async () => {
    const copy = async () => {
      const { releaseId } = await world.released(second, { scope: ['goals'] });
      return contract.plainOf((await second.must<contract.ReceivedReport>(receivedReport, undefined, { releaseId })).report.text.development);
    };
    expect(await copy()).toBe('');
    mutants.without(RELEASE_RULES, 'cutsToScope', false);
    expect(await copy()).toBe(contract.plainOf(TEXT.development));
  });

  test('nothing goes out unsigned, with an open hint, or unseen', async () => {
    const reportId = await world.draft();
    await world.write(reportId, { development: contract.richOf('Die Diagnose ist bekannt.') });
    const sign = async (checks: readonly string[]) =>
      (await world.bernd.to(contract.reviewReport, { revision: (await world.page(reportId)).revision, checks, kept: [] }, { reportId })).body.code;
    expect([await sign([]), await sign(contract.REPORT_CHECKS)]).toEqual(['report.checks-open', 'report.hints-open']);
    mutants.without(STATE_RULES, 'needsChecks', false);
    expect(await sign([])).toBe('report.hints-open');
    mutants.without(STATE_RULES, 'needsHints', false);
    expect(await sign([])).toBeUndefined();
    mutants.restore();
    await world.disclose(reportId);
    await expect(world.release(reportId)).rejects.toThrow('report.unseen');
    mutants.without(STATE_RULES, 'needsSight', false);
    expect(await world.release(reportId)).toBeTruthy();
  });
});

describe('two tenants', () => {
  const staffRoutes = Object.values(contract).filter(
    (one): one is never =>
      typeof one === 'object' && one !== null && 'path' in one && /:tenantId\/(reports|participations\/:participationId\/reports)/.test(String(one.path)),
  ) as unknown as { method: string; path: string }[];
  const paths = [...staffRoutes, { method: 'GET', path: contract.REPORT_FILE_PATH.replace(':format', 'json') }];

  test('nobody of the other one reaches a report, by their own path or by ours', async () => {
    expect(paths.length).toBe(13);
    const ids = { reportId: out.reportId, releaseId: out.releaseId, participationId: world.participation.participationId };
    for (const { method, path } of paths) {
      for (const tenantId of [stranger.tenantId, world.tenantId]) {
        const filled = path.replace(/:(\w+)/g, (_, name: string) => ({ ...ids, tenantId })[name] ?? randomUUID());
        const { status, body } = await stranger.ask(method, filled, method === 'GET' ? undefined : reportBodyFor(path));
        const ownList = path === contract.reports.path && tenantId === stranger.tenantId;
        expect([path, status, ownList ? body.total : 0]).toEqual([path, ownList ? 200 : 404, 0]);
      }
    }
  });

  test('the files are for those who may read', async () => {
    const file = (who: AccountVisitor | Visitor, path: string) => who.ask('GET', path).then(({ status }) => status);
    const staff = contract.REPORT_FILE_PATH.replace(':tenantId', world.tenantId).replace(':reportId', out.reportId);
    const ours = contract.MY_REPORT_FILE_PATH.replace(':reportId', out.reportId);
    const received = contract.RECEIVED_FILE_PATH.replace(':releaseId', out.releaseId);
    expect(await Promise.all(['pdf', 'json', 'csv', 'exe'].map((format) => file(world.bernd, staff.replace(':format', format))))).toEqual([200, 200, 200, 400]);
    expect(await Promise.all([other, world.jutta, stranger].map((who) => file(who, staff.replace(':format', 'pdf'))))).toEqual([404, 403, 404]);
    expect([await file(world.amira, ours), await file(jonas, ours), await file(world.bernd, ours)]).toEqual([200, 404, 403]);
    expect([await file(world.jutta, received), await file(second, received), await file(world.bernd, received)]).toEqual([200, 404, 403]);
    const pdf = await world.jutta.ask('GET', `${received}?labels=en`);
    expect([pdf.headers.get('content-type'), pdf.headers.get('cache-control')]).toEqual(['application/pdf', 'no-store']);
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename="Interim-report-2026-11-22-Version-1\.pdf"$/);
  });

  test('without a tenant no row of a report is seen, and a recipient changes nothing', async () => {
    const [person, tenant] = [world.jutta.personId, world.wiebke.tenantId];
    const count = (table: string, as: { person: string; tenant: string | null }) =>
      world.server.db.as(as, async (tx) => (await tx.query<{ n: number }[]>(`select count(*)::int as n from ${table}`))[0]?.n);
    for (const table of ['report', 'report_version', 'participation', 'identity'])
      expect([table, await count(table, { person, tenant: null })]).toEqual([table, 0]);
    for (const table of ['report', 'report_version', 'release', 'question']) expect([table, await count(table, { person, tenant })]).toEqual([table, 0]);
    expect(await count('release', { person, tenant: null })).toBeGreaterThan(0);
    const changed = await world.server.db.as({ person, tenant: null }, (tx) =>
      tx.query<[unknown, number]>(`update release set until = until + interval '1 year' where id = $1`, [out.releaseId]),
    );
    expect(changed[1]).toBe(0);
    const forged = { ...{ report: out.reportId, release: out.releaseId }, tenant: world.tenantId, by: second.personId };
    const insert = world.server.db.as({ person: second.personId, tenant: null }, (tx) =>
      tx.query(`insert into question (tenant, id, release, report, asked_by, asked_at, text) values ($1, $2, $3, $4, $5, now(), '')`, [
        ...[forged.tenant, randomUUID(), forged.release, forged.report, forged.by],
      ]),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});

describe('what is kept, and what is not', () => {
  test('texts, statement, question and answer lie sealed, and stand in no log', async () => {
    const reportId = await world.draft();
    await world.write(reportId, { development: contract.richOf(WORDS.development) });
    await world.sign(reportId);
    await world.disclose(reportId);
    await world.amira.call(contract.stateToReport, { reportId }, { text: WORDS.statement });
    const releaseId = await world.release(reportId, second);
    const { questionId } = await second.must<{ questionId: string }>(contract.askQuestion, { text: WORDS.question }, { releaseId });
    await world.bernd.must(contract.answerQuestion, { text: WORDS.answer }, { reportId, questionId });
    for (const bad of [{ revision: 'x', text: WORDS.development }, { revision: 1, text: { ...TEXT, goals: WORDS.development } }, WORDS.answer])
      expect((await world.bernd.to(contract.saveReport, bad, { reportId })).status).toBe(400);
    await world.bernd.ask('GET', `/api/tenants/${world.tenantId}/reports/${encodeURIComponent(WORDS.question)}?labels=${WORDS.answer}`);
    const words = [...Object.values(WORDS), 'Amira Haddad', 'Jutta Reimers'];
    const lines = world.server.log.join('\n');
    expect(words.filter((word) => lines.includes(word))).toEqual([]);
    const rows = await asOwner(world.server, async (query) => {
      const all: string[] = [];
      for (const table of Object.keys(TABLES.tables)) all.push(JSON.stringify(await query(`select to_jsonb(t)::text as row from ${table} t`)));
      return all.join('\n');
    });
    const hex = (word: string) => Buffer.from(word).toString('hex');
    expect(rows).toContain(releaseId); // the owner does see the rows
    expect(words.filter((word) => rows.includes(word) || rows.includes(hex(word)))).toEqual([]);
  });

  test('a changed entry about a report is found by the audit', async () => {
    const verify = () => verified(world.server);
    expect((await verify()).faults).toEqual([]);
    const [entry] = (await asOwner(world.server, (query) =>
      query(`select seq from audit where tenant = $1 and event = 'report.released' order by seq limit 1`, [world.tenantId]),
    )) as { seq: number }[];
    const change = (basis: string) =>
      asOwner(world.server, (query) =>
        query(`update audit set details = jsonb_set(details, '{basis}', to_jsonb($3::text)) where tenant = $1 and seq = $2`, [
          world.tenantId,
          entry?.seq,
          basis,
        ]),
      );
    await change('consent');
    expect((await verify()).faults).toEqual([{ tenant: world.tenantId, seq: entry?.seq, what: 'changed' }]);
    await change('sgb3-318');
    expect((await verify()).faults).toEqual([]);
  });

  test('a thousand requests of everybody at once: each gets their own', async () => {
    const idsOf = (body: Record<string, unknown>, name: string) =>
      ((body.rows ?? []) as Record<string, string>[])
        .map((row) => row[name] ?? '')
        .sort()
        .join();
    const asks: (() => Promise<string>)[] = [
      async () => idsOf((await world.jutta.ask('GET', '/api/received?size=100')).body, 'releaseId'),
      async () => idsOf((await second.ask('GET', '/api/received?size=100')).body, 'releaseId'),
      async () => idsOf((await world.bernd.ask('GET', `/api/tenants/${world.tenantId}/reports?size=100`)).body, 'reportId'),
      async () => idsOf((await other.ask('GET', `/api/tenants/${world.tenantId}/reports?size=100`)).body, 'reportId'),
      async () => idsOf((await stranger.ask('GET', `/api/tenants/${stranger.tenantId}/reports?size=100`)).body, 'reportId'),
      async () => idsOf((await world.amira.ask('GET', '/api/my/reports?size=100')).body, 'reportId'),
      async () => idsOf((await jonas.ask('GET', '/api/my/reports?size=100')).body, 'reportId'),
      async () => String(await receives(second)),
    ];
    const right: string[] = [];
    for (const ask of asks) right.push(await ask());
    expect(right.slice(3, 5).concat(right.slice(6))).toEqual(['', '', '', '404']);
    expect(new Set(right.slice(0, 3)).size).toBe(3);
    let wrong = 0;
    for (let round = 0; round < 10; round++) {
      const got = await Promise.all(Array.from({ length: 100 }, async (_, i) => (await asks[i % asks.length]?.()) === right[i % asks.length]));
      wrong += got.filter((fine) => !fine).length;
    }
    expect(wrong).toBe(0);
  });
});
