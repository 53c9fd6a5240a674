import { describe, expect, it } from '@jest/globals';
import { buoyX, TRACK, trackPath } from './fairway-path.js';

describe('fairway', () => {
  it('keeps every buoy inside the track', () => {
    for (let row = 0; row < 12; row += 1) {
      expect(buoyX(row)).toBeGreaterThan(16);
      expect(buoyX(row)).toBeLessThan(TRACK.width - 16);
    }
  });

  it('puts neighbours on different sides', () => {
    expect(buoyX(0)).not.toBe(buoyX(1));
    expect(buoyX(0)).toBe(buoyX(2));
  });

  it('joins rows in the middle', () => {
    expect(trackPath(1, 4).startsWith('M32 0')).toBe(true);
    expect(trackPath(1, 4).endsWith('32 100')).toBe(true);
  });

  it('starts at the first mark and ends at the last one', () => {
    expect(trackPath(0, 3).startsWith(`M${buoyX(0)} 50`)).toBe(true);
    expect(trackPath(2, 3).endsWith(`${buoyX(2)} 50`)).toBe(true);
    expect(trackPath(0, 1)).toBe('');
  });
});
