import type { GrantRole } from '#lotse/contract';

export type GrantFault = 'grant.end-missing' | 'grant.end-past' | 'grant.end-far';
const FARTHEST_MS = 5 * 366 * 24 * 3600 * 1000;

/** When a grant that is given until a day ends: with that day, whatever the season's clock says. Null: until it is revoked. */
export function grantEnd(endsOn: string | null): Date | null {
  return endsOn === null ? null : new Date(`${endsOn}T23:00:00.000Z`);
}

/** What is wrong with the end of a grant, or null. People outside the tenant (caseworkers, firms) get no role without one. */
export function grantFault(role: GrantRole, endsOn: string | null, now: Date): GrantFault | null {
  const end = grantEnd(endsOn);
  if (!end) return role === 'caseworker' || role === 'firm' ? 'grant.end-missing' : null;
  if (end <= now) return 'grant.end-past';
  return end.getTime() - now.getTime() > FARTHEST_MS ? 'grant.end-far' : null;
}

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired';

export function invitationState(row: { acceptedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date }, now: Date): InvitationState {
  if (row.acceptedAt) return 'accepted';
  if (row.withdrawnAt) return 'withdrawn';
  return row.expiresAt <= now ? 'expired' : 'open';
}

/** Roles that open data of participants. */
export const OPENS_DATA: ReadonlySet<GrantRole> = new Set(['tutor', 'companion', 'pedagogue', 'office']);
const WAIT_MS = 24 * 3600 * 1000;

/**
 * When a role that an admin gives begins; null where another admin has to give it. Nobody opens participants' data to themselves
 * alone: where there is a second admin, that one gives the role; an only admin waits a day, in which everybody who works here is
 * informed by mail.
 */
export function startOfGrant(wish: { role: GrantRole; toSelf: boolean; otherAdmins: boolean; hasParticipants: boolean }, now: Date): Date | null {
  if (!wish.toSelf || !OPENS_DATA.has(wish.role)) return now;
  if (wish.otherAdmins) return null;
  return wish.hasParticipants ? new Date(now.getTime() + WAIT_MS) : now;
}
