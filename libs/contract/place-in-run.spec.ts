import { expect, it } from '@jest/globals';
import { placeOf, type Place } from './place-in-run.js';

const unit = (['entry', 'entry', 'example', 'block', 'block', 'mixed'] as const).map((section) => ({ section }));
const flat = [{}, {}, {}];

it.each<[string, readonly object[], number, Place]>([
  ['an entry task counts among entry tasks', unit, 1, { part: 'entry', number: 2, of: 2 }],
  ['a worked example counts among examples', unit, 2, { part: 'example', number: 1, of: 1 }],
  ['the first task that counts is number one', unit, 3, { part: 'task', number: 1, of: 3 }],
  ['mixed tasks go on with the number of the block', unit, 5, { part: 'task', number: 3, of: 3 }],
  ['a unit written as one list counts as it stands', flat, 2, { part: 'task', number: 3, of: 3 }],
])('%s', (_, tasks, index, place) => {
  expect(placeOf(tasks, index)).toEqual(place);
});
