import type { UnitCard as UnitCardSchema } from '#lotse/contract';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Circle from 'lucide-react/icons/circle';
import CircleCheckBig from 'lucide-react/icons/circle-check-big';
import CircleDashed from 'lucide-react/icons/circle-dot-dashed';
import type { output } from 'zod/mini';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';

export type UnitCard = output<typeof UnitCardSchema>;

const SIGN = { 'not-started': Circle, going: CircleDashed, finished: CircleCheckBig };

/** How a unit stands, in words. */
export function stateOf(unit: UnitCard): string {
  if (unit.state === 'not-started') return m.unit_not_started();
  if (unit.state === 'going') return m.done_of({ done: unit.done, total: unit.total });
  const state = unit.grade === null ? m.unit_finished() : m.unit_finished_grade({ grade: unit.grade });
  return unit.done < unit.total ? m.unit_again({ state, done: unit.done, total: unit.total }) : state;
}

/** Units by module, each with its state in words. */
export function UnitList({ units }: { units: readonly UnitCard[] }) {
  const modules = [...new Set(units.map((unit) => unit.moduleTitle))];
  return (
    <section className="card units" aria-labelledby="units">
      <h2 id="units">{m.units_title()}</h2>
      {modules.map((title) => (
        <div key={title} className="units-module">
          {(modules.length > 1 || title !== '') && <h3 lang="de">{title}</h3>}
          <ul>
            {units
              .filter((unit) => unit.moduleTitle === title)
              .map((unit) => (
                <UnitRow key={unit.unitId} unit={unit} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function UnitRow({ unit }: { unit: UnitCard }) {
  const { registrationId, enrolmentId, role } = useSession();
  const Sign = SIGN[unit.state];
  const words = (
    <>
      <Sign aria-hidden size={22} className={`unit-sign unit-${unit.state}`} />
      <span className="unit-words">
        <span lang="de">{unit.title}</span>
        <span className="soft">{m.minutes_and_state({ minutes: unit.minutes, state: stateOf(unit) })}</span>
      </span>
    </>
  );
  if (role !== 'trainee') return <li className="unit-row">{words}</li>;
  const name = unit.state === 'finished' && unit.done === unit.total ? 'end' : 'task';
  return (
    <li>
      <Link className="unit-row" href={pathTo(name, { reg: registrationId, enr: enrolmentId }, { unit: unit.unitId })}>
        {words}
        <ChevronRight aria-hidden size={20} className="soft" />
      </Link>
    </li>
  );
}
