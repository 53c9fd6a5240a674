import pg, { type Connection } from 'pg';
import { prepareValue } from 'pg/lib/utils.js'; // types in pg-utils.d.ts

export interface Statement {
  /** With a name the server keeps it; the same name is always the same text. */
  name?: string;
  text: string;
  values?: unknown[];
}
export type Row = Record<string, unknown>;
/** What a statement did (`SELECT`, `COMMIT`, `ROLLBACK` …), and its rows. */
export interface Done {
  command: string;
  rows: Row[];
}

/** What pg's connection can do; its types leave most of it out. */
interface Wire extends Omit<Connection, 'parse' | 'bind' | 'describe' | 'execute' | 'sync'> {
  stream: Connection['stream'] & { cork(): void; uncork(): void };
  parse(statement: { name: string; text: string }): void;
  bind(bound: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(what: { type: 'P' }): void;
  execute(): void;
  sync(): void;
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
}
interface Column {
  name: string;
  dataTypeID: number;
}
type Reader = (fields: readonly (string | null)[]) => Row;

const NO_ROWS: Reader = () => ({});
const asPrepared = (value: unknown): unknown => value;
/** How rows of a named statement are parsed. The server describes each statement once per connection. */
const known = new WeakMap<object, Map<string, Reader>>();

function readersOf(connection: object): Map<string, Reader> {
  const readers = known.get(connection) ?? new Map<string, Reader>();
  known.set(connection, readers);
  return readers;
}

function readerOf(columns: readonly Column[]): Reader {
  const parts = columns.map(({ name, dataTypeID }) => ({ name, parse: pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown }));
  return (fields) => {
    const row: Row = {};
    parts.forEach(({ name, parse }, i) => {
      const field = fields[i] ?? null;
      row[name] = field === null ? null : parse(field);
    });
    return row;
  };
}

/**
 * Statements in one message with one Sync at the end: one write and one read on each side, each statement parsed and described once
 * per connection. After the first that fails the server skips the rest, a COMMIT too. Without a BEGIN the Sync commits them all.
 */
export class Batch extends pg.Query {
  private readonly results: Done[] = [];
  private gathered: Row[] = [];
  private reader: Reader | undefined;
  private unsendable: Error | null = null;
  private connection: Wire | undefined;
  private settle: { resolve: (results: Done[]) => void; reject: (error: Error) => void } | undefined;
  /** What each statement did; rejects with the error of the first that failed. */
  readonly done: Promise<Done[]>;

  constructor(private readonly statements: readonly Statement[]) {
    super('');
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.submit = (connection: Connection) => this.send(connection as unknown as Wire);
  }

  private send(connection: Wire): void {
    this.connection = connection;
    const readers = readersOf(connection);
    connection.stream.cork();
    try {
      // all are encoded before the first is sent: otherwise the Sync would commit the statements before one that cannot be encoded
      const values = this.statements.map((statement) => (statement.values ?? []).map((value) => prepareValue(value)));
      this.statements.forEach((statement, i) => this.sendOne(connection, statement, values[i] ?? [], !readers.has(statement.name ?? '')));
    } catch (error) {
      this.unsendable = error as Error;
    } finally {
      connection.sync();
      connection.stream.uncork();
    }
    this.turnTo(0);
  }

  private sendOne(connection: Wire, { name = '', text }: Statement, values: unknown[], isNew: boolean): void {
    if ((connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]) === undefined) {
      connection.parse({ name, text });
      if (name) connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: name, values, valueMapper: asPrepared });
    if (isNew) connection.describe({ type: 'P' });
    connection.execute();
  }

  /** The client records by `name` and `text` which statement the server has just prepared. */
  private turnTo(at: number): void {
    const statement = this.statements[at];
    Object.assign(this, { name: statement?.name, text: statement?.text });
    this.gathered = [];
    this.reader = this.connection && statement?.name ? readersOf(this.connection).get(statement.name) : undefined;
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    this.reader = readerOf(fields);
  }
  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.reader) this.gathered.push(this.reader(fields));
  }
  handleCommandComplete({ text }: { text: string }): void {
    const name = this.statements[this.results.length]?.name;
    if (name && this.connection) readersOf(this.connection).set(name, this.reader ?? NO_ROWS);
    this.results.push({ command: text.split(' ', 1)[0] ?? text, rows: this.gathered });
    this.turnTo(this.results.length);
  }
  handleReadyForQuery(): void {
    if (this.unsendable) this.settle?.reject(this.unsendable);
    else this.settle?.resolve(this.results);
  }
  /** Statements behind the one that failed were skipped, so the server does not know their names. */
  handleError(error: Error): void {
    const names = this.connection?.submittedNamedStatements;
    if (names) for (const { name } of this.statements.slice(this.results.length)) if (name) delete names[name];
    this.settle?.reject(this.unsendable ?? error);
  }
}
