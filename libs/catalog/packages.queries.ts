import { columns, type RowOf } from '#lotse/base';
import type { UnitPackage } from '#lotse/contract';
import type { Package, Publication } from './entities.js';

/** Whatever can read rows: a transaction of any scope. */
export interface Reader {
  query<T>(sql: string, values?: unknown[]): Promise<T>;
}

export type PackageRow = Omit<Package, 'createdAt'>;

/** Which of these packages are stored. */
export async function storedOf(tx: Reader, ids: readonly string[]): Promise<Set<string>> {
  const known = await tx.query<{ id: string }[]>(`select id from package where id = any($1)`, [ids]);
  return new Set(known.map(({ id }) => id));
}

/** What is there already stays. */
export async function storePackages(tx: Reader, rows: readonly PackageRow[], now: Date): Promise<void> {
  await tx.query(
    `insert into package (id, unit_id, module_id, content, created_at) select p.id, p."unitId", p."moduleId", p.content, $2
     from jsonb_to_recordset($1::jsonb) as p(id text, "unitId" text, "moduleId" text, content jsonb) on conflict (id) do nothing`,
    [JSON.stringify(rows), now],
  );
}

export async function packageContent(tx: Reader, id: string): Promise<UnitPackage | undefined> {
  const [row] = await tx.query<{ content: UnitPackage }[]>(`select content from package where id = $1`, [id]);
  return row?.content;
}

export function packageContents(tx: Reader, ids: readonly string[]): Promise<Pick<Package, 'id' | 'content'>[]> {
  return tx.query<Pick<Package, 'id' | 'content'>[]>(`select id, content from package where id = any($1)`, [ids]);
}

/** A unit's package takes the place of the one published before. */
export async function publishUnits(
  tx: Reader,
  { tenant, units, now }: { tenant: string; units: readonly { unitId: string; packageId: string }[]; now: Date },
): Promise<void> {
  await tx.query(
    `insert into publication (tenant, unit_id, package, published_at) select $1, b.unit_id, b.id, $4 from unnest($2::text[], $3::text[]) as b(unit_id, id)
     on conflict (tenant, unit_id) do update set package = excluded.package, published_at = excluded.published_at where publication.package <> excluded.package`,
    [tenant, units.map((one) => one.unitId), units.map((one) => one.packageId), now],
  );
}

const PUBLISHED = columns<Publication>()('unitId', 'package');

export function publishedUnits(tx: Reader, tenant: string): Promise<RowOf<typeof PUBLISHED>[]> {
  return tx.query<RowOf<typeof PUBLISHED>[]>(`select ${PUBLISHED} from publication where tenant = $1`, [tenant]);
}
