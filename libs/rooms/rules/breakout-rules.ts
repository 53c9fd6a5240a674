import { Problem } from '#lotse/base';
import type { BreakoutGroup } from '#lotse/contract';
import type { Decided, Ground } from './command.js';
import { me, seated } from './people-rules.js';

export function planBreakouts({ state }: Ground, { groups }: { groups: BreakoutGroup[] }): Decided[] {
  if (state.breakouts.open) throw new Problem('conflict', 'breakout.running');
  const members = groups.flatMap((group) => group.members);
  const isFit = new Set(members).size === members.length && new Set(groups.map((group) => group.groupId)).size === groups.length;
  if (!isFit) throw new Problem('invalid', 'breakout.twice');
  return [{ type: 'breakout.planned', body: { groups } }];
}

export function openBreakouts({ state, now }: Ground, { seconds }: { seconds?: number | undefined }): Decided[] {
  if (state.breakouts.open) return [];
  if (state.breakouts.groups.length === 0) throw new Problem('conflict', 'breakout.none');
  return [{ type: 'breakout.opened', body: { endsAt: seconds === undefined ? null : now + seconds * 1000 } }];
}

export function assignBreakout(ground: Ground, { person, groupId }: { person: string; groupId: string | null }): Decided[] {
  seated(ground, person);
  const { groups } = ground.state.breakouts;
  if (groupId !== null && !groups.some((group) => group.groupId === groupId)) throw new Problem('not-found', 'breakout.unknown');
  return [{ type: 'breakout.assigned', body: { person, groupId }, about: person }];
}

export function callForHelp(ground: Ground, { wanted }: { wanted: boolean }): Decided[] {
  const [person, { breakouts }] = [me(ground), ground.state];
  const group = breakouts.open ? breakouts.groups.find((one) => one.members.includes(person)) : undefined;
  if (!group) throw new Problem('conflict', 'breakout.none');
  if (breakouts.help.includes(group.groupId) === wanted) return [];
  return [{ type: 'breakout.help', body: { groupId: group.groupId, wanted }, audience: `group ${group.groupId}` }];
}

export function helpGroup({ state }: Ground, { groupId }: { groupId: string }): Decided[] {
  if (!state.breakouts.help.includes(groupId)) return [];
  return [{ type: 'breakout.help', body: { groupId, wanted: false }, audience: `group ${groupId}` }];
}

export function tellBreakouts({ state }: Ground, { text }: { text: string }): Decided[] {
  if (!state.breakouts.open) throw new Problem('conflict', 'breakout.none');
  return [{ type: 'breakout.said', body: { text } }];
}

export function closeBreakouts({ state }: Ground): Decided[] {
  return state.breakouts.open ? [{ type: 'breakout.closed', body: {} }] : [];
}
