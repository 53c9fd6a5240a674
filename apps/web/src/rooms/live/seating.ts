import type { MeetingState, PersonHere } from '#lotse/contract';

export type Side = 'room' | 'remote';
export const sideOf = (person: PersonHere | undefined): Side => (person?.place === 'room' ? 'room' : 'remote');

export interface Seated extends PersonHere {
  id: string;
}

/** Trainees and tutors who are here, by side; who has not said where they are counts as remote. */
export function seats(people: MeetingState['people']): { room: Seated[]; remote: Seated[]; tutors: Seated[]; left: Seated[] } {
  const all = Object.entries(people).map(([id, person]): Seated => ({ id, ...person }));
  const trainees = all.filter((one) => one.seat === 'trainee');
  const here = trainees.filter((one) => one.here);
  return {
    room: here.filter((one) => sideOf(one) === 'room'),
    remote: here.filter((one) => sideOf(one) === 'remote'),
    tutors: all.filter((one) => one.seat === 'tutor' && one.here),
    left: trainees.filter((one) => !one.here),
  };
}

/** Who is here and was called least, and of those longest ago: at most five, and only where somebody else has had a turn. */
export function quietOnes(people: MeetingState['people']): Seated[] {
  const { room, remote } = seats(people);
  const here = [...room, ...remote];
  if (!here.some((one) => one.turns > 0)) return [];
  const most = Math.max(...here.map((one) => one.turns));
  return here
    .filter((one) => one.turns < most)
    .sort((a, b) => a.turns - b.turns || (a.lastTurnAt ?? 0) - (b.lastTurnAt ?? 0) || a.cameAt - b.cameAt)
    .slice(0, 5);
}

/** How often each side was called: for the tutor alone. */
export function turnsBySide(people: MeetingState['people']): Record<Side, number> {
  const turns: Record<Side, number> = { room: 0, remote: 0 };
  for (const person of Object.values(people)) if (person.seat === 'trainee') turns[sideOf(person)] += person.turns;
  return turns;
}
