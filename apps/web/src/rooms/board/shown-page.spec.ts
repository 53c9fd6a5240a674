import { expect, test } from '@jest/globals';
import { shownPage } from './shown-page.js';

const page = (pageId: string) => ({ pageId, title: pageId, readOnly: false, seq: 0 });
const ABC = ['a', 'b', 'c'];

test.each([
  ['nothing was chosen: the first', ABC, null, null, 'a'],
  ['what the tutor turned to', ABC, null, { pageId: 'b', seq: 5 }, 'b'],
  ['chosen after it', ABC, { pageId: 'c', after: 5 }, { pageId: 'b', seq: 5 }, 'c'],
  ['turned to after the choice', ABC, { pageId: 'c', after: 4 }, { pageId: 'b', seq: 5 }, 'b'],
  ['the chosen one was deleted: what the tutor turned to', ['a', 'b'], { pageId: 'c', after: 5 }, { pageId: 'b', seq: 5 }, 'b'],
  ['what the tutor turned to was deleted: the first', ['a', 'c'], null, { pageId: 'b', seq: 5 }, 'a'],
  ['what was chosen before the turning does not come back when that page is deleted', ['a', 'c'], { pageId: 'c', after: 4 }, { pageId: 'b', seq: 5 }, 'a'],
  ['both were deleted: the first', ['a'], { pageId: 'c', after: 5 }, { pageId: 'b', seq: 5 }, 'a'],
  ['not loaded yet', [], { pageId: 'c', after: 5 }, null, undefined],
])('%s', (_, ids, chosen, turned, expected) => {
  expect(shownPage(ids.map(page), chosen, turned)?.pageId).toBe(expected);
});
