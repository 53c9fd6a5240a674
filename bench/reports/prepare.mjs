/**
 * Fills a database: a provider with many participations, each with somebody who has practised and a report on its way to one
 * of many caseworkers, all told by the services. Then measures in this process, one after the other, what a server does
 * without anybody waiting for anybody: compiling a report's facts anew, and setting the PDF of one.
 */
import { randomUUID } from 'node:crypto';
import { publishContent } from '../../dist/apps/server/content-at-start.js';
import { DemoVisitor } from '../../dist/apps/server/demo-visitor.js';
import { Db } from '../../dist/libs/base/index.js';
import { REPORT_CHECKS, richOf } from '../../dist/libs/contract/index.js';
import { AccountKeys, AccountSessions, AccountsService, GrantsService } from '../../dist/libs/people/index.js';
import { MeasuresService, OfficeService, StaffService } from '../../dist/libs/measures/index.js';
import { DraftsService, MyReportsService, ReceivedService, ReleasesService } from '../../dist/libs/reports/index.js';
import { letterOf } from '../../dist/libs/reports/handover/letter.js';
import { PdfMaker } from '../../dist/libs/reports/handover/pdf-maker.js';
import { ask } from '../cluster.mjs';
import { openLms, openServer, register, TENANT } from '../people.mjs';

const { people, recipients, samples, lmsPort, superUrl } = JSON.parse(process.argv[2]);
const { started, settings } = await openServer();
const { app } = started;
const db = app.get(Db);
const lms = await openLms({ port: settings.port, lmsPort, people: 1 });
await register(started, lms.sites[0]);
await publishContent(app, started.base.log, started.base.settings.dataDir);
await new DemoVisitor(app, settings, lms.sites[0]).launch('p0', 'unit');

const staff = async (role, name) => {
  const person = randomUUID();
  await db.as({ person, tenant: TENANT }, async (tx) => {
    await app
      .get(AccountsService)
      .make(tx, { person, mail: `${person}@bench.example`, name, locale: 'de', passwordHash: null, totpSecret: null, totpStep: null });
    await app.get(AccountsService).settle(tx, TENANT, person, name);
    await app.get(GrantsService).give(tx, { tenant: TENANT, person, role, course: null, reason: 'Bench', by: null, endsAt: null });
  });
  return person;
};
const office = { person: await staff('office', 'Büro'), tenant: TENANT };
const companion = { person: await staff('companion', 'Begleitung'), tenant: TENANT, roles: new Set(['companion']) };
const caseworkers = [];
for (let i = 0; i < recipients; i++) caseworkers.push(await staff('caseworker', `Fachkraft ${i}`));

/** Trainees of one course who have each done the unit twice, 24 tasks with first tries; past row-level security, because it is many rows. */
const [{ course, package: pack, unit }] = await ask(
  superUrl,
  `select e.course, p.package, p.unit_id as unit from enrolment e, publication p where p.unit_id = 'wiso-probezeit-kuendigung' limit 1`,
);
const trainees = (
  await ask(
    superUrl,
    `with p as (insert into person (id, created_at) select gen_random_uuid(), now() from generate_series(1, $1) returning id),
       i as (insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at) select $2, gen_random_uuid(), id, 'bench', id::text, now(), now() from p returning person),
       e as (insert into enrolment (tenant, id, person, course, role, test, status, first_seen_at, last_seen_at) select $2, gen_random_uuid(), id, $3, 'trainee', false, 'active', now(), now() from p returning id, person),
       r as (insert into unit_run (tenant, id, person, enrolment, unit_id, package, seed, total, done, points, first_right, wrong_streak, grade, started_at, last_answer_at, finished_at)
         select $2, gen_random_uuid(), e.person, e.id, $4, $5, 1, 12, 12, 9, 9, 0, 75, now() - n * interval '9 days', now() - n * interval '9 days', now() - n * interval '9 days' from e, generate_series(1, 2) n returning id, person, started_at),
       a as (insert into answer (tenant, person, id, run, unit_id, exercise_id, rev, package, seed, shuffle, try, aids, response, score, parts, verdict, evidence, marking_version, device, sequence, client_time, answered_at)
         select $2, r.person, gen_random_uuid(), r.id, $4, 'bench.' || n, 1, $5, 1, 1, 1, '{}', '{}', 0.75, '{}', case when n % 4 = 0 then 'wrong' else 'right' end, true, 1, 'bench', n, r.started_at, r.started_at + n * interval '1 minute' from r, generate_series(1, 12) n)
     select id from p`,
    [people, TENANT, course, unit, pack],
  )
).map((row) => row.id);

