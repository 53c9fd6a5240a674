/**
 * `npm run bench -- answers [--rounds 8] [--people 250] [--warm-up 150] [--clients 64] [--ways a,b,c] [--profile]`
 * `npm run bench -- launch  [--rounds 3] [--people 600] [--warm-up 100] [--clients 16]`
 * `npm run bench -- reports [--rounds 3] [--people 5000] [--clients 4]`
 * `npm run bench -- first-task [--rounds 5]` (Chromium as on a cheap phone)
 * `npm run bench -- marking [--rounds 8]` (closed answers per second in process)
 * `npm run bench -- addresses [--people 200]` (tries of each kind)
 * `npm run bench -- publish [--rounds 5]` (a start with a thousand units)
 * `npm run bench -- rooms [--rounds 2] [--rooms 200] [--every 5000] [--seconds 30]` (`every`: ms between two events of a room)
 * `npm run bench -- board [--rounds 2] [--every 200] [--seconds 20]` (`every`: updates a second)
 * JSON lines on stdout, the result last; everything else goes to stderr. Exit code 1 when the ways did not do the same.
 */
import { parseArgs } from 'node:util';
import { Missing } from '../test/run/debian.mjs';

const BENCHES = {
  answers: () => import('./answers/rounds.mjs'),
  launch: () => import('./launch/rounds.mjs'),
  reports: () => import('./reports/rounds.mjs'),
  marking: () => import('./marking/rounds.mjs'),
  addresses: () => import('./addresses/rounds.mjs'),
  publish: () => import('./publish/rounds.mjs'),
  rooms: () => import('./rooms/rounds.mjs'),
  board: () => import('./board/rounds.mjs'),
  'first-task': () => import('./first-task/rounds.mjs'),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    people: { type: 'string' },
    'warm-up': { type: 'string' },
    clients: { type: 'string' },
    ways: { type: 'string' },
    rooms: { type: 'string' },
    every: { type: 'string' },
    seconds: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});

const [name = ''] = positionals;
if (!Object.hasOwn(BENCHES, name)) {
  console.error(`Which bench? One of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}
try {
  const { rounds } = await BENCHES[name]();
  await rounds(values);
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}
