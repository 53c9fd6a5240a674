import type { AbsenceReason, LegalBasis, Locale, MasteryState, Recommendation, ReleasePurpose, ReportContent } from '#lotse/contract';

type Words<K extends string> = Record<K, string>;
export interface Labels {
  title: Words<ReportContent['occasion']>;
  page: string;
  footer: (recipient: string, day: string) => string;
  unknown: string;
  /** Where Lotse does know: somebody did nothing in the time. */
  noAnswers: string;
  head: Words<
    | 'participant'
    | 'occupation'
    | 'measure'
    | 'fundingBody'
    | 'phase'
    | 'participation'
    | 'period'
    | 'author'
    | 'version'
    | 'compiled'
    | 'due'
    | 'recipient'
    | 'purpose'
    | 'legalBasis'
    | 'until'
    | 'disclosed'
  >;
  section: Words<
    'learning' | 'attendance' | 'development' | 'goals' | 'recommendation' | 'statement' | 'exit' | 'ratings' | 'language' | 'mockExam' | 'unknown'
  >;
  learning: Words<'days' | 'answers' | 'minutes' | 'firstTry' | 'firstTryBefore' | 'unit' | 'tasks' | 'grade' | 'last' | 'competence' | 'state' | 'note'>;
  attendance: Words<'meetings' | 'planned' | 'onSite' | 'online' | 'units' | 'cancelledByProvider' | 'cancelledInTime' | 'absent' | 'note'>;
  reason: Words<AbsenceReason>;
  unitOf: (done: number, total: number) => string;
  goal: Words<'goal' | 'reached' | 'nextStep'>;
  exit: Words<'reason' | 'whereabouts'>;
  contact: Words<'title' | 'name' | 'phone' | 'email'>;
  phase: Words<'PRE_PHASE' | 'ACCOMPANYING_PHASE'>;
  fundingBody: Words<'AGENTUR' | 'JOBCENTER'>;
  mastery: Words<MasteryState>;
  reached: Words<'yes' | 'partly' | 'no' | 'open'>;
  recommendation: Words<Recommendation>;
  purpose: Words<ReleasePurpose>;
  basis: Words<LegalBasis>;
  none: Words<'goals' | 'statement' | 'text'>;
}

const DE: Labels = {
  title: {
    START: 'Leistungsbericht (LuV), Startbericht',
    INTERIM: 'Leistungsbericht (LuV), Zwischenbericht',
    FINAL: 'Leistungsbericht (LuV), Schlussbericht',
    OTHER: 'Leistungsbericht (LuV), Anlassbericht',
  },
  page: 'Seite',
  footer: (recipient, day) => `Für ${recipient}, erstellt am ${day}`,
  unknown: 'in Lotse nicht erfasst',
  noAnswers: 'keine Antworten',
  head: {
    participant: 'Teilnehmende Person',
    occupation: 'Ausbildungsberuf',
    measure: 'Maßnahme',
    fundingBody: 'Kostenträger',
    phase: 'Phase',
    participation: 'Teilnahme',
    period: 'Berichtszeitraum',
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
    recommendation: 'Empfehlung',
    statement: 'Stellungnahme der teilnehmenden Person',
    exit: 'Austritt',
    ratings: 'Einschätzung der Kompetenzen',
    language: 'Sprachstand',
    mockExam: 'Probeprüfungen',
    unknown: 'In Lotse nicht erfasst',
  },
  learning: {
    days: 'Tage mit Übungen',
    answers: 'Abgegebene Antworten',
    minutes: 'Selbstlernzeit in Minuten',
    firstTry: 'Beim ersten Versuch richtig, in Prozent',
    firstTryBefore: 'Dasselbe im gleich langen Zeitraum davor',
    unit: 'Lerneinheit',
    tasks: 'Aufgaben',
    grade: 'Beste Note (von 100)',
    last: 'Zuletzt geübt',
    competence: 'Kompetenz',
    state: 'Stand',
    note: 'Selbstlernzeit ist keine Begleitstunde und wird nicht mit ihr zusammengezählt.',
  },
  attendance: {
    meetings: 'Termine, in Lotse erfasst',
    planned: 'Geplant, in Minuten',
    onSite: 'Vor Ort, in Minuten',
    online: 'Online, in Minuten',
    units: 'Unterrichtseinheiten zu 45 Minuten',
    cancelledByProvider: 'Vom Träger abgesagt, Termine',
    cancelledInTime: 'Rechtzeitig abgesagt, Termine',
    absent: 'Gefehlt, Termine',
    note: 'Gezählt sind die Termine, die in Lotse erfasst und von der Lehrkraft bestätigt wurden. Gründe stehen als Klasse da.',
  },
  reason: {
    ...{ ILLNESS: 'Krankheit', SCHOOL: 'Berufsschule', COMPANY: 'Betrieb', EXAM: 'Prüfung', LEAVE: 'Urlaub' },
    ...{ OTHER: 'anderer Grund', NONE: 'kein Grund bekannt' },
  },
  unitOf: (done, total) => `${done} von ${total}`,
  goal: { goal: 'Ziel', reached: 'Erreicht', nextStep: 'Nächster Schritt' },
  exit: { reason: 'Grund', whereabouts: 'Verbleib' },
  contact: { title: 'Ansprechperson beim Träger', name: 'Name', phone: 'Telefon', email: 'E-Mail' },
  phase: { PRE_PHASE: 'Vorphase', ACCOMPANYING_PHASE: 'begleitende Phase' },
  fundingBody: { AGENTUR: 'Agentur für Arbeit', JOBCENTER: 'Jobcenter' },
  mastery: { new: 'neu', practising: 'in Übung', secure: 'sicher', firm: 'gefestigt', shaky: 'wackelt' },
  reached: { yes: 'ja', partly: 'teilweise', no: 'nein', open: 'noch offen' },
  recommendation: { continue: 'weiterführen', extend: 'verlängern', change: 'verändern', end: 'beenden' },
  purpose: { 'decide-support': 'Entscheidung über die weitere Förderung', 'follow-course': 'Begleitung des Verlaufs', 'close-case': 'Abschluss der Förderung' },
  basis: { 'sgb2-61': '§ 61 Abs. 2 SGB II', 'sgb3-318': '§ 318 SGB III', consent: 'Einwilligung', other: 'andere' },
  none: { goals: 'Keine Ziele eingetragen.', statement: 'Keine Stellungnahme abgegeben.', text: 'Kein Text eingetragen.' },
};

