import { MOODLE } from '../help/help.js';
import { helpOf } from '../help/lti-codes.js';
import type { PageLocale, PageWish } from '../pages/lti-page.js';

const TITLES = {
  de: { done: 'Lotse ist angemeldet', failed: 'Die Anmeldung hat nicht geklappt' },
  en: { done: 'Lotse is registered', failed: 'The registration did not work' },
} as const;

/** Last page of a registration: what is still to be done, and by whom. It stays until the admin of the LMS has read it. */
export function registeredPage(locale: PageLocale, at: { platformOrigin: string; ourUrl: string }): PageWish {
  const { host } = new URL(at.ourUrl);
  const close = { label: locale === 'de' ? 'Gelesen, Fenster schließen' : 'Read, close this window', origin: at.platformOrigin };
  return locale === 'de'
    ? {
        locale,
        title: TITLES.de.done,
        text: ['Diese Lernplattform wartet jetzt in Lotse auf Bestätigung. Bis dahin liest und speichert Lotse nichts von ihr.', 'Das bleibt noch zu tun:'],
        steps: stepsDe(host),
        close,
      }
    : {
        locale,
        title: TITLES.en.done,
        text: ['This learning platform now waits for confirmation in Lotse. Until then Lotse reads and stores nothing of it.', 'This is left to do:'],
        steps: stepsEn(host),
        close,
      };
}

function stepsDe(host: string): string[] {
  return [
    `In Moodle: dieses Fenster schließen und beim neuen Tool „Lotse“ auf ${MOODLE.de.activate} drücken. Solange dort ${MOODLE.de.pending} steht, lässt sich Lotse in keinem Kurs öffnen.`,
    `In Moodle: beim Tool auf den Stift, ${MOODLE.de.usage} auf ${MOODLE.de.usageChooser} stellen und ${MOODLE.de.saveChanges} drücken. Zuerst steht dort ${MOODLE.de.usagePreconfigured}.`,
    `In Moodle: unter ${MOODLE.de.httpSecurity} darf „${host}“ nicht in ${MOODLE.de.blockedHosts} stehen, und sein Port muss in ${MOODLE.de.allowedPorts} stehen (ist die Liste leer, sind alle erlaubt); sonst kann Moodle die Schlüssel von Lotse nicht abrufen und es kommen keine Noten an.`,
    'In Lotse: die Administration bestätigt diese Plattform unter „Plattformen“ und lässt dort den Selbsttest laufen.',
  ];
}

function stepsEn(host: string): string[] {
  return [
    `In Moodle: close this window and press ${MOODLE.en.activate} at the new tool “Lotse”. As long as it says ${MOODLE.en.pending}, Lotse opens in no course.`,
    `In Moodle: at the tool’s pencil set ${MOODLE.en.usage} to ${MOODLE.en.usageChooser} and press ${MOODLE.en.saveChanges}. At first it is ${MOODLE.en.usagePreconfigured}.`,
    `In Moodle: at ${MOODLE.en.httpSecurity} “${host}” must not stand in ${MOODLE.en.blockedHosts} and its port must stand in ${MOODLE.en.allowedPorts} (an empty list allows all); else Moodle cannot fetch the keys of Lotse and no grades arrive.`,
    'In Lotse: an admin confirms this platform under “Platforms” and runs the self-test there.',
  ];
}

/** `detail` is a word of ours or a status, never something that was sent. */
export function registrationRefusedPage(code: string, locale: PageLocale, detail?: string | number): PageWish {
  const words = helpOf(code)?.[locale] ?? helpOf('INTERNAL')?.[locale] ?? ['', ''];
  return { locale, title: TITLES[locale].failed, text: words, code: detail === undefined ? code : `${code} (${detail})` };
}
