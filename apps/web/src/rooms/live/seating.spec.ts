import { describe, expect, it } from '@jest/globals';
import type { Hand, MeetingState, PersonHere } from '#lotse/contract';
import { orderHands, quietOnes, seats, turnsBySide } from './seating.js';

const person = (place: PersonHere['place'], more: Partial<PersonHere> = {}): PersonHere => ({
  ...{ seat: 'trainee', place, here: true, cameAt: 0, tapped: false, checkedInAt: null, turns: 0, lastTurnAt: null },
  ...more,
});
const hand = (id: string, raisedAt: number, calledAt: number | null = null): Hand => ({ person: id, topic: null, raisedAt, calledAt, byTutor: false });
const order = (people: MeetingState['people'], hands: Hand[], handOrder: 'time' | 'alternate') =>
  orderHands({ people, hands, handOrder }).map((one) => one.person);

describe('the queue of hands', () => {
  const people = { a: person('room'), b: person('room'), c: person('home'), d: person(null) };
  it('goes by time, whatever the place', () => {
    expect(order(people, [hand('b', 3), hand('c', 1), hand('a', 2)], 'time')).toEqual(['c', 'a', 'b']);
  });
  it('shows first who is being heard', () => {
    expect(order(people, [hand('a', 1), hand('c', 2, 5)], 'time')).toEqual(['c', 'a']);
  });
  it('alternates between room and remote, beginning with who raised first', () => {
    expect(order(people, [hand('a', 1), hand('b', 2), hand('c', 3), hand('d', 4)], 'alternate')).toEqual(['a', 'c', 'b', 'd']);
  });
  it('goes on with the other side after a turn', () => {
    const heard = { ...people, b: person('room', { turns: 1, lastTurnAt: 9 }) };
    expect(order(heard, [hand('a', 1), hand('c', 2)], 'alternate')).toEqual(['c', 'a']);
  });
  it('works one side off where the other has no hands', () => {
    expect(order(people, [hand('a', 1), hand('b', 2)], 'alternate')).toEqual(['a', 'b']);
  });
});

describe('seats', () => {
  it('counts somebody without a place as remote, and tutors apart', () => {
    const found = seats({ a: person('room'), c: person('firm'), d: person(null), t: person('room', { seat: 'tutor' }), gone: person('home', { here: false }) });
    expect([found.room, found.remote, found.tutors, found.left].map((list) => list.map((one) => one.id))).toEqual([['a'], ['c', 'd'], ['t'], ['gone']]);
  });
});

describe('who was not heard for long', () => {
  it('says nothing before anybody was heard', () => expect(quietOnes({ a: person('room'), b: person('home') })).toEqual([]));
  it('names those with the fewest turns, the longest ago first', () => {
    const people = {
      a: person('room', { turns: 2, lastTurnAt: 9 }),
      b: person('home', { turns: 1, lastTurnAt: 5 }),
      c: person('home', { turns: 1, lastTurnAt: 2 }),
      d: person('firm'),
    };
    expect(quietOnes(people).map((one) => one.id)).toEqual(['d', 'c', 'b']);
    expect(turnsBySide(people)).toEqual({ room: 2, remote: 2 });
  });
});
