import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { openDatabase, type Database } from '#lotse/base';
import { ENTITIES } from '../apps/server/entities.js';

export type DatabaseKind = 'embedded' | 'postgres';
export const databaseKind = (process.env.LOTSE_TEST_DB ?? 'embedded') as DatabaseKind;

export interface TestPlace {
  dataDir: string;
  databaseUrl: string | undefined;
  remove(): Promise<void>;
}

/** A fresh place for one test's data: a copied folder, or a database of its own in the throw-away cluster. */
export async function freshPlace(kind: DatabaseKind = databaseKind): Promise<TestPlace> {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-test-`);
  const clean = () => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'embedded') {
    cpSync(await template(), `${dataDir}/db`, { recursive: true });
    return { dataDir, databaseUrl: undefined, remove: async () => clean() };
  }
  const name = `lotse_${randomUUID().replaceAll('-', '')}`;
  await asOwner((client) => client.query(`create database ${name}`));
  const databaseUrl = new URL(clusterUrl());
  databaseUrl.pathname = `/${name}`;
  return {
    dataDir,
    databaseUrl: databaseUrl.href,
    remove: async () => {
      clean();
      await asOwner((client) => client.query(`drop database ${name} with (force)`));
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

/** A migrated embedded database, made once per run of the tests: copying it takes a fifth of making it. */
async function template(): Promise<string> {
  const dir = `${process.cwd()}/.lotse/test/template-${process.env.JEST_WORKER_ID ?? '0'}`;
  if (!existsSync(`${dir}/done`)) {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    await (await openDatabase({ dataDir: dir, databaseUrl: undefined }, ENTITIES)).close();
    mkdirSync(`${dir}/done`);
  }
  return `${dir}/db`;
}

/** Opens the database as the server does. */
export function openAt(place: TestPlace): Promise<Database> {
  return openDatabase(place, ENTITIES);
}
