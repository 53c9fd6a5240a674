import type { AbsenceReason } from './attendance.js';
import type { LegalBasis, Recommendation, ReleasePurpose, ReportContent } from './reports.js';
import type { Locale, MasteryState } from './words.js';

/** 95 minutes as "1 Std. 35 Min.". */
function hoursAnd(all: number, hour: string, minute: string): string {
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  return [...(hours > 0 ? [`${hours} ${hour}`] : []), ...(minutes > 0 || hours === 0 ? [`${minutes} ${minute}`] : [])].join(' ');
}

type Words<K extends string> = Record<K, string>;
export interface ReportLabels {
  title: Words<ReportContent['occasion']>;
  page: string;
  /** The name of a file, without its ending. */
  file: Words<ReportContent['occasion']>;
  footer: (recipient: string, day: string) => string;
  since: (day: string) => string;
  minutes: (minutes: number) => string;
  unknown: string;
  /** Where Lotse does know: somebody did nothing in the time. */
  noAnswers: string;
  head: Words<
    'occupation' | 'measure' | 'participation' | 'author' | 'version' | 'compiled' | 'due' | 'recipient' | 'purpose' | 'legalBasis' | 'until' | 'disclosed'
  >;
  section: Words<'learning' | 'attendance' | 'development' | 'goals' | 'recommendation' | 'exit' | 'ratings' | 'language' | 'mockExam' | 'unknown'>;
  learning: Words<'days' | 'answers' | 'alone' | 'firstTry' | 'before' | 'unit' | 'tasks' | 'finished' | 'grade' | 'last' | 'none' | 'note'>;
  attendance: Words<'meetings' | 'planned' | 'onSite' | 'online' | 'units' | 'byProvider' | 'inTime' | 'absent' | 'note'>;
  /** Of the hours that were planned. */
  ofPlanned: (planned: string) => string;
  reason: Words<AbsenceReason>;
  unitOf: (done: number, total: number) => string;
  points: (grade: number) => string;
  goal: Words<'goal' | 'reached' | 'nextStep'>;
  exit: Words<'reason' | 'whereabouts'>;
  contact: Words<'title' | 'phone' | 'email'>;
  phase: Words<'PRE_PHASE' | 'ACCOMPANYING_PHASE'>;
  fundingBody: Words<'AGENTUR' | 'JOBCENTER'>;
  mastery: Words<MasteryState>;
  reached: Words<'yes' | 'partly' | 'no' | 'open'>;
  recommendation: Words<Recommendation>;
  purpose: Words<ReleasePurpose>;
  basis: Words<LegalBasis>;
  statementOf: (name: string) => string;
  none: Words<'goals' | 'statement' | 'recommendation' | 'text'>;
}

