import { peopleNames } from '#lotse/contract';
import type { LiveConnection } from './connection.js';

/** Persons whose names have been asked for: each once, until the answer is there. */
const asked = new WeakMap<LiveConnection, Set<string>>();

/** Events carry ids alone: the names of new ones are asked for together. */
export function learnNames(live: LiveConnection, persons: readonly string[]): void {
  const { names } = live.view.get();
  const before = asked.get(live) ?? new Set<string>();
  asked.set(live, before);
  const wanted = [...new Set(persons)].filter((id) => !(id in names) && !before.has(id)).slice(0, 200);
  if (wanted.length === 0) return;
  for (const id of wanted) before.add(id);
  live.send(peopleNames, { persons: wanted }).then(
    (reply) => live.change({ names: { ...live.view.get().names, ...reply.names } }),
    () => {
      for (const id of wanted) before.delete(id);
    },
  );
}

/** Everybody of the course, for tapping somebody present who has no device. */
export async function courseNames(live: LiveConnection): Promise<Record<string, string>> {
  const { names } = await live.send(peopleNames, {});
  live.change({ names: { ...live.view.get().names, ...names } });
  return names;
}
