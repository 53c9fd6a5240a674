import pg, { type Connection, type QueryResult } from 'pg';

export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}
export type Rows = Record<string, unknown>[];

/** What pg's client asks of a query under way, and what it keeps of a connection; its types leave both out. */
interface Part extends pg.Query {
  name?: string;
  text: string;
  callback: (error: Error | null, result?: QueryResult) => void;
  prepare(connection: Wire): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}
interface Wire extends Connection {
  stream: Connection['stream'] & { cork(): void; uncork(): void };
  sync(): void;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
}

/**
 * Several statements in one message: each is a query of pg's own, but they share one Sync. So they cost one write and
 * one read on both sides, and after the first one that fails PostgreSQL skips all others, a COMMIT among them.
 */
export class Batch extends pg.Query {
  private readonly parts: Part[];
  private readonly results: QueryResult[] = [];
  private at = 0;
  private failed: Error | null = null;
  private settle: { resolve: (results: QueryResult[]) => void; reject: (error: Error) => void } | undefined;
  /** The result of each statement; rejects with the error of the first that failed. */
  readonly done: Promise<QueryResult[]>;

  constructor(statements: readonly Statement[]) {
    super('');
    this.parts = statements.map((statement) => new pg.Query(statement) as Part);
    for (const part of this.parts)
      part.callback = (error, result) => {
        if (error) this.failed ??= error;
        else if (result) this.results.push(result);
      };
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    // the client notes by these which named statement the server has just taken
    const now = (key: 'name' | 'text') => ({ get: () => this.parts[this.at]?.[key] });
    Object.defineProperties(this, { name: now('name'), text: now('text') });
    this.submit = (connection: Connection) => this.send(connection as Wire);
  }

  private send(connection: Wire): void {
    const withoutSync = Object.create(connection, { sync: { value: () => undefined } }) as Wire;
    connection.stream.cork();
    try {
      for (const part of this.parts) {
        part.prepare(withoutSync);
        if (!this.failed) continue;
        if (part.name) forget(connection, part.name); // a value that cannot be sent: pg has closed the statement
        break;
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.parts[this.at]?.handleRowDescription(message);
  }
  handleDataRow(message: unknown): void {
    this.parts[this.at]?.handleDataRow(message);
  }
  handleCommandComplete(message: unknown, connection: Wire): void {
    this.parts[this.at]?.handleCommandComplete(message, connection);
    this.at += 1;
  }
  handleReadyForQuery(connection: Wire): void {
    for (const part of this.parts.slice(0, this.at)) part.handleReadyForQuery(connection);
    if (this.failed) this.settle?.reject(this.failed);
    else this.settle?.resolve(this.results);
  }
  /** Statements behind the one that failed were skipped, so the server does not know their names. */
  handleError(error: Error, connection?: Wire): void {
    for (const { name } of this.parts.slice(this.at)) if (name) delete connection?.submittedNamedStatements[name];
    this.settle?.reject(this.failed ?? error);
  }
}

function forget(connection: Wire, name: string): void {
  delete connection.parsedStatements[name];
  delete connection.submittedNamedStatements[name];
}
