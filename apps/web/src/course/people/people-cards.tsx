import { m } from '../../paraglide/messages.js';
import type { Roster } from './shapes.js';
import { LastSeen, PersonLink } from './person-link.js';
import { UnitState, type RosterCell } from './unit-state.js';

/** So many units are all shown. */
const FEW = 2;

/** The same list on a phone: one card per person. */
export function PeopleCards({ rows, units }: { rows: Roster['rows']; units: Roster['units'] }) {
  return (
    <ul className="stack">
      {rows.map((row) => (
        <li key={row.personId} className={row.needsHelp ? 'card person-card needs-help' : 'card person-card'}>
          <div className="row row-apart">
            <h2>
              <PersonLink row={row} />
            </h2>
            <LastSeen at={row.lastSeenAt} />
          </div>
          <Units cells={row.cells} units={units} />
        </li>
      ))}
    </ul>
  );
}

/** What somebody has begun; the rest is one line that opens, so that more than one person stands on a screen. */
function Units({ cells, units }: { cells: readonly RosterCell[]; units: Roster['units'] }) {
  const cellOf = (unitId: string) => cells.find((one) => one.unitId === unitId);
  const isQuiet = (unitId: string) => {
    const cell = cellOf(unitId);
    return cell === undefined || (cell.state === 'not-started' && cell.gradeState === 'none');
  };
  const quiet = units.length > FEW ? units.filter((unit) => isQuiet(unit.unitId)) : [];
  const shown = units.filter((unit) => !quiet.includes(unit));
  return (
    <>
      {shown.length > 0 && (
        <dl>
          {shown.map((unit) => {
            const cell = cellOf(unit.unitId);
            return (
              <div key={unit.unitId}>
                <dt lang="de">{unit.short}</dt>
                <dd>{cell !== undefined && <UnitState cell={cell} />}</dd>
              </div>
            );
          })}
        </dl>
      )}
      {quiet.length > 0 && (
        <details className="fold">
          <summary>{m.units_not_started({ count: quiet.length })}</summary>
          <ul className="person-quiet" lang="de">
            {quiet.map((unit) => (
              <li key={unit.unitId}>{unit.short}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
