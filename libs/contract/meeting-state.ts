import type { BreakoutGroup, MeetingEvent, MeetingEvents } from './rooms-events.js';
import type { Lock } from './rooms-channels.js';
import type { MeetingEnd, MeetingPlace } from './rooms.js';

export interface PersonHere {
  seat: 'tutor' | 'trainee';
  place: MeetingPlace | null;
  /** Has a seat now; the others came and left again. */
  here: boolean;
  cameAt: number;
  /** Present by a tap of the tutor, without a device. */
  tapped: boolean;
  checkedInAt: number | null;
  /** How often and when last called: for "wer war lange nicht dran". */
  turns: number;
  lastTurnAt: number | null;
}
export interface Hand {
  person: string;
  topic: string | null;
  raisedAt: number;
  calledAt: number | null;
  /** Raised by a tutor for somebody without a device. */
  byTutor: boolean;
}
export interface ChatLine {
  line: number;
  by: string | null;
  to: 'all' | 'tutors' | 'group';
  /** Which group, where it went to one. */
  groupId: string | null;
  /** Empty once it is hidden. */
  text: string;
  at: number;
  hidden: boolean;
}
export interface Poll {
  poll: string;
  question: string;
  options: string[];
  several: boolean;
  named: boolean;
  openedAt: number;
  endsAt: number | null;
  votes: number;
  /** On the server all who voted; in a browser oneself at most. */
  voters: string[];
  tally: number[] | null;
  /** Its result was put away. */
  hidden: boolean;
  /** Null while it is open. */
  result: { counts: number[]; split: { room: number[]; remote: number[] } | null; choices: Record<string, number[]> | null } | null;
}
export interface SharedExercise {
  opening: string;
  unitId: string;
  exerciseId: string;
  stage: 'open' | 'answers' | 'solution';
  /** On the server and for tutors all who answered; in a trainee's browser oneself at most. */
  answered: string[];
  answers: number;
  summary: unknown;
}
export interface MeetingState {
  seq: number;
  at: number;
  phase: 'planned' | 'live' | 'ended';
  startedAt: number | null;
  /** Ends by itself then, unless a tutor ends it. */
  endsAt: number | null;
  endedBy: MeetingEnd | null;
  /** Since when no tutor has been there. */
  aloneSince: number | null;
  people: Record<string, PersonHere>;
  devices: Record<string, { label: string }>;
  hands: Hand[];
  handOrder: 'time' | 'alternate';
  chat: ChatLine[];
  polls: Poll[];
  exercise: SharedExercise | null;
  timer: { label: string; endsAt: number } | null;
  /** The page that the tutor turned everybody's board to last, and by which event. */
  boardPage: { pageId: string; seq: number } | null;
  breakouts: { open: boolean; endsAt: number | null; groups: BreakoutGroup[]; help: string[]; said: { text: string; at: number } | null };
  locks: Record<Lock, boolean>;
  removed: string[];
  microphone: string | null;
}

const CHAT_LINES = 500;
const POLLS = 30;

export function emptyMeeting(): MeetingState {
  return {
    ...{ seq: 0, at: 0, phase: 'planned', startedAt: null, endsAt: null, endedBy: null, aloneSince: null, people: {}, devices: {} },
    ...{ hands: [], handOrder: 'time', chat: [], polls: [], exercise: null, timer: null, boardPage: null },
    breakouts: { open: false, endsAt: null, groups: [], help: [], said: null },
    locks: { chat: false, hands: false, microphones: false, cameras: false, board: false, room: false },
    ...{ removed: [], microphone: null },
  };
}

type Change<T extends keyof MeetingEvents> = (
  state: MeetingState,
  body: MeetingEvents[T],
  event: { seq: number; at: number; by: string | null },
) => Partial<MeetingState>;

/** The state after an event: on the server from all events, in a browser from those it may see. Never changes its argument. */
export function applyEvent(state: MeetingState, event: MeetingEvent): MeetingState {
  const next = { ...state, seq: event.seq, at: Math.max(state.at, event.at) };
  // of somebody who was erased only the number is left
  if ((event.body as object | null) === null) return next;
  const change = CHANGES[event.type] as Change<typeof event.type>;
  return watched({ ...next, ...change(state, event.body, event) }, event.at);
}

