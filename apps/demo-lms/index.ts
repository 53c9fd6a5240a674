/** The demo LMS: plays Moodle 4.5 for the first start and for every test. The public API of this folder. */
import type { Server } from 'node:http';
import { emptyState, fillState, toolAddresses } from './build-state.js';
import type { DemoLmsOptions, SiteOptions } from './options.js';
import type { Platform } from './platform.js';
import { DEFAULT_SITES } from './seed.js';
import { listen, makeServer, stop } from './server.js';
import { Sessions } from './sessions.js';
import { DemoSite } from './site.js';
import { StateStore } from './store.js';

export type { Claims } from './claims.js';
export type { Fault, FaultMode, Target } from './faults.js';
export type { Grade, Gradebook } from './gradebook.js';
export type { SignOptions } from './keys.js';
export type { Course, Enrolment, GradeRow, LineItem, Link, Person, ScorePost, SiteKey, Tool } from './model.js';
export type { Clock, CourseOptions, CourseRole, DemoLmsOptions, LinkOptions, PersonOptions, Privacy, SiteOptions, StorageMode } from './options.js';
export type { SeenRequest } from './request-log.js';
export type { Session } from './sessions.js';
export type { DemoSite } from './site.js';

export interface DemoLms {
  sites: DemoSite[];
  /** One sentence per site whose address this machine does not have. */
  leftOut: string[];
  close(): Promise<void>;
}

const DEFAULT_PORT = 3100;

/** Listens on every site's host; resolves when all answer. */
export async function startDemoLms(options: DemoLmsOptions): Promise<DemoLms> {
  const store = await StateStore.load(options.stateFile);
  const wanted = options.sites ?? DEFAULT_SITES;
  const opened = await Promise.allSettled(wanted.map((one) => openSite(one, options, store)));
  const running = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(running.map(({ server }) => stop(server)));
    await store.save();
  };
  const leftOut: string[] = [];
  for (const [at, result] of opened.entries()) {
    if (result.status === 'fulfilled') continue;
    if ((result.reason as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') {
      await close();
      throw result.reason;
    }
    leftOut.push(`${wanted[at]?.name}: ${wanted[at]?.host} gibt es auf diesem Rechner nicht.`);
  }
  await store.save();
  return { sites: running.map(({ site }) => site), leftOut, close };
}

async function openSite(wanted: SiteOptions, options: DemoLmsOptions, store: StateStore): Promise<{ site: DemoSite; server: Server }> {
  let site: DemoSite | null = null;
  const server = makeServer(() => site);
  const port = await listen(server, wanted.host, wanted.port ?? options.port ?? DEFAULT_PORT);
  const kept = store.sites[wanted.key];
  const state = kept ?? (await emptyState(wanted));
  const platform = makePlatform(wanted, options, store, state, port);
  if (!kept) fillState(platform, wanted, options.toolUrl);
  store.sites[wanted.key] = state;
  const own = state.tools.find((tool) => tool.clientId === `lotse-${wanted.key}`);
  if (own) Object.assign(own, toolAddresses(options.toolUrl));
  site = new DemoSite(platform);
  return { site, server };
}

function makePlatform(wanted: SiteOptions, options: DemoLmsOptions, store: StateStore, state: Platform['state'], port: number): Platform {
  const folder = wanted.path ?? '';
  const storage = wanted.platformStorage ?? null;
  return {
    key: wanted.key,
    name: wanted.name,
    shortName: wanted.shortName ?? wanted.name,
    locale: wanted.locale ?? 'de',
    accent: wanted.accent ?? '#2b5d34',
    base: `http://${wanted.host}:${port}${folder}`,
    folder,
    clock: options.clock,
    state,
    sessions: new Sessions(),
    storage: storage === true ? 'honest' : storage === false ? null : storage,
    fetch: options.fetch ?? fetch,
    toolKeys: new Map(),
    changed: () => store.save(),
  };
}
