import * as z from 'zod/mini';
import { Day, ReportOccasion as Occasion } from './participations.js';
import { HintDecision, Release, ReleaseState, ReleaseWish, ReportCheck, ReportContent, ReportQuestion, ReportState, ReportText, WordHint } from './reports.js';
import { route } from './route.js';
import { Id, Instant, Page, PageSize } from './words.js';

const Paged = { page: Page, size: PageSize };
const nothing = z.strictObject({});
const done = z.object({ done: z.literal(true) });
/** Typed into a plain field: lines, no other control characters. */
const Typed = z.string().check(z.trim(), z.maxLength(4_000), z.regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u));
const Written = Typed.check(z.minLength(1));

// ── companion, deputy and office: the tenant stands in the path ─────────────────────────────────────────────────────
const REPORTS = '/api/tenants/:tenantId/reports';
const ONE = `${REPORTS}/:reportId`;
const author = { who: 'companion' } as const;
const staff = { who: ['companion', 'office'] as const };

export const ReportRow = z.object({
  reportId: Id,
  participationId: Id,
  name: z.string(),
  measureNumber: z.string(),
  occasion: Occasion,
  dueOn: z.nullable(Day),
  from: Day,
  to: Day,
  version: z.number(),
  state: ReportState,
  changedAt: Instant,
  /** The trainee has opened it, or written a statement to it. */
  seenByTrainee: z.boolean(),
  hasStatement: z.boolean(),
  openReleases: z.number(),
  openQuestions: z.number(),
  /** False for the office while a report has not gone out: drafts are for companion and deputy. */
  opens: z.boolean(),
});
export type ReportRow = z.infer<typeof ReportRow>;
/** Companions see those of their own participations, the office all of them; neither their content here. Newest change first. */
export const reports = route('GET', REPORTS, {
  ...staff,
  query: z.object({ ...Paged, participationId: z.optional(Id), state: z.optional(ReportState), waiting: z.optional(z.enum(['question', 'statement'])) }),
  reply: z.object({ rows: z.array(ReportRow), total: z.number() }),
});
/** Compiles what Lotse knows about the period into version 1. */
export const draftReport = route('POST', '/api/tenants/:tenantId/participations/:participationId/reports', {
  ...author,
  body: z.strictObject({ occasion: Occasion, dueOn: z.nullable(Day), from: Day, to: Day }),
  reply: z.object({ reportId: Id }),
});

export const ReportPage = z.object({
  report: ReportContent,
  participationId: Id,
  state: ReportState,
  /** To be sent back with a change: somebody else may have written meanwhile. */
  revision: z.number(),
  /** The office reads what has gone out and may withdraw and hand over; it does not write. */
  mayWrite: z.boolean(),
  versions: z.array(z.object({ version: z.number(), state: ReportState, createdAt: Instant })),
  hints: z.array(WordHint),
  /** Signs that no font of the PDF has: their numbers would stand there. */
  undrawn: z.array(z.string()),
  checked: z.nullable(z.object({ by: z.string(), at: Instant, checks: z.array(ReportCheck) })),
  disclosedAt: z.nullable(Instant),
  seenAt: z.nullable(Instant),
  /** From then on it may be released although the trainee has not opened it. */
  releasableFrom: z.nullable(Instant),
  releases: z.array(Release),
  questions: z.array(ReportQuestion),
  /** Who could receive it: people with a running caseworker's grant here. `theirs`: the one of this participation. */
  recipients: z.array(z.object({ personId: Id, name: z.string(), theirs: z.boolean() })),
});
export type ReportPage = z.infer<typeof ReportPage>;
/** Each call is one entry in the audit. `version` shows an older one, read-only. */
export const reportPage = route('GET', ONE, {
  ...staff,
  query: z.object({ version: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) }),
  reply: ReportPage,
});

const Saved = z.object({ version: z.number(), state: ReportState, revision: z.number(), hints: z.array(WordHint) });
/** Saves the text. Of a reviewed report the signature falls; of a disclosed or released one a new version begins. */
export const saveReport = route('PUT', ONE, { ...author, body: z.strictObject({ revision: z.int(), text: ReportText }), reply: Saved });
/** Compiles the facts anew, in a draft. */
export const compileAgain = route('POST', `${ONE}/compile`, { ...author, body: z.strictObject({ revision: z.int() }), reply: Saved });
/** Signs the check list; every hint has to be decided (`report.hints-open`), every check signed (`report.checks-open`). */
export const reviewReport = route('POST', `${ONE}/review`, {
  ...author,
  body: z.strictObject({ revision: z.int(), checks: z.array(ReportCheck).check(z.maxLength(10)), kept: z.array(HintDecision).check(z.maxLength(200)) }),
  reply: Saved,
});
/** Shows it to the trainee, in Lotse. */
export const discloseReport = route('POST', `${ONE}/disclose`, { ...author, body: z.strictObject({ revision: z.int() }), reply: Saved });
/** After the trainee has seen it, or seven days after it was disclosed. */
export const releaseReport = route('POST', `${ONE}/releases`, { ...author, body: ReleaseWish, reply: z.object({ releaseId: Id }) });
export const withdrawRelease = route('POST', `${ONE}/releases/:releaseId/withdraw`, { ...staff, body: nothing, reply: done });
/** Says that the files were taken over into the provider's other program. */
export const handOverReport = route('POST', `${ONE}/hand-over`, { ...staff, body: z.strictObject({ revision: z.int() }), reply: done });
export const answerQuestion = route('POST', `${ONE}/questions/:questionId/answer`, { ...author, body: z.strictObject({ text: Written }), reply: done });
/** Who did or read what, the newest first. */
export const reportHistory = route('GET', `${ONE}/history`, {
  ...staff,
  query: z.object(Paged),
  reply: z.object({
    rows: z.array(z.object({ at: Instant, who: z.nullable(z.string()), event: z.string(), version: z.nullable(z.number()) })),
    total: z.number(),
  }),
});
/** Files of the newest version; `:format` is pdf, json or csv, `?labels=en` gives English labels. Each call is audited. */
export const REPORT_FILE_PATH = `${ONE}/file/:format`;

