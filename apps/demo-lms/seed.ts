/** The two sites of the demo; everybody in them is invented. */
import type { LinkOptions, PersonOptions, SiteOptions } from './options.js';

const units = (course: string): LinkOptions[] => [
  {
    key: 'probezeit',
    course,
    title: 'WiSo: Probezeit und Kündigung',
    description: '<p>Regeln zu Probezeit und Kündigung in der Ausbildung üben.</p>',
    custom: { unit: 'wiso-probezeit-kuendigung' },
    review: true,
  },
  {
    key: 'operatoren',
    course,
    title: 'Deutsch: Operatoren – nennen, beschreiben, erläutern',
    description: '<p>Was verlangt die Aufgabe? Operatoren in Prüfungsaufgaben.</p>',
    custom: { unit: 'deutsch-operatoren' },
    review: true,
  },
  {
    key: 'modul',
    course,
    title: 'WiSo: Rund um die Ausbildung',
    description: '<p>Das ganze Modul mit allen Einheiten.</p>',
    custom: { module: 'wiso-ausbildung' },
  },
  { key: 'offen', course, title: 'Übung der Woche', description: '<p>Die Lehrkraft wählt die Einheit aus.</p>' },
];

function someone(givenName: string, familyName: string, more: Partial<PersonOptions> = {}): PersonOptions {
  const username = more.username ?? `${givenName}.${familyName}`.toLowerCase().replace(/ü/g, 'ue').replace(/ö/g, 'oe').replace(/ä/g, 'ae');
  return { givenName, familyName, ...more, username };
}

function trainee(course: string, givenName: string, familyName: string): PersonOptions {
  return someone(givenName, familyName, { courses: { [course]: 'student' } });
}

const admin = (givenName: string, familyName: string): PersonOptions => someone(givenName, familyName, { username: 'admin', siteRole: 'admin', sourcedId: '' });

/** A live room as an activity. The id is the one under which the server's demo makes its room. */
const room: LinkOptions = {
  key: 'raum',
  course: 'asa',
  title: 'Live-Raum: Stütz- und Förderunterricht',
  description: '<p>Termine, Tafel und die Stunde, die gerade läuft.</p>',
  custom: { room: '26aa8bb0-b30e-49b0-893e-d4f0b94232f8' },
  graded: false,
};

export const LERNWERK: SiteOptions = {
  key: 'lernwerk',
  name: 'Lernwerk',
  shortName: 'Lernwerk',
  host: '127.0.0.1',
  accent: '#2b5d34',
  people: [
    admin('Ute', 'Willers'),
    someone('Bernd', 'Asmus', { courses: { asa: 'teacher' } }),
    someone('Karin', 'Thomsen', { courses: { asa: 'tutor' } }),
    ...(
      [
        ['Amira', 'Haddad'],
        ['Jonas', 'Petersen'],
        ['Olha', 'Kovalenko'],
        ['Mehmet', 'Yildiz'],
        ['Lea', 'Brandt'],
        ['Tariq', 'Rahimi'],
        ['Blessing', 'Okafor'],
        ['Mai', 'Nguyen'],
        ['Finn', 'Lührs'],
      ] as const
    ).map(([given, family]) => trainee('asa', given, family)),
  ],
  courses: [{ key: 'asa', label: 'ASA-LW', title: 'AsA flex – Lernwerk Nord', sourcedId: 'LW-ASA-2026', links: [...units('asa'), room] }],
};

export const BBS: SiteOptions = {
  key: 'bbs',
  name: 'BBS Musterstadt',
  shortName: 'BBS',
  host: '127.0.0.2',
  accent: '#2a4d7c',
  people: [
    admin('Holger', 'Ahrens'),
    someone('Sabine', 'Krüger', { courses: { wiso: 'teacher' } }),
    ...(
      [
        ['Emre', 'Kaya'],
        ['Marie', 'Lindner'],
        ['Dawit', 'Tesfaye'],
        ['Zofia', 'Nowak'],
        ['Ben', 'Schröder'],
        ['Jonas', 'Petersen'],
        ['Elif', 'Arslan'],
        ['Samuel', 'Mensah'],
      ] as const
    ).map(([given, family]) => trainee('wiso', given, family)),
  ],
  courses: [{ key: 'wiso', label: 'BBS-WISO', title: 'Berufsschule WiSo', sourcedId: 'BBS-WISO-26', links: units('wiso') }],
};

export const DEFAULT_SITES: SiteOptions[] = [LERNWERK, BBS];
