import * as z from 'zod/mini';
import { AbsenceReason, AttendanceMode, AttendanceStatus, LearningPlace, RecordSource, SupportElement } from './attendance.js';
import { Day } from './participations.js';
import { ClockTime } from './plan.js';
import { route } from './route.js';
import { Id, Instant, Page, PageSize } from './words.js';

const COURSE = '/api/courses/:enrolmentId';
const done = z.object({ done: z.literal(true) });
const Typed = z.string().check(z.trim(), z.minLength(3), z.maxLength(500), z.regex(/^[^\p{Cc}]*$/u));
const Minutes = z.int().check(z.minimum(0), z.maximum(24 * 60));

/** What somebody decides about one person of one hour. Where nobody took part, mode and place are null and minutes 0. */
const Decided = { status: AttendanceStatus, mode: z.nullable(AttendanceMode), learningPlace: z.nullable(LearningPlace), minutes: Minutes };
export const AttendanceLine = z.strictObject({ personId: Id, ...Decided });
export type AttendanceLine = z.infer<typeof AttendanceLine>;

const Statement = z.nullable(z.object({ agrees: z.boolean(), text: z.nullable(z.string()), at: Instant }));
/** One record as the people of the hour see it. No class of a reason stands here. */
export const HourRecord = z.object({
  recordId: Id,
  ...Decided,
  lessonUnits: z.number(),
  cameAt: z.nullable(Instant),
  goneAt: z.nullable(Instant),
  source: RecordSource,
  confirmedAt: Instant,
  confirmedBy: z.nullable(z.string()),
  /** It is the correction of an earlier record, and why. */
  corrects: z.nullable(z.object({ recordId: Id, because: z.string() })),
  locksAt: Instant,
  isLocked: z.boolean(),
  statement: Statement,
});
export type HourRecord = z.infer<typeof HourRecord>;

export const SheetLine = z.object({
  personId: Id,
  name: z.string(),
  isExpected: z.boolean(),
  excusedAt: z.nullable(Instant),
  proposal: z.object({
    ...Decided,
    lessonUnits: z.number(),
    cameAt: z.nullable(Instant),
    goneAt: z.nullable(Instant),
    stays: z.array(z.object({ from: Instant, to: Instant, place: z.string() })),
    hints: z.array(z.string()),
  }),
  record: z.nullable(HourRecord),
});
export type SheetLine = z.infer<typeof SheetLine>;
/** The one page after the hour. */
export const AttendanceSheet = z.object({
  meetingId: Id,
  roomTitle: z.string(),
  from: Instant,
  to: Instant,
  minutes: z.number(),
  source: RecordSource,
  state: z.enum(['planned', 'live', 'ended', 'cancelled']),
  isConfirmed: z.boolean(),
  lines: z.array(SheetLine),
});
export type AttendanceSheet = z.infer<typeof AttendanceSheet>;

const MEETING = `${COURSE}/meetings/:meetingId/attendance`;
export const attendanceSheet = route('GET', MEETING, { who: 'tutor', reply: AttendanceSheet });
/** Once, for everybody who was expected or came. */
export const confirmAttendance = route('POST', MEETING, {
  who: 'tutor',
  body: z.strictObject({ lines: z.array(AttendanceLine).check(z.maxLength(200)) }),
  reply: z.object({ records: z.number() }),
});
/** Writes a new record that names the one it corrects. */
export const correctRecord = route('POST', `${COURSE}/records/:recordId/correct`, {
  who: 'tutor',
  body: z.strictObject({ ...Decided, because: Typed }),
  reply: z.object({ recordId: Id }),
});
/** An hour that was held without Lotse; its attendance is then confirmed as usual and marked MANUAL. */
export const enterLate = route('POST', `${COURSE}/rooms/:roomId/late`, {
  who: 'tutor',
  body: z.strictObject({
    day: Day,
    from: ClockTime,
    to: ClockTime,
    placeLabel: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))),
    supportElement: SupportElement,
    groupId: z.nullable(Id),
  }),
  reply: z.object({ meetingId: Id }),
});

// ── the trainee ─────────────────────────────────────────────────────────────────────────────────────────────────────
export const OwnHour = z.object({ ...HourRecord.shape, roomTitle: z.nullable(z.string()), from: Instant, to: Instant });
export type OwnHour = z.infer<typeof OwnHour>;
export const myHours = route('GET', '/api/my/hours', {
  who: 'trainee',
  query: z.object({ page: Page, size: PageSize }),
  reply: z.object({ rows: z.array(OwnHour), total: z.number(), open: z.number() }),
});
export const stateOnHour = route('POST', '/api/my/hours/:recordId/statement', {
  who: 'trainee',
  body: z.strictObject({ agrees: z.boolean(), text: z.nullable(Typed) }),
  reply: done,
});

// ── companion, pedagogue and office ─────────────────────────────────────────────────────────────────────────────────
export const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
/** Sums of one participation in one month; minutes of people who took part, numbers of hours for the rest. */
export const MonthSums = z.object({
  meetings: z.number(),
  plannedMinutes: z.number(),
  onSiteMinutes: z.number(),
  onlineMinutes: z.number(),
  lessonUnits: z.number(),
  chargedMinutes: z.number(),
  cancelledByProvider: z.number(),
  cancelledInTime: z.number(),
  noShow: z.number(),
  excused: z.number(),
  unexcused: z.number(),
  objections: z.number(),
  /** Absent hours whose reason has no class yet. */
  withoutReason: z.number(),
});
export type MonthSums = z.infer<typeof MonthSums>;
export const MonthRow = z.object({ participationId: Id, name: z.string(), measureNumber: z.string(), ...MonthSums.shape });
export type MonthRow = z.infer<typeof MonthRow>;
export const MonthRecord = z.object({
  ...HourRecord.shape,
  from: Instant,
  to: Instant,
  supportElement: z.nullable(z.string()),
  reason: z.nullable(AbsenceReason),
  chargedToParticipant: z.number(),
  chargedToMeasure: z.number(),
  groupSize: z.number(),
});
export type MonthRecord = z.infer<typeof MonthRecord>;

const ATTENDANCE = '/api/tenants/:tenantId/attendance';
const keepers = ['companion', 'pedagogue', 'office'] as const;
/** Without a month the running one. */
export const attendanceMonth = route('GET', ATTENDANCE, {
  who: keepers,
  query: z.object({ month: z.optional(Month), measureId: z.optional(Id), page: Page, size: PageSize }),
  reply: z.object({
    month: Month,
    locksOn: Day,
    isLocked: z.boolean(),
    rows: z.array(MonthRow),
    total: z.number(),
    measures: z.array(z.object({ measureId: Id, number: z.string(), name: z.string() })),
  }),
});
export const attendanceOf = route('GET', `${ATTENDANCE}/:participationId`, {
  who: keepers,
  query: z.object({ month: z.optional(Month) }),
  reply: z.object({ month: Month, name: z.string(), measureNumber: z.string(), sums: MonthSums, records: z.array(MonthRecord) }),
});
/** A class, never a diagnosis. The newest one counts. */
export const setReason = route('PUT', `${ATTENDANCE}/records/:recordId/reason`, {
  who: keepers,
  body: z.strictObject({ reason: AbsenceReason }),
  reply: done,
});
export const MonthFileQuery = z.object({ month: z.optional(Month), measureId: z.optional(Id) });
export const ATTENDANCE_CSV_PATH = '/api/tenants/:tenantId/attendance-csv';
