import * as z from 'zod/mini';
import { channel } from './channel.js';
import { AnswerOutcome } from './answers.js';
import { Response, TaskView } from './exercises.js';
import { Text2 } from './prose.js';
import { POLL_OPTIONS_MOST, pollQuestion } from './polls.js';
import { ContentId, Id, Instant } from './words.js';
import { MeetingPlace } from './rooms.js';

const tutors = ['teacher', 'tutor'] as const;
const people = ['trainee', 'teacher', 'tutor'] as const;
const all = ['trainee', 'teacher', 'tutor', 'device'] as const;
const showing = ['teacher', 'tutor', 'device'] as const;
const nothing = z.strictObject({});
const person = z.strictObject({ person: Id });
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const seconds = z.number().check(z.int(), z.minimum(10), z.maximum(4 * 3600));

/** Path of the connection, beside the pages; the ticket travels in the handshake's `auth`, never in the address. */
export const LIVE_PATH = '/live';
/**
 * What the browser sends when it connects. `device` is a random id of this browser's storage, `lastSeq` the last event it has
 * seen: up to 200 missed ones are replayed, otherwise a snapshot comes.
 */
export const LiveHandshake = z.strictObject({
  ticket: z.string().check(z.maxLength(200)),
  device: z.string().check(z.minLength(1), z.maxLength(40)),
  lastSeq: z.optional(z.number().check(z.int(), z.minimum(0))),
});
export type LiveHandshake = z.infer<typeof LiveHandshake>;

/** Offset of the browser's clock: best of five by the shortest way. */
export const clockPing = channel(
  'clock.ping',
  { who: all, body: z.strictObject({ t0: z.number() }), reply: z.object({ t0: z.number(), t1: z.number() }) },
  'reading',
);
export const peopleNames = channel(
  'people.names',
  // without `persons` a tutor gets everybody of the course, others those of the meeting
  {
    who: all,
    body: z.strictObject({ persons: z.optional(z.array(Id).check(z.maxLength(200))) }),
    reply: z.object({ names: z.record(z.string(), z.string()) }),
  },
  'reading',
);

export const setPlace = channel('place.set', { who: people, body: z.strictObject({ place: MeetingPlace }), events: ['place.set'] });
export const checkIn = channel('checkin', { who: people, body: z.strictObject({ code: z.string().check(z.maxLength(12)) }), events: ['checkin.done'] });
/** The code of this minute, for the room device and the tutor. */
export const checkInCode = channel('checkin.code', { who: showing, body: nothing, reply: z.object({ code: z.string(), until: Instant }) }, 'reading');
/** Somebody in the room without a device is there, or is not after all. */
export const tapPresent = channel('presence.tap', { who: tutors, body: z.strictObject({ person: Id, present: z.boolean() }), events: ['presence.tapped'] });
export const pairingCode = channel('device.code', { who: tutors, body: nothing, reply: z.object({ code: z.string(), until: Instant }) }, 'reading');
export const revokeDevice = channel('device.revoke', { who: tutors, body: z.strictObject({ deviceId: Id }), events: ['device.revoked'] });

const topic = z.optional(z.string().check(z.trim(), z.maxLength(200)));
export const raiseHand = channel('hand.raise', { who: people, body: z.strictObject({ topic }), events: ['hand.raised'] });
export const raiseHandFor = channel('hand.raise-for', { who: tutors, body: z.strictObject({ person: Id, topic }), events: ['hand.raised'] });
export const lowerHand = channel('hand.lower', { who: people, body: nothing, events: ['hand.lowered'] });
export const callHand = channel('hand.call', { who: tutors, body: person, events: ['hand.called'] });
export const doneHand = channel('hand.done', { who: tutors, body: person, events: ['hand.lowered'] });
export const handOrder = channel('hand.order', { who: tutors, body: z.strictObject({ order: z.enum(['time', 'alternate']) }), events: ['hand.order'] });

export const postChat = channel('chat.post', {
  who: people,
  /** `group`: the asker's break-out group, while groups are open; its tutors read along. */
  body: z.strictObject({ text: line(2000), to: z.enum(['all', 'tutors', 'group']) }),
  events: ['chat.posted'],
});
export const hideChat = channel('chat.hide', { who: tutors, body: z.strictObject({ line: z.number() }), events: ['chat.hidden'] });

export const openPoll = channel('poll.open', {
  who: tutors,
  body: z.strictObject({ ...pollQuestion, seconds: z.optional(seconds) }),
  events: ['poll.opened'],
});
/** The last choice counts until the poll is closed. */
export const votePoll = channel('poll.vote', {
  who: ['trainee'],
  body: z.strictObject({
    poll: Id,
    choices: z.array(z.number().check(z.int(), z.minimum(0), z.maximum(POLL_OPTIONS_MOST - 1))).check(z.minLength(1), z.maxLength(POLL_OPTIONS_MOST)),
  }),
  events: ['poll.voted'],
});
/** What somebody chose last, while the poll is open. */
export const ownVote = channel(
  'poll.own',
  { who: ['trainee'], body: z.strictObject({ poll: Id }), reply: z.object({ choices: z.array(z.number()) }) },
  'reading',
);
/** Show of hands of people without a device: counts per option. */
export const tallyPoll = channel('poll.tally', {
  who: tutors,
  body: z.strictObject({ poll: Id, counts: z.array(z.number().check(z.int(), z.minimum(0), z.maximum(200))).check(z.maxLength(POLL_OPTIONS_MOST)) }),
  events: ['poll.tallied'],
});
export const closePoll = channel('poll.close', { who: tutors, body: z.strictObject({ poll: Id }), events: ['poll.closed'] });

