import pg from 'pg';
import { DataSource } from 'typeorm';
import { TABLES } from '../../apps/server/tables.js';
import type { TestServer } from './harness.js';

/** Runs SQL past every policy, as the owner of the tables, on the database of a running server. */
export async function asOwner<T>(server: TestServer, story: (query: (sql: string, values?: unknown[]) => Promise<unknown[]>) => Promise<T>): Promise<T> {
  const { databaseUrl } = server.settings;
  if (databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    // policies are forced, so that they bind even the owner; for the app role they go on binding
    const force = async (how: 'force' | 'no force') => {
      for (const table of Object.keys(TABLES.tables)) await client.query(`alter table ${table} ${how} row level security`);
    };
    try {
      await force('no force');
      return await story(async (sql, values) => (await client.query(sql, values)).rows as unknown[]);
    } finally {
      await force('force');
      await client.end();
    }
  }
  const runner = server.started.app.get(DataSource).createQueryRunner();
  await runner.query('set session authorization postgres');
  try {
    return await story((sql, values) => runner.query(sql, values) as Promise<unknown[]>);
  } finally {
    await runner.query('set session authorization lotse_app');
    await runner.release();
  }
}
