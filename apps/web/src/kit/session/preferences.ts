import type { Preferences as PreferencesSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { LiveValue, useLive } from '../state/live-value.js';
import { locale, type Locale } from './locale.js';
import { deviceStore } from '../state/stored.js';

export type Preferences = output<typeof PreferencesSchema>;
const THEME_KEY = 'lotse.theme';
const LOCALE_KEY = 'lotse.locale';

export const preferences = new LiveValue<Preferences>({ locale: null, textLevel: 'standard', theme: 'auto' });
let launchLocale: Locale | null = null;

function browserLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (language.startsWith('de')) return 'de';
    if (language.startsWith('en')) return 'en';
  }
  return 'de';
}

/** Order of the locale: stored choice, launch, browser. */
export function showPreferences(next: Preferences): void {
  const chosen = next.locale ?? launchLocale ?? browserLocale(navigator.languages);
  document.documentElement.lang = chosen;
  if (next.theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next.theme;
  deviceStore.set(THEME_KEY, next.theme);
  deviceStore.set(LOCALE_KEY, chosen);
  locale.set(chosen);
  preferences.set(next);
}

/** Before anybody is known: what this browser was shown last, so that nothing flashes. */
export function guessPreferences(): void {
  const theme = deviceStore.get(THEME_KEY);
  const last = deviceStore.get(LOCALE_KEY);
  showPreferences({
    locale: last === 'de' || last === 'en' ? last : null,
    textLevel: 'standard',
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
  });
}

export function takePreferences(stored: Preferences, launch: Locale | null): void {
  launchLocale = launch;
  showPreferences(stored);
}

export function usePreferences(): Preferences {
  return useLive(preferences);
}
