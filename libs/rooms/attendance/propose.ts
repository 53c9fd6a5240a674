import { germanDay, lessonUnitsOf, type AttendanceMode, type AttendanceStatus, type LearningPlace } from '#lotse/contract';
import { covered, joined, minutesOf, type Span } from './spans.js';

/** Where a connection is. `room` is the place in which the meeting is taught. */
export type PresencePlace = 'room' | 'home' | 'firm' | 'away';

/** What happened with one person. Connections have names of their own, so that two devices are two lines of presence. */
export type Trace =
  | { kind: 'came'; at: Date; device: string; place: PresencePlace }
  | { kind: 'gone'; at: Date; device: string }
  /** The connection is somewhere else from now on; `proved` where the code of the room was typed. */
  | { kind: 'placed'; at: Date; device: string; place: PresencePlace; proved: boolean }
  /** The tutor says that somebody without a device is (not) here. */
  | { kind: 'tapped'; at: Date; isHere: boolean };

export interface Meeting {
  from: Date;
  to: Date;
  /** The provider called the meeting off. */
  isCancelled: boolean;
  /** It was held, but not in Lotse: nothing is known of who came. */
  isHeldOutside: boolean;
  /** When it was ended in Lotse; null while it runs or where nobody ended it. */
  endedAt: Date | null;
  /** Stretches in which a tutor was there: only what is led by staff is teaching. */
  tutors: readonly Span[];
  /** What `room` means for the record. */
  roomPlace: LearningPlace;
}

export type Hint = 'no-tutor' | 'two-places' | 'gap' | 'by-tap' | 'late-and-early' | 'not-proved' | 'cancelled-same-day' | 'not-recorded';

export interface Proposal {
  status: AttendanceStatus;
  mode: AttendanceMode | null;
  learningPlace: LearningPlace | null;
  /** First coming and last going, as they were; null where somebody never came. */
  cameAt: Date | null;
  goneAt: Date | null;
  stays: { from: Date; to: Date; place: PresencePlace }[];
  minutes: number;
  lessonUnits: number;
  /** What the tutor should look at before confirming. */
  hints: Hint[];
}

const MINUTE = 60_000;
/** Whoever comes or goes within these minutes was there from the beginning or to the end. */
export const GRACE_MINUTES = 5;
/** A shorter silence is a broken connection. */
export const BRIDGED_MINUTES = 3;
/** A tap within these minutes counts from the beginning: the tutor goes through the list once everybody sits. */
export const ROLL_CALL_MINUTES = 15;

/**
 * From the plan and what happened to the record that is proposed for one person. `cancelledAt`: when the person said that they
 * would not come. Pure; the tutor decides.
 */
export function propose(meeting: Meeting, traces: readonly Trace[], cancelledAt: Date | null = null): Proposal {
  if (meeting.isCancelled) return absent('CANCELLED_BY_PROVIDER', []);
  if (meeting.isHeldOutside) return assumed(meeting);
  const hour = taught(meeting);
  if (hour === null) return absent('CANCELLED_BY_PROVIDER', ['no-tutor']);
  const stays = staysOf(traces, hour);
  const seen = bounded(stays, hour);
  if (minutesOf(covered(seen)) < 1) return missed(meeting, cancelledAt);
  return present(stays, seen, { hour, meeting, traces });
}

/** Everybody is taken to have been there: the tutor knows better. */
function assumed(meeting: Meeting): Proposal {
  const minutes = Math.floor(minutesOf([meeting]));
  return { ...absent('PRESENT', ['not-recorded']), mode: 'ON_SITE', learningPlace: meeting.roomPlace, minutes, lessonUnits: lessonUnitsOf(minutes) };
}

/** The stretch that counts: within the plan, from the first tutor to the last; small differences at either end are none. */
function taught(meeting: Meeting): Span | null {
  const led = bounded(meeting.tutors, meeting);
  if (minutesOf(covered(led)) < 1) return null;
  const last = Math.max(...led.map((one) => one.to.getTime()));
  const end = meeting.endedAt === null ? last : Math.min(last, meeting.endedAt.getTime());
  return snapped({ from: new Date(Math.min(...led.map((one) => one.from.getTime()))), to: new Date(end) }, meeting);
}

