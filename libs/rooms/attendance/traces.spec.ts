import { expect, test } from '@jest/globals';
import { germanTime } from '#lotse/contract';
import { propose } from './propose.js';
import { tracesOf, tutorSpans, type Connection, type PlaceEvent } from './traces.js';

const at = (time: string) => germanTime('2026-12-01', time);
const link = (id: string, from: string, to: string | null, more: Partial<Connection> = {}): Connection => ({
  ...{ id, person: 'amira', isTutor: false, cameAt: at(from), leftAt: to === null ? null : at(to) },
  ...more,
});
const TUTOR = link('t', '10:00', '11:30', { person: 'karin', isTutor: true });

function proposed(connections: Connection[], events: PlaceEvent[]): string {
  const meeting = { from: at('10:00'), to: at('11:30'), isCancelled: false, isHeldOutside: false, endedAt: at('11:30'), roomPlace: 'PROVIDER' as const };
  const all = [TUTOR, ...connections];
  const is = propose({ ...meeting, tutors: tutorSpans(all, at('11:30')) }, tracesOf('amira', all, events));
  return [is.status, is.mode, is.learningPlace, is.minutes, ...is.hints].join(' ');
}
const placed = (time: string, place: 'room' | 'home' | 'firm'): PlaceEvent => ({ kind: 'placed', person: 'amira', at: at(time), place });

test.each<[string, Connection[], PlaceEvent[], string]>([
  ['at home, said so after a minute', [link('a', '10:00', '11:30')], [placed('10:01', 'home')], 'PRESENT ONLINE HOME 90'],
  ['never said where', [link('a', '10:00', '11:30')], [], 'PRESENT ONLINE OTHER 90'],
  ['checked in with the code', [link('a', '10:00', '11:30')], [{ kind: 'checked-in', person: 'amira', at: at('10:01') }], 'PRESENT ON_SITE PROVIDER 90'],
  [
    'the place holds for the second connection, too',
    [link('a', '10:00', '10:30'), link('b', '10:40', '11:30')],
    [placed('10:01', 'firm')],
    'PRESENT ONLINE COMPANY 80 gap',
  ],
  ['tapped only', [], [{ kind: 'tapped', person: 'amira', at: at('10:03'), isHere: true }], 'PRESENT ON_SITE PROVIDER 90 by-tap'],
  ['what others did is not told of her', [], [{ kind: 'tapped', person: 'jonas', at: at('10:03'), isHere: true }], 'NO_SHOW   0'],
  ['still connected at the end', [link('a', '10:10', null)], [placed('10:11', 'home')], 'LATE ONLINE HOME 80'],
])('%s', (_, connections, events, is) => {
  expect(proposed(connections, events)).toBe(is);
});
