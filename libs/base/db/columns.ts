import { SnakeNaming } from './naming.js';

/** SQL that lists columns; `RowOf` gives the type of its rows. */
export type Columns<Row> = string & { readonly row?: Row };
export type RowOf<C> = C extends Columns<infer Row> ? Row : never;
/** Names of days end so, and no others. */
type Day = `${string}On`;

const naming = new SnakeNaming();

/**
 * SQL that lists the columns of these properties of an entity under the properties' names: `columns<Invitation>()('id', 'tokenHash')` is
 * `id, token_hash as "tokenHash"`. A statement with `*` would be planned anew each time (`PlanKeeper`). `of`: the alias of the table with
 * its dot.
 */
export function columns<Entity extends object>(of = ''): <Name extends Exclude<keyof Entity & string, Day>>(...names: Name[]) => Columns<Pick<Entity, Name>> {
  return (...names) => names.map((name) => (inTable(name) === name ? of + name : `${of}${inTable(name)} as "${name}"`)).join(', ');
}

/** The same of days, as texts: drivers make times of them. */
export function days<Entity extends object>(of = ''): <Name extends keyof Entity & Day>(...names: Name[]) => Columns<Pick<Entity, Name>> {
  return (...names) => names.map((name) => `to_char(${of}${inTable(name)}, 'YYYY-MM-DD') as "${name}"`).join(', ');
}

function inTable(name: string): string {
  return naming.columnName(name, undefined);
}
