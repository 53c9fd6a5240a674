import { quotedMoodleNames } from '#lotse/contract';
import { docsOf } from './errors-path.js';
import type { PageLocale, PageWish } from './lti-page.js';
import { REFUSALS, type RefusalCode, type Saying } from './refusals.js';

interface Words {
  title: string;
  text: readonly string[];
  admin?: string;
}

const MOODLE = { de: quotedMoodleNames('de'), en: quotedMoodleNames('en') } as const;

const DE: Record<Saying, Words> = {
  again: {
    title: 'Bitte neu starten',
    text: [
      'Dieser Start ist nicht mehr gültig. Das passiert, wenn eine Seite neu geladen wird oder lange offen war.',
      'Gehe zurück in deinen Kurs und öffne die Aktivität noch einmal.',
    ],
  },
  setup: {
    title: 'Der Start hat nicht geklappt',
    text: [
      'Deine Lernplattform und Lotse verstehen sich gerade nicht. Du hast nichts falsch gemacht.',
      'Gehe zurück in deinen Kurs und öffne die Aktivität noch einmal. Klappt es wieder nicht, zeige diese Seite deiner Lehrkraft.',
    ],
    admin: 'Was diese Kennung bedeutet und was zu tun ist, steht in der Liste der Kennungen. Einzelheiten stehen im „Protokoll“ Ihres Trägers.',
  },
  approval: {
    title: 'Lotse wartet auf Freigabe',
    text: ['Lotse ist hier noch nicht freigegeben oder wurde abgeschaltet.', 'Zeige diese Seite deiner Lehrkraft. Danach öffne die Aktivität noch einmal.'],
    admin: 'Geben Sie die Lernplattform oder die Bereitstellung (deployment) in Lotse frei. Bis dahin werden keine Daten gelesen oder gespeichert.',
  },
  rights: {
    title: 'Dieser Zugang ist nicht vorgesehen',
    text: ['Mit deiner Rolle im Kurs kann Lotse nicht geöffnet werden.', 'Wenn das nicht stimmt, sprich mit der Lehrkraft des Kurses.'],
  },
  cookies: {
    title: 'Der Browser lässt den Start nicht zu',
    text: [
      'Dein Browser speichert für diese Seite keine Cookies. Ohne sie kann Lotse nicht sicher erkennen, dass du es bist.',
      'Erlaube Cookies für diese Seite oder nimm einen anderen Browser. Dann öffne die Aktivität noch einmal aus deinem Kurs.',
    ],
  },
  direct: {
    title: 'Öffne Lotse aus deinem Kurs',
    text: ['Diese Adresse funktioniert nur aus der Lernplattform heraus.', 'Gehe in deinen Kurs und öffne dort die Aktivität.'],
  },
  platform: {
    title: 'Die Lernplattform hat den Start abgelehnt',
    text: ['Melde dich in deiner Lernplattform ab und wieder an.', 'Dann öffne die Aktivität noch einmal aus deinem Kurs.'],
    admin: 'Die Plattform hat statt einer Anmeldung einen Fehler gesendet. Die Kennung nennt ihn.',
  },
  keys: {
    title: 'Die Lernplattform antwortet nicht',
    text: [
      'Lotse konnte den Start nicht prüfen, weil die Lernplattform gerade nicht antwortet.',
      'Versuche es in ein paar Minuten noch einmal aus deinem Kurs.',
    ],
    admin: `Lotse konnte die Schlüssel der Plattform nicht abrufen. Prüfen Sie, ob der Server von Lotse die Adresse unter ${MOODLE.de.keysetUrl} erreicht.`,
  },
  choice: {
    title: 'Diese Auswahl ist abgeschlossen',
    text: ['Sie wurde schon an die Lernplattform gegeben oder ist älter als eine Stunde.', 'Öffnen Sie die Auswahl in Ihrem Kurs noch einmal.'],
  },
  nothing: {
    title: 'Hier ist noch nichts zu sehen',
    text: [
      'Diese Person hat Lotse in diesem Kurs noch nicht geöffnet.',
      'Sobald sie die erste Aufgabe bearbeitet hat, können Sie ihre Antworten hier ansehen.',
    ],
  },
  away: {
    title: 'Lotse ist gerade nicht erreichbar',
    text: [
      'Es liegt nicht an dir. Was du schon beantwortet hast, ist gespeichert.',
      'Warte eine Minute. Dann öffne die Aktivität noch einmal aus deinem Kurs.',
    ],
    admin: 'Die Datenbank von Lotse antwortet nicht. Sobald sie wieder da ist, läuft Lotse von selbst weiter.',
  },
  fault: {
    title: 'Bei uns ist etwas schiefgegangen',
    text: ['Der Fehler liegt bei Lotse, nicht bei dir.', 'Versuche es in ein paar Minuten noch einmal aus deinem Kurs.'],
  },
};

