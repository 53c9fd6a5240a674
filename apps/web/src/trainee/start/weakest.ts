import type { UnitCard as UnitCardSchema } from '#lotse/contract';
import type { output } from 'zod/mini';

type UnitCard = output<typeof UnitCardSchema>;

/** The finished unit with the fewest points; null where all have all. */
export function weakestOf(units: readonly UnitCard[]): UnitCard | null {
  const [weakest] = [...units].sort((a, b) => (a.grade ?? 0) - (b.grade ?? 0));
  return weakest !== undefined && (weakest.grade ?? 0) < 100 ? weakest : null;
}
