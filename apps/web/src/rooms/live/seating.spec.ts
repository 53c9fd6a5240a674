import { describe, expect, it } from '@jest/globals';
import type { PersonHere } from '#lotse/contract';
import { quietOnes, seats, turnsBySide } from './seating.js';

const person = (place: PersonHere['place'], more: Partial<PersonHere> = {}): PersonHere => ({
  ...{ seat: 'trainee', place, here: true, cameAt: 0, tapped: false, checkedInAt: null, turns: 0, lastTurnAt: null },
  ...more,
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
