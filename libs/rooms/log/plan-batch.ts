import { hash as digest } from 'node:crypto';
import { Problem } from '#lotse/base';
import { applyEvent, type MeetingEvent, type MeetingState } from '#lotse/contract';
import { decide } from '../rules/decide.js';
import type { Command, Facts } from '../rules/command.js';
import type { Outcome } from './batch-queue.js';
import type { Entry } from './meeting-store.js';
import type { Ballot } from './meeting.queries.js';

export type Taken = ReadonlyMap<string, { hash: string; seq: number }>;

/** What a batch of commands comes to, decided one after the other. */
export interface Plan {
  state: MeetingState;
  entries: Entry[];
  ballots: Ballot[];
  outcomes: Outcome<number>[];
}

export function senderOf({ by }: Command): string | null {
  return by?.person ?? by?.device ?? null;
}
export function keyOf(sender: string | null, command: string): string {
  return `${sender ?? ''} ${command}`;
}
/** Of what was sent: the same message twice has the same, another body under the same id has not. */
export function hashOf({ name, body }: Command): string {
  return digest('sha256', JSON.stringify([name, body]), 'hex');
}

/** Pure. `taken` are commands that were stored before: they get the acknowledgement they had. */
export function planBatch(start: MeetingState, batch: readonly Command[], taken: Taken, now: number, facts: Facts = {}): Plan {
  const plan: Plan = { state: start, entries: [], ballots: [], outcomes: [] };
  const fresh = new Map<string, { hash: string; seq: number }>();
  for (const command of batch) {
    const [key, hash] = [keyOf(senderOf(command), command.id), hashOf(command)];
    const known = taken.get(key) ?? fresh.get(key);
    if (known) {
      plan.outcomes.push(known.hash === hash ? { done: known.seq } : { failed: new Problem('conflict', 'command.changed') });
      continue;
    }
    const decided = decide(plan.state, command, now, { ...facts, ...command.facts });
    if (decided instanceof Problem) {
      plan.outcomes.push({ failed: decided });
      continue;
    }
    const place = command.by?.person ? (plan.state.people[command.by.person]?.place ?? null) : null;
    decided.forEach(({ type, body, audience = 'all', about = null }, part) => {
      const event = { seq: plan.state.seq + 1, at: Math.max(now, plan.state.at), by: senderOf(command), type, body } as MeetingEvent;
      plan.entries.push({ event, audience, command: command.id, part, hash, sender: senderOf(command), about });
      plan.state = applyEvent(plan.state, event);
    });
    if (decided.some(({ type }) => type === 'poll.voted')) plan.ballots.push(ballotOf(command, place === 'room' ? 'room' : 'remote'));
    if (decided.length > 0) fresh.set(key, { hash, seq: plan.state.seq });
    plan.outcomes.push({ done: plan.state.seq });
  }
  return plan;
}

function ballotOf(command: Command, place: 'room' | 'remote'): Ballot {
  const { poll, choices } = command.body as { poll: string; choices: number[] };
  return { poll, choices, place, person: command.by?.person ?? '' };
}