const day = (days) => new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10);
const { measureId } = await app.get(MeasuresService).add(office, {
  number: '123/21/1/14',
  name: 'Bench',
  procedureBranch: '10',
  variant: 'V2024',
  groupLimit: 6,
  fundingBody: 'AGENTUR',
  startsOn: day(-300),
  endsOn: null,
});
const { contactId } = await app.get(StaffService).add(office, { name: 'Begleitung', role: 'companion', phone: null, email: null, personId: companion.person });

const text = {
  development: richOf(Array.from({ length: 12 }, (_, i) => `Absatz ${i}: Die Person übt regelmäßig und fragt früh nach, wenn etwas unklar ist.`).join('\n')),
  goals: Array.from({ length: 6 }, (_, i) => ({ goal: `Ziel ${i}`, reached: 'partly', nextStep: 'Zweimal in der Woche üben' })),
  ...{ recommendation: 'continue', recommendationText: richOf('Weiterführen.'), exit: null },
};
const told = [];
await inTurn(trainees, 16, async (person, i) => {
  const wish = {
    legalName: `Vorname${i} Nachname${i}`,
    traineeId: person,
    measureId,
    startsOn: day(-200),
    endsOn: null,
    probationEndsOn: null,
    firm: null,
    school: null,
  };
  const phases = [{ phase: 'ACCOMPANYING_PHASE', startsOn: day(-200), endsOn: null }];
  const { participationId } = await app
    .get(OfficeService)
    .add(office, { ...wish, phases, companionId: contactId, deputyId: null, caseworkerId: null, namesake: true });
  const { reportId } = await app.get(DraftsService).draft(companion, participationId, { occasion: 'INTERIM', dueOn: null, from: day(-30), to: day(-1) });
  if (told.length < samples) told.push(reportId);
  const saved = await app.get(DraftsService).save(companion, reportId, { revision: 1, text });
  if (i % 11 === 0) return; // some stay drafts, and these are compiled anew below
  const signed = await app.get(DraftsService).review(companion, reportId, { revision: saved.revision, checks: [...REPORT_CHECKS], kept: [] });
  await app.get(DraftsService).disclose(companion, reportId, signed.revision);
  await app.get(MyReportsService).page({ person, tenant: TENANT, sessionId: '', registrationId: null, enrolments: new Map() }, reportId);
  const scope = ['learning', 'attendance', 'development', 'goals', 'recommendation', 'statement'];
  const recipientId = caseworkers[i % recipients];
  const release = { recipientId, scope, purpose: 'follow-course', legalBasis: 'sgb3-318', basisNote: '', fromOn: day(0), untilOn: day(30) };
  await app.get(ReleasesService).release(companion, reportId, release);
});

const drafts = await ask(superUrl, `select v.report, v.revision from report_version v where v.state = 'DRAFT' limit $1`, [samples]);
const compile = [];
for (const { report, revision } of drafts) compile.push(await timed(() => app.get(DraftsService).compile(companion, report, revision)));

const pdf = [];
const released = await ask(superUrl, `select id, recipient from release limit $1`, [samples]);
for (const { id, recipient } of released) {
  const roles = new Map([[TENANT, new Set(['caseworker'])]]);
  const { copy } = await app.get(ReceivedService).forFile({ person: recipient, tenant: null, sessionId: '', roles, fresh: false }, id);
  const letter = letterOf(copy.report, { labels: 'de', recipient: copy.recipient, on: day(0), release: null });
  pdf.push(await timed(() => app.get(PdfMaker).make(letter)));
}

const tokens = [];
for (const person of caseworkers) {
  const { sessionId } = await db.gate('account', (tx) => app.get(AccountSessions).open(tx, person, 'bench'));
  const rows = await ask(superUrl, `select id from release where recipient = $1`, [person]);
  tokens.push({ bearer: app.get(AccountKeys).bearer(sessionId), releases: rows.map((row) => row.id) });
}
await lms.close();
process.send({ tokens, compile, pdf: pdf.slice(5) }); // the first ones load fonts
process.exit(0);

async function timed(story) {
  const begin = performance.now();
  await story();
  return performance.now() - begin;
}

async function inTurn(list, width, story) {
  let next = 0;
  const one = async () => {
    while (next < list.length) {
      const i = next++;
      await story(list[i], i);
      if (i % 500 === 499) console.error(`${i + 1} of ${list.length} participations`);
    }
  };
  await Promise.all(Array.from({ length: width }, one));
}
