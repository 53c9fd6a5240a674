import { createHash } from 'node:crypto';
import { Log, readSettings, type Settings } from '#lotse/base';
import { germanDay } from '#lotse/contract';
import type { DemoClock } from '../../apps/server/demo-clock.js';
import { start } from '../../apps/server/start.js';
import { freePort, isFree } from './ports.js';
import { copyOf, migrated, patternOf, type DatabaseKind, type TestStorage } from './test-database.js';

/** Where a server for tests keeps its data and listens. */
export interface Stand {
  storage: TestStorage;
  port: number;
  lmsPort: number;
  /** Gives data and ports back. */
  leave(): Promise<void>;
}

export interface StandWish {
  kind: DatabaseKind;
  demo: boolean;
  /** The time the server will begin at, and a new clock that stands there. */
  clock: () => DemoClock;
  env: Record<string, string>;
  webDir: string;
}

const [TOOL_HOSTS, LMS_HOSTS] = [
  ['127.0.0.1', '::1'],
  ['127.0.0.1', '127.0.0.2'],
];
/** Settings that stand in what the demo has written. */
const WRITTEN = ['PORT', 'DEMO_LMS_PORT', 'LOTSE_URL', 'LOTSE_KEY', 'LOTSE_INSECURE_LMS'];
/** Below the ports the system gives out by itself; another checkout on the same machine has others. */
const FIRST_PORT = 21_000 + 100 * (createHash('sha256').update(process.cwd()).digest().readUInt16BE() % 100);
const HOUR_MS = 3_600_000;
let isTaken = false;

/**
 * Data and ports for a server. The demo's history is played once per worker and day and copied from there, and because
 * its addresses stand in it, on the same two ports; a second server at the same time plays its own.
 */
export async function standFor(wish: StandWish): Promise<Stand> {
  const worker = Number(process.env.JEST_WORKER_ID ?? 0);
  const [port, lmsPort] = [FIRST_PORT + 10 * worker, FIRST_PORT + 10 * worker + 1];
  if (!wish.demo || isTaken || WRITTEN.some((name) => name in wish.env)) return ownStand(wish);
  isTaken = true;
  if (!(await isFree(port, TOOL_HOSTS)) || !(await isFree(lmsPort, LMS_HOSTS))) {
    isTaken = false;
    return ownStand(wish);
  }
  const pattern = await patternOf(`played_${dayOf(wish.clock().now())}_${worker}`, wish.kind, await migrated(wish.kind), async (storage) => {
    const settings = testSettings(storage, port, lmsPort);
    const started = await start(settings, { demo: true, clock: wish.clock(), log: new Log('error'), timers: false, quietMs: 0, webDir: wish.webDir });
    await started.close();
  });
  const storage = await copyOf(pattern, wish.kind);
  return {
    storage,
    port,
    lmsPort,
    leave: async () => {
      isTaken = false;
      await storage.remove();
    },
  };
}

/** Today's history serves all day; another day's is played at its own time. */
function dayOf(now: Date): string {
  const isToday = Math.abs(now.getTime() - Date.now()) < HOUR_MS;
  return isToday ? germanDay(now).replaceAll('-', '') : String(now.getTime());
}

async function ownStand({ kind }: StandWish): Promise<Stand> {
  const storage = await copyOf(await migrated(kind), kind);
  return { storage, port: await freePort(TOOL_HOSTS), lmsPort: await freePort(LMS_HOSTS), leave: () => storage.remove() };
}

/** As a real installation would be set, because the demo cannot be combined with DATABASE_URL. */
export function testSettings(storage: TestStorage, port: number, lmsPort: number, env: Record<string, string> = {}): Settings {
  return readSettings({
    PORT: String(port),
    DEMO_LMS_PORT: String(lmsPort),
    LOTSE_DATA: storage.dataDir,
    LOTSE_URL: `http://localhost:${port}`,
    LOTSE_KEY: 'a key for tests, long enough to be taken',
    LOTSE_INSECURE_LMS: `http://127.0.0.1:${lmsPort} http://127.0.0.2:${lmsPort}`,
    ...(storage.databaseUrl ? { DATABASE_URL: storage.databaseUrl } : {}),
    ...env,
  });
}
