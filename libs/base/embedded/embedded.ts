import { fork } from 'node:child_process';
import { existsSync, fdatasyncSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { DataSourceOptions } from 'typeorm';
import { lockFolder } from './folder-lock.js';
import { shutAll } from './own-folder.js';
import { PGliteStream } from './pglite-stream.js';
import { PlanKeeper } from './plan-keeper.js';

type PgOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

const DEFAULTS = (PGlite as unknown as { defaultStartParams: string[] }).defaultStartParams.filter((param) => param !== '-F');
/** Old pieces of the WAL are deleted, not used again with what stood in them. */
const DURABLE = [
  'wal_recycle=off',
  'fsync=on',
  'wal_sync_method=fsync',
  'shared_buffers=16MB',
  'max_wal_size=128MB',
  'min_wal_size=32MB',
  'log_min_messages=warning',
];
const START = [...DEFAULTS, ...DURABLE.flatMap((setting) => ['-c', setting])];

export interface Embedded {
  options: PgOptions;
  /** How often the database asked for its files to be written to disk. */
  fsyncs(): number;
  close(): Promise<void>;
}

/** Opens (and if needed makes) the embedded PostgreSQL in `dir`. One process at a time; the lock is taken first. */
export async function openEmbedded(dir: string): Promise<Embedded> {
  mkdirSync(dir, { recursive: true });
  const unlock = lockFolder(dir);
  try {
    if (!existsSync(`${dir}/PG_VERSION`)) await initdb(dir);
    const db = await PGlite.create({ dataDir: dir, startParams: START });
    const count = makeDurable(db);
    keepShut(db);
    shutAll(dir);
    return {
      options: {
        type: 'postgres',
        username: 'postgres',
        database: 'postgres',
        poolSize: 1,
        connectTimeoutMS: 10_000,
        installExtensions: false,
        uuidExtension: 'pgcrypto',
        // there is one session for good; a connection that was closed for idleness would only be opened again
        extra: { Client: PlanKeeper, stream: () => new PGliteStream(db), pipeline: true, idleTimeoutMillis: 0 },
      },
      fsyncs: () => count.fsyncs,
      close: async () => {
        await db.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

type SetAttr = (where: unknown, attr: { mode?: number }) => unknown;
interface FolderOps {
  stream_ops: { fsync?: (stream: { nfd: number }) => number; setattr: SetAttr };
  node_ops: { setattr: SetAttr };
}

function folderOf(db: PGlite): FolderOps {
  return (db as unknown as { Module: { FS: { lookupPath(path: string): { node: { mount: { type: FolderOps } } } } } }).Module.FS.lookupPath('/pglite/data').node
    .mount.type;
}

/** Emscripten gives each new file the mode 0666, past the process's umask: what the database makes while it runs stays its owner's. */
function keepShut(db: PGlite): void {
  const { stream_ops: streams, node_ops: nodes } = folderOf(db);
  for (const ops of [streams, nodes]) {
    const set = ops.setattr.bind(ops);
    ops.setattr = (where, attr) => set(where, attr.mode === undefined ? attr : { ...attr, mode: attr.mode & ~0o077 });
  }
}

/** Emscripten's file system has no fsync and PGlite's default is fsync=off: COMMIT would not be durable. */
function makeDurable(db: PGlite): { fsyncs: number } {
  const count = { fsyncs: 0 };
  folderOf(db).stream_ops.fsync = (stream) => {
    fdatasyncSync(stream.nfd);
    count.fsyncs++;
    return 0;
  };
  return count;
}

function initdb(dir: string): Promise<void> {
  const file = fileURLToPath(new URL(`./embedded-initdb${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
  return new Promise((done, failed) => {
    fork(file, [dir], { execArgv: [], stdio: 'inherit' }).on('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`Making the embedded database in ${dir} failed (${code}). Is the disk full or the folder not writable?`));
    });
  });
}
