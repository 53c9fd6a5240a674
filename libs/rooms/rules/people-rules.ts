import { Problem } from '#lotse/base';
import type { MeetingPlace, PersonHere } from '#lotse/contract';
import type { Decided, RuleContext } from './command.js';

/** The person at this connection; a device is none. */
export function me({ by }: RuleContext): string {
  if (!by?.person) throw new Problem('forbidden', 'role.unfit');
  return by.person;
}

/** Somebody who has a seat in the meeting; all others are unknown. */
export function seated({ state }: RuleContext, person: string): PersonHere {
  const one = state.people[person];
  if (!one || state.removed.includes(person)) throw new Problem('not-found', 'person.unknown');
  return one;
}

export function setPlace(context: RuleContext, { place }: { place: MeetingPlace }): Decided[] {
  const person = me(context);
  return context.state.people[person]?.place === place ? [] : [{ type: 'place.set', body: { person, place }, about: person }];
}

/** The code was compared before: here it only counts who typed it. */
export function checkIn(context: RuleContext): Decided[] {
  const person = me(context);
  const known = context.state.people[person];
  return (known?.checkedInAt ?? null) !== null && known?.place === 'room' ? [] : [{ type: 'checkin.done', body: { person }, about: person }];
}

/** For people without a device; who has one of their own needs no tap. That the person belongs to the course was looked up before. */
export function tapPresent({ state }: RuleContext, { person, present }: { person: string; present: boolean }): Decided[] {
  const known = state.people[person];
  if (state.removed.includes(person)) throw new Problem('not-found', 'person.unknown');
  if (known?.here && !known.tapped) throw new Problem('conflict', 'presence.own-device');
  if ((known?.tapped ?? false) === present) return [];
  const lowered: Decided[] =
    !present && state.hands.some((hand) => hand.person === person) ? [{ type: 'hand.lowered', body: { person, why: 'gone' }, about: person }] : [];
  return [{ type: 'presence.tapped', body: { person, present }, about: person }, ...lowered];
}

export function removePerson(context: RuleContext, { person }: { person: string }): Decided[] {
  if (context.state.removed.includes(person)) return [];
  if (seated(context, person).seat === 'tutor') throw new Problem('forbidden', 'person.tutor');
  return [{ type: 'person.removed', body: { person }, about: person }];
}

export function readmitPerson({ state }: RuleContext, { person }: { person: string }): Decided[] {
  return state.removed.includes(person) ? [{ type: 'person.readmitted', body: { person }, about: person }] : [];
}

export function revokeDevice({ state }: RuleContext, { deviceId }: { deviceId: string }): Decided[] {
  if (!state.devices[deviceId]) throw new Problem('not-found', 'device.unknown');
  return [{ type: 'device.revoked', body: { deviceId } }];
}

/** One open microphone in the room. Who sits elsewhere hears nobody twice and needs none of this. */
export function takeMicrophone({ state, by }: RuleContext): Decided[] {
  const holder = by?.person ?? by?.device;
  if (!holder) throw new Problem('forbidden', 'role.unfit');
  if (state.microphone === holder) return [];
  if (state.locks.microphones && by?.seat === 'trainee') throw new Problem('conflict', 'microphone.off');
  if (by?.person && state.people[by.person]?.place !== 'room') throw new Problem('conflict', 'microphone.elsewhere');
  if (state.microphone !== null) throw new Problem('conflict', 'microphone.taken');
  return [{ type: 'microphone.taken', body: { holder } }];
}

export function giveMicrophone({ state, by }: RuleContext, { from }: { from?: string | undefined }): Decided[] {
  const holder = from ?? by?.person ?? by?.device;
  if (from !== undefined && by?.seat !== 'tutor' && from !== (by?.person ?? by?.device)) throw new Problem('forbidden', 'role.unfit');
  return state.microphone !== null && state.microphone === holder ? [{ type: 'microphone.given', body: {} }] : [];
}
