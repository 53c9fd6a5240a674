/** How long a change at the board takes to the other thirty, stored before it goes out, beside a bare relay that stores nothing. */
import { fileURLToPath } from 'node:url';
import { startChild } from '../child.mjs';
import { median, print, rounded } from '../measure.mjs';
import { prepared, startServer } from '../rooms/rounds.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function rounds(options) {
  const wish = { rounds: Number(options.rounds ?? 2), updates_per_second: Number(options.every ?? 200), seconds: Number(options.seconds ?? 20) };
  await prepared(options, 1, async (stand, durability) => {
    print({ bench: 'board', ...wish, ...durability });
    const lines = { relay: [], ours: [] };
    for (let round = 1; round <= wish.rounds; round++)
      for (const way of round % 2 ? ['relay', 'ours'] : ['ours', 'relay']) {
        const line = await oneWay(stand, wish, way, `lotse_${way}_${round}`);
        print({ way, round, ...line });
        lines[way].push(line);
      }
    const middle = (way, key) => rounded(median(lines[way].map((line) => line[key])), 1);
    print({
      bench: 'board',
      p99_ms: middle('ours', 'p99_ms'),
      p50_ms: middle('ours', 'p50_ms'),
      p99_relay_ms: middle('relay', 'p99_ms'),
      p50_relay_ms: middle('relay', 'p50_ms'),
      ...wish,
    });
  });
}

async function oneWay(stand, wish, way, database) {
  await stand.cluster.copy(database, 'lotse');
  const server = await startServer(stand, way, database);
  const load = await startChild(here('load.mjs'), { args: [way, stand.plan, String(stand.port), String(wish.updates_per_second), String(wish.seconds)] });
  try {
    return await load.ask('measured');
  } finally {
    await load.stop();
    await server.stop();
    await stand.cluster.drop(database);
  }
}
