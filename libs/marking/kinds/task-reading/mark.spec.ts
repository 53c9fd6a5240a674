import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise, text } from '../../examples.js';
import { reading, roles, span } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

const six = exercise({
  kind: 'task-reading',
  spans: (['situation', 'question', 'operator', 'given', 'wanted', 'extra'] as const).map((role, at) => ({ ...span(`p${at + 1}`, 'given'), role })),
  roles: ['situation', 'question', 'operator', 'given', 'wanted', 'extra'],
  mistakes: [
    { span: 'p2', role: 'operator', say: text('NO-VERB'), misconception: 'frage-als-operator' },
    { span: 'p6', role: 'situation', say: text('NOT-THE-CASE') },
  ],
});
const mute = exercise({
  kind: 'task-reading',
  spans: [{ ...span('p1', 'given'), feedback: null }, span('p2', 'wanted')],
  roles: ['given', 'wanted'],
  mistakes: [],
});
const all = { p1: 'situation', p2: 'question', p3: 'operator', p4: 'given', p5: 'wanted', p6: 'extra' } as const;
const tell = (given: object): Response => ({ kind: 'task-reading', roles: given as Record<string, 'given'> });

const ROWS: Row[] = [
  ['all', reading, roles({ p1: 'given', p2: 'wanted', p3: 'extra' }), 'right', 1, 'RIGHT'],
  ['a known wrong role', reading, roles({ p1: 'given', p2: 'wanted', p3: 'given' }), 'partly', 2 / 3, 'Zeile 3: NOT-NEEDED'],
  ['its own reason', reading, roles({ p1: 'wanted', p2: 'wanted', p3: 'extra' }), 'partly', 2 / 3, 'Zeile 1: REASON-p1'],
  ['everything the same', reading, roles({ p1: 'given', p2: 'given', p3: 'given' }), 'partly', 1 / 3, '1 von 3 Teilen ist richtig.'],
  ['all wrong', reading, roles({ p1: 'extra', p2: 'given', p3: 'wanted' }), 'wrong', 0, 'Kein Teil'],
  ['one only', reading, roles({ p2: 'wanted' }), 'partly', 1 / 3, 'REASON-p1'],
  ['nothing', reading, roles({}), 'unclear', 0, 'noch nichts zugeordnet'],
  ['in another order of fields', reading, roles({ p3: 'extra', p1: 'given', p2: 'wanted' }), 'right', 1, 'RIGHT'],
  ['two of three', reading, roles({ p1: 'given', p2: 'wanted' }), 'partly', 2 / 3, '2 von 3 Teilen sind richtig. Zeile 3: REASON-p3'],
  ['one only, and wrong', reading, roles({ p1: 'extra' }), 'wrong', 0, 'Kein Teil ist richtig. Zeile 1: REASON-p1'],
  ['all six', six, tell(all), 'right', 1, 'RIGHT'],
  ['two of six change places', six, tell({ ...all, p2: 'operator', p3: 'question' }), 'partly', 4 / 6, 'Zeile 2: NO-VERB'],
  ['and the other of them says its own', six, tell({ ...all, p2: 'operator', p3: 'question' }), 'partly', 4 / 6, 'Zeile 3: REASON-p3'],
  ['everything is the situation', six, tell(Object.fromEntries(Object.keys(all).map((id) => [id, 'situation']))), 'partly', 1 / 6, 'NOT-THE-CASE'],
  ['the question alone', six, tell({ p2: 'question' }), 'partly', 1 / 6, '1 von 6'],
  ['all turned by one', six, tell({ p1: 'question', p2: 'operator', p3: 'given', p4: 'wanted', p5: 'extra', p6: 'situation' }), 'wrong', 0, 'Kein Teil'],
  ['five of six', six, tell({ ...all, p6: 'situation' }), 'partly', 5 / 6, 'Zeile 6: NOT-THE-CASE'],
  ['a piece without a reason', mute, roles({ p1: 'wanted', p2: 'wanted' }), 'partly', 0.5, '1 von 2 Teilen ist richtig. WRONG'],
  ['beside one that has a reason', mute, roles({ p1: 'wanted', p2: 'given' }), 'wrong', 0, 'Zeile 2: REASON-p2'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['part of it counts as in practice', six, tell({ ...all, p2: 'operator' }), 'partly', 5 / 6, 'NO-VERB'],
  ['all', six, tell(all), 'right', 1, 'RIGHT'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a piece that is not there', reading, roles({ p9: 'given' })],
  ['a piece called like a field of every object', reading, tell({ constructor: 'given' })],
  ['a role that this task does not ask for', mute, roles({ p1: 'extra' })],
  ['no role', reading, tell({ p1: '' })],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
