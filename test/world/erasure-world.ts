import { readdirSync, readFileSync, statSync } from 'node:fs';
import {
  addComment,
  beginExam,
  addMeasure,
  addParticipation,
  askQuestion,
  discloseReport,
  draftReport,
  markAnswer,
  myReport,
  openRun,
  officeParticipation,
  REPORT_CHECKS,
  reportPage,
  reviewReport,
  richOf,
  saveDraft,
  saveReport,
  savePreferences,
  stateToReport,
  tenantPeople,
  type ParticipationView,
  type ReportPage,
  type RunView,
  type TenantPerson,
} from '#lotse/contract';
import { ExamsService } from '#lotse/measures';
import { ExamDevice } from './exam-world.js';
import { MEASURE } from './office-world.js';
import { type ReportWorld, TEXT } from './report-world.js';
import { counted, solutionsOf } from './task-page.js';
import { Visitor } from './visitor.js';

/** What was written about Finn over the API, each value different from all others. */
export const CANARY = {
  name: 'Finn Lührs',
  answer: 'Kanarienantwort',
  comment: 'Kanarienkommentar',
  text: 'Kanarientext',
  mark: 'Kanarienbewertung',
  draft: 'Kanarienentwurf',
  occupation: 'Kanarienberuf',
  legalName: 'Kanarius Altvertrag',
  firm: 'Kanarienfirma',
  development: 'Kanarienentwicklung',
  statement: 'Kanarienstellungnahme',
  basis: 'Kanariengrundlage',
  question: 'Kanarienfrage',
};
/** Of a participation that ended a few months ago: funding rules keep it. */
export const STAYS = { legalName: 'Bleibt Bestehen', development: 'Bleibt im Bericht' };

/** Finn: a trainee of the demo's provider who learns, has a participation of long ago and one of now, each with a report. */
export interface Finn {
  personId: string;
  sub: string;
  runId: string;
  answerId: string;
  sessionIds: string[];
  visitor: Visitor;
  old: { participationId: string; reportId: string; releaseId: string };
  now: { participationId: string; reportId: string };
}

export async function plantFinn(world: ReportWorld): Promise<Finn> {
  const { server, tenantId } = world;
  const visitor = await world.trainee('finn.luehrs');
  const { rows } = (await world.wiebke.ask('GET', `${tenantPeople.path.replace(':tenantId', tenantId)}?name=${encodeURIComponent(CANARY.name)}`)).body;
  const personId = (rows as TenantPerson[])[0]?.personId ?? '';
  const run = await visitor.call(openRun, {}, { enrolmentId: visitor.enrolmentId, unitId: 'wiso-probezeit-kuendigung' });
  const answerId = await answerGap(world, visitor, run);
  const teacher = await new Visitor(server, 'lernwerk').launch('bernd.asmus', 'probezeit');
  await teacher.call(addComment, { enrolmentId: teacher.enrolmentId, personId }, { runId: run.runId, exerciseId: null, text: CANARY.comment });
  await writeAndMark(world, { visitor, teacher, personId });
  const { attemptId } = await visitor.call(beginExam, {}, { enrolmentId: visitor.enrolmentId, formId: 'wiso-probe', longer: false });
  const device = new ExamDevice(visitor, 'Kanariengerät');
  await device.send(attemptId, [device.item(0, { flagged: true })]);
  await visitor.call(savePreferences, {}, { locale: 'de', textLevel: 'plain', theme: 'dark' });
  const now = await presentParticipation(world, personId); // its report is written before the occupation is known
  await server.db.job(tenantId, (tx) =>
    server.started.app.get(ExamsService).set(tx, { tenant: tenantId, person: personId }, { on: '2027-05-05', occupation: CANARY.occupation }),
  );
  const sub = server.site('lernwerk').person('finn.luehrs').id;
  const old = await oldParticipation(world, visitor, personId);
  const sessions = await server.db.gate('session', (tx) => tx.query<{ id: string }[]>(`select id from session where person = $1`, [personId]));
  return { personId, sub, runId: run.runId, answerId, sessionIds: sessions.map((one) => one.id), visitor, old, now };
}

/** A cloze with a typed gap: there the canary, right answers in the others, so that a grade is owed. */
async function answerGap(world: ReportWorld, visitor: Visitor, run: RunView): Promise<string> {
  const solutions = await solutionsOf(world.server, counted(run));
  const index = solutions.findIndex(({ exercise: { body } }) => body.kind === 'cloze' && body.gaps.some((gap) => gap.options === undefined));
  const { exercise, right } = solutions[index] ?? {};
  if (!exercise || right?.kind !== 'cloze' || exercise.body.kind !== 'cloze') throw new Error('no task is typed');
  const typed = exercise.body.gaps.find((gap) => gap.options === undefined)?.id ?? '';
  const answerId = crypto.randomUUID();
  const reply = await visitor.submit({
    ...{ answerId, runId: run.runId, exerciseId: exercise.id, try: 1, aids: [], device: 'Kanariengerät', sequence: 1, clientTime: '2026-11-22T10:00:00.000Z' },
    response: { kind: 'cloze', gaps: { ...right.gaps, [typed]: CANARY.answer } },
  });
  if (!('outcome' in reply)) throw new Error(JSON.stringify(reply));
  return answerId;
}