const EN: Record<Saying, Words> = {
  again: {
    title: 'Please start again',
    text: [
      'This start is no longer valid. That happens when a page is reloaded or was open for a long time.',
      'Go back to your course and open the activity again.',
    ],
  },
  setup: {
    title: 'The start did not work',
    text: [
      'Your learning platform and Lotse do not understand each other at the moment. You did nothing wrong.',
      'Go back to your course and open the activity again. If it fails again, show this page to your teacher.',
    ],
    admin: 'What this code means and what to do stands in the list of codes. Details are in the audit log of your organisation.',
  },
  approval: {
    title: 'Lotse is waiting for approval',
    text: ['Lotse has not been approved here yet, or it was switched off.', 'Show this page to your teacher. Then open the activity again.'],
    admin: 'Approve the platform or the deployment in Lotse. Until then no data is read or stored.',
  },
  rights: {
    title: 'No access with this role',
    text: ['Lotse cannot be opened with your role in this course.', 'If that is wrong, talk to the teacher of the course.'],
  },
  cookies: {
    title: 'The browser does not allow the start',
    text: [
      'Your browser stores no cookies for this page. Without them Lotse cannot be sure that it is you.',
      'Allow cookies for this page or use another browser. Then open the activity again from your course.',
    ],
  },
  direct: {
    title: 'Open Lotse from your course',
    text: ['This address only works from within the learning platform.', 'Go to your course and open the activity there.'],
  },
  platform: {
    title: 'The learning platform refused the start',
    text: ['Log out of your learning platform and in again.', 'Then open the activity again from your course.'],
    admin: 'The platform sent an error instead of a login. The code names it.',
  },
  keys: {
    title: 'The learning platform does not answer',
    text: ['Lotse could not check the start because the learning platform does not answer at the moment.', 'Try again from your course in a few minutes.'],
    admin: `Lotse could not fetch the keys of the platform. Check that the Lotse server reaches the address at ${MOODLE.en.keysetUrl}.`,
  },
  choice: {
    title: 'This choice is finished',
    text: ['It was already handed to the learning platform, or it is more than an hour old.', 'Open the choice again from your course.'],
  },
  nothing: {
    title: 'There is nothing to see yet',
    text: ['This person has not opened Lotse in this course yet.', 'As soon as they have worked on the first task you can look at their answers here.'],
  },
  away: {
    title: 'Lotse cannot be reached at the moment',
    text: ['It is not your fault. What you have already answered is saved.', 'Wait a minute. Then open the activity again from your course.'],
    admin: 'The database of Lotse does not answer. As soon as it is back, Lotse goes on by itself.',
  },
  fault: { title: 'Something went wrong on our side', text: ['The fault is with Lotse, not with you.', 'Try again from your course in a few minutes.'] },
};

export const WORDS_OF_REFUSALS = { de: DE, en: EN } as const;