function present(stays: readonly Stay[], seen: readonly Stay[], at: { hour: Span; meeting: Meeting; traces: readonly Trace[] }): Proposal {
  const { hour, meeting, traces } = at;
  const parts = joined(covered(seen), BRIDGED_MINUTES);
  const whole: Span = { from: parts[0]!.from, to: parts.at(-1)!.to };
  const counted = snapped(whole, hour);
  const gaps = minutesOf([whole]) - minutesOf(parts);
  const late = (counted.from.getTime() - hour.from.getTime()) / MINUTE;
  const early = (hour.to.getTime() - counted.to.getTime()) / MINUTE;
  const minutes = Math.floor(minutesOf([counted]) - gaps);
  const place = mostOf(seen);
  const taps = traces.some((one) => one.kind === 'tapped' && one.isHere);
  const isProved = taps || traces.some((one) => one.kind === 'placed' && one.place === 'room' && one.proved);
  const hints: Hint[] = [];
  if (new Set(seen.map((one) => one.place)).size > 1) hints.push('two-places');
  if (gaps > 0) hints.push('gap');
  if (taps) hints.push('by-tap');
  if (late > 0 && early > 0) hints.push('late-and-early');
  if (place === 'room' && !isProved) hints.push('not-proved');
  return {
    status: late <= 0 && early <= 0 ? 'PRESENT' : late >= early ? 'LATE' : 'LEFT_EARLY',
    mode: place === 'room' ? 'ON_SITE' : 'ONLINE',
    learningPlace: PLACES[place] ?? meeting.roomPlace,
    cameAt: stays[0]!.from,
    goneAt: new Date(Math.max(...stays.map((one) => one.to.getTime()))),
    stays: [...stays],
    minutes,
    lessonUnits: lessonUnitsOf(minutes),
    hints,
  };
}

const PLACES: Record<PresencePlace, LearningPlace | null> = { room: null, home: 'HOME', firm: 'COMPANY', away: 'OTHER' };

/** Said until the day before: in time. On the same day it is a no-show, by the rules of the programme. */
function missed(meeting: Meeting, cancelledAt: Date | null): Proposal {
  if (cancelledAt === null) return absent('NO_SHOW', []);
  if (germanDay(cancelledAt) < germanDay(meeting.from)) return absent('CANCELLED_IN_TIME', []);
  return absent('NO_SHOW', ['cancelled-same-day']);
}

function absent(status: AttendanceStatus, hints: Hint[]): Proposal {
  return { status, mode: null, learningPlace: null, cameAt: null, goneAt: null, stays: [], minutes: 0, lessonUnits: 0, hints };
}

type Stay = Span & { place: PresencePlace };

/** One line of presence per connection and one for taps; what was never closed ends with the hour. */
function staysOf(traces: readonly Trace[], hour: Span): Stay[] {
  const open = new Map<string, { from: Date; place: PresencePlace }>();
  const stays: Stay[] = [];
  const close = (line: string, to: Date) => {
    const one = open.get(line);
    open.delete(line);
    if (one && one.from < to) stays.push({ ...one, to });
  };
  for (const trace of [...traces].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const line = trace.kind === 'tapped' ? 'tap' : `device ${trace.device}`;
    if (trace.kind === 'came' && !open.has(line)) open.set(line, { from: trace.at, place: trace.place });
    if (trace.kind === 'gone') close(line, trace.at);
    if (trace.kind === 'placed' && open.has(line)) {
      close(line, trace.at);
      open.set(line, { from: trace.at, place: trace.place });
    }
    if (trace.kind === 'tapped' && trace.isHere && !open.has(line)) open.set(line, { from: tappedFrom(trace.at, hour), place: 'room' });
    if (trace.kind === 'tapped' && !trace.isHere) close(line, trace.at);
  }
  for (const line of [...open.keys()]) close(line, hour.to);
  return stays.sort((a, b) => a.from.getTime() - b.from.getTime());
}

function tappedFrom(at: Date, hour: Span): Date {
  const isRollCall = at.getTime() - hour.from.getTime() <= ROLL_CALL_MINUTES * MINUTE;
  return isRollCall && at > hour.from ? hour.from : at;
}

function bounded<T extends Span>(spans: readonly T[], by: Span): T[] {
  return spans.flatMap((one) => {
    const from = one.from > by.from ? one.from : by.from;
    const to = one.to < by.to ? one.to : by.to;
    return from < to ? [{ ...one, from, to }] : [];
  });
}

/** Ends that lie within the grace of another span are that span's ends. */
function snapped(span: Span, to: Span): Span {
  const isNear = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) <= GRACE_MINUTES * MINUTE;
  return { from: isNear(span.from, to.from) ? to.from : span.from, to: isNear(span.to, to.to) ? to.to : span.to };
}

/** The place with most minutes; where two are equal, the room. */
function mostOf(stays: readonly Stay[]): PresencePlace {
  const order: PresencePlace[] = ['room', 'home', 'firm', 'away'];
  const sums = order.map((place) => ({ place, sum: minutesOf(covered(stays.filter((one) => one.place === place))) }));
  return sums.reduce((best, one) => (one.sum > best.sum ? one : best)).place;
}
