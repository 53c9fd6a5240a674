import { expect, test } from '@jest/globals';
import { applyEvent, emptyMeeting } from './meeting-state.js';
import { PUT_BACK_MINUTES, whyNotPutBack } from './put-back.js';
import type { MeetingEvent } from './rooms-events.js';

const BEGUN = 1_000_000;
const MINUTE = 60_000;
const came = (person: string, seat: 'tutor' | 'trainee') => ({ type: 'people.came', body: { people: [{ person, seat }] } });
const gone = (person: string) => ({ type: 'people.gone', body: { persons: [person] } });
const tapped = (present: boolean) => ({ type: 'presence.tapped', body: { person: 'anna', present } });

test.each([
  ['just begun, nobody there', [], 0, null],
  ['a tutor and another one', [came('karin', 'tutor'), came('bernd', 'tutor')], 1, null],
  ['in the last minute', [came('karin', 'tutor')], PUT_BACK_MINUTES, null],
  ['a minute later', [came('karin', 'tutor')], PUT_BACK_MINUTES + 1, 'meeting.put-back-late'],
  ['a trainee is there', [came('anna', 'trainee')], 1, 'meeting.somebody-came'],
  ['a trainee has been there', [came('anna', 'trainee'), gone('anna')], 1, 'meeting.somebody-came'],
  ['somebody was marked present', [tapped(true)], 1, 'meeting.somebody-came'],
  ['… and it was taken back', [tapped(true), tapped(false)], 1, 'meeting.somebody-came'],
])('%s', (_, events, minutes, why) => {
  const all = [{ type: 'meeting.started', body: { endsAt: null } }, ...events];
  const state = all.reduce((before, event, at) => applyEvent(before, { seq: at + 1, at: BEGUN, by: null, ...event } as MeetingEvent), emptyMeeting());
  expect(whyNotPutBack(state, BEGUN + minutes * MINUTE)).toBe(why);
});

test('an hour of which an earlier release kept no beginning is not put back', () => {
  expect(whyNotPutBack({ startedAt: null, people: {} }, BEGUN)).toBe('meeting.put-back-late');
});
