import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../clock.js';
import type { Statement } from './hot-batch.js';
import { HotTurn, type Hot } from './hot-turn.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who asks. `tenant` is null for people who belong to none (caseworkers): they see shared rows as recipient only. */
export interface Asker {
  person: string;
  tenant: string | null;
}

/** What may happen before anybody is known. Each name is used once in the code; the list is closed. */
export const GATES = [
  'login',
  'launch',
  'session',
  'due',
  'seed',
  'jwks',
  'housekeeping',
  'audit-verify',
  'account',
  'invitation',
  'setup',
  'registration',
  'keys',
  'rooms',
  'calendar',
] as const;
export type Gate = (typeof GATES)[number];

/**
 * The transaction scopes, the only ways to the database. Each opens one transaction that sees what its asker may see:
 * row-level security reads app.person, app.tenant and app.now, and nothing else does.
 */
export class Db {
  constructor(
    private readonly ds: DataSource,
    private readonly clock: Clock,
  ) {}

  /** For a known person. Commits when `story` returns, rolls back when it throws. */
  async as<T>(me: Asker, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.transaction(this.head(me.person, me.tenant), story);
  }

  /** For due work of one tenant: nobody in particular asks. */
  async job<T>(tenant: string, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.transaction(this.head('', tenant), story);
  }

  /** Inside `job`: writes about one person (person row, mastery) need that person set. */
  async become(tx: EntityManager, person: string): Promise<void> {
    await tx.query(`select set_config('app.person', $1, true)`, [uuid(person)]);
  }

  /**
   * Inside `as` of somebody without a tenant, who has just read a row of a tenant: runs statements in that tenant (its audit entry)
   * and switches back. Call it only with the tenant of a row that this transaction has read.
   */
  async witness<T>(tx: EntityManager, tenant: string, story: () => Promise<T>): Promise<T> {
    await tx.query(`select set_config('app.tenant', $1, true)`, [uuid(tenant)]);
    const result = await story();
    await tx.query(`select set_config('app.tenant', '', true)`);
    return result;
  }

  /** For what happens before anybody is known. `gate` says which. */
  async gate<T>(gate: Gate, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (!GATES.includes(gate)) throw new Error(`no such gate: ${String(gate)}`);
    return this.transaction(`set local role lotse_gate; ${this.head('', '')}`, story);
  }

  /**
   * Inside `as` or `job`: some statements as the gate, in the same transaction. For work that begins before anybody is known and
   * ends with rows of a person or tenant (accepting an invitation, the first admin): all of it is committed or nothing.
   */
  async atGate<T>(tx: EntityManager, gate: Gate, story: () => Promise<T>): Promise<T> {
    if (!GATES.includes(gate)) throw new Error(`no such gate: ${String(gate)}`);
    await tx.query('set local role lotse_gate');
    const result = await story();
    await tx.query('set local role lotse_app');
    return result;
  }

  /**
   * Inside `as` or `job`: some statements as the eraser, who sees what is held about one person in this tenant (`app.person` is
   * that person meanwhile) and may delete it. Null: about nobody, for participations that have long been over.
   */
  async atEraser<T>(tx: EntityManager, person: string | null, story: () => Promise<T>): Promise<T> {
    const [before] = await tx.query<{ person: string }[]>(`select coalesce(current_setting('app.person', true), '') as person`);
    await tx.query(`select set_config('app.person', $1, true)`, [person === null ? '' : uuid(person)]);
    await tx.query('set local role lotse_eraser');
    const result = await story();
    await tx.query('set local role lotse_app');
    await tx.query(`select set_config('app.person', $1, true)`, [before?.person ?? '']);
    return result;
  }

  /**
   * `as` in at most two messages to the database, for answers only: BEGIN and the asker are sent with the first queries, COMMIT with
   * `finish`. Transactions of one person run one after the other, so no other answer changes what this one has read.
   */
  async hot<T>(me: Asker, story: (tx: Hot) => Promise<T>): Promise<T> {
    return this.turn([hotHead(uuid(me.person), me.tenant ? uuid(me.tenant) : '', this.clock.now())], story);
  }

  /**
   * `gate` in one message, for what is asked before each answer: who holds a bearer. Statements have names, so that the server plans
   * them once. One of them may end the gate role (`AS_APP`): statements after it run as `lotse_app`, under its policies.
   */
  async gateAtOnce(gate: Gate, statements: readonly Statement[]): Promise<Record<string, unknown>[][]> {
    if (!GATES.includes(gate)) throw new Error(`no such gate: ${String(gate)}`);
    return this.turn([gateHead(this.clock.now())], (turn) => turn.finish(...statements));
  }

  /** `job` in one message: statements that do not need each other's results. All are committed or none. */
  async jobAtOnce(tenant: string, statements: readonly Statement[]): Promise<Record<string, unknown>[][]> {
    return this.turn([jobHead(uuid(tenant), this.clock.now())], (turn) => turn.finish(...statements));
  }

  private async turn<T>(heads: readonly Statement[], story: (tx: Hot) => Promise<T>): Promise<T> {
    const pool = (this.ds.driver as unknown as { master: { connect(): Promise<PoolClient> } }).master;
    const turn = new HotTurn(await pool.connect(), heads);
    try {
      const result = await story(turn);
      await turn.end();
      return result;
    } catch (error) {
      await turn.undo();
      throw error;
    } finally {
      turn.release();
    }
  }

  private head(person: string, tenant: string | null): string {
    const now = this.clock.now().toISOString();
    return `set local app.person = '${person ? uuid(person) : ''}'; set local app.tenant = '${tenant ? uuid(tenant) : ''}'; set local app.now = '${now}'`;
  }

  /** The settings are sent together with START TRANSACTION: no extra round trip, and TypeORM still counts savepoints. */
  private async transaction<T>(head: string, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.ds.createQueryRunner();
    try {
      const send = runner.query.bind(runner) as Send;
      const opening: Send = (sql, parameters) => send(sql === 'START TRANSACTION' ? `${sql}; ${head}` : sql, parameters);
      Object.assign(runner, { query: opening });
      await runner.startTransaction();
      Object.assign(runner, { query: send });
      try {
        const result = await story(runner.manager);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        // The first error is reported. If the rollback fails too, the connection is gone and the transaction with it.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

type Send = (sql: string, parameters?: unknown[]) => Promise<unknown>;

/** It is written into SQL text, so its form is checked here. */
function uuid(text: string): string {
  if (!UUID.test(text)) throw new Error('not a uuid');
  return text;
}

// `set local` would need a BEGIN before it
export const AS_APP: Statement = { name: 'as-app', text: `select set_config('role', 'lotse_app', true)` };

function gateHead(now: Date): Statement {
  const text = `select set_config('role', 'lotse_gate', true), set_config('app.person', '', true), set_config('app.tenant', '', true), set_config('app.now', $1, true)`;
  return { name: 'gate-head', text, values: [now.toISOString()] };
}

function jobHead(tenant: string, now: Date): Statement {
  const text = `select set_config('app.person', '', true), set_config('app.tenant', $1, true), set_config('app.now', $2, true)`;
  return { name: 'job-head', text, values: [tenant, now.toISOString()] };
}

/**
 * The same three settings as `head`, as one statement that the server parses once, with the lock that makes a person's transactions
 * run one after the other.
 */
function hotHead(person: string, tenant: string, now: Date): Statement {
  const text = `select set_config('app.person', $1, true), set_config('app.tenant', $2, true), set_config('app.now', $3, true),
    pg_advisory_xact_lock(hashtextextended($1, 1))`;
  return { name: 'hot-head', text, values: [person, tenant, now.toISOString()] };
}
