import { describe, expect, it } from '@jest/globals';
import { isAnswered, summaryOf, type Line } from './exam-lines.js';

const line = (response: Line['response'], later = false): Line => ({ response, later });

describe('a line of the answer sheet', () => {
  it.each<[string, Line['response'], boolean]>([
    ['nothing', null, false],
    ['a choice', { kind: 'single-choice', choice: 'a' }, true],
    ['no option of several', { kind: 'multiple-choice', choices: [] }, false],
    ['one option of several', { kind: 'multiple-choice', choices: ['a'] }, true],
    ['a number that was deleted again', { kind: 'number', text: ' ' }, false],
    ['one step of two', { kind: 'number-steps', steps: { a: '', b: '12' } }, true],
    ['no step', { kind: 'number-steps', steps: { a: '', b: '' } }, false],
    ['a gap', { kind: 'cloze', gaps: { g1: 'Betrieb' } }, true],
  ])('%s', (_, response, answered) => expect(isAnswered(line(response))).toBe(answered));

  it('is counted as open, answered, and to be looked at again', () => {
    const choice = { kind: 'single-choice', choice: 'a' } as const;
    expect(summaryOf([line(choice), line(null, true), line(choice, true), line(null)])).toEqual({ open: [1, 3], later: [1, 2], answered: 2 });
  });
});