const DE: ReportLabels = {
  title: {
    START: 'Leistungsbericht (LuV), Startbericht',
    INTERIM: 'Leistungsbericht (LuV), Zwischenbericht',
    FINAL: 'Leistungsbericht (LuV), Schlussbericht',
    OTHER: 'Leistungsbericht (LuV), Anlassbericht',
  },
  page: 'Seite',
  file: { START: 'Startbericht', INTERIM: 'Zwischenbericht', FINAL: 'Schlussbericht', OTHER: 'Anlassbericht' },
  since: (day) => `seit ${day}`,
  minutes: (all) => hoursAnd(all, 'Std.', 'Min.'),
  footer: (recipient, day) => `Für ${recipient}, erstellt am ${day}`,
  unknown: 'in Lotse nicht erfasst',
  noAnswers: 'keine Antworten',
  head: {
    occupation: 'Ausbildungsberuf',
    measure: 'Maßnahme',
    participation: 'Teilnahme',
    author: 'Verfasst von',
    version: 'Fassung',
    compiled: 'Angaben aus Lotse vom',
    due: 'Fällig am',
    recipient: 'Freigegeben für',
    purpose: 'Zweck',
    legalBasis: 'Rechtsgrundlage',
    until: 'Freigegeben bis',
    disclosed: 'Der teilnehmenden Person gezeigt am',
  },
  section: {
    learning: 'Lernen in Lotse',
    attendance: 'Anwesenheit und Stunden',
    development: 'Entwicklung',
    goals: 'Ziele',
    recommendation: 'Empfehlung und nächster Schritt',
    exit: 'Austritt',
    ratings: 'Einschätzung der Kompetenzen',
    language: 'Sprachstand',
    mockExam: 'Probeprüfungen',
    unknown: 'In Lotse nicht erfasst',
  },
  learning: {
    days: 'Tage mit Übungen',
    answers: 'Antworten',
    alone: 'Allein geübt',
    firstTry: 'Beim ersten Versuch richtig',
    before: 'davor',
    unit: 'Übung',
    tasks: 'Aufgaben',
    finished: 'alle gemacht',
    grade: 'Beste Punktzahl',
    last: 'Zuletzt',
    none: 'In diesem Zeitraum wurde in Lotse nicht geübt.',
    note: 'keine Begleitstunden',
  },
  attendance: {
    meetings: 'Termine, in Lotse erfasst',
    planned: 'Geplant',
    onSite: 'Vor Ort',
    online: 'Online',
    units: 'UE zu 45 Minuten',
    byProvider: 'Vom Träger abgesagt',
    inTime: 'Rechtzeitig abgesagt',
    absent: 'Gefehlt',
    note: 'Gezählt sind die Termine, die in Lotse erfasst und von der Lehrkraft bestätigt wurden.',
  },
  ofPlanned: (planned) => `von ${planned} geplant, in Lotse erfasst`,
  reason: {
    ...{ ILLNESS: 'Krankheit', SCHOOL: 'Berufsschule', COMPANY: 'Betrieb', EXAM: 'Prüfung', LEAVE: 'Urlaub' },
    ...{ OTHER: 'anderer Grund', NONE: 'kein Grund bekannt' },
  },
  unitOf: (done, total) => `${done} von ${total}`,
  points: (grade) => `${grade} von 100`,
  goal: { goal: 'Ziel', reached: 'Stand', nextStep: 'Nächster Schritt' },
  exit: { reason: 'Grund', whereabouts: 'Verbleib' },
  contact: { title: 'Ansprechperson beim Träger', phone: 'Telefon', email: 'E-Mail' },
  phase: { PRE_PHASE: 'Vorphase', ACCOMPANYING_PHASE: 'begleitende Phase' },
  fundingBody: { AGENTUR: 'Agentur für Arbeit', JOBCENTER: 'Jobcenter' },
  mastery: { new: 'neu', practising: 'in Übung', secure: 'sicher', firm: 'gefestigt', shaky: 'wackelt' },
  reached: { yes: 'erreicht', partly: 'teilweise erreicht', no: 'nicht erreicht', open: 'noch offen' },
  recommendation: { continue: 'Förderung weiterführen', extend: 'Förderung verlängern', change: 'Förderung verändern', end: 'Förderung beenden' },
  purpose: { 'decide-support': 'Entscheidung über die weitere Förderung', 'follow-course': 'Begleitung des Verlaufs', 'close-case': 'Abschluss der Förderung' },
  basis: { 'sgb2-61': '§ 61 Abs. 2 SGB II', 'sgb3-318': '§ 318 SGB III', consent: 'Einwilligung', other: 'andere' },
  statementOf: (name) => `Stellungnahme von ${name}`,
  none: {
    goals: 'Keine Ziele eingetragen.',
    recommendation: 'Keine Empfehlung eingetragen.',
    statement: 'Keine Stellungnahme abgegeben.',
    text: 'Kein Text eingetragen.',
  },
};

