import type { DataKind } from '#lotse/contract';
import type { EntityManager } from 'typeorm';
import type { Audit } from './audit/audit.js';
import type { Db } from './db/db.js';
import { MY_PERSON, MY_TENANT } from './migrations/policies.js';
import type { Seal } from './seal.js';

/**
 * tenant: rows of one tenant, policy on app.tenant. shared: a tenant's rows that a recipient outside may read too
 * (released reports, questions to them, their audit rows). global: no tenant; policies name the person or are public.
 * gate: read before anybody is known, by lotse_gate only (tenant: also read by its own people).
 */
export type TableClass = 'tenant' | 'shared' | 'global' | 'gate';

/**
 * `measure` until the participation's end plus ten years of the funding rules; `learning` until the person's erasure or two
 * years after the last sign of life; `account` as long as the account; `days` from minutes to a year, then it has run out; `public`
 * holds nothing personal; `proof` ten years; `installation` as long as it runs; `meeting` 90 days after the meeting's end.
 */
export type Retention = 'measure' | 'learning' | 'account' | 'days' | 'public' | 'proof' | 'installation' | 'meeting';

/** A column that holds a sealed value: whose key seals it and how its cell is named. Key rotation walks these. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The column that names the tenant or the person whose key seals it. */
  owner: { kind: 'tenant' | 'person'; column: string };
  /** Columns of the primary key but for `tenant`; joined by a space they are the row in the cell's name. */
  row: readonly string[];
  /** The column with what it is found by, under the same key. */
  search?: string;
  /** Of a table that only the gate sees. */
  gate?: true;
  /** Where a person is handed it as a file of its own: text, or bytes (sealed as base64) where the row's `type` is that of a medium. */
  folder?: string;
}

/**
 * One way in which rows of a table are about a person. In the eraser's transaction scope `app.person` is that person and `app.tenant`
 * the tenant; `where` compares with them. Erasing goes through the list from top to bottom, so children stand before parents.
 */
export interface PersonalRows {
  table: string;
  /** Columns by which it is known whose rows they are. */
  by: readonly string[];
  where: string;
  kind: DataKind;
  /** detach: `set` takes the person out of the row. keep: `because` says why the row stays as it is. */
  fate: 'delete' | 'detach' | 'keep';
  set?: string;
  because?: 'measure' | 'proof' | 'of-others';
  /** Rows of no tenant: they go when no tenant knows the person any more. */
  last?: true;
  /** The person did it, the row is about others: an export names the row, not what it holds. */
  acted?: true;
  /** When it was written. */
  at?: string;
  /** Never exported, though it could be read. Bytes that are no sealed values (hashes, keys) are never exported anyway. */
  secret?: readonly string[];
}

/** What is kept whole for ten years though its person may be erased before. The lib that owns participations says it. */
export interface KeptParticipations {
  /** A person's, inside a transaction of the tenant. `isOver`: nothing of it has to be kept any more. */
  of(tx: EntityManager, tenant: string, person: string): Promise<{ id: string; measureNumber: string; endsOn: string | null; isOver: boolean }[]>;
  /** Ids of a tenant's that are over and were entered until then, in the order of ids, behind `after`. */
  over(tx: EntityManager, at: { tenant: string; until: Date; after: string | null; limit: number }): Promise<string[]>;
}

interface Scope {
  db: Db;
  seal: Seal;
}

/** What a lib says about the tables it owns. `apps/server` composes them from right to left, so that children come before parents. */
export interface LibTables {
  tables: Record<string, { class: TableClass; retention: Retention }>;
  sealed?: readonly SealedColumn[];
  personal?: readonly PersonalRows[];
  /** Columns that look as if they named a person, and why nothing is erased by them. */
  noPerson?: Record<string, string>;
  /** SQL: the tenants (`tenant`) in which values of the person `$1` may stand. Read by the gate `keys`. */
  tenantsOfPerson?: string;
  /** SQL, true for a sign of life of `i.person` in the tenant `$1` at or after `$2`. */
  alive?: readonly string[];
  /** SQL, true where the tenant `$1` holds data of participants. */
  hasParticipants?: string;
  participations?: KeptParticipations;
  /** Erases what belongs to participations, inside a transaction of the tenant. */
  eraseParticipations?: (by: Scope, tx: EntityManager, at: { tenant: string; ids: readonly string[] }) => Promise<void>;
  /** Deletes each night what has been kept long enough, inside a transaction of the tenant. */
  sweep?: (tx: EntityManager, at: { tenant: string; now: Date }) => Promise<void>;
  /** The same once a night for all tenants, for what is read before anybody is known. */
  sweepGate?: (tx: EntityManager, now: Date) => Promise<void>;
  /** Each night, inside a transaction of the tenant: proofs older than `before`, which lies ten years back. */
  endProofs?: (by: { db: Db; audit: Audit }, tx: EntityManager, at: { tenant: string; before: Date }) => Promise<void>;
}

