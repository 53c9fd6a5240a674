import { describe, expect, it } from '@jest/globals';
import { EMPTY_TEXT, type ReportText } from '#lotse/contract';
import { sendable } from './sendable.js';

const text: ReportText = { development: EMPTY_TEXT, goals: [], recommendation: null, recommendationText: EMPTY_TEXT, exit: null };

describe('what is sent of a text', () => {
  it('rows that were left empty are no goals; what has one word stays', () => {
    const blank = { goal: ' ', reached: 'open', nextStep: '' } as const;
    const named = { goal: 'Dreisatz', reached: 'yes', nextStep: '' } as const;
    const half = { goal: '', reached: 'open', nextStep: 'üben' } as const;
    expect(sendable({ ...text, goals: [blank, named, half] }).goals).toEqual([named, half]);
  });

  it('an empty exit is none', () => {
    expect(sendable({ ...text, exit: { reason: ' ', whereabouts: '' } }).exit).toBeNull();
    const exit = { reason: 'Prüfung bestanden', whereabouts: '' };
    expect(sendable({ ...text, exit }).exit).toEqual(exit);
  });
});
