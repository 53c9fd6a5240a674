import { Problem } from '#lotse/base';
import type { MeetingState, Poll } from '#lotse/contract';
import type { Decided, RuleContext, Vote } from './command.js';
import { me } from './people-rules.js';

/** A split by place is shown from three votes each: below that it would say who chose what. */
const SPLIT_FROM = 3;

function pollOf(state: MeetingState, poll: string): Poll {
  const found = state.polls.find((one) => one.poll === poll);
  if (!found) throw new Problem('not-found', 'poll.unknown');
  return found;
}

export function openPoll(
  { state, now, id }: RuleContext,
  body: { question: string; options: string[]; several: boolean; named: boolean; seconds?: number | undefined },
): Decided[] {
  if (state.polls.some((one) => one.result === null)) throw new Problem('conflict', 'poll.running');
  const { question, options, several, named, seconds } = body;
  return [{ type: 'poll.opened', body: { poll: id, question, options, several, named, endsAt: seconds === undefined ? null : now + seconds * 1000 } }];
}

/** The event says how many have voted; what they chose is a row beside it, as long as the poll is open. */
export function votePoll(context: RuleContext, { poll, choices }: { poll: string; choices: number[] }): Decided[] {
  const [one, person] = [pollOf(context.state, poll), me(context)];
  if (one.result !== null || (one.endsAt !== null && context.now >= one.endsAt)) throw new Problem('conflict', 'poll.closed');
  const isFit = choices.every((choice) => choice < one.options.length) && new Set(choices).size === choices.length && (one.several || choices.length === 1);
  if (!isFit) throw new Problem('invalid', 'poll.choices');
  return [{ type: 'poll.voted', body: { poll, votes: one.votes + (one.voters.includes(person) ? 0 : 1) } }];
}

export function tallyPoll({ state }: RuleContext, { poll, counts }: { poll: string; counts: number[] }): Decided[] {
  const one = pollOf(state, poll);
  if (one.result !== null) throw new Problem('conflict', 'poll.closed');
  if (counts.length !== one.options.length) throw new Problem('invalid', 'poll.choices');
  return [{ type: 'poll.tallied', body: { poll, counts } }];
}

export function closePoll({ state, facts }: RuleContext, { poll }: { poll: string }): Decided[] {
  const one = pollOf(state, poll);
  if (one.result !== null) return [];
  if (!facts.votes) throw new Error('a poll is closed with its votes');
  const counts = countOf(one, facts.votes);
  const tally = one.tally ?? one.options.map(() => 0);
  const room = facts.votes.filter((vote) => vote.place === 'room');
  const remote = facts.votes.filter((vote) => vote.place !== 'room');
  const inRoom = countOf(one, room).map((count, i) => count + (tally[i] ?? 0));
  const shown = Math.max(room.length, sum(inRoom)) >= SPLIT_FROM && remote.length >= SPLIT_FROM;
  const closed: Decided = {
    type: 'poll.closed',
    body: {
      poll,
      counts: counts.map((count, i) => count + (tally[i] ?? 0)),
      votes: facts.votes.length + sum(tally),
      split: shown ? { room: inRoom, remote: countOf(one, remote) } : null,
    },
  };
  if (!one.named) return [closed];
  return [
    closed,
    { type: 'poll.named', body: { poll, choices: Object.fromEntries(facts.votes.map((vote) => [vote.person, vote.choices])) }, audience: 'tutors' },
  ];
}

/** Only a result can be put away. */
export function hidePoll({ state }: RuleContext, { poll }: { poll: string }): Decided[] {
  const one = pollOf(state, poll);
  if (one.result === null) throw new Problem('conflict', 'poll.running');
  return one.hidden ? [] : [{ type: 'poll.hidden', body: { poll } }];
}

function countOf(poll: Poll, votes: readonly Vote[]): number[] {
  return poll.options.map((_, option) => votes.filter((vote) => vote.choices.includes(option)).length);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
