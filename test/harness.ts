import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Db, Log, readSettings, type Settings } from '#lotse/base';
import type { DemoLms, DemoSite } from '../apps/demo-lms/index.js';
import { DemoClock } from '../apps/server/demo-clock.js';
import { start, type Started } from '../apps/server/start.js';
import { freshPlace, type DatabaseKind, type TestPlace } from './test-database.js';

/** The clock tests play: it stands still until it is moved. */
export class PlayedClock extends DemoClock {
  constructor(private time: Date = new Date()) {
    super();
  }
  protected override present(): Date {
    return new Date(this.time);
  }
  set(time: Date): void {
    this.time = time;
  }
  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}

export interface TestServer {
  url: string;
  clock: PlayedClock;
  settings: Settings;
  started: Started;
  db: Db;
  lms: DemoLms;
  site(key: string): DemoSite;
  /** Every line logged since the start, as written. */
  log: string[];
  /** Closes the server and opens it again on the same data, ports and clock, with other settings where some are given. */
  restart(change?: Partial<Settings>): Promise<void>;
  /** Closes the server, does something that needs the data for itself alone, and opens it again. */
  whileStopped<T>(story: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface TestOptions {
  database?: DatabaseKind;
  now?: Date;
  demo?: boolean;
  timers?: boolean;
  env?: Record<string, string>;
}

/** The real server on a fresh database with the demo LMS beside it; only the clock is played. Timers do not run unless wanted. */
export async function startForTest(options: TestOptions = {}): Promise<TestServer> {
  const place = await freshPlace(options.database);
  const [port, lmsPort] = [await freePort(['127.0.0.1', '::1']), await freePort(['127.0.0.1', '127.0.0.2'])];
  let settings = testSettings(place, port, lmsPort, options.env);
  const clock = new PlayedClock(options.now);
  const log: string[] = [];
  const open = () =>
    start(settings, {
      demo: options.demo ?? true,
      clock,
      log: new Log('debug', (line) => log.push(line)),
      timers: options.timers ?? false,
      webDir: `${process.cwd()}/dist/web`,
    });
  let started = await open();
  return {
    url: settings.url,
    clock,
    settings,
    log,
    get started() {
      return started;
    },
    get db() {
      return started.app.get(Db);
    },
    get lms() {
      return lmsOf(started);
    },
    site: (key) => {
      const site = lmsOf(started).sites.find((one) => one.key === key);
      if (!site) throw new Error(`no demo site ${key}`);
      return site;
    },
    restart: async (change = {}) => {
      await started.close();
      settings = { ...settings, ...change };
      started = await open();
    },
    whileStopped: async (story) => {
      await started.close();
      const result = await story();
      started = await open();
      return result;
    },
    stop: async () => {
      await started.close();
      await place.remove();
    },
  };
}

function lmsOf(started: Started): DemoLms {
  if (!started.demo) throw new Error('started without the demo');
  return started.demo.lms;
}

/** As a real installation would be set, because the demo cannot be combined with DATABASE_URL. */
export function testSettings(place: TestPlace, port: number, lmsPort: number, env: Record<string, string> = {}): Settings {
  return readSettings({
    PORT: String(port),
    DEMO_LMS_PORT: String(lmsPort),
    LOTSE_DATA: place.dataDir,
    LOTSE_URL: `http://localhost:${port}`,
    LOTSE_KEY: 'a key for tests, long enough to be taken',
    LOTSE_INSECURE_LMS: `http://127.0.0.1:${lmsPort} http://127.0.0.2:${lmsPort}`,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
    ...env,
  });
}

/** A port that is free on all these addresses. */
export async function freePort(hosts: string[]): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = await listenOn(0, hosts[0] ?? '127.0.0.1');
    const others = await Promise.all(
      hosts.slice(1).map((host) =>
        listenOn(port, host).then(
          () => true,
          (error: NodeJS.ErrnoException) => error.code === 'EADDRNOTAVAIL',
        ),
      ),
    );
    if (others.every(Boolean)) return port;
    await wait(10);
  }
  throw new Error('no free port');
}

function listenOn(port: number, host: string): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
      .once('error', failed)
      .listen(port, host, () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address ? address.port : port));
      });
  });
}
