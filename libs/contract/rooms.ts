import * as z from 'zod/mini';
import { SupportElement } from './attendance.js';
import { route } from './route.js';
import { Id, Instant, Page, PageSize } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const everyone = ['trainee', 'teacher', 'tutor'] as const;

/** What a connection is in a meeting. Teachers and tutors of the course sit as `tutor`; `visitor` is reserved. */
export const SEATS = ['tutor', 'trainee', 'device', 'visitor'] as const;
export const Seat = z.enum(SEATS);
export type Seat = z.infer<typeof Seat>;

/** In the room, at home, in the firm, elsewhere. */
export const PLACES = ['room', 'home', 'firm', 'away'] as const;
export const MeetingPlace = z.enum(PLACES);
export type MeetingPlace = z.infer<typeof MeetingPlace>;

export const RoomMedia = z.enum(['none', 'mesh', 'linkout']);
export type RoomMedia = z.infer<typeof RoomMedia>;
export const MeetingPhase = z.enum(['planned', 'live', 'ended', 'cancelled']);
export type MeetingPhase = z.infer<typeof MeetingPhase>;
/** By a tutor, by the plan's end plus half an hour, or a quarter of an hour after the last tutor has left; put back, it was never held. */
export const MeetingEnd = z.enum(['tutor', 'plan', 'alone', 'put-back']);
export type MeetingEnd = z.infer<typeof MeetingEnd>;

const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));
const label = z.string().check(z.trim(), z.maxLength(80));

export const MeetingRow = z.object({
  meetingId: Id,
  state: MeetingPhase,
  plannedFrom: z.nullable(Instant),
  plannedTo: z.nullable(Instant),
  /** Where it takes place, e.g. "B 12". */
  placeLabel: z.nullable(z.string()),
  supportElement: z.nullable(SupportElement),
  groupId: z.nullable(Id),
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  endedBy: z.nullable(MeetingEnd),
});
export type MeetingRow = z.infer<typeof MeetingRow>;

export const RoomCard = z.object({
  roomId: Id,
  title: z.string(),
  placeLabel: z.nullable(z.string()),
  media: RoomMedia,
  closed: z.boolean(),
  /** Runs now. */
  live: z.nullable(MeetingRow),
  next: z.nullable(MeetingRow),
});
export type RoomCard = z.infer<typeof RoomCard>;
export const RoomList = z.object({ rooms: z.array(RoomCard), total: z.number(), page: z.number(), mayRun: z.boolean() });
export type RoomList = z.infer<typeof RoomList>;
export const RoomPage = z.object({
  room: RoomCard,
  /** Address of the other programme's meeting, where media is `linkout`. */
  link: z.nullable(z.string()),
  mayRun: z.boolean(),
  /** What was noted after the last hour to be taken up; for those who teach. */
  nextTime: z.nullable(z.string()),
  /** Hours that have begun, the newest first. */
  meetings: z.array(MeetingRow),
  total: z.number(),
  page: z.number(),
});
export type RoomPage = z.infer<typeof RoomPage>;
export const RoomWish = z.strictObject({
  title,
  placeLabel: z.nullable(label),
  media: RoomMedia,
  link: z.nullable(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
});
export type RoomWish = z.infer<typeof RoomWish>;

const LIST = '/api/courses/:enrolmentId/rooms';
const ONE = `${LIST}/:roomId`;
const paged = z.object({ page: Page, size: PageSize });
export const rooms = route('GET', LIST, { who: everyone, query: paged, reply: RoomList });
export const addRoom = route('POST', LIST, { who: staff, body: RoomWish, reply: z.object({ roomId: Id }) });
export const roomPage = route('GET', ONE, { who: everyone, query: paged, reply: RoomPage });
export const changeRoom = route('PUT', ONE, { who: staff, body: RoomWish, reply: z.object({ roomId: Id }) });
/** Nobody starts a meeting in it any more; its board and hours stay readable. Problems: room.running, room.planned. */
export const closeRoom = route('POST', `${ONE}/close`, { who: staff, body: z.strictObject({}), reply: z.object({ roomId: Id }) });
export const openRoom = route('POST', `${ONE}/open`, { who: staff, body: z.strictObject({}), reply: z.object({ roomId: Id }) });

/** Starts an hour at once, or a planned one by its id. A room with a running hour answers that one. */
export const startMeeting = route('POST', `${ONE}/meetings`, {
  who: staff,
  body: z.strictObject({ meetingId: z.optional(Id), placeLabel: z.optional(label), supportElement: z.optional(SupportElement) }),
  reply: z.object({ meetingId: Id }),
});

/**
 * Begun by mistake: it is as if it had not, in the first minutes and while nobody but tutors came. A planned hour stands in the plan again.
 * Problems: meeting.somebody-came, meeting.put-back-late, meeting.over.
 */
export const putBackMeeting = route('POST', '/api/courses/:enrolmentId/meetings/:meetingId/put-back', {
  who: staff,
  body: z.strictObject({}),
  reply: z.object({ done: z.literal(true) }),
});

export const JoinTicket = z.object({ ticket: z.string(), meetingId: Id, seat: Seat, expiresAt: Instant });
export type JoinTicket = z.infer<typeof JoinTicket>;
/** Every connection brings a ticket of its own: single use, 60 seconds. */
export const joinTicket = route('POST', '/api/courses/:enrolmentId/meetings/:meetingId/ticket', {
  who: everyone,
  body: z.strictObject({}),
  reply: JoinTicket,
});
/** The code with which a window of its own takes up this session: single use, 60 seconds, carried in the fragment. */
export const windowCode = route('POST', '/api/session/window', { who: 'any', body: z.strictObject({}), reply: z.object({ code: z.string() }) });

/** A beamer or tablet becomes a seat of the meeting by the code a tutor reads out. */
export const pairDevice = route('POST', '/api/room-devices', {
  who: 'public',
  body: z.strictObject({ code: z.string().check(z.maxLength(20)), label }),
  reply: z.object({ token: z.string(), meetingId: Id }),
});
export const deviceTicket = route('POST', '/api/room-devices/ticket', {
  who: 'public',
  body: z.strictObject({ token: z.string().check(z.maxLength(200)) }),
  reply: JoinTicket,
});
