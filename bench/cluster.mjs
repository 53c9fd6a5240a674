/** A throw-away PostgreSQL with the defaults a real one has, and databases copied from a prepared one. */
import pg from 'pg';
import { cpus, tmpdir } from 'node:os';
import { statfsSync, readFileSync } from 'node:fs';
import { findPostgres } from '../test/run/debian.mjs';
import { startCluster } from '../test/run/postgres-cluster.mjs';

export async function openCluster() {
  const postgres = findPostgres();
  const cluster = await startCluster(postgres);
  const admin = new pg.Client({ connectionString: withDatabase(cluster.superUrl, 'postgres') });
  await admin.connect();
  const setting = async (name) => (await admin.query('select current_setting($1) as value', [name])).rows[0].value;
  const {
    rows: [{ pid }],
  } = await admin.query('select pg_backend_pid() as pid');
  return {
    ownerUrl: (name) => withDatabase(cluster.url, name),
    superUrl: (name) => withDatabase(cluster.superUrl, name),
    postmaster: parentOf(pid),
    /** Makes a database that is equal to `template`, and writes everything to disk, so that no round pays for another. */
    copy: async (name, template) => {
      await admin.query(`create database ${name} template ${template} owner lotse_owner`);
      await admin.query('checkpoint');
    },
    drop: (name) => admin.query(`drop database ${name} with (force)`),
    durability: async () => ({
      postgres: postgres.version,
      fsync: await setting('fsync'),
      synchronous_commit: await setting('synchronous_commit'),
      full_page_writes: await setting('full_page_writes'),
      wal_sync_method: await setting('wal_sync_method'),
      shared_buffers: await setting('shared_buffers'),
      node: process.version,
      cpus: cpus().length,
      data_on_tmpfs: statfsSync(tmpdir()).type === 0x01021994,
    }),
    stop: async () => {
      await admin.end();
      await cluster.stop();
    },
  };
}

/** One query on one database as superuser, past row-level security. */
export async function ask(url, ...query) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(...query)).rows;
  } finally {
    await client.end();
  }
}

function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function parentOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // no /proc: CPU is not reported
  }
}
