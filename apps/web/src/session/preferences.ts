import { savePreferences, type Preferences as PreferencesSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../api/call.js';
import { LiveValue, useLive } from '../live-value.js';
import { setLocale, type Locale } from '../paraglide/runtime.js';
import { deviceStore } from './stored.js';

export type Preferences = output<typeof PreferencesSchema>;
const THEME_KEY = 'lotse.theme';
const LOCALE_KEY = 'lotse.locale';

const preferences = new LiveValue<Preferences>({ locale: null, textLevel: 'standard', theme: 'auto' });
const locale = new LiveValue<Locale>('de');
let launchLocale: Locale | null = null;

function browserLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (language.startsWith('de')) return 'de';
    if (language.startsWith('en')) return 'en';
  }
  return 'de';
}

/** Order of the locale: stored choice, launch, browser. */
function show(next: Preferences): void {
  const chosen = next.locale ?? launchLocale ?? browserLocale(navigator.languages);
  void setLocale(chosen, { reload: false });
  document.documentElement.lang = chosen;
  if (next.theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next.theme;
  deviceStore.set(THEME_KEY, next.theme);
  deviceStore.set(LOCALE_KEY, chosen);
  preferences.set(next);
  locale.set(chosen);
}

/** Before anybody is known: what this browser was shown last, so that nothing flashes. */
export function guessPreferences(): void {
  const theme = deviceStore.get(THEME_KEY);
  const last = deviceStore.get(LOCALE_KEY);
  show({
    locale: last === 'de' || last === 'en' ? last : null,
    textLevel: 'standard',
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
  });
}

export function takePreferences(stored: Preferences, launch: Locale | null): void {
  launchLocale = launch;
  show(stored);
}

/** Shown at once; the promise fails where the server could not keep it. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const next = { ...preferences.get(), ...change };
  show(next);
  await call(savePreferences, { body: next });
}

export function usePreferences(): Preferences {
  return useLive(preferences);
}

export function useLocale(): Locale {
  return useLive(locale);
}
