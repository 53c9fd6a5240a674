import { csvOf } from '#lotse/base';
import type { PublishedUnit } from '#lotse/catalog';
import type { RosterRow } from '#lotse/contract';

/** As the page shows it: the clock of Germany, in a form that spreadsheets read as a time. */
const LOCAL = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' });

const STATE = { 'not-started': 'nicht begonnen', going: 'in Übung', stuck: 'hängt fest', finished: 'fertig' } as const;
const GRADE = {
  none: '',
  waiting: 'auf dem Weg zu Moodle',
  sent: 'steht in Moodle',
  'sent-unverified': 'gesendet, nicht prüfbar',
  overridden: 'in Moodle von Hand geändert',
  locked: 'in Moodle gesperrt',
  paused: 'angehalten',
  failed: 'nicht in Moodle angekommen',
} as const;

/** The list as CSV. */
export function rosterCsv(rows: RosterRow[], units: PublishedUnit[]): string {
  const head = [
    'Name',
    'Zuletzt da',
    ...units.flatMap((unit) => {
      const t = unit.package.title.de;
      return [`${t}: Stand`, `${t}: Aufgaben`, `${t}: Punkte`, `${t}: Bewertung in Moodle`];
    }),
  ];
  const lines = rows.map((row) => [
    row.name,
    row.lastSeenAt === null ? '' : LOCAL.format(new Date(row.lastSeenAt)).replace(',', ''),
    ...row.cells.flatMap((cell) => [
      STATE[cell.state],
      `${cell.done} von ${cell.total}`,
      cell.grade === null ? '' : String(cell.grade),
      GRADE[cell.gradeState],
    ]),
  ]);
  return csvOf([head, ...lines]);
}
