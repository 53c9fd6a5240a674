import { csvOf } from '#lotse/base';
import type { MonthRow } from '#lotse/contract';

const HEAD = [
  ...['Name', 'Maßnahme', 'Monat', 'Termine', 'Geplant (Minuten)', 'Vor Ort (Minuten)', 'Online (Minuten)', 'Unterrichtseinheiten (45 Minuten)'],
  ...[
    'Angerechnet (Minuten)',
    'Abgesagt durch Träger',
    'Rechtzeitig abgesagt',
    'Nicht erschienen',
    'Entschuldigt',
    'Unentschuldigt',
    'Widersprüche',
    'Fehlzeit ohne Grundklasse',
  ],
];

/** The month of many people as a file. */
export function monthCsv(month: string, rows: readonly MonthRow[]): string {
  const lines = rows.map((row) => [
    ...[row.name, row.measureNumber, month, row.meetings, row.plannedMinutes, row.onSiteMinutes, row.onlineMinutes, row.lessonUnits],
    ...[row.chargedMinutes, row.cancelledByProvider, row.cancelledInTime, row.noShow, row.excused, row.unexcused, row.objections, row.withoutReason],
  ]);
  return csvOf([HEAD, ...lines]);
}
