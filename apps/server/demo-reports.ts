import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import {
  EMPTY_TEXT,
  germanDay,
  REPORT_CHECKS,
  richOf,
  type ParticipationView,
  type Recommendation,
  type ReportContent,
  type ReportText,
} from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import { type Me, type Staff } from '#lotse/people';
import { DraftsService, MyReportsService, ReceivedService, ReleasesService } from '#lotse/reports';
import { DEMO_ACCOUNTS, demoPerson } from './demo-accounts.js';
import type { DemoClock } from './demo-clock.js';
import { begunReports, revisionOf } from './demo.queries.js';

const DAY_MS = 24 * 3600 * 1000;

/** One report of the last three months; days are counted from today. It goes as far as its days say. */
interface Told {
  name: string;
  occasion: ReportContent['occasion'];
  from: number;
  to: number;
  development: string;
  goals: ReportText['goals'];
  recommendation: Recommendation;
  advice: string;
  signed?: number;
  disclosed?: number;
  statement?: string;
  released?: number;
  withdrawn?: number;
  handedOver?: number;
  question?: { asked: number; text: string; answered: number; answer: string };
}
const goal = (text: string, reached: ReportText['goals'][number]['reached'], nextStep: string) => ({ goal: text, reached, nextStep });
export const TOLD: readonly Told[] = [
  {
    ...{ name: 'Lea Brandt', occasion: 'INTERIM', from: -92, to: -62, signed: -60, disclosed: -60, released: -58, handedOver: -57 },
    development:
      'Frau Brandt kommt pünktlich und bereitet sich vor.\nIm Fachrechnen arbeitet sie sicher. Bei Aufgaben mit viel Text liest sie inzwischen zuerst die Frage.',
    goals: [
      goal('Aufgaben mit Prozentrechnung ohne Hilfe lösen', 'yes', 'Mit Zeitvorgabe üben'),
      goal('Fragen in WiSo in eigenen Worten beantworten', 'partly', 'Jede Woche zwei offene Aufgaben'),
    ],
    ...{ recommendation: 'continue', advice: 'Weiterführen bis zur Prüfung, Schwerpunkt WiSo.', statement: 'Das stimmt so. Ich möchte noch mehr WiSo üben.' },
    question: { asked: -56, text: 'Ist der Prüfungstermin schon bekannt?', answered: -55, answer: 'Ja, die Einladung der Kammer liegt vor.' },
  },
  {
    ...{ name: 'Lea Brandt', occasion: 'OTHER', from: -61, to: -31, signed: -30, disclosed: -30, released: -28, withdrawn: -9 },
    development: 'Frau Brandt übt regelmäßig am Abend. Die mündliche Prüfung wurde zweimal durchgespielt.',
    goals: [goal('Fachgespräch zehn Minuten frei führen', 'partly', 'Noch einmal mit fremder Zuhörerin')],
    ...{ recommendation: 'continue', advice: 'Weiterführen wie vereinbart.' },
  },
  {
    ...{ name: 'Lea Brandt', occasion: 'OTHER', from: -30, to: -2, signed: -2, disclosed: -2, released: -1 },
    development: 'Frau Brandt steht kurz vor der Prüfung. In WiSo beantwortet sie jetzt auch offene Fragen vollständig.',
    goals: [
      goal('Fachgespräch zehn Minuten frei führen', 'yes', ''),
      goal('Prüfungsbögen in der vorgegebenen Zeit lösen', 'partly', 'Drei Bögen bis zur Prüfung'),
    ],
    ...{ recommendation: 'continue', advice: 'Bis zum Prüfungstag weiterführen.', statement: 'Ich fühle mich gut vorbereitet.' },
  },
  {
    ...{ name: 'Blessing Okafor', occasion: 'START', from: -118, to: -90, signed: -89, disclosed: -89, released: -87 },
    development: 'Frau Okafor hat sich im Betrieb eingelebt. Im Unterricht spricht sie viel, beim Schreiben braucht sie Zeit.',
    goals: [goal('Fachwörter des Verkaufs sicher verwenden', 'open', 'Wörterliste je Lerneinheit')],
    ...{ recommendation: 'continue', advice: 'Beginn der begleitenden Phase mit Schwerpunkt Sprache.' },
  },
  {
    ...{ name: 'Blessing Okafor', occasion: 'INTERIM', from: -61, to: -2, signed: -1, disclosed: -1 },
    development: 'Frau Okafor liest Aufgaben in Einfacher Sprache und danach in der Fassung der Prüfung. Sie fragt nach, wenn ein Wort unklar ist.',
    goals: [
      goal('Fachwörter des Verkaufs sicher verwenden', 'partly', 'Wörter beim Bedienen laut sagen'),
      goal('Kurze Texte ohne Vorlage schreiben', 'open', 'Einmal in der Woche fünf Sätze'),
    ],
    ...{ recommendation: 'extend', advice: 'Mehr Stunden Deutsch bis zur Zwischenprüfung.' },
  },
  {
    ...{ name: 'Tariq Rahimi', occasion: 'INTERIM', from: -92, to: -62, signed: -60, disclosed: -60, released: -52 },
    development: 'Herr Rahimi arbeitet im Lager selbstständig. Rechnen mit Gewichten und Mengen gelingt ihm gut.',
    goals: [goal('Lieferscheine vollständig prüfen', 'partly', 'Liste mit fünf Punkten benutzen')],
    ...{ recommendation: 'continue', advice: 'Weiterführen, Stunden nach dem Schichtplan legen.' },
  },
  {
    ...{ name: 'Tariq Rahimi', occasion: 'OTHER', from: -30, to: -2 },
    development: 'Nach der Unterbrechung hat Herr Rahimi wieder angefangen zu üben.',
    goals: [goal('Lieferscheine vollständig prüfen', 'partly', '')],
    ...{ recommendation: 'continue', advice: '' },
  },
];

