import { describe, expect, test } from '@jest/globals';
import { Problem } from '#lotse/base';
import { emptyMeeting, handQueue } from '#lotse/contract';
import type { Facts, Viewer } from './command.js';
import { SERVER } from './decide.js';
import { A, B, C, D, T, device, outcome, Played, trainee, tutor } from './played.js';

type Step = [by: Viewer | null, name: string, body?: unknown, facts?: Facts];
const POLL = { question: 'Frage', options: ['a', 'b'], several: false, named: false };
const poll = 'command-3';
const opened: Step = [tutor, 'poll.open', POLL];
const groups = [{ groupId: 'g1', name: 'Tisch', members: [A] }];

test.each<[what: string, before: Step[], asked: Step, expected: string]>([
  ['a hand goes up', [], [trainee(A), 'hand.raise', {}], 'hand.raised'],
  ['a hand that is up keeps its place', [[trainee(A), 'hand.raise', {}]], [trainee(A), 'hand.raise', { topic: 'x' }], ''],
  ['a device raises no hand', [], [device, 'hand.raise', {}], 'role.unfit'],
  ['hands are off for trainees', [[tutor, 'lock.set', { lock: 'hands', on: true }]], [trainee(A), 'hand.raise', {}], 'hand.off'],
  [
    'hands are off, the tutor raises one for somebody',
    [[tutor, 'lock.set', { lock: 'hands', on: true }]],
    [tutor, 'hand.raise-for', { person: A }],
    'hand.raised',
  ],
  ['for somebody unknown', [], [tutor, 'hand.raise-for', { person: 'x' }], 'person.unknown'],
  ['for somebody who is gone', [[null, SERVER.gone, { persons: [A] }]], [tutor, 'hand.raise-for', { person: A }], 'person.gone'],
  ['nobody is called whose hand is down', [], [tutor, 'hand.call', { person: A }], 'hand.none'],
  [
    'called twice is called once',
    [
      [trainee(A), 'hand.raise', {}],
      [tutor, 'hand.call', { person: A }],
    ],
    [tutor, 'hand.call', { person: A }],
    '',
  ],
  ['a hand that is down is lowered', [], [trainee(A), 'hand.lower'], ''],
  ['the chat is off', [[tutor, 'lock.set', { lock: 'chat', on: true }]], [trainee(A), 'chat.post', { text: 'x', to: 'all' }], 'chat.off'],
  [
    'the way to the tutors stays open',
    [[tutor, 'lock.set', { lock: 'chat', on: true }]],
    [trainee(A), 'chat.post', { text: 'x', to: 'tutors' }],
    'chat.posted',
  ],
  [
    'a line to the own group while groups are open',
    [
      [tutor, 'breakout.plan', { groups }],
      [tutor, 'breakout.open', {}],
    ],
    [trainee(A), 'chat.post', { text: 'x', to: 'group' }],
    'chat.posted',
  ],
  [
    'who is in no group writes to none',
    [
      [tutor, 'breakout.plan', { groups }],
      [tutor, 'breakout.open', {}],
    ],
    [trainee(B), 'chat.post', { text: 'x', to: 'group' }],
    'breakout.none',
  ],
  ['groups that are planned only have no chat', [[tutor, 'breakout.plan', { groups }]], [trainee(A), 'chat.post', { text: 'x', to: 'group' }], 'breakout.none'],
  ['an unknown line', [], [tutor, 'chat.hide', { line: 99 }], 'chat.unknown'],
  ['one poll at a time', [opened], opened, 'poll.running'],
  ['a vote', [opened], [trainee(A), 'poll.vote', { poll, choices: [1] }], 'poll.voted'],
  ['a choice that is none', [opened], [trainee(A), 'poll.vote', { poll, choices: [2] }], 'poll.choices'],
  ['two choices where one is asked for', [opened], [trainee(A), 'poll.vote', { poll, choices: [0, 1] }], 'poll.choices'],
  ['a vote after the close', [opened, [tutor, 'poll.close', { poll }, { votes: [] }]], [trainee(A), 'poll.vote', { poll, choices: [0] }], 'poll.closed'],
  ['closed twice is closed once', [opened, [tutor, 'poll.close', { poll }, { votes: [] }]], [tutor, 'poll.close', { poll }, { votes: [] }], ''],
  ['an unknown poll', [], [trainee(A), 'poll.vote', { poll: 'x', choices: [0] }], 'poll.unknown'],
  ['a show of hands that does not fit', [opened], [tutor, 'poll.tally', { poll, counts: [1] }], 'poll.choices'],
  ['break-outs without groups', [], [tutor, 'breakout.open', {}], 'breakout.none'],
  ['somebody in two groups', [], [tutor, 'breakout.plan', { groups: [...groups, { groupId: 'g2', name: 'x', members: [A] }] }], 'breakout.twice'],
  [
    'help without a group',
    [
      [tutor, 'breakout.plan', { groups }],
      [tutor, 'breakout.open', {}],
    ],
    [trainee(B), 'breakout.help', { wanted: true }],
    'breakout.none',
  ],
  [
    'help is called once',
    [
      [tutor, 'breakout.plan', { groups }],
      [tutor, 'breakout.open', {}],
      [trainee(A), 'breakout.help', { wanted: true }],
    ],
    [trainee(A), 'breakout.help', { wanted: true }],
    '',
  ],
  ['a tutor is not removed', [], [tutor, 'person.remove', { person: T }], 'person.tutor'],
  ['who was removed finds no meeting', [[tutor, 'person.remove', { person: A }]], [trainee(A), 'hand.raise', {}], 'meeting.unknown'],
  [
    'and is let in again',
    [
      [tutor, 'person.remove', { person: A }],
      [tutor, 'person.readmit', { person: A }],
    ],
    [trainee(A), 'hand.raise', {}],
    'hand.raised',
  ],
  ['a device that was revoked is none', [[tutor, 'device.revoke', { deviceId: D }]], [device, 'microphone.take'], 'meeting.unknown'],
  ['present without a device', [], [tutor, 'presence.tap', { person: C, present: true }], 'presence.tapped'],
  ['who has a device needs no tap', [], [tutor, 'presence.tap', { person: A, present: true }], 'presence.own-device'],
  [
    'a tap that is taken back lowers the hand',
    [
      [tutor, 'presence.tap', { person: C, present: true }],
      [tutor, 'hand.raise-for', { person: C }],
    ],
    [tutor, 'presence.tap', { person: C, present: false }],
    'presence.tapped hand.lowered',
  ],
  ['the device opens its microphone', [], [device, 'microphone.take'], 'microphone.taken'],
  [
    'one microphone in the room',
    [
      [device, 'microphone.take'],
      [trainee(A), 'checkin'],
    ],
    [trainee(A), 'microphone.take'],
    'microphone.taken',
  ],
  ['at home nobody needs it', [], [trainee(A), 'microphone.take'], 'microphone.elsewhere'],
  ['a trainee does not take it away', [[device, 'microphone.take']], [trainee(A), 'microphone.give', { from: D }], 'role.unfit'],
  [
    'who is gone gives it back',
    [
      [trainee(A), 'checkin'],
      [trainee(A), 'microphone.take'],
      [null, SERVER.gone, { persons: [A] }],
    ],
    [device, 'microphone.take'],
    'microphone.taken',
  ],
  ['gone lowers the hand', [[trainee(A), 'hand.raise', {}]], [null, SERVER.gone, { persons: [A] }], 'people.gone hand.lowered'],
  ['gone twice is gone once', [[null, SERVER.gone, { persons: [A] }]], [null, SERVER.gone, { persons: [A] }], ''],
  ['who sits does not come', [], [null, SERVER.came, { people: [{ person: A, seat: 'trainee' }] }], ''],
  ['an answer to no exercise', [], [trainee(A), 'exercise.answer', { opening: 'x' }], 'exercise.unknown'],
  [
    'an exercise replaces the one before',
    [[tutor, 'exercise.open', { unitId: 'u', exerciseId: 'e' }]],
    [tutor, 'exercise.open', { unitId: 'u', exerciseId: 'f' }],
    'exercise.closed exercise.opened',
  ],
  [
    'nothing is taken once it is shown',
    [
      [tutor, 'exercise.open', { unitId: 'u', exerciseId: 'e' }],
      [tutor, 'exercise.show', { opening: poll, stage: 'answers' }],
    ],
    [trainee(A), 'exercise.answer', { opening: poll }],
    'exercise.over',
  ],
  ['the end counts an open poll first', [opened], [tutor, 'meeting.end', {}, { votes: [] }], 'poll.closed meeting.ended'],
  ['after the end nothing is taken', [[tutor, 'meeting.end', {}, { votes: [] }]], [trainee(A), 'hand.raise', {}], 'meeting.over'],
  ['after the end nobody comes', [[tutor, 'meeting.end', {}, { votes: [] }]], [null, SERVER.came, { people: [{ person: C, seat: 'trainee' }] }], ''],
])('%s', (_, before, asked, expected) => {
  const meeting = new Played();
  for (const step of before) meeting.do(...step);
  // the code of a microphone that is taken is the name of its event: what was decided tells them apart
  const decided = meeting.ask(...asked);
  expect(outcome(decided)).toBe(expected);
  if (_ === 'one microphone in the room') expect(decided).toBeInstanceOf(Problem);
});

