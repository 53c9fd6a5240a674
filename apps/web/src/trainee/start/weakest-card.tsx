import { m } from '../../paraglide/messages.js';
import { PractiseAgain } from '../task/practise-again.js';
import type { UnitCard } from './unit-list.js';

/** When everything was done once: what to practise again, in place of a dead end. */
export function WeakestCard({ unit, quiet = false }: { unit: UnitCard; quiet?: boolean }) {
  return (
    <section className="card next stack" aria-labelledby="next">
      <h2 id="next">
        <span className="next-word">{m.weakest_title()}</span> <span lang="de">{unit.title}</span>
      </h2>
      <p className="meta">{m.weakest_state({ grade: unit.grade ?? 0 })}</p>
      <PractiseAgain unitId={unit.unitId} word={m.practise_again()} main={!quiet} />
    </section>
  );
}
