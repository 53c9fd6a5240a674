import type { PoolClient } from 'pg';
import { Batch, type Done, type Row, type Statement } from './hot-batch.js';

export interface Hot {
  query<R = Record<string, unknown>>(statement: Statement): Promise<R[]>;
  /** The last statements in one message that ends with the COMMIT; afterwards the transaction is closed. */
  finish(...statements: Statement[]): Promise<Row[][]>;
}

const BEGIN: Statement = { name: 'hot-begin', text: 'begin' };
const COMMIT: Statement = { name: 'hot-commit', text: 'commit' };

interface Asked {
  statement: Statement;
  resolve: (rows: Row[]) => void;
  reject: (error: Error) => void;
}

/**
 * One transaction on one connection. Queries that are made in the same tick go out in one message, the first one with the settings
 * that name the asker. One message is a transaction by itself: its Sync commits it or undoes all of it. BEGIN is sent only where a
 * second message follows.
 */
export class HotTurn implements Hot {
  private isLost = false;
  private hasBegun = false;
  private asked: Asked[] = [];
  private commit: Promise<string | undefined> | undefined;
  private readonly onLost = () => {
    this.isLost = true;
  };

  /** `heads`: the statements that set app.person, app.tenant and app.now. */
  constructor(
    private readonly pg: PoolClient,
    private readonly heads: readonly Statement[],
  ) {
    // `on`, not `once`: a killed backend reports twice, and an unheard 'error' ends the process
    pg.on('error', this.onLost);
    pg.on('end', this.onLost);
  }

  query<R>(statement: Statement): Promise<R[]> {
    if (this.commit) return Promise.reject(new Error('already committed'));
    if (this.asked.length === 0) queueMicrotask(() => this.ask());
    return new Promise<Row[]>((resolve, reject) => this.asked.push({ statement, resolve, reject })) as Promise<R[]>;
  }

  async finish(...statements: Statement[]): Promise<Row[][]> {
    if (this.commit) throw new Error('already committed');
    this.ask();
    const sent = this.hasBegun ? this.send([...statements, COMMIT]) : this.sendAlone(statements);
    this.commit = sent.then(
      (results) => results.at(-1)?.command,
      () => undefined, // told to the caller below
    );
    return (await sent).slice(0, -1).map(({ rows }) => rows);
  }

  /** Commits unless `finish` has done so; throws when the transaction was rolled back. */
  async end(): Promise<void> {
    if (!this.hasBegun && !this.commit) return;
    this.commit ??= this.send([COMMIT]).then((results) => results.at(-1)?.command);
    if ((await this.commit) !== 'COMMIT') throw new Error('rolled back');
  }

  async undo(): Promise<void> {
    if (this.hasBegun && !this.isLost) await this.pg.query('rollback').catch(this.onLost); // after a failed COMMIT this gives a harmless warning only
  }

  release(): void {
    this.pg.off('error', this.onLost);
    this.pg.off('end', this.onLost);
    this.pg.release(this.isLost);
  }

  private ask(): void {
    const asked = this.asked.splice(0);
    if (asked.length === 0) return;
    this.send(asked.map(({ statement }) => statement)).then(
      (results) => asked.forEach(({ resolve }, i) => resolve(results[i]?.rows ?? [])),
      (error: Error) => asked.forEach(({ reject }) => reject(error)),
    );
  }

  /** The whole transaction in this message. */
  private async sendAlone(statements: Statement[]): Promise<Done[]> {
    const batch = new Batch([...this.heads, ...statements]);
    this.pg.query(batch);
    return [...(await batch.done).slice(this.heads.length), { command: 'COMMIT', rows: [] }];
  }

  /** Results of these statements alone. */
  private async send(statements: Statement[]): Promise<Done[]> {
    const opening = this.hasBegun ? [] : [BEGIN, ...this.heads];
    this.hasBegun = true;
    const batch = new Batch([...opening, ...statements]);
    this.pg.query(batch);
    return (await batch.done).slice(opening.length);
  }
}
