import { Problem } from '#lotse/base';
import { whyNotPutBack, type MeetingEnd } from '#lotse/contract';
import { closePoll } from './poll-rules.js';
import type { Decided, RuleContext } from './command.js';

/** An hour that nobody ends: so long after its plan, and so long after the last tutor has left. */
export const AFTER_PLAN_MS = 30 * 60_000;
export const ALONE_MS = 15 * 60_000;

export interface Came {
  person: string;
  seat: 'tutor' | 'trainee';
}

/** People whose first connection is there. Whoever sat all along is not said again. */
export function peopleCame({ state }: RuleContext, { people }: { people: readonly Came[] }): Decided[] {
  const fresh = new Map(people.filter(({ person }) => !state.people[person]?.here || state.people[person].tapped).map((one) => [one.person, one]));
  return fresh.size === 0 ? [] : [{ type: 'people.came', body: { people: [...fresh.values()] } }];
}

/** Nothing was heard of them for 90 seconds: seat and hand are free. */
export function peopleGone({ state }: RuleContext, { persons }: { persons: readonly string[] }): Decided[] {
  const gone = persons.filter((person) => state.people[person]?.here && !state.people[person].tapped);
  if (gone.length === 0) return [];
  const hands = state.hands.filter((hand) => gone.includes(hand.person));
  return [
    { type: 'people.gone', body: { persons: gone } },
    ...hands.map(({ person }): Decided => ({ type: 'hand.lowered', body: { person, why: 'gone' }, about: person })),
  ];
}

export function devicePaired({ state }: RuleContext, { deviceId, label }: { deviceId: string; label: string }): Decided[] {
  return state.devices[deviceId] ? [] : [{ type: 'device.paired', body: { deviceId, label } }];
}

/** What falls due by time: a poll, break-outs, the meeting itself. */
export function timePasses(context: RuleContext): Decided[] {
  const { state, now } = context;
  if (state.phase !== 'live') return [];
  const why = endOf(context);
  if (why) return endMeeting(context, why);
  const polls = state.polls.filter((poll) => poll.result === null && poll.endsAt !== null && poll.endsAt <= now);
  const { breakouts } = state;
  const back: Decided[] = breakouts.open && breakouts.endsAt !== null && breakouts.endsAt <= now ? [{ type: 'breakout.closed', body: {} }] : [];
  return [...polls.flatMap(({ poll }) => closePoll(context, { poll })), ...back];
}

function endOf({ state, now }: RuleContext): MeetingEnd | null {
  if (state.endsAt !== null && now >= state.endsAt) return 'plan';
  return state.aloneSince !== null && now - state.aloneSince >= ALONE_MS ? 'alone' : null;
}

/** Open polls are counted first, an open exercise takes no more answers. */
export function endMeeting(context: RuleContext, why: MeetingEnd): Decided[] {
  const polls = context.state.polls.filter((poll) => poll.result === null);
  const { exercise } = context.state;
  const closed: Decided[] = exercise ? [{ type: 'exercise.closed', body: { opening: exercise.opening } }] : [];
  return [...polls.flatMap(({ poll }) => closePoll(context, { poll })), ...closed, { type: 'meeting.ended', body: { why } }];
}

/** Begun by mistake. One that was not planned ends as one that never was. */
export function putBack({ state, now }: RuleContext): Decided[] {
  const why = whyNotPutBack(state, now);
  if (why !== null) throw new Problem('conflict', why);
  const { exercise } = state;
  const closed: Decided[] = exercise ? [{ type: 'exercise.closed', body: { opening: exercise.opening } }] : [];
  return [...closed, state.endsAt === null ? { type: 'meeting.ended', body: { why: 'put-back' } } : { type: 'meeting.put-back', body: {} }];
}

/** True where `timePasses` would do something, so that nothing is locked for nothing. */
export function isDue({ state, now }: Pick<RuleContext, 'state' | 'now'>): boolean {
  const at = [state.endsAt, state.aloneSince === null ? null : state.aloneSince + ALONE_MS];
  if (state.breakouts.open) at.push(state.breakouts.endsAt);
  for (const poll of state.polls) if (poll.result === null) at.push(poll.endsAt);
  return state.phase === 'live' && at.some((time) => time !== null && time <= now);
}
