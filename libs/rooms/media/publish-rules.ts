import { MESH_LIMITS, type MediaPeer, type MeetingState } from '#lotse/contract';
import type { Viewer } from '../rules/command.js';

export type Wish = Pick<MediaPeer, 'audio' | 'video' | 'lowData' | 'circle'>;

/** Whoever sits in the room, and the room device: there is one open microphone for all of them. */
function isInRoom(state: MeetingState, { person, device }: Viewer): boolean {
  return device !== null || (person !== null && state.people[person]?.place === 'room');
}

/** Pure. Why somebody may not speak now; null where they may. */
export function whyNoSound(state: MeetingState, viewer: Viewer): string | null {
  if (state.locks.microphones && viewer.seat === 'trainee') return 'microphone.off';
  if (isInRoom(state, viewer) && state.microphone !== (viewer.person ?? viewer.device)) return 'microphone.taken';
  return null;
}

export function whyNoPicture(state: MeetingState, viewer: Viewer): string | null {
  return state.locks.cameras && viewer.seat === 'trainee' ? 'camera.off' : null;
}

/** Pure. Why a wish is refused; null where it is taken. `others` are the browsers that take part beside this one. */
export function whyNot(state: MeetingState, viewer: Viewer, others: readonly MediaPeer[], wish: Wish): string | null {
  if (wish.audio) {
    const why = whyNoSound(state, viewer);
    if (why !== null) return why;
  }
  if (!wish.video) return null;
  return whyNoPicture(state, viewer) ?? (others.filter((one) => one.video).length >= MESH_LIMITS.video ? 'camera.full' : null);
}

/** Pure. With whom somebody is: a trainee with their break-out group, a tutor or a room device where they went. */
export function circleOf(state: MeetingState, { seat, person }: Viewer, wished: string | null): string | null {
  if (!state.breakouts.open) return null;
  if (seat === 'trainee') return state.breakouts.groups.find((group) => person !== null && group.members.includes(person))?.groupId ?? null;
  return state.breakouts.groups.some((group) => group.groupId === wished) ? wished : null;
}
