import * as z from 'zod/mini';
import { SupportElement } from './attendance.js';
import { Land } from './lands.js';
import { Day } from './participations.js';
import { route } from './route.js';
import { Id, Instant, Page, PageSize } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const COURSE = '/api/courses/:enrolmentId';
const done = z.object({ done: z.literal(true) });
const Label = z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(80)));
const Typed = (most: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));

/** By the clock in Germany; an end that is not after the beginning is on the next day. */
export const ClockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const PlanTime = z.strictObject({ day: Day, from: ClockTime, to: ClockTime });
export type PlanTime = z.infer<typeof PlanTime>;

export const SERIES_MOST = 120;
export const SeriesPart = z.strictObject({
  until: Day,
  /** 1 is Monday. */
  weekdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  everyWeeks: z.int().check(z.minimum(1), z.maximum(4)),
  /** Public holidays of this Land are left out. */
  land: z.nullable(Land),
  /** Stretches that are left out by hand: school holidays, a break. */
  without: z.array(z.strictObject({ from: Day, to: Day })).check(z.maxLength(12)),
});
export const PlanWish = z.strictObject({
  ...PlanTime.shape,
  placeLabel: Label,
  supportElement: SupportElement,
  /** Who is expected; null: all trainees of the course. */
  groupId: z.nullable(Id),
  /** Only people of the group come in; needs a group. */
  onlyGroup: z.optional(z.boolean()),
  /** Who teaches; null: who plans. */
  tutorId: z.nullable(Id),
  series: z.nullable(SeriesPart),
});
export type PlanWish = z.infer<typeof PlanWish>;

