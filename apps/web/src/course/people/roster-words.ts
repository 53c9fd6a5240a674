import { quotedMoodleNames } from '#lotse/contract';
import { getLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';

interface Roster {
  state: 'running' | 'done' | 'failed';
  reason: string | null;
  more: boolean;
}

const noRight = () => m.roster_no_right(quotedMoodleNames(getLocale()));

const BY_REASON: Record<string, () => string> = {
  'token.refused': noRight,
  'roster.refused': noRight,
  'service.foreign': m.roster_foreign,
  'roster.other-course': m.roster_foreign,
  'roster.unreadable': m.roster_unreadable,
  'roster.endless': m.roster_unreadable,
  'token.unreadable': m.roster_unreadable,
  'roster.empty': m.roster_empty,
};

/** What a teacher should know about the list of people; null when all is well. */
export function sayRoster(roster: Roster): string | null {
  if (roster.state === 'running') return m.roster_running();
  if (roster.state === 'failed') return (BY_REASON[roster.reason ?? ''] ?? m.roster_away)();
  return roster.more ? m.roster_more() : null;
}
