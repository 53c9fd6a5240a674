import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import { m } from '../../paraglide/messages.js';
import type { Roster } from './shapes.js';
import { LastSeen, PersonLink } from './person-link.js';
import type { RosterWish } from './roster-query.js';
import { UnitState } from './unit-state.js';

interface Props {
  rows: Roster['rows'];
  units: Roster['units'];
  wish: RosterWish;
  onChange: (change: Partial<RosterWish>) => void;
}

/** The list at a desk: one row per person, one column per unit. */
export function PeopleTable({ rows, units, wish, onChange }: Props) {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={m.people()}>
      <table className="table">
        <thead>
          <tr>
            <SortHead name="name" word={m.sort_name()} wish={wish} onChange={onChange} />
            {units.map((unit) => (
              <th key={unit.unitId} scope="col" lang="de" title={unit.title}>
                {unit.short}
              </th>
            ))}
            <SortHead name="last-seen" word={m.sort_last_seen()} wish={wish} onChange={onChange} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.personId} className={row.needsHelp ? 'needs-help' : undefined}>
              <th scope="row">
                <PersonLink row={row} />
              </th>
              {units.map((unit) => {
                const cell = row.cells.find((one) => one.unitId === unit.unitId);
                return <td key={unit.unitId}>{cell !== undefined && <UnitState cell={cell} />}</td>;
              })}
              <td>
                <LastSeen at={row.lastSeenAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  name: 'name' | 'last-seen';
  word: string;
  wish: RosterWish;
  onChange: (change: Partial<RosterWish>) => void;
}

function SortHead({ name, word, wish, onChange }: HeadProps) {
  const here = wish.sort === name;
  const up = wish.dir === 'asc';
  const Arrow = up ? ChevronUp : ChevronDown;
  return (
    <th scope="col" aria-sort={here ? (up ? 'ascending' : 'descending') : undefined}>
      <button type="button" className="sort" onClick={() => onChange({ sort: name, dir: here && up ? 'desc' : 'asc' })}>
        {word}
        {here && <Arrow aria-hidden size={16} />}
      </button>
    </th>
  );
}