/** A text that was sent and marked, and one that is only begun. */
async function writeAndMark(world: ReportWorld, { visitor, teacher, personId }: { visitor: Visitor; teacher: Visitor; personId: string }): Promise<void> {
  const begun = await visitor.call(openRun, {}, { enrolmentId: visitor.enrolmentId, unitId: 'wiso-rechte-pflichten' });
  await visitor.call(saveDraft, { runId: begun.runId, exerciseId: 'wiso-pflicht-krank-mail' }, { text: CANARY.draft });
  const run = await visitor.call(openRun, {}, { enrolmentId: visitor.enrolmentId, unitId: 'wiso-ausbildungsvertrag' });
  const answerId = crypto.randomUUID();
  await visitor.submit({
    ...{ answerId, runId: run.runId, exerciseId: 'wiso-vertrag-klausel-begruenden', try: 1, aids: [], device: 'Kanariengerät', sequence: 2 },
    ...{ clientTime: world.server.clock.now().toISOString(), response: { kind: 'open', text: CANARY.text } },
  });
  const mark = { markId: crypto.randomUUID(), after: 0, points: { inhalt: 2 }, ticked: ['p1'], comment: richOf(CANARY.mark) };
  await teacher.call(markAnswer, { enrolmentId: teacher.enrolmentId, personId, answerId }, mark);
}

async function participate(world: ReportWorld, personId: string, more: object, phase: { startsOn: string; endsOn: string }): Promise<ParticipationView> {
  const before = world.participation;
  const { participationId } = await world.heike.must<{ participationId: string }>(addParticipation, {
    ...{ traineeId: personId, measureId: before.measure.measureId, ...phase, probationEndsOn: null, school: null, firm: null },
    ...{ phases: [{ phase: 'ACCOMPANYING_PHASE', ...phase }], companionId: before.companion?.contactId ?? null, deputyId: null },
    ...{ caseworkerId: null, ...more },
  });
  return world.heike.must<ParticipationView>(officeParticipation, undefined, { participationId });
}

async function write(world: ReportWorld, of: ParticipationView, period: { from: string; to: string }, development: string): Promise<string> {
  const wish = { occasion: 'INTERIM', dueOn: null, ...period };
  const { reportId } = await world.bernd.must<{ reportId: string }>(draftReport, wish, { participationId: of.participationId });
  const { revision } = await world.page(reportId);
  await world.bernd.must(saveReport, { revision, text: { ...TEXT, development: richOf(development) } }, { reportId });
  return reportId;
}

async function oldParticipation(world: ReportWorld, visitor: Visitor, personId: string): Promise<Finn['old']> {
  const measure = { ...MEASURE, number: '123/14/10/14', startsOn: '2013-01-01', endsOn: '2017-12-31' };
  const { measureId } = await world.heike.must<{ measureId: string }>(addMeasure, measure);
  const phase = { startsOn: '2014-09-01', endsOn: '2016-08-31' };
  const of = await participate(world, personId, { measureId, legalName: CANARY.legalName, firm: CANARY.firm }, phase);
  const reportId = await write(world, of, { from: '2016-01-01', to: '2016-06-30' }, CANARY.development);
  const at = async () => (await world.bernd.must<ReportPage>(reportPage, undefined, { reportId })).revision;
  await world.bernd.must(reviewReport, { revision: await at(), checks: REPORT_CHECKS, kept: [] }, { reportId });
  await world.bernd.must(discloseReport, { revision: await at() }, { reportId });
  await visitor.call(myReport, { reportId });
  await visitor.call(stateToReport, { reportId }, { text: CANARY.statement });
  const releaseId = await world.release(reportId, world.jutta, { basisNote: CANARY.basis });
  await world.jutta.must(askQuestion, { text: CANARY.question }, { releaseId });
  return { participationId: of.participationId, reportId, releaseId };
}

async function presentParticipation(world: ReportWorld, personId: string): Promise<Finn['now']> {
  const phase = { startsOn: '2026-01-01', endsOn: '2026-08-31' };
  const of = await participate(world, personId, { legalName: STAYS.legalName }, phase);
  return { participationId: of.participationId, reportId: await write(world, of, { from: '2026-05-01', to: '2026-08-31' }, STAYS.development) };
}

/** Every file under the folder of the data, but those of the database itself and of the demo's LMS. */
export function filesOf(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name !== 'db' && name !== 'demo-lms.json' && statSync(`${folder}/${name}`).isFile())
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
}