describe('a poll is counted', () => {
  const vote = (person: string, choice: number, place: 'room' | 'remote') => ({ person, choices: [choice], place });
  const closed = (votes: ReturnType<typeof vote>[], tally?: number[], named = false) => {
    const meeting = new Played();
    meeting.do(tutor, 'poll.open', { ...POLL, named });
    if (tally) meeting.do(tutor, 'poll.tally', { poll, counts: tally });
    return meeting.do(tutor, 'poll.close', { poll }, { votes });
  };
  const three = (place: 'room' | 'remote') => [vote('a', 0, place), vote('b', 0, place), vote('c', 1, place)];

  test.each([
    ['two in the room do not say who chose what', [...three('remote'), vote('x', 1, 'room'), vote('y', 1, 'room')], undefined, null],
    ['three in each place are told apart', [...three('remote'), ...three('room')], undefined, { room: [2, 1], remote: [2, 1] }],
    ['a show of hands counts for the room', three('remote'), [2, 1], { room: [2, 1], remote: [2, 1] }],
    ['nobody elsewhere', three('room'), [0, 1], null],
  ])('%s', (_, votes, tally, split) => {
    expect(closed(votes, tally)[0]?.body).toMatchObject({ split, votes: votes.length + (tally ?? []).reduce((a, b) => a + b, 0) });
  });

  test('an anonymous poll says nothing of persons, a named one says it to tutors only', () => {
    expect(JSON.stringify(closed([vote(A, 0, 'room')]))).not.toContain(A);
    expect(closed([vote(A, 0, 'room')], undefined, true)[1]).toEqual({ type: 'poll.named', body: { poll, choices: { [A]: [0] } }, audience: 'tutors' });
  });
});

