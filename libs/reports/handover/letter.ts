import {
  germanDay,
  isBlank,
  richOf,
  type LegalBasis,
  type Locale,
  type ReleasePurpose,
  type ReportContent,
  type RichBlock,
  type RichText,
} from '#lotse/contract';
import { LABELS, type Labels } from './labels.js';

export type LetterPart =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: [string, string][] }
  | { kind: 'table'; columns: number[]; head: string[]; rows: string[][] }
  | { kind: 'rich'; content: RichBlock[] };
export interface LetterSection {
  heading: string;
  parts: LetterPart[];
}
/** A report as it is set: everything is text already, in one language, in the order in which it is read. */
export interface Letter {
  lang: Locale;
  region: string;
  title: string;
  author: string;
  description: string;
  footer: string;
  page: string;
  sections: LetterSection[];
}
/** For whom a copy is made; `release` where one lets it out. */
export interface LetterFor {
  labels: Locale;
  recipient: string;
  /** The day it is made, `YYYY-MM-DD`. */
  on: string;
  release: { purpose: ReleasePurpose; legalBasis: LegalBasis; basisNote: string; untilOn: string } | null;
}

/** Sets a report as a letter. Parts outside the scope do not appear; what Lotse does not know is said, not left out. Pure. */
export function letterOf(report: ReportContent, to: LetterFor): Letter {
  const say = LABELS[to.labels];
  const day = dayIn(to.labels);
  const title = say.title[report.occasion];
  const { facts } = report;
  const within = (part: ReportContent['scope'][number], section: () => LetterSection[]) => (report.scope.includes(part) ? section() : []);
  return {
    lang: to.labels,
    region: to.labels === 'de' ? 'DE' : 'GB',
    title: `${title}: ${facts.participant.name}`,
    author: facts.provider,
    description: title,
    footer: say.footer(to.recipient, day(to.on)),
    page: say.page,
    sections: [
      { heading: '', parts: [{ kind: 'facts', rows: headOf(report, to, say) }] },
      ...within('attendance', () => attendanceOf(report, say)),
      ...within('learning', () => learningOf(report, say, day)),
      ...within('development', () => [written(say.section.development, report.text.development, say)]),
      ...within('goals', () => [goalsOf(report, say)]),
      ...within('recommendation', () => [recommendationOf(report, say)]),
      ...within('exit', () => exitOf(report, say)),
      ...within('statement', () => [{ heading: say.section.statement, parts: statementOf(report, say, day) }]),
      ...unknownOf(report, say),
      ...contactOf(report, say),
    ],
  };
}

const richPart = (doc: RichText): LetterPart => ({ kind: 'rich', content: doc.content });
const written = (heading: string, doc: RichText, say: Labels): LetterSection => ({
  heading,
  parts: [isBlank(doc) ? { kind: 'text', text: say.none.text } : richPart(doc)],
});

