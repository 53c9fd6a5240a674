import { expect, test } from '@jest/globals';
import { addDays, germanTime } from '#lotse/contract';
import { propose, type Meeting, type PresencePlace, type Trace } from './propose.js';

/** `10:00` on the day of the meeting, `+00:10` on the next one, `-18:00` on the one before. */
const at = (day: string) => (text: string) =>
  text.startsWith('+')
    ? germanTime(addDays(day, 1), text.slice(1))
    : text.startsWith('-')
      ? germanTime(addDays(day, -1), text.slice(1))
      : germanTime(day, text);

/** `came L 10:00 home`, `gone L 11:30`, `place L 10:20 room`, `code L 10:20` (typed the code), `tap 10:02`, `untap 10:40`. */
function tracesOf(day: string, text: string): Trace[] {
  const time = at(day);
  return text
    .split(', ')
    .filter(Boolean)
    .map((one): Trace => {
      const [what, a = '', b = '', place = 'room'] = one.split(' ');
      if (what === 'tap' || what === 'untap') return { kind: 'tapped', at: time(a), isHere: what === 'tap' };
      if (what === 'came') return { kind: 'came', at: time(b), device: a, place: place as PresencePlace };
      if (what === 'gone') return { kind: 'gone', at: time(b), device: a };
      return { kind: 'placed', at: time(b), device: a, place: place as PresencePlace, proved: what === 'code' };
    });
}

interface Case {
  day?: string;
  plan?: [string, string];
  tutors?: [string, string][];
  ended?: string | null;
  cancelled?: boolean;
  outside?: boolean;
  sorry?: string;
  traces?: string;
  is: string;
}

function told(one: Case): string {
  const day = one.day ?? '2026-12-01';
  const time = at(day);
  const [from, to] = one.plan ?? ['10:00', '11:30'];
  const tutors = (one.tutors ?? [[from, to]]).map(([a, b]) => ({ from: time(a), to: time(b) }));
  const meeting: Meeting = {
    ...{ from: time(from), to: time(to), isCancelled: one.cancelled ?? false, isHeldOutside: one.outside ?? false, tutors, roomPlace: 'PROVIDER' },
    endedAt: one.ended === null ? null : time(one.ended ?? to),
  };
  const is = propose(meeting, tracesOf(day, one.traces ?? ''), one.sorry === undefined ? null : time(one.sorry));
  return [is.status, is.mode, is.learningPlace, is.minutes, is.lessonUnits, ...is.hints].filter((part) => part !== null).join(' ');
}

