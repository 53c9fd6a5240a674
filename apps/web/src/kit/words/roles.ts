import { LaunchedRole } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';

const WORDS: Record<string, () => string> = {
  admin: m.acc_role_admin,
  office: m.acc_role_office,
  companion: m.acc_role_companion,
  pedagogue: m.acc_role_pedagogue,
  author: m.acc_role_author,
  caseworker: m.acc_role_caseworker,
  firm: m.acc_role_firm,
  tutor: m.acc_role_tutor,
};
export const INVITED = ['admin', 'office', 'companion', 'pedagogue', 'author', 'caseworker', 'firm'] as const;
export type InvitedRole = (typeof INVITED)[number];

export function sayRole(role: string): string {
  return WORDS[role]?.() ?? role;
}

export function roleOptions(): [InvitedRole, string][] {
  return INVITED.map((role) => [role, sayRole(role)]);
}

/** Who comes by the LMS alone gets what a launch may carry. */
export function launchedOptions(): [string, string][] {
  return LaunchedRole.options.map((role) => [role, sayRole(role)]);
}

/** Roles of people outside the tenant end on a day. */
export function needsEnd(role: string): boolean {
  return role === 'caseworker' || role === 'firm';
}
