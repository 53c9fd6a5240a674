import { describe, expect, it } from '@jest/globals';
import { isAnswered, linesOf, summaryOf, type Line, type Unsaved } from './exam-lines.js';

const line = (response: Line['response'], flagged = false): Line => ({ response, flagged });
const choice = { kind: 'single-choice', choice: 'a' } as const;

describe('a line of the answer sheet', () => {
  it.each<[string, Line['response'], boolean]>([
    ['nothing', null, false],
    ['a choice', choice, true],
    ['no option of several', { kind: 'multiple-choice', choices: [] }, false],
    ['one option of several', { kind: 'multiple-choice', choices: ['a'] }, true],
    ['a number that was deleted again', { kind: 'number', text: ' ' }, false],
    ['one step of two', { kind: 'number-steps', steps: { a: '', b: '12' } }, true],
    ['no step', { kind: 'number-steps', steps: { a: '', b: '' } }, false],
    ['a gap', { kind: 'cloze', gaps: { g1: 'Betrieb' } }, true],
  ])('%s', (_, response, answered) => expect(isAnswered(line(response))).toBe(answered));

  it('is counted as open, answered, and to be looked at again', () => {
    expect(summaryOf([line(choice), line(null, true), line(choice, true), line(null)])).toEqual({ open: [1, 3], flagged: [1, 2], answered: 2 });
  });

  it.each<[string, Partial<Unsaved[number]> | null, Line]>([
    ['as the server holds it', null, line(choice, true)],
    ['with an answer on its way, the mark stays', { response: { kind: 'single-choice', choice: 'b' } }, line({ kind: 'single-choice', choice: 'b' }, true)],
    ['emptied', { response: null }, line(null, true)],
    ['with a mark on its way, the answer stays', { flagged: false }, line(choice)],
  ])('is seen %s', (_, change, seen) => {
    const unsaved: Unsaved = change === null ? {} : { 4: { saveId: 's', position: 4, device: 'd', sequence: 1, ...change } };
    expect(linesOf([{ position: 4, ...line(choice, true) }], unsaved)).toEqual([seen]);
  });
});
