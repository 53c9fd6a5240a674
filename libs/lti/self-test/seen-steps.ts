import { helpOf } from '../help/lti-codes.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { framersOf } from '../platforms/platforms.service.js';
import type { SeenFacts } from './seen-facts.js';

/** What one step found out. */
export interface Found {
  state: 'good' | 'bad' | 'waiting';
  code: string | null;
}

const GOOD: Found = { state: 'good', code: null };
const WAITS: Found = { state: 'waiting', code: 'waiting.launch' };

/** The newest launch counts, and one that came in answers those refused before it. Refused ones name their own code, which has a row of its own in the list of errors. */
export function launchStep({ launchedAt, refusedAt, refusedCode }: SeenFacts): Found {
  if (refusedAt) return { state: 'bad', code: refusedCode !== null && helpOf(refusedCode) ? refusedCode : 'launch.refused' };
  return launchedAt ? GOOD : WAITS;
}

/** If the login is posted from an origin that is not among the allowed framers, the frame stays empty. */
export function frameStep(platform: Platform, { loginOrigin, framed }: SeenFacts): Found {
  if (framed === null) return WAITS;
  if (loginOrigin !== null && !framersOf(platform).includes(loginOrigin)) return { state: 'bad', code: 'frame.origin' };
  return framed ? GOOD : { state: 'waiting', code: 'frame.window' };
}

export function cookieStep({ cookieKept }: SeenFacts): Found {
  if (cookieKept === null) return WAITS;
  return cookieKept ? GOOD : { state: 'bad', code: 'cookie.lost' };
}