/** What planning would make, before anything is written. */
export const PlanPreview = z.object({
  days: z.array(z.object({ day: Day, from: Instant, to: Instant, clash: z.boolean() })),
  /** `wish`, or the public holiday that is on this day. */
  leftOut: z.array(z.object({ day: Day, because: z.string() })),
  people: z.number(),
  limit: z.nullable(z.number()),
  isTooLarge: z.boolean(),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

export const MeetingChange = z.object({
  kind: z.enum(['moved', 'cancelled', 'substitute', 'restored']),
  reason: z.string(),
  at: Instant,
  before: z.nullable(Instant),
});
export type MeetingChange = z.infer<typeof MeetingChange>;
/** One hour of the week as staff sees it. */
export const PlannedMeeting = z.object({
  meetingId: Id,
  roomId: Id,
  roomTitle: z.string(),
  state: z.enum(['planned', 'live', 'ended', 'cancelled']),
  from: Instant,
  to: Instant,
  placeLabel: z.nullable(z.string()),
  supportElement: z.nullable(z.string()),
  groupId: z.nullable(Id),
  groupName: z.nullable(z.string()),
  people: z.number(),
  tutorId: z.nullable(Id),
  tutor: z.nullable(z.string()),
  /** The asker teaches it, or stands in. */
  isMine: z.boolean(),
  seriesId: z.nullable(Id),
  /** Groups or polls are prepared. */
  isPrepared: z.boolean(),
  /** How many hours were called off together with it and are still to come, itself among them; 0 where it cannot be taken back. */
  calledOff: z.number(),
  /** It runs, and can still be put back: the server looks again. */
  mayPutBack: z.boolean(),
  change: z.nullable(MeetingChange),
  /** `open`: it is over and its attendance waits to be confirmed; null where that is none of the asker's business. */
  attendance: z.nullable(z.enum(['none', 'open', 'confirmed'])),
});
export type PlannedMeeting = z.infer<typeof PlannedMeeting>;
export const WeekPlan = z.object({
  monday: Day,
  today: Day,
  now: Instant,
  meetings: z.array(PlannedMeeting),
  /** Hours of the asker that are over and not confirmed, the oldest first, at most 20. */
  toConfirm: z.array(z.object({ meetingId: Id, roomTitle: z.string(), from: Instant, to: Instant })),
});
export type WeekPlan = z.infer<typeof WeekPlan>;

export const weekPlan = route('GET', `${COURSE}/plan`, { who: staff, query: z.object({ day: z.optional(Day) }), reply: WeekPlan });
/** Tutors and teachers of the course. */
export const planStaff = route('GET', `${COURSE}/plan/staff`, {
  who: staff,
  query: z.object({ page: Page, size: PageSize }),
  reply: z.object({ rows: z.array(z.object({ personId: Id, name: z.string(), isMe: z.boolean() })), total: z.number() }),
});
const ROOM = `${COURSE}/rooms/:roomId/plan`;
export const previewPlan = route('POST', `${ROOM}/preview`, { who: staff, body: PlanWish, reply: PlanPreview });
export const planMeetings = route('POST', ROOM, { who: staff, body: PlanWish, reply: z.object({ meetings: z.number() }) });
const MEETING = `${COURSE}/meetings/:meetingId`;
export const moveMeeting = route('POST', `${MEETING}/move`, {
  who: staff,
  body: z.strictObject({ ...PlanTime.shape, placeLabel: Label, reason: Typed(200) }),
  reply: done,
});
/** `following`: this one and the later ones of its series. */
export const cancelMeeting = route('POST', `${MEETING}/cancel`, {
  who: staff,
  body: z.strictObject({ reason: Typed(200), which: z.enum(['one', 'following']) }),
  reply: z.object({ meetings: z.number() }),
});
/** It takes place after all: until it would have begun. `together`: with what was called off in the same moment. Sent again it changes nothing. */
export const restoreMeeting = route('POST', `${MEETING}/restore`, {
  who: staff,
  body: z.strictObject({ which: z.enum(['one', 'together']) }),
  reply: z.object({ meetings: z.number() }),
});
export const substituteMeeting = route('POST', `${MEETING}/substitute`, {
  who: staff,
  body: z.strictObject({ tutorId: Id, reason: Typed(200) }),
  reply: done,
});

// ── what trainees see of it ─────────────────────────────────────────────────────────────────────────────────────────
/** From so long before the beginning on the room may be entered. */
export const OPEN_MINUTES = 10;
/** Whether a planned hour can be begun now: for the rest, see when it ends. */
export const isOpening = (from: string | Date, now: string | Date): boolean => new Date(from).getTime() - new Date(now).getTime() <= OPEN_MINUTES * 60_000;
export const UpcomingMeeting = z.object({
  meetingId: Id,
  roomId: Id,
  roomTitle: z.string(),
  state: z.enum(['planned', 'live', 'cancelled']),
  from: Instant,
  to: Instant,
  opensAt: Instant,
  placeLabel: z.nullable(z.string()),
  tutor: z.nullable(z.string()),
  change: z.nullable(MeetingChange),
  /** The asker has said that they will not come. */
  isExcused: z.boolean(),
});
export type UpcomingMeeting = z.infer<typeof UpcomingMeeting>;
export const upcomingMeetings = route('GET', `${COURSE}/upcoming`, {
  who: ['trainee', 'teacher', 'tutor'],
  reply: z.object({ now: Instant, meetings: z.array(UpcomingMeeting) }),
});
/** Says that one will not come, or takes that back. Until the day before it is in time. */
export const excuseMe = route('POST', `${MEETING}/excuse`, { who: 'trainee', body: z.strictObject({ isComing: z.boolean() }), reply: done });

// ── calendar ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const CALENDAR_PATH = '/calendar/:token';
export const myCalendar = route('GET', '/api/my/calendar', {
  who: ['trainee', 'teacher', 'tutor'],
  reply: z.object({ since: z.nullable(Instant), readAt: z.nullable(Instant) }),
});
/** A new address; the one before it ends. It is told this once. */
export const renewCalendar = route('POST', '/api/my/calendar', {
  who: ['trainee', 'teacher', 'tutor'],
  body: z.strictObject({}),
  reply: z.object({ url: z.string() }),
});
export const endCalendar = route('POST', '/api/my/calendar/end', { who: ['trainee', 'teacher', 'tutor'], body: z.strictObject({}), reply: done });
