import { Db, Log, type Settings } from '#lotse/base';
import type { DemoLms, DemoSite } from '../../apps/demo-lms/index.js';
import { DemoClock } from '../../apps/server/demo-clock.js';
import { start, type Started } from '../../apps/server/start.js';
import './key-pairs.js';
import { standFor, testSettings } from './played-demo.js';
import { databaseKind, type DatabaseKind } from './test-database.js';

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
  /** Runs from `back` ms ago, twice as fast as time until it has caught up: slow enough for whoever is heard every 8 seconds. Returns what stops it. */
  catchUp(back: number): () => void {
    const [begun, from] = [Date.now(), Date.now() - back];
    this.set(new Date(from));
    const timer = setInterval(() => this.set(new Date(Math.min(Date.now(), from + 2 * (Date.now() - begun)))), 500);
    return () => clearInterval(timer);
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

const webDir = `${process.cwd()}/dist/web`;

/** The real server on a fresh database with the demo LMS beside it; only the clock is played. Timers do not run unless wanted. */
export async function startForTest(options: TestOptions = {}): Promise<TestServer> {
  const clock = new PlayedClock(options.now);
  const { kind, demo, env } = { kind: options.database ?? databaseKind, demo: options.demo ?? true, env: options.env ?? {} };
  const stand = await standFor({ kind, demo, env, webDir, clock: () => new PlayedClock(clock.now()) });
  let settings = testSettings(stand.storage, stand.port, stand.lmsPort, env);
  const log: string[] = [];
  const open = () =>
    start(settings, {
      demo,
      clock,
      log: new Log('debug', (line) => log.push(line)),
      timers: options.timers ?? false,
      quietMs: 20, // process.spec.ts stops the real program
      webDir,
    });
  let started = await open().catch(async (error: unknown) => {
    await stand.leave();
    throw error;
  });
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
      await stand.leave();
    },
  };
}

function lmsOf(started: Started): DemoLms {
  if (!started.demo) throw new Error('started without the demo');
  return started.demo.lms;
}
