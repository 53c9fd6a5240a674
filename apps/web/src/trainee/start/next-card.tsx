import ArrowRight from 'lucide-react/icons/arrow-right';
import Clock from 'lucide-react/icons/clock';
import type { ReactNode } from 'react';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import type { UnitCard } from './unit-list.js';

/** The one thing to do next; `quiet` where another button is the main one. */
export function NextCard({ unit, quiet = false }: { unit: UnitCard; quiet?: boolean }) {
  const { registrationId, enrolmentId, role } = useSession();
  const begun = isBegun(unit);
  return (
    <section className="card next stack" aria-labelledby="next">
      <h2 id="next">
        <span className="next-word">{m.next_label()}</span> <span lang="de">{unit.title}</span>
      </h2>
      <p className="meta">
        <Clock aria-hidden size={18} />
        {begun ? m.unit_left({ minutes: minutesLeft(unit), count: unit.total - unit.done }) : m.unit_size({ minutes: unit.minutes, count: unit.total })}
      </p>
      {begun && <Done done={unit.done} total={unit.total} />}
      {role === 'trainee' && <UnitLink unit={unit} quiet={quiet} />}
      <Goals goals={unit.goals}>
        {role === 'trainee' && (
          <Link className="link-row" href={pathTo('unit', { reg: registrationId, enr: enrolmentId }, { unit: unit.unitId })}>
            {m.unit_more()}
          </Link>
        )}
      </Goals>
    </section>
  );
}

/** The button that begins a unit or goes on with it. */
export function UnitLink({ unit, quiet = false }: { unit: UnitCard; quiet?: boolean }) {
  const { registrationId, enrolmentId } = useSession();
  return (
    <Link
      className={quiet ? 'button' : 'button button-main button-wide'}
      href={pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unit.unitId })}
    >
      {isBegun(unit) ? m.go_on() : m.begin()}
      <ArrowRight aria-hidden size={20} />
    </Link>
  );
}

/** Also before the first task that counts is done. */
const isBegun = ({ state, done }: UnitCard): boolean => state === 'going' || done > 0;

function minutesLeft({ minutes, done, total }: UnitCard): number {
  return Math.max(1, Math.round((minutes * (total - done)) / Math.max(1, total)));
}

function Done({ done, total }: { done: number; total: number }) {
  return (
    <div className="stack stack-4">
      <progress className="progress" max={total} value={done} aria-label={m.done_label()} />
      <p className="soft">{m.done_of({ done, total })}</p>
    </div>
  );
}

export function Goals({ goals, open = false, children }: { goals: readonly string[]; open?: boolean; children?: ReactNode }) {
  if (goals.length === 0) return null;
  return (
    <details className="fold goals" open={open}>
      <summary>{m.goals_title()}</summary>
      <ul lang="de">
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
      {children}
    </details>
  );
}