/** The tables of all libs, as the server composes them. */
export class AllTables {
  readonly tables: LibTables['tables'];
  readonly sealed: readonly SealedColumn[];
  readonly personal: readonly PersonalRows[];
  readonly noPerson: Record<string, string>;
  readonly alive: readonly string[];
  /** SQL, true where the tenant `$1` holds data of participants. */
  readonly hasParticipants: string;
  readonly participations: readonly KeptParticipations[];

  constructor(readonly libs: readonly LibTables[]) {
    this.tables = Object.assign({}, ...libs.map((lib) => lib.tables)) as LibTables['tables'];
    this.sealed = libs.flatMap((lib) => lib.sealed ?? []);
    this.personal = libs.flatMap((lib) => lib.personal ?? []);
    this.noPerson = Object.assign({}, ...libs.map((lib) => lib.noPerson ?? {})) as Record<string, string>;
    this.alive = libs.flatMap((lib) => lib.alive ?? []);
    this.hasParticipants = libs.flatMap((lib) => lib.hasParticipants ?? []).join(' or ');
    this.participations = libs.flatMap((lib) => lib.participations ?? []);
  }

  async participationsOf(tx: EntityManager, tenant: string, person: string): Promise<Awaited<ReturnType<KeptParticipations['of']>>> {
    const all: Awaited<ReturnType<KeptParticipations['of']>> = [];
    for (const kept of this.participations) all.push(...(await kept.of(tx, tenant, person)));
    return all;
  }
}

/** Rows of the tenant that is being worked for. */
export const HERE = `tenant = ${MY_TENANT}`;
/** Rows whose column names the person who is being erased. */
export const mine = (column = 'person') => `${HERE} and ${column} = ${MY_PERSON}`;
export const own = (table: string, kind: DataKind, at: string): PersonalRows => ({ table, by: ['person'], where: mine(), kind, fate: 'delete', at });
/** Rows about others that name the person as who did something: they stay. */
export const acted = (table: string, ...columns: string[]): PersonalRows => ({
  ...{ table, by: columns, where: `${HERE} and ${MY_PERSON} in (${columns.join(', ')})` },
  ...{ kind: 'work', fate: 'keep', because: 'of-others', acted: true },
});
/** Rows about others in which the person's id is replaced by nothing. */
export const detached = (table: string, column: string, set = `${column} = null`): PersonalRows => ({
  ...{ table, by: [column], where: mine(column), set },
  ...{ kind: 'work', fate: 'detach', acted: true },
});

export const sealedOfTenant = (table: string, columns: readonly string[], row: readonly string[] = ['id']): SealedColumn[] =>
  columns.map((column) => ({ table, column, owner: { kind: 'tenant', column: 'tenant' }, row }));
/** What a person can read or listen to as a file of its own. */
export const inFolder = (folder: string, columns: readonly SealedColumn[]): SealedColumn[] => columns.map((one) => ({ ...one, folder }));
export const sealedOfPerson = (table: string, columns: readonly string[], owner: string): SealedColumn[] =>
  columns.map((column) => ({ table, column, owner: { kind: 'person', column: owner }, row: ['id'] }));

const DAY_MS = 24 * 3600 * 1000;
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
export const yearsBefore = (now: Date, years: number): Date => {
  const then = new Date(now);
  then.setUTCFullYear(now.getUTCFullYear() - years);
  return then;
};