const CASES: Record<string, Case> = {
  'there from the first to the last minute, at home': { traces: 'came L 10:00 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'in the room, checked in with the code': { traces: 'came P 09:58 home, code P 09:59 room, gone P 11:30', is: 'PRESENT ON_SITE PROVIDER 90 2' },
  'in the room by own word only': { traces: 'came P 10:00 room, gone P 11:30', is: 'PRESENT ON_SITE PROVIDER 90 2 not-proved' },
  'in the firm': { traces: 'came P 10:00 firm, gone P 11:30', is: 'PRESENT ONLINE COMPANY 90 2' },
  'on the way': { traces: 'came P 10:00 away, gone P 11:30', is: 'PRESENT ONLINE OTHER 90 2' },
  'came early: the time before does not count': { traces: 'came L 09:30 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'stayed on: the time behind does not count': { traces: 'came L 10:00 home, gone L 12:10', is: 'PRESENT ONLINE HOME 90 2' },
  'five minutes late is not late': { traces: 'came L 10:05 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'six minutes late is late': { traces: 'came L 10:06 home, gone L 11:30', is: 'LATE ONLINE HOME 84 1' },
  'twenty minutes late': { traces: 'came L 10:20 home, gone L 11:30', is: 'LATE ONLINE HOME 70 1' },
  'five minutes early is not early': { traces: 'came L 10:00 home, gone L 11:25', is: 'PRESENT ONLINE HOME 90 2' },
  'left half an hour early': { traces: 'came L 10:00 home, gone L 11:00', is: 'LEFT_EARLY ONLINE HOME 60 1' },
  'late and early: what is more is said': { traces: 'came L 10:10 home, gone L 11:10', is: 'LEFT_EARLY ONLINE HOME 60 1 late-and-early' },
  'late and early by the same: late': { traces: 'came L 10:10 home, gone L 11:20', is: 'LATE ONLINE HOME 70 1 late-and-early' },
  'never came': { is: 'NO_SHOW 0 0' },
  'came only after the end': { traces: 'came L 11:40 home, gone L 11:50', is: 'NO_SHOW 0 0' },
  'was there only before the beginning': { traces: 'came L 09:30 home, gone L 09:50', is: 'NO_SHOW 0 0' },
  'half a minute is nothing': { traces: 'came L 10:20 home, gone L 10:20', is: 'NO_SHOW 0 0' },
  'said so the evening before': { sorry: '-18:00', is: 'CANCELLED_IN_TIME 0 0' },
  'said so at 23:59 the evening before': { sorry: '-23:59', is: 'CANCELLED_IN_TIME 0 0' },
  'said so on the same day at midnight': { sorry: '00:00', is: 'NO_SHOW 0 0 cancelled-same-day' },
  'said so an hour before': { sorry: '09:00', is: 'NO_SHOW 0 0 cancelled-same-day' },
  'had said no and came all the same': { sorry: '-18:00', traces: 'came L 10:00 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'the provider called it off': { cancelled: true, is: 'CANCELLED_BY_PROVIDER 0 0' },
  'called off, though somebody waited': { cancelled: true, traces: 'came L 10:00 home, gone L 10:15', is: 'CANCELLED_BY_PROVIDER 0 0' },
  'held without Lotse: the tutor knows who was there': { outside: true, tutors: [], is: 'PRESENT ON_SITE PROVIDER 90 2 not-recorded' },
  'no tutor ever came': { tutors: [], traces: 'came L 10:00 home, gone L 11:30', is: 'CANCELLED_BY_PROVIDER 0 0 no-tutor' },
  'a tutor who came after the end taught nothing': {
    tutors: [['11:40', '11:50']],
    traces: 'came L 10:00 home, gone L 11:50',
    is: 'CANCELLED_BY_PROVIDER 0 0 no-tutor',
  },
  'ended without the tutor: what was led counts': {
    tutors: [['10:00', '10:50']],
    ended: '11:05',
    traces: 'came L 10:00 home, gone L 11:05',
    is: 'PRESENT ONLINE HOME 50 1',
  },
  'the tutor ended twenty minutes early: nobody left early': {
    tutors: [['10:00', '11:10']],
    ended: '11:10',
    traces: 'came L 10:00 home, gone L 11:10',
    is: 'PRESENT ONLINE HOME 70 1',
  },
  'the tutor came ten minutes late: nobody is late': {
    tutors: [['10:10', '11:30']],
    traces: 'came L 10:10 home, gone L 11:30',
    is: 'PRESENT ONLINE HOME 80 1',
  },
  'the tutor was away in between, a substitute took over': {
    tutors: [
      ['10:00', '10:30'],
      ['10:50', '11:30'],
    ],
    traces: 'came L 10:00 home, gone L 11:30',
    is: 'PRESENT ONLINE HOME 90 2',
  },
  'the tutor overran: the plan counts': {
    tutors: [['10:00', '11:50']],
    ended: '11:50',
    traces: 'came L 10:00 home, gone L 11:50',
    is: 'PRESENT ONLINE HOME 90 2',
  },
  'nobody ended it, presence was never closed': { ended: null, traces: 'came L 10:00 home', is: 'PRESENT ONLINE HOME 90 2' },
  'two minutes without a net are bridged': {
    traces: 'came L 10:00 home, gone L 10:30, came L 10:32 home, gone L 11:30',
    is: 'PRESENT ONLINE HOME 90 2',
  },
  'three minutes are bridged': { traces: 'came L 10:00 home, gone L 10:30, came L 10:33 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'ten minutes away are a gap': { traces: 'came L 10:00 home, gone L 10:30, came L 10:40 home, gone L 11:30', is: 'PRESENT ONLINE HOME 80 1 gap' },
  'two gaps': {
    traces: 'came L 10:00 home, gone L 10:20, came L 10:30 home, gone L 10:50, came L 11:00 home, gone L 11:30',
    is: 'PRESENT ONLINE HOME 70 1 gap',
  },
  'laptop and phone at once count once': { traces: 'came L 10:00 home, came P 10:00 home, gone L 11:30, gone P 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'the phone takes over from the laptop': { traces: 'came L 10:00 home, came P 10:40 home, gone L 10:45, gone P 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'the phone fills the gap of the laptop': {
    traces: 'came L 10:00 home, came P 10:25 home, gone L 10:30, came L 10:45 home, gone P 10:50, gone L 11:30',
    is: 'PRESENT ONLINE HOME 90 2',
  },
  'phone in the room, laptop left on at home: the room counts': {
    traces: 'came L 10:00 home, came P 10:00 home, code P 10:00 room, gone L 11:30, gone P 11:30',
    is: 'PRESENT ON_SITE PROVIDER 90 2 two-places',
  },
  'first at home, then in the room for the longer part': {
    traces: 'came P 10:00 home, code P 10:20 room, gone P 11:30',
    is: 'PRESENT ON_SITE PROVIDER 90 2 two-places',
  },
  'first in the room, then at home for the longer part': {
    traces: 'came P 10:00 home, code P 10:00 room, gone P 10:20, came L 10:22 home, gone L 11:30',
    is: 'PRESENT ONLINE HOME 90 2 two-places',
  },
  'half and half: the room': { traces: 'came P 10:00 home, code P 10:45 room, gone P 11:30', is: 'PRESENT ON_SITE PROVIDER 90 2 two-places' },
  'place set by hand': { traces: 'came P 10:00 home, place P 10:01 room, gone P 11:30', is: 'PRESENT ON_SITE PROVIDER 90 2 two-places not-proved' },
  'tapped present at the roll call': { traces: 'tap 10:12', is: 'PRESENT ON_SITE PROVIDER 90 2 by-tap' },
  'tapped when coming in late': { traces: 'tap 10:25', is: 'LATE ON_SITE PROVIDER 65 1 by-tap' },
  'tapped present and then away': { traces: 'tap 10:05, untap 11:00', is: 'LEFT_EARLY ON_SITE PROVIDER 60 1 by-tap' },
  'tapped twice': { traces: 'tap 10:05, tap 10:30', is: 'PRESENT ON_SITE PROVIDER 90 2 by-tap' },
  'tapped by mistake and taken back at once': { traces: 'tap 10:30, untap 10:30', is: 'NO_SHOW 0 0' },
  'tapped before the beginning': { traces: 'tap 09:55', is: 'PRESENT ON_SITE PROVIDER 90 2 by-tap' },
  'a phone whose battery died, tapped afterwards': {
    traces: 'came P 10:00 home, code P 10:00 room, gone P 10:30, tap 10:31',
    is: 'PRESENT ON_SITE PROVIDER 90 2 by-tap',
  },
  'came twice without going': { traces: 'came L 10:00 home, came L 10:30 home, gone L 11:30', is: 'PRESENT ONLINE HOME 90 2' },
  'gone without coming': { traces: 'gone L 10:30', is: 'NO_SHOW 0 0' },
  'one unit of 45 minutes, four minutes late': { plan: ['10:00', '10:45'], traces: 'came L 10:04 home, gone L 10:45', is: 'PRESENT ONLINE HOME 45 1' },
  'one unit of 45 minutes, ten minutes late: no whole unit': {
    plan: ['10:00', '10:45'],
    traces: 'came L 10:10 home, gone L 10:45',
    is: 'LATE ONLINE HOME 35 0',
  },
  'past midnight': { plan: ['23:15', '+00:45'], traces: 'came L 23:15 home, gone L +00:45', is: 'PRESENT ONLINE HOME 90 2' },
  'past midnight, late on the next day': { plan: ['23:15', '+00:45'], traces: 'came L +00:05 home, gone L +00:45', is: 'LATE ONLINE HOME 40 0' },
  'past midnight, said no on the day it begins': { plan: ['23:15', '+00:45'], sorry: '23:00', is: 'NO_SHOW 0 0 cancelled-same-day' },
  'when the clocks go back an hour is two': {
    day: '2026-10-25',
    plan: ['01:30', '03:30'],
    traces: 'came L 01:30 home, gone L 03:30',
    is: 'PRESENT ONLINE HOME 180 4',
  },
  'when the clocks go forward an hour is missing': {
    day: '2026-03-29',
    plan: ['01:30', '04:00'],
    traces: 'came L 01:30 home, gone L 04:00',
    is: 'PRESENT ONLINE HOME 90 2',
  },
};

test.each(Object.entries(CASES))('%s', (_, one) => {
  expect(told(one)).toBe(one.is);
});

test('what really happened is kept beside what counts', () => {
  const day = '2026-12-01';
  const meeting: Meeting = {
    ...{ from: germanTime(day, '10:00'), to: germanTime(day, '11:30'), isCancelled: false, isHeldOutside: false, endedAt: null, roomPlace: 'SCHOOL' },
    tutors: [{ from: germanTime(day, '09:50'), to: germanTime(day, '11:40') }],
  };
  const is = propose(meeting, tracesOf(day, 'came P 09:50 home, code P 09:55 room, gone P 11:40'));
  expect([is.cameAt, is.goneAt]).toEqual([germanTime(day, '09:50'), germanTime(day, '11:40')]);
  expect(is.stays.map((one) => one.place)).toEqual(['home', 'room']);
  expect([is.learningPlace, is.minutes]).toEqual(['SCHOOL', 90]);
});
