import 'reflect-metadata';
import { FolderInUse, FolderOpen, Log, readSettings, SettingsError } from '#lotse/base';
import { DemoFolder } from './refuse-demo-data.js';
import { signInLines } from './sign-in-lines.js';
import { endOnSignals, start } from './start.js';

/* eslint-disable no-console -- what the person at the terminal reads */
const env = process.env;

try {
  const settings = readSettings(env);
  const log = new Log(settings.logLevel);
  const started = await start(settings, { log });
  endOnSignals(started, log, env.npm_lifecycle_event === 'start');
  for (const note of started.demo?.notes ?? []) console.log(note);
  if (started.base.database.kind === 'embedded' && !settings.demo)
    console.log('Lotse uses the embedded database. For real people use PostgreSQL: set DATABASE_URL.');
  console.log(`Lotse is ready: ${started.url}`);
  for (const line of signInLines({ url: started.url, demo: started.demo?.starts ?? null, setupUrl: started.setupUrl })) console.log(line);
} catch (error) {
  const known = error instanceof SettingsError || error instanceof FolderInUse || error instanceof FolderOpen || error instanceof DemoFolder;
  console.error(known || !(error instanceof Error) ? String(known ? error.message : error) : `Lotse could not start: ${error.message}`);
  if (!known && env.LOTSE_LOG === 'debug') console.error(error);
  process.exit(1);
}
