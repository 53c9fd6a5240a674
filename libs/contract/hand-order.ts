import type { Hand, MeetingState } from './meeting-state.js';

/**
 * The one queue over both places: who was called stands first, then by time, or in turn one of the room and one from elsewhere
 * (whoever waits longest of each), beginning with the place that was not called last.
 */
export function handQueue(state: Pick<MeetingState, 'hands' | 'handOrder' | 'people'>): Hand[] {
  const waiting = state.hands.filter((hand) => hand.calledAt === null);
  const called = state.hands.filter((hand) => hand.calledAt !== null);
  if (state.handOrder === 'time') return [...called, ...waiting];
  const inRoom = (person: string) => state.people[person]?.place === 'room';
  const lines = [waiting.filter((hand) => !inRoom(hand.person)), waiting.filter((hand) => inRoom(hand.person))];
  const queue: Hand[] = [];
  for (let turn = nextLine(state, waiting, inRoom); queue.length < waiting.length; turn = 1 - turn) {
    const next = lines[turn]?.shift();
    if (next) queue.push(next);
  }
  return [...called, ...queue];
}

/** 1 for the room: the place that has not had the newest turn; where nobody had one, that of the oldest hand. */
function nextLine(state: Pick<MeetingState, 'people'>, waiting: readonly Hand[], inRoom: (person: string) => boolean): number {
  const turns = Object.entries(state.people).filter(([, one]) => one.lastTurnAt !== null);
  const newest = turns.sort(([, a], [, b]) => (b.lastTurnAt ?? 0) - (a.lastTurnAt ?? 0))[0];
  if (newest) return inRoom(newest[0]) ? 0 : 1;
  return waiting[0] && inRoom(waiting[0].person) ? 1 : 0;
}
