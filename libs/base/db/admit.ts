import type { Who } from '#lotse/contract';

/** The one rule of who may call a route or send a live message: `any` means anybody who is known. */
export function admit(asked: Who | readonly Who[], roles: Iterable<Who>): boolean {
  const who = typeof asked === 'string' ? [asked] : asked;
  if (who.includes('public') || who.includes('any')) return true;
  for (const role of roles) if (who.includes(role)) return true;
  return false;
}