/** Where the admin can be told more exactly what to do. */
const ADMIN: Partial<Record<RefusalCode, { de: string; en: string }>> = {
  ISSUER_UNKNOWN: {
    de: 'Diese Plattform (iss) ist in Lotse nicht registriert. Registrieren Sie sie; dazu brauchen Sie von der Lernplattform Plattform-ID, Client-ID und die drei Adressen.',
    en: 'This platform (iss) is not registered in Lotse. Register it; you need the platform id, the client id and the three addresses of the learning platform.',
  },
  CLIENT_UNKNOWN: {
    de: 'Die Plattform ist in Lotse bekannt, aber nicht mit dieser Client-ID. Vergleichen Sie die Client-ID in beiden Systemen.',
    en: 'The platform is known to Lotse, but not with this client id. Compare the client id in both systems.',
  },
  CLIENT_AMBIGUOUS: {
    de: 'Von dieser Plattform gibt es mehrere Registrierungen, und die Anfrage nennt keine Client-ID. Die Plattform muss client_id mitsenden.',
    en: 'There are several registrations of this platform and the request names no client id. The platform must send client_id.',
  },
  LOGIN_PARAM_MISSING: {
    de: `Die Plattform muss iss, login_hint und target_link_uri senden. Prüfen Sie in der Lernplattform, ob als ${MOODLE.de.loginUrl} die Adresse „…/lti/login“ steht.`,
    en: `The platform must send iss, login_hint and target_link_uri. Check in the learning platform that ${MOODLE.en.loginUrl} is “…/lti/login”.`,
  },
  RETURN_URL_FOREIGN: {
    de: 'Die Rücksprung-Adresse der Auswahl (deep_link_return_url) gehört nicht zu den Adressen dieser Plattform. Vergleichen Sie sie mit der Registrierung; nach einem Umzug der Lernplattform hilft in Lotse „Adressen ändern oder Plattform umziehen“.',
    en: 'The return address of the choice (deep_link_return_url) does not belong to the addresses of this platform. Compare it with the registration; after a move of the learning platform use “Change addresses or move the platform” in Lotse.',
  },
  TARGET_FOREIGN: {
    de: `Die Ziel-Adresse der Aktivität liegt nicht auf dieser Lotse-Installation. Tragen Sie in der Lernplattform als ${MOODLE.de.toolUrl} „…/lti/launch“ ein.`,
    en: `The target address of the activity is not on this Lotse installation. Enter “…/lti/launch” as ${MOODLE.en.toolUrl} in the learning platform.`,
  },
};
const MORE = { de: 'Diese Kennung in der Liste der Kennungen', en: 'This code in the list of codes' } as const;
const FOR_ADMINS = { de: 'Für die Betreuung der Lernplattform', en: 'For whoever runs the learning platform' } as const;

export function refusalPage(code: RefusalCode, locale: PageLocale, detail?: string): PageWish {
  const words = WORDS_OF_REFUSALS[locale][REFUSALS[code].say];
  const admin = ADMIN[code]?.[locale] ?? words.admin;
  return {
    locale,
    title: words.title,
    text: words.text,
    code: detail ? `${code} (${detail})` : code,
    ...(admin ? { admin: { heading: FOR_ADMINS[locale], text: admin, more: { label: MORE[locale], href: docsOf(code, locale) } } } : {}),
  };
}

/** Where the browser keeps no cookie inside the frame: the same login goes on in a window of its own. */
export function newWindowPage(href: string, locale: PageLocale): PageWish {
  return locale === 'de'
    ? {
        locale,
        title: 'Lotse öffnet sich in einem neuen Fenster',
        text: ['Dein Browser lässt Lotse hier im Kurs nicht arbeiten. In einem eigenen Fenster geht es.'],
        button: { label: 'In neuem Fenster öffnen', href },
      }
    : {
        locale,
        title: 'Lotse opens in a new window',
        text: ['Your browser does not let Lotse work inside the course. It works in a window of its own.'],
        button: { label: 'Open in a new window', href },
      };
}

/** German unless the browser clearly prefers English. */
export function localeOf(acceptLanguage: string | undefined): PageLocale {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'de';
}

/** Every page this lib can show, for tests that visit each (accessibility, policy). */
export function allLtiPages(): { name: string; wish: PageWish }[] {
  return (['de', 'en'] as const).flatMap((locale) => [
    { name: `new-window ${locale}`, wish: newWindowPage('/lti/login?top=00000000-0000-4000-8000-000000000000', locale) },
    ...(Object.keys(REFUSALS) as RefusalCode[]).map((code) => ({ name: `${code} ${locale}`, wish: refusalPage(code, locale) })),
  ]);
}
