import { mineKey } from './drafts.js';
import type { Stored } from './stored.js';

const ANY = '*';
const [BEFORE = '', AFTER = ''] = mineKey(ANY, 'queue').split(ANY);

/** Whether an answer waits in this tab that the server has not taken yet, whoever gave it: one that was taken leaves the queue. */
export function holdsUnsent(store: Stored): boolean {
  return store.keys().some((key) => key.startsWith(BEFORE) && key.endsWith(AFTER));
}
