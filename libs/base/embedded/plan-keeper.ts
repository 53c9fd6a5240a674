import pg from 'pg';

/** A connection keeps at most so many plans, each in the server's memory; what comes beyond is planned each time. */
const MOST = 400;
/** One plan for all values would be a bad one for a list of thousands: a query with a longer list is planned for its own values. */
const FEW = 20;
const SHORT = 4_000;
/** Its result changes with the table, and the server refuses a kept plan whose result has changed (0A000). */
const NAMES_NO_COLUMNS = /^\s*select (\w+\.)?\*|returning (\w+\.)?\*/i;

const { query: ask } = pg.Client.prototype as unknown as { query: (this: pg.Client, ...args: unknown[]) => unknown };

/**
 * A connection on which each statement is parsed and planned once: the second time a statement with values is asked it gets a name,
 * and from then on only values are sent. The server replans by itself where row-level security is read under another role. Given to
 * the pool as its `Client`.
 */
export class PlanKeeper extends pg.Client {
  /** Statements this connection was asked, with the name that those asked twice were given. */
  private readonly asked = new Map<string, string | null>();
  private kept = 0;

  override query = ((text: unknown, values: unknown, ...more: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 && values.every(isSmall) ? this.nameOf(text) : null;
    return name === null ? ask.call(this, text, values, ...more) : ask.call(this, { name, text, values }, ...more);
  }) as pg.Client['query'];

  private nameOf(text: string): string | null {
    const known = this.asked.get(text);
    if (typeof known === 'string') return known;
    if (known === undefined) {
      if (this.asked.size < MOST && !NAMES_NO_COLUMNS.test(text)) this.asked.set(text, null);
      return null;
    }
    const name = `kept-${++this.kept}`;
    this.asked.set(text, name);
    return name;
  }
}

function isSmall(value: unknown): boolean {
  if (Array.isArray(value)) return value.length <= FEW;
  return (typeof value !== 'string' && !Buffer.isBuffer(value)) || value.length <= SHORT;
}
