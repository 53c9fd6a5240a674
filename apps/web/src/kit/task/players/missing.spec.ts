import { describe, expect, it } from '@jest/globals';
import type { Response } from '../../state/drafts.js';
import { missingIn } from './missing.js';
import type { TaskBody } from './player.js';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: [], textPlain: [] }));
const single: TaskBody = { kind: 'single-choice', options };
const multiple: TaskBody = { kind: 'multiple-choice', options, pick: 2 };
const number: TaskBody = { kind: 'number', decimals: 2 };
const cloze: TaskBody = {
  kind: 'cloze',
  text: { standard: [], plain: [] },
  gaps: [
    { id: 'g1', input: 'typed' },
    { id: 'g2', input: 'select' },
  ],
};

describe('missingIn', () => {
  it.each<[TaskBody, Response | null, string | null]>([
    [single, null, 'choice'],
    [single, { kind: 'single-choice', choice: 'a' }, null],
    [multiple, null, 'pick'],
    [multiple, { kind: 'multiple-choice', choices: ['a'] }, 'pick'],
    [multiple, { kind: 'multiple-choice', choices: ['a', 'b', 'c'] }, 'pick'],
    [multiple, { kind: 'multiple-choice', choices: ['a', 'b'] }, null],
    [number, { kind: 'number', text: ' ' }, 'number'],
    [number, { kind: 'number', text: '8' }, null],
    [cloze, { kind: 'cloze', gaps: { g1: 'x' } }, 'gaps'],
    [cloze, { kind: 'cloze', gaps: { g1: 'x', g2: ' ' } }, 'gaps'],
    [cloze, { kind: 'cloze', gaps: { g1: 'x', g2: 'y' } }, null],
    [{ kind: 'order', items: options }, null, null],
  ])('%j with %j: %s', (body, response, missing) => {
    expect(missingIn(body, response, null)).toBe(missing);
  });

  it.each<[TaskBody, Response, Response, string | null]>([
    [single, { kind: 'single-choice', choice: 'a' }, { kind: 'single-choice', choice: 'a' }, 'change'],
    [single, { kind: 'single-choice', choice: 'b' }, { kind: 'single-choice', choice: 'a' }, null],
    [cloze, { kind: 'cloze', gaps: { g2: 'y', g1: 'x' } }, { kind: 'cloze', gaps: { g1: 'x', g2: 'y' } }, 'change'],
    [cloze, { kind: 'cloze', gaps: { g1: 'x', g2: 'z' } }, { kind: 'cloze', gaps: { g1: 'x', g2: 'y' } }, null],
  ])('%j with %j after %j: %s', (body, response, before, missing) => {
    expect(missingIn(body, response, before)).toBe(missing);
  });
});
