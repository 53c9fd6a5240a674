import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import staticFiles from '@fastify/static';
import { AuditHeads, Clock, Due, Log, openDatabase, type BaseParts, type Settings } from '#lotse/base';
import { GradePassback } from '#lotse/lti';
import { Erasures, SetupService } from '#lotse/people';
import { LiveServer } from '#lotse/rooms';
import { AppModule } from './app.module.js';
import { CONTENT_DIR, publishContent } from './content-at-start.js';
import { ENTITIES } from './entities.js';
import { DemoClock } from './demo-clock.js';
import { drainOf } from './drain.js';
import { HealthController } from './health.controller.js';
import type { Starts } from './home-page.js';
import { masterKey } from './master-key.js';
import { packLargeReplies } from './packing.js';
import { plainHttpCookies } from './plain-http-cookies.js';
import { secure } from './security.js';
import { TABLES } from './tables.js';
import { refuseDemoData } from './refuse-demo-data.js';
import { planHousekeeping } from './housekeeping.js';

export interface StartOptions {
  demo?: boolean;
  clock?: Clock;
  log?: Log;
  /** Folder of the built web app; dist/web unless told otherwise. */
  webDir?: string;
  /** Timers that send grades and do due work; tests run them by hand. */
  timers?: boolean;
  /** How long it stays quiet before a stop is carried out, in ms; a second unless told otherwise. */
  quietMs?: number;
}
export interface Started {
  url: string;
  app: NestFastifyApplication;
  base: BaseParts;
  demo: import('./demo.js').Demo | null;
  /** The one-time link of the first start; null with the demo, and once there is an admin. */
  setupUrl: string | null;
  close(): Promise<void>;
}

const HOPE_MS = 9_000;
const HEADS_EVERY_MS = 10 * 60_000;
/** A request has to be there as a whole after a minute, its head after twenty seconds: a stalled one holds a connection no longer. */
const LIMITS = {
  bodyLimit: 262_144,
  requestTimeout: 60_000,
  forceCloseConnections: 'idle',
  return503OnClosing: true,
  http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
  routerOptions: { maxParamLength: 200 },
} as const;

/** Opens everything in order and listens. What was opened is closed again when a later step fails. */
export async function start(settings: Settings, options: StartOptions = {}): Promise<Started> {
  const clock = options.clock ?? (settings.demo || options.demo ? new DemoClock() : new Clock());
  const log = options.log ?? new Log(settings.logLevel);
  const database = await openDatabase(settings, ENTITIES);
  const closers: (() => Promise<void>)[] = [() => database.close()];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const base: BaseParts = { settings, database, tables: TABLES, clock, log, key: masterKey(settings) };
    const starts: Starts = { list: [], hour: [], roomDevice: null, logins: [], notes: [], demo: Boolean(options.demo ?? settings.demo) };
    const { app, drain } = await compose(base, starts, options);
    closers.push(() => app.close());
    await app.get(Erasures).catchUp();
    const demo = starts.demo ? await (await import('./demo.js')).openDemo(app, base, starts) : null;
    if (demo) closers.push(() => demo.close());
    else await refuseDemoData(app);
    await publishContent(app, log, settings.dataDir, demo?.tenants);
    if (demo) await log.hushed(() => demo.seed());
    await planHousekeeping(app);
    const setupUrl = demo ? null : await app.get(SetupService).freshLink();
    await listen(app, settings);
    closers.push(await noteHeads(app, options.timers !== false));
    if (options.timers !== false) closers.push(startTimers(app));
    if (demo && options.timers !== false) closers.push(demo.perform());
    // closed first: nothing new is taken while the rest ends
    closers.push(drain);
    return { url: settings.url, app, base, demo, setupUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compose(base: BaseParts, starts: Starts, options: StartOptions): Promise<{ app: NestFastifyApplication; drain: () => Promise<void> }> {
  const webDir = options.webDir ?? fileURLToPath(new URL('../../web', import.meta.url));
  const adapter = new FastifyAdapter({ ...LIMITS, trustProxy: base.settings.trustedProxies.length > 0 ? [...base.settings.trustedProxies] : false });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(base, { webDir, starts }), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  secure(fastify, base.settings, base.log);
  fastify.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  packLargeReplies(fastify);
  const live = app.get(LiveServer);
  const drain = drainOf(fastify, { health: app.get(HealthController), live }, options.quietMs);
  live.attach(fastify);
  await app.register(cookie as never);
  await app.register(staticFiles, {
    root: `${webDir}/assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    cacheControl: true,
    index: false,
    preCompressed: true,
  } as never);
  await app.register(staticFiles, { root: `${CONTENT_DIR}/audio`, prefix: '/audio/', maxAge: '1d', index: false, decorateReply: false } as never);
  if (base.settings.url.startsWith('http:')) plainHttpCookies(fastify);
  await app.init();
  return { app, drain };
}

/** `LOTSE_LISTEN`, or what follows from the address: behind a proxy that speaks HTTPS, and in the demo, on this machine alone. */
async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const host = settings.listen;
  const fastify = app.getHttpAdapter().getInstance(); // asked itself, because Nest prints what goes wrong here a second time
  try {
    await fastify.listen({ port: settings.port, host });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Error(`Port ${settings.port} is taken by another program. Stop it, or set PORT to a free one.`, { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL') throw new Error(`LOTSE_LISTEN: this machine has no address ${host}.`, { cause: error });
    if ((error as NodeJS.ErrnoException).code !== 'EAFNOSUPPORT' || host !== '::') throw error;
    await fastify.listen({ port: settings.port, host: '0.0.0.0' });
  }
}

/** How far the chains of the audit went is noted at the start, while it runs, and at the stop. */
async function noteHeads(app: NestFastifyApplication, withTimer: boolean): Promise<() => Promise<void>> {
  const [heads, log] = [app.get(AuditHeads), app.get(Log)];
  await heads.note();
  const note = () => heads.note().catch((error: unknown) => log.fault('audit.heads-failed', error));
  const timer = withTimer ? setInterval(() => void note(), HEADS_EVERY_MS) : undefined;
  return async () => {
    clearInterval(timer);
    await note();
  };
}

function startTimers(app: NestFastifyApplication): () => Promise<void> {
  const [due, passback] = [app.get(Due), app.get(GradePassback)];
  due.start();
  passback.start();
  app.get(LiveServer).start();
  return async () => {
    await Promise.all([due.stop(), passback.stop()]);
  };
}

/** Ends on SIGTERM and SIGINT within ten seconds; a second signal ends at once. */
export function endOnSignals(started: Started, log: Log, isRunByNpm: boolean): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => {
      log.warn('server.stop-late');
      process.exit(1);
    }, HOPE_MS).unref();
    started.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fault('server.stop-failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (isRunByNpm) endWithParent(end);
}

/** npm starts a shell, and the shell us: a signal to npm ends both and reaches us never. So their end is taken as the signal. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}
