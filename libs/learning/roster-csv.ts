import { csvOf } from '#lotse/base';
import type { PublishedUnit } from '#lotse/catalog';
import type { RosterRow } from '#lotse/contract';

const STATE = { 'not-started': 'nicht begonnen', going: 'angefangen', stuck: 'hängt fest', finished: 'fertig' } as const;
const GRADE = {
  none: '',
  waiting: 'wartet',
  sent: 'angekommen',
  'sent-unverified': 'gesendet, nicht prüfbar',
  overridden: 'in Moodle überschrieben',
  locked: 'in Moodle gesperrt',
  paused: 'angehalten',
  failed: 'nicht angekommen',
} as const;

/** The list as CSV. */
export function rosterCsv(rows: RosterRow[], units: PublishedUnit[]): string {
  const head = [
    'Name',
    'Zuletzt da',
    ...units.flatMap((unit) => {
      const t = unit.package.title.de;
      return [`${t}: Stand`, `${t}: Aufgaben`, `${t}: Note`, `${t}: Notenbuch`];
    }),
  ];
  const lines = rows.map((row) => [
    row.name,
    row.lastSeenAt ?? '',
    ...row.cells.flatMap((cell) => [
      STATE[cell.state],
      `${cell.done} von ${cell.total}`,
      cell.grade === null ? '' : String(cell.grade),
      GRADE[cell.gradeState],
    ]),
  ]);
  return csvOf([head, ...lines]);
}