const EN: ReportLabels = {
  title: {
    START: 'Performance report (LuV), start report',
    INTERIM: 'Performance report (LuV), interim report',
    FINAL: 'Performance report (LuV), final report',
    OTHER: 'Performance report (LuV), report on an occasion',
  },
  page: 'Page',
  file: { START: 'Start-report', INTERIM: 'Interim-report', FINAL: 'Final-report', OTHER: 'Occasion-report' },
  since: (day) => `since ${day}`,
  minutes: (all) => hoursAnd(all, 'h', 'min'),
  footer: (recipient, day) => `For ${recipient}, made on ${day}`,
  unknown: 'not recorded in Lotse',
  noAnswers: 'no answers',
  head: {
    occupation: 'Occupation',
    measure: 'Measure',
    participation: 'Participation',
    author: 'Written by',
    version: 'Version',
    compiled: 'Facts from Lotse as of',
    due: 'Due on',
    recipient: 'Released to',
    purpose: 'Purpose',
    legalBasis: 'Legal basis',
    until: 'Released until',
    disclosed: 'Shown to the participant on',
  },
  section: {
    learning: 'Learning in Lotse',
    attendance: 'Attendance and hours',
    development: 'Development',
    goals: 'Goals',
    recommendation: 'Recommendation and next step',
    exit: 'Exit',
    ratings: 'Rating of competences',
    language: 'Language level',
    mockExam: 'Mock exams',
    unknown: 'Not recorded in Lotse',
  },
  learning: {
    days: 'Days with practice',
    answers: 'Answers',
    alone: 'Practised alone',
    firstTry: 'Right at the first try',
    before: 'before',
    unit: 'Unit',
    tasks: 'Tasks',
    finished: 'all done',
    grade: 'Best score',
    last: 'Last',
    none: 'Nothing was practised in Lotse in this period.',
    note: 'no accompanied hours',
  },
  attendance: {
    meetings: 'Lessons recorded in Lotse',
    planned: 'Planned',
    onSite: 'On site',
    online: 'Online',
    units: 'Units of 45 minutes',
    byProvider: 'Cancelled by the provider',
    inTime: 'Cancelled in time',
    absent: 'Absent',
    note: 'These are the lessons that were recorded in Lotse and confirmed by the tutor.',
  },
  ofPlanned: (planned) => `of ${planned} planned, recorded in Lotse`,
  reason: {
    ...{ ILLNESS: 'illness', SCHOOL: 'vocational school', COMPANY: 'company', EXAM: 'exam', LEAVE: 'leave' },
    ...{ OTHER: 'another reason', NONE: 'no reason known' },
  },
  unitOf: (done, total) => `${done} of ${total}`,
  points: (grade) => `${grade} of 100`,
  goal: { goal: 'Goal', reached: 'State', nextStep: 'Next step' },
  exit: { reason: 'Reason', whereabouts: 'Whereabouts' },
  contact: { title: 'Contact at the provider', phone: 'Phone', email: 'E-mail' },
  phase: { PRE_PHASE: 'pre-phase', ACCOMPANYING_PHASE: 'accompanying phase' },
  fundingBody: { AGENTUR: 'Agentur für Arbeit (employment agency)', JOBCENTER: 'Jobcenter' },
  mastery: { new: 'new', practising: 'in practice', secure: 'secure', firm: 'firm', shaky: 'shaky' },
  reached: { yes: 'reached', partly: 'partly reached', no: 'not reached', open: 'still open' },
  recommendation: { continue: 'Continue the support', extend: 'Extend the support', change: 'Change the support', end: 'End the support' },
  purpose: { 'decide-support': 'Deciding on further support', 'follow-course': 'Keeping track of progress', 'close-case': 'Closing the case' },
  basis: { 'sgb2-61': '§ 61 (2) SGB II', 'sgb3-318': '§ 318 SGB III', consent: 'consent', other: 'another one' },
  statementOf: (name) => `Statement by ${name}`,
  none: {
    goals: 'No goals were entered.',
    recommendation: 'No recommendation was entered.',
    statement: 'No statement was given.',
    text: 'No text was entered.',
  },
};

/** Words of a report that its page, its PDF and the files about a person share. */
export const REPORT_LABELS: Record<Locale, ReportLabels> = { de: DE, en: EN };
