import { useSession } from '../../kit/session/session.js';
import { NextCard } from './next-card.js';
import type { UnitCard } from './unit-list.js';
import { WeakestCard } from './weakest-card.js';

/** The unit that comes next: begun or new, or a finished one that is worth another go. */
export function NextUnit({ unit, quiet = false }: { unit: UnitCard; quiet?: boolean }) {
  const { role } = useSession();
  if (unit.state !== 'finished') return <NextCard unit={unit} quiet={quiet} />;
  return role === 'trainee' ? <WeakestCard unit={unit} quiet={quiet} /> : null;
}
