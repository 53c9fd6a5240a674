import { describe, expect, it } from '@jest/globals';
import { grantFault, invitationState, startOfGrant } from './grant-rules.js';

const now = new Date('2026-11-22T10:00:00Z');

it.each([
  ['admin', null, null],
  ['caseworker', null, 'grant.end-missing'],
  ['firm', null, 'grant.end-missing'],
  ['caseworker', '2026-11-22', null],
  ['caseworker', '2026-11-21', 'grant.end-past'],
  ['office', '2033-01-01', 'grant.end-far'],
] as const)('a grant as %s until %s: %s', (role, endsOn, fault) => {
  expect(grantFault(role, endsOn, now)).toBe(fault);
});

it.each([
  [null, null, '2026-11-23T00:00:00Z', 'open'],
  [null, null, '2026-11-22T10:00:00Z', 'expired'],
  ['2026-11-22T09:00:00Z', null, '2026-11-21T10:00:00Z', 'accepted'],
  [null, '2026-11-22T09:00:00Z', '2026-11-23T10:00:00Z', 'withdrawn'],
])('an invitation accepted %s, withdrawn %s, valid to %s is %s', (accepted, withdrawn, expires, state) => {
  const row = { acceptedAt: accepted ? new Date(accepted) : null, withdrawnAt: withdrawn ? new Date(withdrawn) : null, expiresAt: new Date(expires) };
  expect(invitationState(row, now)).toBe(state);
});

describe('from when a role counts', () => {
  const at = new Date('2026-11-29T10:00:00Z');
  const tomorrow = new Date('2026-11-30T10:00:00Z');
  it.each([
    ['office', true, true, true, null],
    ['companion', true, true, false, null],
    ['tutor', true, false, true, tomorrow],
    ['pedagogue', true, false, true, tomorrow],
    ['office', true, false, false, at],
    ['author', true, true, true, at],
    ['admin', true, true, true, at],
    ['office', false, true, true, at],
  ] as const)('%s, to oneself: %s, other admins: %s, participants: %s', (role, toSelf, otherAdmins, hasParticipants, start) => {
    expect(startOfGrant({ role, toSelf, otherAdmins, hasParticipants }, at)).toEqual(start);
  });
});
