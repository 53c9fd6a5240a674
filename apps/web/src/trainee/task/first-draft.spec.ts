import { expect, test } from '@jest/globals';
import type { Draft } from '../../kit/state/drafts.js';
import { firstDraft, swapped } from './first-draft.js';
import type { RunTask } from './run-state.js';

const [V1, V2] = ['2026-11-30T10:00:00.000Z', '2026-11-30T11:00:00.000Z'];
const task = (more: Partial<RunTask> = {}, kind: 'open' | 'recording' = 'open'): RunTask =>
  ({ task: { exerciseId: 'x', body: { kind } }, closed: false, tries: 0, lastResponse: null, last: null, section: 'block', ...more }) as unknown as RunTask;
const mine = (text: string, more: Partial<Draft> = {}): Draft => ({ response: { kind: 'open', text }, aids: [], ...more });
const saved = (draft: string, draftAt: string): Partial<RunTask> => ({ draft, draftAt });

test.each<[string, Draft, RunTask, string, string | undefined]>([
  ['nothing was saved elsewhere', mine('hier'), task(), 'hier', undefined],
  ['this device went on from what is saved', mine('hier weiter', { base: V1 }), task(saved('hier', V1)), 'hier weiter', undefined],
  ['another device saved something newer', mine('hier', { base: V1 }), task(saved('dort', V2)), 'dort', 'hier'],
  ['another device saved, this one never did', mine('hier'), task(saved('dort', V2)), 'dort', 'hier'],
  ['both wrote the same', mine('gleich', { base: V1 }), task(saved('gleich', V2)), 'gleich', undefined],
  ['the acknowledgement was lost', mine('hier weiter', { base: V1, sent: 'hier' }), task(saved('hier', V2)), 'hier weiter', undefined],
  ['here nothing is left', mine('  ', { base: V1 }), task(saved('dort', V2)), 'dort', undefined],
  ['a device that knows nothing yet', { response: null, aids: [] }, task(saved('dort', V2)), 'dort', undefined],
])('%s', (_, kept, opened, text, other) => {
  const draft = firstDraft(kept, opened);
  expect(draft.response).toEqual({ kind: 'open', text });
  expect(draft.other).toBe(other);
  if (opened.draftAt !== undefined) expect(draft.base).toBe(opened.draftAt);
});

test('a recording that arrived as a whole is there again', () => {
  const id = '7b0c1c52-7f1d-4d4e-9d57-0d6f2b1a3c4d';
  expect(firstDraft({ response: null, aids: [] }, task(saved(id, V1), 'recording')).response).toEqual({ kind: 'recording', recording: id });
});

test('the offered draft changes places with the one that is shown, and an empty one is not offered', () => {
  const both = mine('dort', { base: V2, other: 'hier' });
  expect(swapped(both)).toEqual(mine('hier', { base: V2, other: 'dort' }));
  expect(swapped(swapped(both))).toEqual(both);
  expect(swapped(mine(' ', { other: 'hier' }))).toEqual(mine('hier'));
  expect(swapped(mine('allein'))).toEqual(mine('allein'));
});
