import { expect, test } from '@jest/globals';
import { isAbsence, sumsOf, type Summed } from './sums.js';

const one = (more: Partial<Summed>): Summed => ({
  ...{ from: new Date('2026-12-01T09:00:00Z'), to: new Date('2026-12-01T10:30:00Z'), status: 'PRESENT', mode: 'ON_SITE', minutes: 90, lessonUnits: 2 },
  ...{ chargedToParticipant: 90, agrees: null, reason: null, ...more },
});
const missed = { mode: null, minutes: 0, lessonUnits: 0, chargedToParticipant: 0 } as const;

test('a month of one person', () => {
  const records = [
    one({}),
    one({ mode: 'ONLINE', status: 'LATE', minutes: 70, lessonUnits: 1, chargedToParticipant: 45, agrees: false }),
    one({ ...missed, status: 'NO_SHOW' }),
    one({ ...missed, status: 'EXCUSED', reason: 'ILLNESS', agrees: true }),
    one({ ...missed, status: 'CANCELLED_IN_TIME', reason: 'SCHOOL' }),
    one({ ...missed, status: 'CANCELLED_BY_PROVIDER' }),
  ];
  expect(sumsOf(records)).toEqual({
    ...{ meetings: 6, plannedMinutes: 540, onSiteMinutes: 90, onlineMinutes: 70, lessonUnits: 3, chargedMinutes: 135 },
    ...{ cancelledByProvider: 1, cancelledInTime: 1, noShow: 1, excused: 1, unexcused: 0, objections: 1, withoutReason: 1 },
  });
});

test('nobody is missing from an hour that the provider called off', () => {
  expect((['NO_SHOW', 'UNEXCUSED', 'EXCUSED', 'CANCELLED_IN_TIME'] as const).every(isAbsence)).toBe(true);
  expect((['PRESENT', 'LATE', 'LEFT_EARLY', 'CANCELLED_BY_PROVIDER'] as const).some(isAbsence)).toBe(false);
});