test.each([
  ['by its plan', (meeting: Played) => meeting.do(null, SERVER.time), { endsAt: 1_500_000 }, 1_500_000, 'plan'],
  [
    'a quarter of an hour after the last tutor has left',
    (meeting: Played) => meeting.do(null, SERVER.gone, { persons: [T] }),
    { endsAt: null },
    1_000_000 + 15 * 60_000 + 9_000,
    'alone',
  ],
])('a meeting ends %s', (_, before, plan, at, why) => {
  const meeting = new Played();
  meeting.state = { ...meeting.state, ...plan };
  before(meeting);
  meeting.now = at;
  expect(meeting.ask(null, SERVER.time)).toEqual([{ type: 'meeting.ended', body: { why } }]);
});

test.each<[what: string, endsAt: number | null, before: Step[], minutes: number, expected: string]>([
  ['a planned hour stands in the plan again', 9_000_000, [], 1, 'meeting.put-back'],
  ['one that was not planned ends as one that never was', null, [], 1, 'meeting.ended'],
  ['an open task takes no more answers', null, [[tutor, 'exercise.open', { unitId: 'u', exerciseId: 'e' }]], 1, 'exercise.closed meeting.ended'],
  ['not after ten minutes', 9_000_000, [], 11, 'meeting.put-back-late'],
  ['not once a trainee was there', 9_000_000, [[null, SERVER.came, { people: [{ person: A, seat: 'trainee' }] }]], 1, 'meeting.somebody-came'],
  ['not once it is over', 9_000_000, [[tutor, 'meeting.end']], 1, 'meeting.over'],
])('put back: %s', (_, endsAt, before, minutes, expected) => {
  const meeting = new Played();
  meeting.state = emptyMeeting();
  meeting.do(null, SERVER.started, { endsAt });
  meeting.do(null, SERVER.came, { people: [{ person: T, seat: 'tutor' }] });
  for (const step of before) meeting.do(...step);
  meeting.now += minutes * 60_000 - 10_000;
  expect(outcome(meeting.ask(tutor, SERVER.putBack))).toBe(expected);
});

test('an hour that was put back can begin again, and nothing of before is left', () => {
  const meeting = new Played();
  meeting.state = emptyMeeting();
  meeting.do(null, SERVER.started, { endsAt: 9_000_000 });
  meeting.do(null, SERVER.came, { people: [{ person: T, seat: 'tutor' }] });
  meeting.do(tutor, 'chat.post', { text: 'Hallo', to: 'all' });
  meeting.do(tutor, SERVER.putBack);
  expect(meeting.state).toEqual({ ...emptyMeeting(), seq: 4, at: meeting.now });
  expect(outcome(meeting.ask(tutor, 'chat.post', { text: 'x', to: 'all' }))).toBe('meeting.not-begun');
  meeting.do(null, SERVER.started, { endsAt: 9_000_000 });
  expect([meeting.state.phase, meeting.state.startedAt]).toEqual(['live', meeting.now]);
});

test('a tutor who comes back keeps the meeting', () => {
  const meeting = new Played();
  meeting.do(null, SERVER.gone, { persons: [T] });
  meeting.now += 10 * 60_000;
  meeting.do(null, SERVER.came, { people: [{ person: T, seat: 'tutor' }] });
  meeting.now += 10 * 60_000;
  expect(meeting.ask(null, SERVER.time)).toEqual([]);
});

test.each([
  ['time', [A, B, C]],
  ['alternate', [A, C, B]],
])('the queue by %s', (order, expected) => {
  const meeting = new Played();
  meeting.do(tutor, 'presence.tap', { person: C, present: true });
  meeting.do(trainee(A), 'hand.raise');
  meeting.do(trainee(B), 'hand.raise');
  meeting.do(tutor, 'hand.raise-for', { person: C });
  meeting.do(tutor, 'hand.order', { order });
  expect(handQueue(meeting.state).map(({ person }) => person)).toEqual(expected);
});

test('time never goes back, whatever the clock does', () => {
  const meeting = new Played();
  meeting.now = 10;
  expect(meeting.ask(tutor, 'timer.start', { label: '', seconds: 60 })).toEqual([
    { type: 'timer.started', body: { label: '', endsAt: meeting.state.at + 60_000 } },
  ]);
});
