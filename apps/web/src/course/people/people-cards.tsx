import type { Roster } from './shapes.js';
import { LastSeen, PersonLink } from './person-link.js';
import { UnitState } from './unit-state.js';

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
          <dl>
            {units.map((unit) => {
              const cell = row.cells.find((one) => one.unitId === unit.unitId);
              return (
                <div key={unit.unitId}>
                  <dt lang="de">{unit.short}</dt>
                  <dd>{cell !== undefined && <UnitState cell={cell} />}</dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}
