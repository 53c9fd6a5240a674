import { Seal } from '#lotse/base';
import { TABLES } from '../../apps/server/tables.js';
import { asOwner } from './as-owner.js';
import type { TestServer } from './harness.js';

type Row = Record<string, unknown>;
export type Dump = Map<string, string[]>;

/** Every row of every table, past every policy, with what is sealed opened: one text for each row. */
export async function everythingHeld(server: TestServer): Promise<Dump> {
  const dump: Dump = new Map();
  const rows = new Map<string, Row[]>();
  await asOwner(server, async (query) => {
    for (const table of Object.keys(TABLES.tables)) rows.set(table, (await query(`select * from ${table}`)) as Row[]);
  });
  for (const [table, list] of rows) {
    const texts: string[] = [];
    for (const row of list) texts.push(JSON.stringify({ ...row, opened: await openedOf(server, table, row) }, shown));
    dump.set(table, texts.sort());
  }
  return dump;
}

async function openedOf(server: TestServer, table: string, row: Row): Promise<Record<string, string | null>> {
  const opened: Record<string, string | null> = {};
  const seal = new Seal(server.settings.key ?? '', server.clock);
  for (const at of TABLES.sealed.filter((one) => one.table === table)) {
    const [sealed, owner] = [row[at.column], { kind: at.owner.kind, id: String(row[at.owner.column]) }];
    if (!sealed) continue;
    const cell = { table, row: at.row.map((name) => String(row[name])).join(' '), column: at.column };
    const open = (tx: Parameters<Seal['open']>[0]) => seal.open(tx, owner, cell, sealed as Buffer);
    const asked = owner.kind === 'tenant' ? server.db.job(owner.id, open) : server.db.as({ person: owner.id, tenant: null }, open);
    opened[at.column] = await asked.catch(() => null);
  }
  return opened;
}

function shown(_: string, value: unknown): unknown {
  const bytes = value as { type?: string; data?: number[] } | null;
  return bytes?.type === 'Buffer' ? Buffer.from(bytes.data ?? []).toString('hex') : value;
}

/** In which tables a text stands, in clear or behind a seal. */
export function tablesWith(dump: Dump, text: string): string[] {
  return [...dump].filter(([, rows]) => rows.some((row) => row.includes(text))).map(([table]) => table);
}

export function lost(before: Dump, after: Dump): { table: string; row: string }[] {
  return [...before].flatMap(([table, rows]) => {
    const left = new Set(after.get(table));
    return rows.filter((row) => !left.has(row)).map((row) => ({ table, row }));
  });
}

/** Keeps every row, to be put back later in place of what is there then: a backup of the data and its return. */
export async function keepBackup(server: TestServer): Promise<void> {
  await asOwner(server, async (query) => {
    await query(`create schema backup`);
    for (const table of Object.keys(TABLES.tables)) await query(`create table backup.${table} as table public.${table}`);
  });
}

/** `without`: tables that were not in the backup; they stay as they are now. */
export async function restoreBackup(server: TestServer, without: readonly string[] = []): Promise<void> {
  await asOwner(server, async (query) => {
    const refers = (await query(
      `select c.relname as child, p.relname as parent from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and n.nspname = 'public' and c.oid <> p.oid`,
    )) as { child: string; parent: string }[];
    const [left, order] = [new Set(Object.keys(TABLES.tables)), [] as string[]];
    while (left.size > 0) {
      const next = [...left].find((table) => !refers.some((one) => one.child === table && left.has(one.parent)));
      if (next === undefined) throw new Error('tables refer to each other in a circle');
      left.delete(next);
      order.push(next);
    }
    const restored = order.filter((table) => !without.includes(table));
    await query(`truncate ${restored.join(', ')}`);
    for (const table of restored) await query(`insert into public.${table} select * from backup.${table}`);
  });
}
