import {
  REPORT_LABELS,
  type ReportLabels,
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

export type LetterPart =
  | { kind: 'text'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'facts'; rows: [string, string][] }
  /** Facts side by side: what it is, the value, and what belongs to it. */
  | { kind: 'figures'; cells: [string, string, string][] }
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
  /** Names the document. `heading` stands above the text, between a line above and one below. */
  title: string;
  heading: string;
  above: string;
  below: string;
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

/**
 * Sets a report as a letter, in the order of the page: four facts, goals, recommendation, development, learning, statement, whom to call;
 * what only an office needs stands small at the end. Parts outside the scope do not appear; what Lotse does not know is said. Pure.
 */
export function letterOf(report: ReportContent, to: LetterFor): Letter {
  const say = REPORT_LABELS[to.labels];
  const day = dayIn(to.labels);
  const title = say.title[report.occasion];
  const { facts } = report;
  const within = (part: ReportContent['scope'][number], section: () => LetterSection[]) => (report.scope.includes(part) ? section() : []);
  const figures = figuresOf(report, say);
  return {
    lang: to.labels,
    region: to.labels === 'de' ? 'DE' : 'GB',
    title: `${title}: ${facts.participant.name}`,
    heading: facts.participant.name,
    above: facts.provider,
    below: `${title}, ${day(facts.period.from)} – ${day(facts.period.to)}`,
    author: facts.provider,
    description: title,
    footer: say.footer(to.recipient, day(to.on)),
    page: say.page,
    sections: [
      { heading: '', parts: [{ kind: 'facts', rows: headOf(report, say, day) }, ...(figures.length ? [{ kind: 'figures' as const, cells: figures }] : [])] },
      ...within('goals', () => [goalsOf(report, say)]),
      ...within('recommendation', () => [recommendationOf(report, say)]),
      ...within('development', () => [written(say.section.development, report.text.development, say)]),
      ...within('exit', () => exitOf(report, say)),
      ...within('attendance', () => attendanceOf(report, say)),
      ...within('learning', () => learningOf(report, say, day)),
      ...within('statement', () => [{ heading: say.statementOf(facts.participant.name), parts: statementOf(report, say, day) }]),
      {
        heading: say.contact.title,
        parts: [...contactOf(report, say), { kind: 'small', text: formalitiesOf(report, to, say, day) }],
      },
    ],
  };
}

const richPart = (doc: RichText): LetterPart => ({ kind: 'rich', content: doc.content });
const written = (heading: string, doc: RichText, say: ReportLabels): LetterSection => ({
  heading,
  parts: [isBlank(doc) ? { kind: 'text', text: say.none.text } : richPart(doc)],
});

function headOf({ facts: { participant: who, measure } }: ReportContent, say: ReportLabels, day: (iso: string) => string): [string, string][] {
  const span = who.endsOn ? `${day(who.startsOn)} – ${day(who.endsOn)}` : say.since(day(who.startsOn));
  return [
    [say.head.measure, `${measure.name} (${measure.number}), ${known(say.fundingBody, measure.fundingBody)}`],
    [say.head.participation, `${span}, ${who.phase ? known(say.phase, who.phase) : say.unknown}`],
    [say.head.occupation, who.occupation ?? say.unknown],
  ];
}

/** The four facts that are read first. */
function figuresOf({ facts: { learning, attendance: hours }, scope }: ReportContent, say: ReportLabels): [string, string, string][] {
  const l = say.learning;
  const percent = (value: number): string => `${value} %`;
  const [now, before] = [learning?.firstTryRight ?? null, learning?.firstTryRightBefore ?? null];
  const present: [string, string] = hours
    ? [say.minutes(hours.onSiteMinutes + hours.onlineMinutes), say.ofPlanned(say.minutes(hours.plannedMinutes))]
    : [say.unknown, ''];
  const attendance: [string, string, string][] = scope.includes('attendance') ? [[say.section.attendance, ...present]] : [];
  if (!scope.includes('learning')) return attendance;
  if (!learning) return [...attendance, ...[l.days, l.alone, l.firstTry].map((word): [string, string, string] => [word, say.unknown, ''])];
  return [
    ...attendance,
    [l.days, String(learning.days), `${l.answers}: ${learning.answers}`],
    [l.alone, say.minutes(learning.selfStudyMinutes), l.note],
    [l.firstTry, now === null ? say.noAnswers : percent(now), before === null ? '' : `${l.before} ${percent(before)}`],
  ];
}

const ORDER = ['firm', 'secure', 'practising', 'shaky', 'new'] as const;

function learningOf({ facts }: ReportContent, say: ReportLabels, day: (iso: string) => string): LetterSection[] {
  const learnt = facts.learning;
  if (!learnt) return [];
  const l = say.learning;
  const units = learnt.units.map((unit) => [
    unit.title,
    unit.state === 'finished' ? l.finished : say.unitOf(unit.done, unit.total),
    unit.grade === null ? say.unknown : say.points(unit.grade),
    day(unit.lastOn),
  ]);
  const states = ORDER.flatMap((state): [string, string][] => {
    const titles = learnt.competences.filter((one) => one.state === state).map((one) => one.title);
    return titles.length === 0 ? [] : [[say.mastery[state], titles.join(' · ')]];
  });
  const parts: LetterPart[] = [
    units.length ? { kind: 'table', columns: [6, 2, 3, 3], head: [l.unit, l.tasks, l.grade, l.last], rows: units } : { kind: 'text', text: l.none },
    ...(states.length ? [{ kind: 'facts' as const, rows: states }] : []),
  ];
  return [{ heading: say.section.learning, parts }];
}

/** Planned hours and how they were taken part in; absences by class. In a line: a table would take half the page. */
function attendanceOf({ facts: { attendance } }: ReportContent, say: ReportLabels): LetterSection[] {
  if (!attendance) return [];
  const a = say.attendance;
  const told: [string, string | number][] = [
    [a.meetings, attendance.meetings],
    [a.planned, say.minutes(attendance.plannedMinutes)],
    [a.onSite, say.minutes(attendance.onSiteMinutes)],
    [a.online, say.minutes(attendance.onlineMinutes)],
    [a.units, attendance.lessonUnits],
    [a.byProvider, attendance.cancelledByProvider],
    [a.inTime, attendance.cancelledInTime],
    [a.absent, attendance.absent.map(({ reason, count }) => `${count} × ${say.reason[reason]}`).join(', ') || '0'],
  ];
  const parts: LetterPart[] = [
    { kind: 'text', text: told.map(([word, value]) => `${word}: ${value}`).join(' · ') },
    { kind: 'small', text: a.note },
  ];
  return [{ heading: say.section.attendance, parts }];
}

function goalsOf({ text }: ReportContent, say: ReportLabels): LetterSection {
  const rows = text.goals.map((goal) => [goal.goal, say.reached[goal.reached], goal.nextStep || '–']);
  const table: LetterPart = { kind: 'table', columns: [9, 5, 12], head: [say.goal.goal, say.goal.reached, say.goal.nextStep], rows };
  return { heading: say.section.goals, parts: [rows.length ? table : { kind: 'text', text: say.none.goals }] };
}

function recommendationOf({ text }: ReportContent, say: ReportLabels): LetterSection {
  const kind: LetterPart = { kind: 'text', text: text.recommendation ? say.recommendation[text.recommendation] : say.none.recommendation };
  return { heading: say.section.recommendation, parts: isBlank(text.recommendationText) ? [kind] : [kind, richPart(text.recommendationText)] };
}

function exitOf({ text }: ReportContent, say: ReportLabels): LetterSection[] {
  if (!text.exit) return [];
  const rows: [string, string][] = [
    [say.exit.reason, text.exit.reason || say.unknown],
    [say.exit.whereabouts, text.exit.whereabouts || say.unknown],
  ];
  return [{ heading: say.section.exit, parts: [{ kind: 'facts', rows }] }];
}

function statementOf({ statement }: ReportContent, say: ReportLabels, day: (iso: string) => string): LetterPart[] {
  if (!statement) return [{ kind: 'text', text: say.none.statement }];
  return [richPart(richOf(statement.text)), { kind: 'small', text: day(germanDay(new Date(statement.at))) }];
}

/** Who can be called, in a line: at the end, where somebody who has read looks for it. */
function contactOf({ contact, facts }: ReportContent, say: ReportLabels): LetterPart[] {
  const author: LetterPart = { kind: 'text', text: `${say.head.author} ${facts.author}, ${facts.provider}` };
  if (!contact) return [author];
  const { name, phone, email } = contact;
  return [{ kind: 'text', text: `${name} · ${say.contact.phone}: ${phone ?? say.unknown} · ${say.contact.email}: ${email ?? say.unknown}` }, author];
}

/** What only an office needs: for whom, on which ground, which version, and what Lotse does not know. */
function formalitiesOf({ facts, scope, version, dueOn, disclosedOn }: ReportContent, to: LetterFor, say: ReportLabels, day: (iso: string) => string): string {
  const { release } = to;
  const rows: [string, string | null][] = [
    [say.head.recipient, release && to.recipient],
    [say.head.purpose, release && say.purpose[release.purpose]],
    [say.head.legalBasis, release && [say.basis[release.legalBasis], release.basisNote].filter(Boolean).join(', ')],
    [say.head.until, release && day(release.untilOn)],
    [say.head.compiled, day(germanDay(new Date(facts.compiledAt)))],
    [say.head.version, String(version)],
    [say.head.due, dueOn && day(dueOn)],
    [say.head.disclosed, disclosedOn && day(disclosedOn)],
  ];
  const unknown = [
    ...(scope.includes('learning') ? [say.section.mockExam, say.section.language] : []),
    ...(scope.includes('development') ? [say.section.ratings] : []),
  ];
  const told = rows.flatMap(([word, value]) => (value === null ? [] : [`${word}: ${value}`]));
  return `${[...told, ...(unknown.length ? [`${say.section.unknown}: ${unknown.join(', ')}`] : [])].join('. ')}.`;
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