function headOf({ facts, version, dueOn, disclosedOn }: ReportContent, to: LetterFor, say: Labels): [string, string][] {
  const day = dayIn(to.labels);
  const { participant: who, measure, period } = facts;
  const span = (from: string, until: string | null) => (until ? `${day(from)} – ${day(until)}` : `${day(from)} –`);
  const rows: [string, string | null][] = [
    [say.head.participant, who.name],
    [say.head.occupation, who.occupation ?? say.unknown],
    [say.head.measure, `${measure.number}, ${measure.name}`],
    [say.head.fundingBody, known(say.fundingBody, measure.fundingBody)],
    [say.head.phase, who.phase ? known(say.phase, who.phase) : say.unknown],
    [say.head.participation, span(who.startsOn, who.endsOn)],
    [say.head.period, span(period.from, period.to)],
    [say.head.due, dueOn && day(dueOn)],
    [say.head.author, `${facts.author}, ${facts.provider}`],
    [say.head.version, String(version)],
    [say.head.compiled, day(germanDay(new Date(facts.compiledAt)))],
    [say.head.disclosed, disclosedOn && day(disclosedOn)],
    [say.head.recipient, to.release && to.recipient],
    [say.head.purpose, to.release && say.purpose[to.release.purpose]],
    [say.head.legalBasis, to.release && [say.basis[to.release.legalBasis], to.release.basisNote].filter(Boolean).join(', ')],
    [say.head.until, to.release && day(to.release.untilOn)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

function learningOf({ facts }: ReportContent, say: Labels, day: (iso: string) => string): LetterSection[] {
  const learnt = facts.learning;
  if (!learnt) return [];
  const percent = (value: number | null) => (value === null ? say.noAnswers : String(value));
  const l = say.learning;
  const parts: LetterPart[] = [
    {
      kind: 'facts',
      rows: [
        [l.days, String(learnt.days)],
        [l.answers, String(learnt.answers)],
        [l.minutes, String(learnt.selfStudyMinutes)],
        [l.firstTry, percent(learnt.firstTryRight)],
        [l.firstTryBefore, percent(learnt.firstTryRightBefore)],
      ],
    },
    { kind: 'text', text: l.note },
  ];
  const units = learnt.units.map((unit) => [
    unit.title,
    say.unitOf(unit.done, unit.total),
    unit.grade === null ? say.unknown : String(unit.grade),
    day(unit.lastOn),
  ]);
  if (units.length) parts.push({ kind: 'table', columns: [5, 2, 2, 2], head: [l.unit, l.tasks, l.grade, l.last], rows: units });
  const states = learnt.competences.map((one) => [one.title, say.mastery[one.state]]);
  if (states.length) parts.push({ kind: 'table', columns: [4, 1], head: [l.competence, l.state], rows: states });
  return [{ heading: say.section.learning, parts }];
}

function attendanceOf({ facts: { attendance } }: ReportContent, say: Labels): LetterSection[] {
  if (!attendance) return [];
  const a = say.attendance;
  const absent = attendance.absent.map(({ reason, count }): [string, string] => [`${a.absent}: ${say.reason[reason]}`, String(count)]);
  const rows: [string, string][] = [
    [a.meetings, String(attendance.meetings)],
    [a.planned, String(attendance.plannedMinutes)],
    [a.onSite, String(attendance.onSiteMinutes)],
    [a.online, String(attendance.onlineMinutes)],
    [a.units, String(attendance.lessonUnits)],
    [a.cancelledByProvider, String(attendance.cancelledByProvider)],
    [a.cancelledInTime, String(attendance.cancelledInTime)],
    ...(absent.length === 0 ? [[a.absent, '0'] as [string, string]] : absent),
  ];
  const parts: LetterPart[] = [
    { kind: 'facts', rows },
    { kind: 'text', text: a.note },
  ];
  return [{ heading: say.section.attendance, parts }];
}

function goalsOf({ text }: ReportContent, say: Labels): LetterSection {
  const rows = text.goals.map((goal) => [goal.goal, say.reached[goal.reached], goal.nextStep || '–']);
  const table: LetterPart = { kind: 'table', columns: [4, 2, 4], head: [say.goal.goal, say.goal.reached, say.goal.nextStep], rows };
  return { heading: say.section.goals, parts: [rows.length ? table : { kind: 'text', text: say.none.goals }] };
}

function recommendationOf({ text }: ReportContent, say: Labels): LetterSection {
  const kind: LetterPart = { kind: 'text', text: text.recommendation ? say.recommendation[text.recommendation] : say.none.text };
  return { heading: say.section.recommendation, parts: isBlank(text.recommendationText) ? [kind] : [kind, richPart(text.recommendationText)] };
}

function exitOf({ text }: ReportContent, say: Labels): LetterSection[] {
  if (!text.exit) return [];
  const rows: [string, string][] = [
    [say.exit.reason, text.exit.reason || say.unknown],
    [say.exit.whereabouts, text.exit.whereabouts || say.unknown],
  ];
  return [{ heading: say.section.exit, parts: [{ kind: 'facts', rows }] }];
}

function statementOf({ statement }: ReportContent, say: Labels, day: (iso: string) => string): LetterPart[] {
  if (!statement) return [{ kind: 'text', text: say.none.statement }];
  return [richPart(richOf(statement.text)), { kind: 'text', text: day(germanDay(new Date(statement.at))) }];
}

/** What a caseworker may look for and Lotse does not know, in one sentence and not as headings with nothing under them. */
function unknownOf({ facts, scope }: ReportContent, say: Labels): LetterSection[] {
  const parts = [
    ...(scope.includes('learning') && !facts.learning ? [say.section.learning] : []),
    ...(scope.includes('attendance') && !facts.attendance ? [say.section.attendance] : []),
    ...(scope.includes('learning') ? [say.section.mockExam, say.section.language] : []),
    ...(scope.includes('development') ? [say.section.ratings] : []),
  ];
  if (parts.length === 0) return [];
  return [{ heading: say.section.unknown, parts: [{ kind: 'text', text: `${parts.join(', ')}.` }] }];
}

/** Who can be called: at the end, where somebody who has read looks for it. */
function contactOf({ contact }: ReportContent, say: Labels): LetterSection[] {
  if (!contact) return [];
  const rows: [string, string][] = [
    [say.contact.name, contact.name],
    [say.contact.phone, contact.phone ?? say.unknown],
    [say.contact.email, contact.email ?? say.unknown],
  ];
  return [{ heading: say.contact.title, parts: [{ kind: 'facts', rows }] }];
}

function known<K extends string>(words: Record<K, string>, code: string): string {
  return Object.hasOwn(words, code) ? words[code as K] : code;
}

/** 5. Dezember 2026 as 05.12.2026 or 05/12/2026: the day itself, whatever the machine's time zone. */
function dayIn(labels: Locale): (iso: string) => string {
  return (iso) =>
    iso
      .split('-')
      .reverse()
      .join(labels === 'de' ? '.' : '/');
}
