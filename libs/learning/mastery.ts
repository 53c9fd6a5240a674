import { addDays, daysBetween, germanDay, type MasteryState } from '#lotse/contract';

/** One evidence item: a first try, without aids, of a task not seen for a day. `on` is the day in Berlin. */
export interface Evidence {
  on: string;
  right: boolean;
  typed: boolean;
}
export interface Mastery {
  state: MasteryState;
  recent: Evidence[];
  evidence: number;
  secureSince: Date | null;
}

const WINDOW = 8;
const NEEDED = 7;
const DAYS = 2;
const TYPED = 3;
const CHECK_AFTER_DAYS = 7;

/**
 * The rule of safety (Sicher-Regel): secure = 7 of the last 8 evidence items right, on at least two days, three of them
 * typed. Firm = the first two evidence items after a week both right; one wrong there makes it shaky. A firm
 * competence turns shaky when two of its last three items are wrong. Practice that is no evidence only begins a competence.
 */
export function nextMastery(before: Mastery | null, item: Evidence | null, now: Date): Mastery {
  const old: Mastery = before ?? { state: 'new', recent: [], evidence: 0, secureSince: null };
  if (!item) return old.state === 'new' ? { ...old, state: 'practising' } : old;
  const next: Mastery = { ...old, recent: [...old.recent, item].slice(-WINDOW), evidence: old.evidence + 1 };
  switch (old.state) {
    case 'secure':
      return check(next, item, now);
    case 'firm':
      return next.recent.slice(-3).filter((e) => !e.right).length >= 2 ? shaky(next) : next;
    default:
      return isSecure(next.recent) ? { ...next, state: 'secure', secureSince: now } : { ...next, state: old.state === 'shaky' ? 'shaky' : 'practising' };
  }
}

/** Secure and a week has passed: two right in a row make it firm, one wrong makes it shaky. Before that nothing changes. */
function check(next: Mastery, item: Evidence, now: Date): Mastery {
  const since = germanDay(next.secureSince ?? now);
  if (daysBetween(since, germanDay(now)) < CHECK_AFTER_DAYS) return next;
  if (!item.right) return shaky(next);
  const checkFrom = addDays(since, CHECK_AFTER_DAYS);
  const inCheck = next.recent.filter((e) => e.on >= checkFrom);
  return inCheck.length >= 2 && inCheck.slice(-2).every((e) => e.right) ? { ...next, state: 'firm' } : next;
}

function shaky(next: Mastery): Mastery {
  return { ...next, state: 'shaky', recent: next.recent.slice(-3), secureSince: null };
}

function isSecure(recent: Evidence[]): boolean {
  const right = recent.filter((e) => e.right);
  return recent.length === WINDOW && right.length >= NEEDED && new Set(right.map((e) => e.on)).size >= DAYS && right.filter((e) => e.typed).length >= TYPED;
}