const EN: Labels = {
  title: {
    START: 'Performance report (LuV), start report',
    INTERIM: 'Performance report (LuV), interim report',
    FINAL: 'Performance report (LuV), final report',
    OTHER: 'Performance report (LuV), report on an occasion',
  },
  page: 'Page',
  footer: (recipient, day) => `For ${recipient}, made on ${day}`,
  unknown: 'not recorded in Lotse',
  noAnswers: 'no answers',
  head: {
    participant: 'Participant',
    occupation: 'Occupation',
    measure: 'Measure',
    fundingBody: 'Funded by',
    phase: 'Phase',
    participation: 'Participation',
    period: 'Period of the report',
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
    recommendation: 'Recommendation',
    statement: 'Statement of the participant',
    exit: 'Exit',
    ratings: 'Rating of competences',
    language: 'Language level',
    mockExam: 'Mock exams',
    unknown: 'Not recorded in Lotse',
  },
  learning: {
    days: 'Days with practice',
    answers: 'Answers given',
    minutes: 'Self-study in minutes',
    firstTry: 'Right at the first try, in per cent',
    firstTryBefore: 'The same in the period of equal length before',
    unit: 'Unit',
    tasks: 'Tasks',
    grade: 'Best grade (of 100)',
    last: 'Last practised',
    competence: 'Competence',
    state: 'State',
    note: 'Self-study is no accompanied hour and is not added to those.',
  },
  attendance: {
    meetings: 'Lessons recorded in Lotse',
    planned: 'Planned, in minutes',
    onSite: 'On site, in minutes',
    online: 'Online, in minutes',
    units: 'Lesson units of 45 minutes',
    cancelledByProvider: 'Cancelled by the provider, lessons',
    cancelledInTime: 'Cancelled in time, lessons',
    absent: 'Absent, lessons',
    note: 'These are the lessons that were recorded in Lotse and confirmed by the tutor. Reasons are classes.',
  },
  reason: {
    ...{ ILLNESS: 'illness', SCHOOL: 'vocational school', COMPANY: 'company', EXAM: 'exam', LEAVE: 'leave' },
    ...{ OTHER: 'another reason', NONE: 'no reason known' },
  },
  unitOf: (done, total) => `${done} of ${total}`,
  goal: { goal: 'Goal', reached: 'Reached', nextStep: 'Next step' },
  exit: { reason: 'Reason', whereabouts: 'Whereabouts' },
  contact: { title: 'Contact at the provider', name: 'Name', phone: 'Phone', email: 'E-mail' },
  phase: { PRE_PHASE: 'pre-phase', ACCOMPANYING_PHASE: 'accompanying phase' },
  fundingBody: { AGENTUR: 'Agentur für Arbeit (employment agency)', JOBCENTER: 'Jobcenter' },
  mastery: { new: 'new', practising: 'in practice', secure: 'secure', firm: 'firm', shaky: 'shaky' },
  reached: { yes: 'yes', partly: 'partly', no: 'no', open: 'still open' },
  recommendation: { continue: 'continue', extend: 'extend', change: 'change', end: 'end' },
  purpose: { 'decide-support': 'Deciding on further support', 'follow-course': 'Following the course', 'close-case': 'Closing the case' },
  basis: { 'sgb2-61': '§ 61 (2) SGB II', 'sgb3-318': '§ 318 SGB III', consent: 'consent', other: 'another one' },
  none: { goals: 'No goals were entered.', statement: 'No statement was given.', text: 'No text was entered.' },
};

export const LABELS: Record<Locale, Labels> = { de: DE, en: EN };