function watched(state: MeetingState, at: number): MeetingState {
  if (state.phase !== 'live') return state;
  const hasTutor = Object.values(state.people).some((one) => one.seat === 'tutor' && one.here);
  const aloneSince = hasTutor ? null : (state.aloneSince ?? at);
  return aloneSince === state.aloneSince ? state : { ...state, aloneSince };
}

const CHANGES: { [T in keyof MeetingEvents]: Change<T> } = {
  'meeting.started': (_, { endsAt }, { at }) => ({ phase: 'live', startedAt: at, endsAt, aloneSince: at }),
  'meeting.ended': (state, { why }) => ({
    ...{ phase: 'ended', endedBy: why, timer: null, microphone: null, hands: [], exercise: null, devices: {} },
    breakouts: { ...state.breakouts, open: false, help: [] },
  }),
  'meeting.put-back': (before, _, { seq, at }) => ({ ...emptyMeeting(), seq, at: Math.max(before.at, at) }),
  'people.came': (state, { people }, { at }) => ({ people: { ...state.people, ...came(state, people, at) } }),
  'people.gone': (state, { persons }) => ({
    people: { ...state.people, ...changed(state, persons, { here: false }) },
    ...(state.microphone !== null && persons.includes(state.microphone) ? { microphone: null } : {}),
  }),
  'place.set': (state, { person, place }) => ({ people: { ...state.people, ...changed(state, [person], { place }) } }),
  'checkin.done': (state, { person }, { at }) => ({ people: { ...state.people, ...changed(state, [person], { place: 'room', checkedInAt: at }) } }),
  'presence.tapped': (state, { person, present }, { at }) => ({ people: { ...state.people, [person]: tapped(state.people[person], present, at) } }),
  'device.paired': (state, { deviceId, label }) => ({ devices: { ...state.devices, [deviceId]: { label } } }),
  'device.revoked': (state, { deviceId }) => ({
    devices: Object.fromEntries(Object.entries(state.devices).filter(([id]) => id !== deviceId)),
    ...(state.microphone === deviceId ? { microphone: null } : {}),
  }),
  'hand.raised': (state, { person, topic }, { at, by }) => ({
    hands: [...state.hands.filter((hand) => hand.person !== person), { person, topic, raisedAt: at, calledAt: null, byTutor: by !== person }],
  }),
  'hand.called': (state, { person }, { at }) => ({
    hands: state.hands.map((hand) => (hand.person === person ? { ...hand, calledAt: at } : hand)),
    people: { ...state.people, ...changed(state, [person], { turns: (state.people[person]?.turns ?? 0) + 1, lastTurnAt: at }) },
  }),
  'hand.lowered': (state, { person }) => ({ hands: state.hands.filter((hand) => hand.person !== person) }),
  'hand.order': (_, { order }) => ({ handOrder: order }),
  'chat.posted': (state, body, { seq, at, by }) => {
    const { text, to } = body;
    const line: ChatLine = { line: seq, by, to, groupId: body.to === 'group' ? body.groupId : null, text, at, hidden: false };
    return { chat: [...state.chat, line].slice(-CHAT_LINES) };
  },
  'chat.hidden': (state, { line }) => ({ chat: state.chat.map((one) => (one.line === line ? { ...one, text: '', hidden: true } : one)) }),
  'poll.opened': (state, poll, { at }) => ({
    polls: [...state.polls, { ...poll, openedAt: at, votes: 0, voters: [], tally: null, hidden: false, result: null }].slice(-POLLS),
  }),
  'poll.voted': (state, { poll, votes }, { by }) => ({
    polls: onPoll(state, poll, (one) => ({ ...one, votes, voters: by === null || one.voters.includes(by) ? one.voters : [...one.voters, by] })),
  }),
  'poll.tallied': (state, { poll, counts }) => ({ polls: onPoll(state, poll, (one) => ({ ...one, tally: counts })) }),
  'poll.closed': (state, { poll, counts, votes, split }) => ({
    polls: onPoll(state, poll, (one) => ({ ...one, votes, voters: [], result: { counts, split, choices: null } })),
  }),
  'poll.named': (state, { poll, choices }) => ({
    polls: onPoll(state, poll, (one) => ({ ...one, result: one.result ? { ...one.result, choices } : null })),
  }),
  'poll.hidden': (state, { poll }) => ({ polls: onPoll(state, poll, (one) => ({ ...one, hidden: true })) }),
  'exercise.opened': (_, opened) => ({ exercise: { ...opened, stage: 'open', answered: [], answers: 0, summary: null } }),
  'exercise.answered': (state, { opening, answers }, { by }) => ({
    exercise: onExercise(state, opening, (one) => ({
      ...one,
      answers,
      answered: by === null || one.answered.includes(by) ? one.answered : [...one.answered, by],
    })),
  }),
  'exercise.shown': (state, { opening, stage, summary }) => ({ exercise: onExercise(state, opening, (one) => ({ ...one, stage, summary })) }),
  'exercise.closed': (state, { opening }) => (state.exercise?.opening === opening ? { exercise: null } : {}),
  'board.shown': (_, { pageId }, { seq }) => ({ boardPage: { pageId, seq } }),
  'timer.started': (_, timer) => ({ timer }),
  'timer.stopped': () => ({ timer: null }),
  'breakout.planned': (state, { groups }) => ({ breakouts: { ...state.breakouts, groups } }),
  'breakout.opened': (state, { endsAt }) => ({ breakouts: { ...state.breakouts, open: true, endsAt, help: [], said: null } }),
  'breakout.assigned': (state, { person, groupId }) => ({ breakouts: { ...state.breakouts, groups: moved(state.breakouts.groups, person, groupId) } }),
  'breakout.help': (state, { groupId, wanted }) => ({
    breakouts: { ...state.breakouts, help: [...state.breakouts.help.filter((id) => id !== groupId), ...(wanted ? [groupId] : [])] },
  }),
  'breakout.said': (state, { text }, { at }) => ({ breakouts: { ...state.breakouts, said: { text, at } } }),
  'breakout.closed': (state) => ({ breakouts: { ...state.breakouts, open: false, endsAt: null, help: [] } }),
  'lock.set': (state, { lock, on }) => ({ locks: { ...state.locks, [lock]: on } }),
  'person.removed': (state, { person }) => ({
    removed: [...state.removed.filter((id) => id !== person), person],
    people: { ...state.people, ...changed(state, [person], { here: false }) },
    hands: state.hands.filter((hand) => hand.person !== person),
    ...(state.microphone === person ? { microphone: null } : {}),
  }),
  'person.readmitted': (state, { person }) => ({ removed: state.removed.filter((id) => id !== person) }),
  'microphone.taken': (_, { holder }) => ({ microphone: holder }),
  'microphone.given': () => ({ microphone: null }),
};

