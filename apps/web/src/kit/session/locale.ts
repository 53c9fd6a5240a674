import { LiveValue, useLive } from '../state/live-value.js';

export type Locale = 'de' | 'en';

/** The language of the interface. Content is always German. */
export const locale = new LiveValue<Locale>('de');

export function useLocale(): Locale {
  return useLive(locale);
}

/*
 * What a compiled message asks of paraglide's runtime, and all of it: the build puts these two in its place
 * (vite.config.ts), because the runtime's other strategies weigh a kilobyte that nobody here uses.
 */
export const getLocale = locale.get;
export const experimentalStaticLocale = undefined;