/** The result leaves the screens; it stays in the hour's log and summary. */
export const hidePoll = channel('poll.hide', { who: tutors, body: z.strictObject({ poll: Id }), events: ['poll.hidden'] });

export const openExercise = channel('exercise.open', {
  who: tutors,
  body: z.strictObject({ unitId: ContentId, exerciseId: ContentId }),
  events: ['exercise.opened'],
});
/** The task of the open exercise; for people with what they have answered. */
export const takeExercise = channel(
  'exercise.take',
  {
    who: all,
    body: z.strictObject({ opening: Id }),
    reply: z.object({
      ...{ task: TaskView, answered: z.boolean(), response: z.nullable(z.unknown()), outcome: z.nullable(AnswerOutcome) },
      /** Once the tutor shows it: for everybody, also who gave no answer, the tutor and the beamer. */
      shown: z.nullable(z.object({ solution: Response, explanation: Text2 })),
    }),
  },
  'reading',
);
export const answerExercise = channel('exercise.answer', {
  who: ['trainee'],
  body: z.strictObject({ opening: Id, answerId: Id, response: Response, device: z.string().check(z.maxLength(40)), sequence: z.number(), clientTime: Instant }),
  events: ['exercise.answered'],
});
/** First all answers without names, then verdict and solution; after either nothing more is taken. */
export const showExercise = channel('exercise.show', {
  who: tutors,
  body: z.strictObject({ opening: Id, stage: z.enum(['answers', 'solution']) }),
  events: ['exercise.shown'],
});
export const closeExercise = channel('exercise.close', { who: tutors, body: z.strictObject({ opening: Id }), events: ['exercise.closed'] });

export const startTimer = channel('timer.start', {
  who: tutors,
  body: z.strictObject({ label: z.string().check(z.maxLength(80)), seconds }),
  events: ['timer.started'],
});
export const stopTimer = channel('timer.stop', { who: tutors, body: nothing, events: ['timer.stopped'] });

export const MOODS = ['ok', 'fast', 'lost'] as const;
export type Mood = (typeof MOODS)[number];
/** Passed on as counts only, at most once a second; kept without a person until the meeting ends. */
export const setMood = channel('mood.set', { who: ['trainee'], body: z.strictObject({ mood: z.nullable(z.enum(MOODS)) }), events: ['mood.bar'] }, 'volatile');

const groups = z.array(z.strictObject({ groupId: Id, name: line(60), members: z.array(Id).check(z.maxLength(60)) })).check(z.minLength(1), z.maxLength(20));
export const planBreakouts = channel('breakout.plan', { who: tutors, body: z.strictObject({ groups }), events: ['breakout.planned'] });
export const openBreakouts = channel('breakout.open', { who: tutors, body: z.strictObject({ seconds: z.optional(seconds) }), events: ['breakout.opened'] });
export const assignBreakout = channel('breakout.assign', {
  who: tutors,
  body: z.strictObject({ person: Id, groupId: z.nullable(Id) }),
  events: ['breakout.assigned'],
});
export const callForHelp = channel('breakout.help', { who: people, body: z.strictObject({ wanted: z.boolean() }), events: ['breakout.help'] });
export const helpGroup = channel('breakout.helped', { who: tutors, body: z.strictObject({ groupId: Id }), events: ['breakout.help'] });
export const tellBreakouts = channel('breakout.say', { who: tutors, body: z.strictObject({ text: line(300) }), events: ['breakout.said'] });
export const closeBreakouts = channel('breakout.close', { who: tutors, body: nothing, events: ['breakout.closed'] });

export const LOCKS = ['chat', 'hands', 'microphones', 'cameras', 'board', 'room'] as const;
export const Lock = z.enum(LOCKS);
export type Lock = z.infer<typeof Lock>;
/** `room`: nobody new comes in. */
export const setLock = channel('lock.set', { who: tutors, body: z.strictObject({ lock: Lock, on: z.boolean() }), events: ['lock.set'] });
export const removePerson = channel('person.remove', { who: tutors, body: person, events: ['person.removed'] });
export const readmitPerson = channel('person.readmit', { who: tutors, body: person, events: ['person.readmitted'] });
/** One open microphone per room: whoever sits in the same room waits until it is given back. A tutor may take it away. */
export const takeMicrophone = channel('microphone.take', { who: all, body: nothing, events: ['microphone.taken'] });
export const giveMicrophone = channel('microphone.give', { who: all, body: z.strictObject({ from: z.optional(Id) }), events: ['microphone.given'] });
export const endMeeting = channel('meeting.end', { who: tutors, body: nothing, events: ['meeting.ended'] });
