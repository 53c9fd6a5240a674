import type { DataKind, KeptUntil } from './person-data.js';
import type { Locale } from './words.js';

/** Words for what Lotse holds about a person, for the page and the letter alike. */
export const PERSON_DATA_WORDS: Record<Locale, { kind: Record<DataKind, string>; until: Record<KeptUntil, string> }> = {
  de: {
    kind: {
      identity: 'Name und Kennung aus der Lernplattform',
      settings: 'Einstellungen und Prüfungsziel',
      courses: 'Kurse',
      learning: 'Antworten, Lernstand und Noten',
      comments: 'Kommentare von Lehrkräften',
      access: 'Anmeldungen und Konto',
      mail: 'E-Mails und Einladungen',
      contact: 'Eintrag als Ansprechperson',
      participation: 'Teilnahme an einer Maßnahme',
      attendance: 'Anwesenheit in Unterrichtsstunden',
      reports: 'Berichte mit ihren Fassungen und Rückfragen',
      releases: 'Freigaben von Berichten',
      roles: 'Rollen',
      log: 'Einträge im Protokoll (Kennungen, keine Namen)',
      work: 'Eigene Arbeit an Daten anderer',
    },
    until: {
      erasure: 'bis zur Löschung, sonst zwei Jahre nach dem letzten Lebenszeichen',
      measure: 'zehn Jahre nach dem Ende der Teilnahme',
      proof: 'zehn Jahre als Nachweis',
      others: 'solange das besteht, wozu es gehört',
    },
  },
  en: {
    kind: {
      identity: 'Name and id of the learning platform',
      settings: 'Settings and exam',
      courses: 'Courses',
      learning: 'Answers, progress and grades',
      comments: 'Comments by teachers',
      access: 'Sign-ins and account',
      mail: 'E-mails and invitations',
      contact: 'Entry as a contact',
      participation: 'Participation in a measure',
      attendance: 'Attendance of lessons',
      reports: 'Reports with their versions and questions',
      releases: 'Releases of reports',
      roles: 'Roles',
      log: 'Entries in the log (ids, no names)',
      work: 'Own work on data of others',
    },
    until: {
      erasure: 'until erased, else two years after the last sign of life',
      measure: 'ten years after the end of the participation',
      proof: 'ten years as a proof',
      others: 'as long as what it belongs to',
    },
  },
};
