import { DataSource, type DataSourceOptions } from 'typeorm';
import { openEmbedded } from '../embedded/embedded.js';
import { migrations } from '../migrations/index.js';
import { SnakeNaming } from './naming.js';
import { shutFolder } from '../embedded/own-folder.js';
import { PlanKeeper } from '../embedded/plan-keeper.js';

type PgOptions = Extract<DataSourceOptions, { type: 'postgres' }>;
export type Entities = NonNullable<PgOptions['entities']>;

export interface Database {
  ds: DataSource;
  kind: 'embedded' | 'postgres';
  /** Only the embedded database counts. */
  fsyncs(): number;
  /** Writes the embedded database's files anew without what was deleted. PostgreSQL has its own autovacuum, and its operator. */
  rewrite(): Promise<void>;
  close(): Promise<void>;
}

const COMMON = { installExtensions: false, uuidExtension: 'pgcrypto', namingStrategy: new SnakeNaming(), migrationsTransactionMode: 'each' } as const;

/** Two servers that start at once must not migrate at once. */
const MIGRATION_LOCK = 7_106_501;

/**
 * Opens the database, migrates it as its owner, and hands out connections that run as `lotse_app`, which owns nothing.
 * Throws when the role that queries run as could pass by row-level security.
 */
export async function openDatabase(where: { dataDir: string; databaseUrl: string | undefined; poolSize?: number }, entities: Entities): Promise<Database> {
  shutFolder(where.dataDir);
  return where.databaseUrl ? openPostgres(where.databaseUrl, where.poolSize ?? 10, entities) : openFolder(`${where.dataDir}/db`, entities);
}

async function openFolder(dir: string, entities: Entities): Promise<Database> {
  const embedded = await openEmbedded(dir);
  try {
    const ds = await new DataSource({ ...embedded.options, ...COMMON, entities, migrations }).initialize();
    await ds.runMigrations();
    await ds.query('set session authorization lotse_app');
    await refuseStrongRole(ds);
    return {
      ds,
      kind: 'embedded',
      fsyncs: () => embedded.fsyncs(),
      rewrite: () => rewrite(ds),
      close: async () => {
        await destroy(ds);
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

async function openPostgres(url: string, poolSize: number, entities: Entities): Promise<Database> {
  await migrate(url);
  const ds = await new DataSource({
    type: 'postgres',
    url,
    poolSize,
    ...COMMON,
    entities,
    connectTimeoutMS: 10_000,
    extra: {
      Client: PlanKeeper,
      pipeline: true,
      options: '-c role=lotse_app -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s',
      application_name: 'lotse',
    },
  }).initialize();
  try {
    await refuseStrongRole(ds);
  } catch (error) {
    await ds.destroy();
    throw error;
  }
  return { ds, kind: 'postgres', fsyncs: () => 0, rewrite: () => Promise.resolve(), close: () => destroy(ds) };
}

/** Runs what is missing, as the owner, one server at a time. Returns the names of the migrations that ran. */
export async function migrate(url: string): Promise<string[]> {
  const owner = await new DataSource({ type: 'postgres', url, poolSize: 1, ...COMMON, migrations }).initialize();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await owner.runMigrations()).map((migration) => migration.name);
  } finally {
    await owner.destroy();
  }
}

/** Statistics contain values, too: they are computed anew and their tables rewritten. Then the WAL starts a new file. */
const REWRITE = ['vacuum full', 'analyze', 'vacuum full pg_statistic', 'select pg_switch_wal()', 'checkpoint', 'checkpoint'] as const;

/** As the owner, on the one connection there is: nobody else gets a turn meanwhile. */
async function rewrite(ds: DataSource): Promise<void> {
  const runner = ds.createQueryRunner();
  try {
    await runner.query('set session authorization postgres');
    try {
      for (const statement of REWRITE) await runner.query(statement);
    } finally {
      await runner.query('set session authorization lotse_app');
    }
  } finally {
    await runner.release();
  }
}

async function refuseStrongRole(ds: DataSource): Promise<void> {
  const [role] = await ds.query<{ name: string; strong: boolean; owns: boolean }[]>(
    `select current_user as name, rolsuper or rolbypassrls as strong,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relowner = r.oid) as owns
     from pg_roles r where rolname = current_user`,
  );
  if (!role || role.strong || role.owns) {
    throw new Error(
      `The database role ${role?.name ?? '?'} could read every tenant's rows. DATABASE_URL must name a role that may create roles (it becomes the owner); Lotse then works as lotse_app.`,
    );
  }
}

/** Nest's TypeORM module closes the data source with the application; whoever comes second finds it closed. */
async function destroy(ds: DataSource): Promise<void> {
  if (ds.isInitialized) await ds.destroy();
}
