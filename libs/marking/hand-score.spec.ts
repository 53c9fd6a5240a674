import { describe, expect, it } from '@jest/globals';
import { handScore, handVerdict, rubricFault } from './hand-score.js';

const rubric = [{ id: 'inhalt' }, { id: 'sprache' }];

describe('points by a rubric', () => {
  it.each([
    ['all points', { inhalt: 3, sprache: 3 }, 1, 'right'],
    ['three quarters are right', { inhalt: 3, sprache: 1.5 }, 0.75, 'right'],
    ['five of six', { inhalt: 3, sprache: 2 }, 5 / 6, 'right'],
    ['four of six', { inhalt: 2, sprache: 2 }, 4 / 6, 'partly'],
    ['one point', { inhalt: 0, sprache: 1 }, 1 / 6, 'partly'],
    ['none', { inhalt: 0, sprache: 0 }, 0, 'wrong'],
    ['a criterion that was left out counts nothing', { inhalt: 3 }, 0.5, 'partly'],
  ])('%s', (_, points, score, verdict) => {
    expect(handScore(rubric, points as Record<string, number>)).toBeCloseTo(score);
    expect(handVerdict(handScore(rubric, points as Record<string, number>))).toBe(verdict);
  });

  it.each([
    ['fits', { inhalt: 3, sprache: 0 }, null],
    ['a criterion is missing', { inhalt: 3 }, 'sprache'],
    ['a stranger', { inhalt: 3, sprache: 0, stil: 1 }, 'stil'],
    ['five points where three are allowed', { inhalt: 5, sprache: 0 }, 'inhalt'],
    ['half a point', { inhalt: 1.5, sprache: 0 }, 'inhalt'],
    ['less than none', { inhalt: -1, sprache: 0 }, 'inhalt'],
    ['nothing at all', {}, 'inhalt'],
  ])('%s', (_, points, fault) => {
    expect(rubricFault(rubric, points as Record<string, number>)).toBe(fault);
  });
});
