import * as z from 'zod/mini';
import { AttendanceSummary } from './attendance.js';
import { Day, ReportOccasion as Occasion } from './participations.js';
import { RichText } from './rich-text.js';
import { ContentId, Id, Instant, MasteryState } from './words.js';

/** A performance report (LuV) goes this way; an edit after disclosure begins a new version at DRAFT. */
export const ReportState = z.enum(['DRAFT', 'REVIEWED', 'DISCLOSED', 'RELEASED', 'HANDED_OVER']);
export type ReportState = z.infer<typeof ReportState>;
const Line = z.string().check(z.trim(), z.maxLength(300), z.regex(/^[^\p{Cc}]*$/u));

// ── what Lotse knows by itself, frozen when it was compiled. null is printed as "in Lotse nicht erfasst" ─────────────
export const ReportUnit = z.object({
  unitId: ContentId,
  title: z.string(),
  moduleTitle: z.string(),
  state: z.enum(['going', 'finished']),
  /** Tasks answered in the newest run of the period, up to its end, of all tasks of that run. */
  done: z.number(),
  total: z.number(),
  firstTryRight: z.number(),
  /** Best grade reached until the end of the period, 0 to 100. */
  grade: z.nullable(z.number()),
  lastOn: Day,
});
export type ReportUnit = z.infer<typeof ReportUnit>;
export const LearningSummary = z.object({
  units: z.array(ReportUnit),
  competences: z.array(z.object({ competence: ContentId, title: z.string(), state: MasteryState })),
  /** Days on which at least one task was answered, and how many answers. */
  days: z.number(),
  answers: z.number(),
  /** Minutes of practising alone. They are no accompanied hours and are never added to them. */
  selfStudyMinutes: z.number(),
  /** Right at the first try, in per cent: of this period, and of the one of equal length before it. */
  firstTryRight: z.nullable(z.number()),
  firstTryRightBefore: z.nullable(z.number()),
});
export type LearningSummary = z.infer<typeof LearningSummary>;

export const ReportFacts = z.object({
  compiledAt: Instant,
  provider: z.string(),
  author: z.string(),
  participant: z.object({ name: z.string(), occupation: z.nullable(z.string()), startsOn: Day, endsOn: z.nullable(Day), phase: z.nullable(z.string()) }),
  measure: z.object({ number: z.string(), name: z.string(), variant: z.string(), fundingBody: z.string() }),
  period: z.object({ from: Day, to: Day }),
  /** null: no trainee is linked to the participation, so Lotse knows nothing. Competences stand as they were on the day of compiling. */
  learning: z.nullable(LearningSummary),
  /** null: no hour of that period was recorded in Lotse. */
  attendance: z.nullable(AttendanceSummary),
  /** Mock exams and language level are not recorded in Lotse yet. */
  mockExam: z.literal(null),
  language: z.literal(null),
  competenceRatings: z.literal(null),
});
export type ReportFacts = z.infer<typeof ReportFacts>;

// ── what the companion writes ───────────────────────────────────────────────────────────────────────────────────────
export const GoalStatus = z.strictObject({ goal: Line.check(z.minLength(1)), reached: z.enum(['yes', 'partly', 'no', 'open']), nextStep: Line });
export type GoalStatus = z.infer<typeof GoalStatus>;
export const Recommendation = z.enum(['continue', 'extend', 'change', 'end']);
export type Recommendation = z.infer<typeof Recommendation>;
export const ReportText = z.strictObject({
  development: RichText,
  goals: z.array(GoalStatus).check(z.maxLength(20)),
  recommendation: z.nullable(Recommendation),
  recommendationText: RichText,
  /** FINAL only. */
  exit: z.nullable(z.strictObject({ reason: Line, whereabouts: Line })),
});
export type ReportText = z.infer<typeof ReportText>;

