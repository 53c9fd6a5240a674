import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase, type Database } from '#lotse/base';
import { ENTITIES } from '../../apps/server/entities.js';

export type DatabaseKind = 'embedded' | 'postgres';
export const databaseKind = (process.env.LOTSE_TEST_DB ?? 'embedded') as DatabaseKind;

export interface TestStorage {
  dataDir: string;
  databaseUrl: string | undefined;
  remove(): Promise<void>;
}

/** A storage that is kept as it was left, to be copied: its folder and, with PostgreSQL, the name of its database. */
export interface Pattern {
  dataDir: string;
  database: string;
}

/** A fresh storage for one test's data: a folder or, with PostgreSQL, an empty database of its own in the throw-away cluster. */
export async function freshStorage(kind: DatabaseKind = databaseKind): Promise<TestStorage> {
  if (kind === 'embedded') return copyOf(await migrated(kind), kind);
  const name = `lotse_${randomUUID().replaceAll('-', '')}`;
  await asOwner((client) => client.query(`create database ${name}`));
  return storageOf(mkdtempSync(`${tmpdir()}/lotse-test-`), name);
}

/** A storage that has what the pattern has. */
export async function copyOf(pattern: Pattern, kind: DatabaseKind = databaseKind): Promise<TestStorage> {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-test-`);
  cpSync(pattern.dataDir, dataDir, { recursive: true });
  if (kind === 'embedded') return { dataDir, databaseUrl: undefined, remove: () => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })) };
  const name = `lotse_${randomUUID().replaceAll('-', '')}`;
  await asOwner((client) => client.query(`create database ${name} template ${pattern.database}`));
  return storageOf(dataDir, name);
}

/** With its tables made and nothing in them: copying that takes a fifth of making it. */
export function migrated(kind: DatabaseKind = databaseKind): Promise<Pattern> {
  return patternOf('migrated', kind, null, async (storage) => (await openDatabase(storage, ENTITIES)).close());
}

/** Made once per run of the tests, by the worker that needs it first, out of another pattern or of nothing; `fill` writes what it holds and lets go of it. */
export async function patternOf(name: string, kind: DatabaseKind, from: Pattern | null, fill: (storage: TestStorage) => Promise<void>): Promise<Pattern> {
  const whose = `${name}_${kind}_${process.pid}`; // workers are threads of one process
  const made = `${process.cwd()}/.lotse/test/patterns/${whose}`;
  const pattern: Pattern = { dataDir: `${made}/data`, database: `lotse_pattern_${whose}` };
  mkdirSync(dirname(made), { recursive: true });
  if (!isFirst(made)) {
    while (!existsSync(`${made}/done`)) await wait(50);
    return pattern;
  }
  if (from) cpSync(from.dataDir, pattern.dataDir, { recursive: true });
  else mkdirSync(pattern.dataDir);
  if (kind === 'embedded') await fill({ dataDir: pattern.dataDir, databaseUrl: undefined, remove: () => Promise.resolve() });
  else {
    await asOwner((client) => client.query(`create database ${pattern.database} template ${from?.database ?? 'template1'}`));
    await fill(storageOf(pattern.dataDir, pattern.database));
  }
  mkdirSync(`${made}/done`);
  return pattern;
}

/** Makes the folder; false where somebody has made it. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function storageOf(dataDir: string, database: string): TestStorage {
  const databaseUrl = new URL(clusterUrl());
  databaseUrl.pathname = `/${database}`;
  return {
    dataDir,
    databaseUrl: databaseUrl.href,
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      await asOwner((client) => client.query(`drop database ${database} with (force)`));
    },
  };
}

function clusterUrl(): string {
  const url = process.env.LOTSE_TEST_PG;
  if (!url) throw new Error('LOTSE_TEST_PG is not set: run the stories by npm test, which starts PostgreSQL.');
  return url;
}

async function asOwner<T>(story: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clusterUrl() });
  await client.connect();
  try {
    return await story(client);
  } finally {
    await client.end();
  }
}

/** Opens the database as the server does. */
export function openAt(storage: TestStorage): Promise<Database> {
  return openDatabase(storage, ENTITIES);
}
