import { Problem } from '#lotse/base';
import type { Lock, MeetingState } from '#lotse/contract';
import type { Decided, RuleContext } from './command.js';
import { me, seated } from './people-rules.js';

const handOf = (state: MeetingState, person: string) => state.hands.find((hand) => hand.person === person);

/** A hand that is up keeps its place in the queue. */
export function raiseHand(context: RuleContext, { topic }: { topic?: string | undefined }): Decided[] {
  const person = me(context);
  if (handOf(context.state, person)) return [];
  if (context.state.locks.hands && context.by?.seat === 'trainee') throw new Problem('conflict', 'hand.off');
  return [{ type: 'hand.raised', body: { person, topic: topic || null }, about: person }];
}

export function raiseHandFor(context: RuleContext, { person, topic }: { person: string; topic?: string | undefined }): Decided[] {
  if (!seated(context, person).here) throw new Problem('conflict', 'person.gone');
  return handOf(context.state, person) ? [] : [{ type: 'hand.raised', body: { person, topic: topic || null }, about: person }];
}

export function lowerHand(context: RuleContext): Decided[] {
  const person = me(context);
  return handOf(context.state, person) ? [{ type: 'hand.lowered', body: { person, why: 'self' }, about: person }] : [];
}

export function callHand(context: RuleContext, { person }: { person: string }): Decided[] {
  const hand = handOf(context.state, person);
  if (!hand) throw new Problem('not-found', 'hand.none');
  return hand.calledAt === null ? [{ type: 'hand.called', body: { person }, about: person }] : [];
}

export function doneHand(context: RuleContext, { person }: { person: string }): Decided[] {
  return handOf(context.state, person) ? [{ type: 'hand.lowered', body: { person, why: 'done' }, about: person }] : [];
}

export function handOrder({ state }: RuleContext, { order }: { order: 'time' | 'alternate' }): Decided[] {
  return state.handOrder === order ? [] : [{ type: 'hand.order', body: { order } }];
}

/** The way to the tutors stays open when the chat is off. A group's lines are read by the group and the tutors. */
export function postChat(context: RuleContext, { text, to }: { text: string; to: 'all' | 'tutors' | 'group' }): Decided[] {
  const person = me(context);
  if (to !== 'tutors' && context.state.locks.chat && context.by?.seat === 'trainee') throw new Problem('conflict', 'chat.off');
  if (to !== 'group') return [{ type: 'chat.posted', body: { text, to }, audience: to }];
  const { open, groups } = context.state.breakouts;
  const mine = open ? groups.find((group) => group.members.includes(person)) : undefined;
  if (!mine) throw new Problem('conflict', 'breakout.none');
  return [{ type: 'chat.posted', body: { text, to, groupId: mine.groupId }, audience: `group ${mine.groupId}` }];
}

export function hideChat({ state }: RuleContext, { line }: { line: number }): Decided[] {
  const said = state.chat.find((one) => one.line === line);
  if (!said) throw new Problem('not-found', 'chat.unknown');
  return said.hidden ? [] : [{ type: 'chat.hidden', body: { line } }];
}

/** That the page is one of this board was looked up before. Asked for twice, boards turn to it twice: somebody may have gone elsewhere meanwhile. */
export function showPage(_: RuleContext, { pageId }: { pageId: string }): Decided[] {
  return [{ type: 'board.shown', body: { pageId } }];
}

export function startTimer({ now }: RuleContext, { label, seconds }: { label: string; seconds: number }): Decided[] {
  return [{ type: 'timer.started', body: { label, endsAt: now + seconds * 1000 } }];
}

export function stopTimer({ state }: RuleContext): Decided[] {
  return state.timer ? [{ type: 'timer.stopped', body: {} }] : [];
}

export function setLock({ state }: RuleContext, { lock, on }: { lock: Lock; on: boolean }): Decided[] {
  if (state.locks[lock] === on) return [];
  const silenced: Decided[] =
    lock === 'microphones' && on && state.microphone !== null && state.people[state.microphone]?.seat === 'trainee'
      ? [{ type: 'microphone.given', body: {} }]
      : [];
  return [{ type: 'lock.set', body: { lock, on } }, ...silenced];
}