const UNKNOWN: PersonHere = {
  ...{ seat: 'trainee', place: null, here: false, cameAt: 0, tapped: false, checkedInAt: null },
  ...{ turns: 0, lastTurnAt: null },
};

function came(state: MeetingState, people: MeetingEvents['people.came']['people'], at: number): MeetingState['people'] {
  const one = (person: string): PersonHere => state.people[person] ?? { ...UNKNOWN, cameAt: at };
  return Object.fromEntries(people.map(({ person, seat }) => [person, { ...one(person), seat, here: true, tapped: false }]));
}

function changed(state: MeetingState, persons: string[], change: Partial<PersonHere>): MeetingState['people'] {
  return Object.fromEntries(persons.flatMap((id) => (state.people[id] ? [[id, { ...state.people[id], ...change }]] : [])));
}

function tapped(known: PersonHere | undefined, present: boolean, at: number): PersonHere {
  const before = known ?? { ...UNKNOWN, cameAt: at };
  return { ...before, here: present, tapped: present, place: present ? 'room' : before.place };
}

function onPoll(state: MeetingState, poll: string, change: (poll: Poll) => Poll): Poll[] {
  return state.polls.map((one) => (one.poll === poll ? change(one) : one));
}

function onExercise(state: MeetingState, opening: string, change: (exercise: SharedExercise) => SharedExercise): SharedExercise | null {
  return state.exercise?.opening === opening ? change(state.exercise) : state.exercise;
}

function moved(groups: BreakoutGroup[], person: string, groupId: string | null): BreakoutGroup[] {
  return groups.map((group) => {
    const others = group.members.filter((id) => id !== person);
    return { ...group, members: group.groupId === groupId ? [...others, person] : others };
  });
}