// ── the trainee, after a launch ─────────────────────────────────────────────────────────────────────────────────────
export const Receiver = z.object({
  name: z.string(),
  state: ReleaseState,
  fromOn: Day,
  untilOn: Day,
  withdrawnAt: z.nullable(Instant),
  readAt: z.array(Instant),
});
export const MyReportRow = z.object({
  reportId: Id,
  occasion: Occasion,
  from: Day,
  to: Day,
  author: z.string(),
  disclosedAt: Instant,
  /** True until it was opened once. */
  isNew: z.boolean(),
  /** A statement may still be written. */
  mayState: z.boolean(),
  receivers: z.number(),
});
export type MyReportRow = z.infer<typeof MyReportRow>;
export const myReports = route('GET', '/api/my/reports', {
  who: 'trainee',
  query: z.object(Paged),
  reply: z.object({ rows: z.array(MyReportRow), total: z.number() }),
});
export const MyReport = z.object({
  report: ReportContent,
  disclosedAt: Instant,
  mayState: z.boolean(),
  /** Who received it, and when they read it. */
  receivers: z.array(Receiver),
});
export type MyReport = z.infer<typeof MyReport>;
export const myReport = route('GET', '/api/my/reports/:reportId', { who: 'trainee', reply: MyReport });
/** Can be written again until the report is released; an empty text takes it back. */
export const stateToReport = route('PUT', '/api/my/reports/:reportId/statement', { who: 'trainee', body: z.strictObject({ text: Typed }), reply: done });
export const MY_REPORT_FILE_PATH = '/api/my/reports/:reportId/file/pdf';

// ── the caseworker: no tenant, only what was released to them, from its first to its last day ───────────────────────
export const ReceivedRow = z.object({
  releaseId: Id,
  name: z.string(),
  measureNumber: z.string(),
  provider: z.string(),
  occasion: Occasion,
  from: Day,
  to: Day,
  releasedAt: Instant,
  untilOn: Day,
  /** Null until it was opened for the first time. */
  readAt: z.nullable(Instant),
  openQuestions: z.number(),
  newAnswers: z.number(),
});
export type ReceivedRow = z.infer<typeof ReceivedRow>;
export const receivedReports = route('GET', '/api/received', {
  who: 'caseworker',
  query: z.object({ ...Paged, sort: z._default(z.enum(['newest', 'until']), 'newest') }),
  reply: z.object({ rows: z.array(ReceivedRow), total: z.number(), unread: z.number() }),
});
export const ReceivedReport = z.object({
  releaseId: Id,
  report: ReportContent,
  recipient: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  basisNote: z.string(),
  fromOn: Day,
  untilOn: Day,
  releasedBy: z.string(),
  releasedAt: Instant,
  questions: z.array(ReportQuestion),
});
export type ReceivedReport = z.infer<typeof ReceivedReport>;
/** Withdrawn, expired, somebody else's and unknown: all 404 `release.unknown`. */
export const receivedReport = route('GET', '/api/received/:releaseId', { who: 'caseworker', reply: ReceivedReport });
/** Said by the page when it prints. */
export const printedReport = route('POST', '/api/received/:releaseId/printed', { who: 'caseworker', body: nothing, reply: done });
export const askQuestion = route('POST', '/api/received/:releaseId/questions', {
  who: 'caseworker',
  body: z.strictObject({ text: Written }),
  reply: z.object({ questionId: Id }),
});
/** What oneself read, the newest first. `name` is null where the release is over. */
export const receivedHistory = route('GET', '/api/received-history', {
  who: 'caseworker',
  query: z.object(Paged),
  reply: z.object({
    rows: z.array(z.object({ at: Instant, event: z.string(), releaseId: z.nullable(Id), name: z.nullable(z.string()), occasion: z.nullable(Occasion) })),
    total: z.number(),
  }),
});
/** PDF with today's date and the recipient's name on it; `?labels=en` gives English labels. */
export const RECEIVED_FILE_PATH = '/api/received/:releaseId/file/pdf';
