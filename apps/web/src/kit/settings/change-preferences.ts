import { savePreferences } from '#lotse/contract';
import { call } from '../api/call.js';
import { preferences, showPreferences, type Preferences } from '../session/preferences.js';

/** Shown at once; the promise fails where the server could not keep it. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const next = { ...preferences.get(), ...change };
  showPreferences(next);
  await call(savePreferences, { body: next });
}
