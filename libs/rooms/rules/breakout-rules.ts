import { Problem } from '#lotse/base';
import type { BreakoutGroup } from '#lotse/contract';
import type { Decided, RuleContext } from './command.js';
import { me, seated } from './people-rules.js';

export function planBreakouts({ state }: RuleContext, { groups }: { groups: BreakoutGroup[] }): Decided[] {
  if (state.breakouts.open) throw new Problem('conflict', 'breakout.running');
  const members = groups.flatMap((group) => group.members);
  const isFit = new Set(members).size === members.length && new Set(groups.map((group) => group.groupId)).size === groups.length;
  if (!isFit) throw new Problem('invalid', 'breakout.twice');
  return [{ type: 'breakout.planned', body: { groups } }];
}

export function openBreakouts({ state, now }: RuleContext, { seconds }: { seconds?: number | undefined }): Decided[] {
  if (state.breakouts.open) return [];
  if (state.breakouts.groups.length === 0) throw new Problem('conflict', 'breakout.none');
  return [{ type: 'breakout.opened', body: { endsAt: seconds === undefined ? null : now + seconds * 1000 } }];
}

export function assignBreakout(context: RuleContext, { person, groupId }: { person: string; groupId: string | null }): Decided[] {
  seated(context, person);
  const { groups } = context.state.breakouts;
  if (groupId !== null && !groups.some((group) => group.groupId === groupId)) throw new Problem('not-found', 'breakout.unknown');
  return [{ type: 'breakout.assigned', body: { person, groupId }, about: person }];
}

export function callForHelp(context: RuleContext, { wanted }: { wanted: boolean }): Decided[] {
  const [person, { breakouts }] = [me(context), context.state];
  const group = breakouts.open ? breakouts.groups.find((one) => one.members.includes(person)) : undefined;
  if (!group) throw new Problem('conflict', 'breakout.none');
  if (breakouts.help.includes(group.groupId) === wanted) return [];
  return [{ type: 'breakout.help', body: { groupId: group.groupId, wanted }, audience: `group ${group.groupId}` }];
}

export function helpGroup({ state }: RuleContext, { groupId }: { groupId: string }): Decided[] {
  if (!state.breakouts.help.includes(groupId)) return [];
  return [{ type: 'breakout.help', body: { groupId, wanted: false }, audience: `group ${groupId}` }];
}

export function tellBreakouts({ state }: RuleContext, { text }: { text: string }): Decided[] {
  if (!state.breakouts.open) throw new Problem('conflict', 'breakout.none');
  return [{ type: 'breakout.said', body: { text } }];
}

export function closeBreakouts({ state }: RuleContext): Decided[] {
  return state.breakouts.open ? [{ type: 'breakout.closed', body: {} }] : [];
}
