import { SnakeNaming } from './naming.js';

/** SQL that lists columns; `RowOf` gives the type of its rows. */
export type Columns<Row> = string & { readonly row?: Row };
export type RowOf<C> = C extends Columns<infer Row> ? Row : never;

const naming = new SnakeNaming();

/**
 * SQL that lists the columns of these properties of an entity under the properties' names: `columns<Invitation>()('id', 'tokenHash')` is
 * `id, token_hash as "tokenHash"`. Columns are listed and not `*`: such a statement is planned anew each time. `of`: the alias of the
 * table with its dot.
 */
export function columns<Entity extends object>(of = ''): <Name extends keyof Entity & string>(...names: Name[]) => Columns<Pick<Entity, Name>> {
  return (...names) => names.map((name) => column(of, name)).join(', ');
}

function column(of: string, name: string): string {
  const inTable = naming.columnName(name, undefined);
  return inTable === name ? of + name : `${of}${inTable} as "${name}"`;
}
