import type { BodyOf, ResponseOf } from './player.js';

/** Moves one entry of a list to another place; the others keep their order. */
export function moveTo<T>(list: readonly T[], from: number, to: number): T[] {
  const target = Math.max(0, Math.min(to, list.length - 1));
  const moved = list[from];
  if (moved === undefined || from === target) return [...list];
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, target), moved, ...rest.slice(target)];
}

/** The order somebody has made so far, or the one the task came in. */
export function orderNow(body: BodyOf<'order'>, value: ResponseOf<'order'> | null): string[] {
  const known = body.items.map((item) => item.id);
  const given = value?.order.filter((id) => known.includes(id)) ?? [];
  return given.length === known.length ? given : known;
}