// ── what may never stand in a report ────────────────────────────────────────────────────────────────────────────────
/** Each is signed by itself before a report counts as reviewed. */
export const REPORT_CHECKS = ['no-sgb2-16a', 'no-stgb-203', 'no-medical', 'no-third-persons', 'only-needed'] as const;
export const ReportCheck = z.enum(REPORT_CHECKS);
export type ReportCheck = z.infer<typeof ReportCheck>;
/** A word that often belongs to what may not stand there. It stays only with a reason. */
export const WordHint = z.object({
  /** Names this occurrence: field, word and how often it came before. */
  key: z.string(),
  field: z.string(),
  word: z.string(),
  /** Which rule it may touch. */
  about: ReportCheck,
  /** Some words around it. */
  around: z.string(),
  /** Why it may stay, once decided. */
  keptBecause: z.nullable(z.string()),
});
export type WordHint = z.infer<typeof WordHint>;
export const HintDecision = z.strictObject({ key: z.string().check(z.maxLength(120)), keptBecause: Line.check(z.minLength(3)) });
export type HintDecision = z.infer<typeof HintDecision>;

// ── releases ────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Parts of a report that a release covers; name, measure and period always go with it. */
export const ReportPart = z.enum(['learning', 'attendance', 'development', 'goals', 'recommendation', 'statement', 'exit']);
export type ReportPart = z.infer<typeof ReportPart>;
export const ReleasePurpose = z.enum(['decide-support', 'follow-course', 'close-case']);
export type ReleasePurpose = z.infer<typeof ReleasePurpose>;
/** § 61 (2) SGB II, § 318 SGB III, consent of the trainee, or another one that is named in `basisNote`. */
export const LegalBasis = z.enum(['sgb2-61', 'sgb3-318', 'consent', 'other']);
export type LegalBasis = z.infer<typeof LegalBasis>;
export const ReleaseWish = z.strictObject({
  recipientId: Id,
  scope: z.array(ReportPart).check(z.minLength(1), z.maxLength(7)),
  purpose: ReleasePurpose,
  legalBasis: LegalBasis,
  basisNote: Line,
  /** First day; today or later. */
  fromOn: Day,
  /** Last day, at most a year after the first. */
  untilOn: Day,
});
export type ReleaseWish = z.infer<typeof ReleaseWish>;
export const ReleaseState = z.enum(['waiting', 'open', 'expired', 'withdrawn']);
export type ReleaseState = z.infer<typeof ReleaseState>;
export const Release = z.object({
  releaseId: Id,
  version: z.number(),
  recipient: z.string(),
  state: ReleaseState,
  scope: z.array(ReportPart),
  purpose: ReleasePurpose,
  legalBasis: LegalBasis,
  basisNote: z.string(),
  fromOn: Day,
  untilOn: Day,
  releasedBy: z.string(),
  releasedAt: Instant,
  withdrawnAt: z.nullable(Instant),
  /** When the recipient read, printed or downloaded it, the newest first, at most 20. */
  readAt: z.array(Instant),
});
export type Release = z.infer<typeof Release>;
export const ReportQuestion = z.object({
  questionId: Id,
  releaseId: Id,
  askedBy: z.string(),
  askedAt: Instant,
  text: z.string(),
  answer: z.nullable(z.object({ text: z.string(), by: z.string(), at: Instant })),
});
export type ReportQuestion = z.infer<typeof ReportQuestion>;

// ── how it is shown ─────────────────────────────────────────────────────────────────────────────────────────────────
export const ReportStatement = z.object({ text: z.string(), at: Instant, version: z.number() });
/** A report as it is read, printed and handed over. Parts that are not released are null; facts not recorded are null inside. */
export const ReportContent = z.object({
  reportId: Id,
  version: z.number(),
  occasion: Occasion,
  dueOn: z.nullable(Day),
  facts: ReportFacts,
  text: ReportText,
  scope: z.array(ReportPart),
  statement: z.nullable(ReportStatement),
  disclosedOn: z.nullable(Day),
  /** Who accompanies the trainee and can be called, as the office keeps it: today, in a release on the day of the release. */
  contact: z._default(z.nullable(z.object({ name: z.string(), phone: z.nullable(z.string()), email: z.nullable(z.string()) })), null),
});
export type ReportContent = z.infer<typeof ReportContent>;

export const ReportFormat = z.enum(['pdf', 'json', 'csv']);
export type ReportFormat = z.infer<typeof ReportFormat>;
