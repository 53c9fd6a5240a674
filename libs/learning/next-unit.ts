import type { UnitCard } from '#lotse/contract';

/** The begun one first, then the first that was not begun, then the finished one with the fewest points; null where all have all. */
export function nextOf(cards: readonly UnitCard[]): UnitCard | null {
  return cards.find((card) => card.state === 'going') ?? cards.find((card) => card.state === 'not-started') ?? weakestOf(cards);
}

function weakestOf(cards: readonly UnitCard[]): UnitCard | null {
  const [weakest] = [...cards].sort((a, b) => (a.grade ?? 0) - (b.grade ?? 0));
  return weakest !== undefined && (weakest.grade ?? 0) < 100 ? weakest : null;
}