interface Stage {
  app: NestFastifyApplication;
  clock: DemoClock;
  me: Staff;
  caseworker: string;
  now: Date;
}

/** Three months of reports, told through the services, each step at its time. One that was begun already is left as it is. */
export async function seedReports(app: NestFastifyApplication, clock: DemoClock, tenant: string): Promise<void> {
  const [companion = '', caseworker = ''] = (['companion', 'caseworker'] as const).map((role) => {
    const account = DEMO_ACCOUNTS.find((one) => one.role === role);
    return account && demoPerson(account);
  });
  const stage: Stage = { app, clock, me: { person: companion, tenant, roles: new Set(['companion']) }, caseworker, now: clock.now() };
  const mine = await app.get(Db).as(stage.me, (tx) => app.get(ParticipationsService).participationsOf(tx, stage.me));
  const begun = await app.get(Db).job(tenant, begunReports);
  for (const told of TOLD) {
    const of = mine.find((one) => one.legalName === told.name);
    if (of && !begun.some((one) => one.participation === of.participationId && one.to === dayOf(stage, told.to))) await tell(stage, told, of);
  }
}

/** Minutes order the steps of one day. */
function at<T>({ clock, now }: Stage, days: number, minute: number, story: () => Promise<T>): Promise<T> {
  return clock.during(new Date(now.getTime() + days * DAY_MS + minute * 60_000), story);
}
function dayOf({ now }: Stage, days: number, minute = 0): string {
  return germanDay(new Date(now.getTime() + days * DAY_MS + minute * 60_000));
}

async function tell(stage: Stage, told: Told, participation: ParticipationView): Promise<void> {
  const { app, me } = stage;
  const [drafts, written] = [app.get(DraftsService), told.signed ?? -1];
  const { occasion, goals, recommendation } = told;
  const advice = told.advice ? richOf(told.advice) : EMPTY_TEXT;
  const text: ReportText = { development: richOf(told.development), goals, recommendation, recommendationText: advice, exit: null };
  const to = dayOf(stage, told.to);
  const due = participation.due.find((one) => one.occasion === occasion && one.dueOn >= to);
  const wish = { occasion, dueOn: due?.dueOn ?? null, from: dayOf(stage, told.from), to };
  const { reportId } = await at(stage, written, 0, () => drafts.draft(me, participation.participationId, wish));
  const saved = await at(stage, written, 10, () => drafts.save(me, reportId, { revision: 1, text }));
  if (told.signed === undefined || told.disclosed === undefined) return;
  const signature = { revision: saved.revision, checks: [...REPORT_CHECKS], kept: [] };
  const { revision } = await at(stage, told.signed, 20, () => drafts.review(me, reportId, signature));
  await at(stage, told.disclosed, 30, () => drafts.disclose(me, reportId, revision));
  if (told.released !== undefined) await goOut(stage, told, reportId, participation.trainee?.personId ?? '', told.released);
}

/** The trainee reads it and says something; then it goes out. */
async function goOut(stage: Stage, told: Told, reportId: string, person: string, released: number): Promise<void> {
  const { app, me, caseworker: recipientId } = stage;
  const [mine, trainee]: [MyReportsService, Me] = [
    app.get(MyReportsService),
    { person, tenant: me.tenant, sessionId: '', registrationId: null, enrolments: new Map(), granted: new Set() },
  ];
  await at(stage, told.disclosed ?? 0, 60, () => mine.page(trainee, reportId));
  const { statement } = told;
  if (statement) await at(stage, told.disclosed ?? 0, 70, () => mine.state(trainee, reportId, statement));
  const scope: ReportContent['scope'] = ['learning', 'attendance', 'development', 'goals', 'recommendation', 'statement'];
  const days = { fromOn: dayOf(stage, released, 90), untilOn: dayOf(stage, released + 180) };
  const wish = { recipientId, scope, purpose: 'follow-course' as const, legalBasis: 'sgb3-318' as const, basisNote: '', ...days };
  const { releaseId } = await at(stage, released, 90, () => app.get(ReleasesService).release(me, reportId, wish));
  await after(stage, told, reportId, releaseId);
}

/** What came after the release: read, asked, answered, handed over, withdrawn. */
async function after(stage: Stage, told: Told, reportId: string, releaseId: string): Promise<void> {
  const { app, me, caseworker: person } = stage;
  const [received, releases] = [app.get(ReceivedService), app.get(ReleasesService)];
  const jutta = { person, tenant: null, sessionId: '', roles: new Map([[me.tenant, new Set(['caseworker' as const])]]), installation: false, fresh: false };
  const { question, handedOver, withdrawn } = told;
  if (question) {
    await at(stage, question.asked, 0, () => received.report(jutta, releaseId));
    const { questionId } = await at(stage, question.asked, 5, () => received.ask(jutta, releaseId, question.text));
    await at(stage, question.answered, 0, () => releases.answer(me, reportId, questionId, question.answer));
  }
  if (handedOver !== undefined) {
    const revision = await app.get(Db).as(me, (tx) => revisionOf(tx, reportId));
    await at(stage, handedOver, 0, () => releases.handOver(me, reportId, revision));
  }
  if (withdrawn !== undefined) await at(stage, withdrawn, 0, () => releases.withdraw(me, reportId, releaseId));
}
