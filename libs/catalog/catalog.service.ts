import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import { germanDay, type PackedExercise, type UnitPackage } from '#lotse/contract';

export interface PublishedUnit {
  unitId: string;
  packageId: string;
  package: UnitPackage;
}
/** Whatever can read rows: a transaction of any scope. */
export interface Reader {
  query<T>(sql: string, values?: unknown[]): Promise<T>;
}
/** A unit as it was built, with its id. */
export interface Built {
  id: string;
  package: UnitPackage;
}
interface Published {
  list: PublishedUnit[];
  byId: ReadonlyMap<string, PublishedUnit>;
}
export interface ModuleUnits {
  moduleId: string;
  units: string[];
}

/** Serves immutable packages from memory, and says which of them a tenant has published. */
@Injectable()
export class CatalogService {
  private readonly packages = new Map<string, UnitPackage>();
  private readonly published = new Map<string, Promise<Published>>();
  /** Of no tenant: what was stored for one is there for all. */
  private readonly stored = new Set<string>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Stores packages that are new and publishes them for a tenant: some statements for all units, one where all are stored. Doing it twice changes nothing. */
  async publish(tenant: string, built: readonly Built[]): Promise<void> {
    const now = this.clock.now();
    await this.db.job(tenant, async (tx) => {
      const wanted = built.filter(({ id }) => !this.stored.has(id));
      if (wanted.length > 0) await store(tx, wanted, now);
      await tx.query(
        `insert into publication (tenant, unit_id, package, published_at) select $1, b.unit_id, b.id, $4 from unnest($2::text[], $3::text[]) as b(unit_id, id)
         on conflict (tenant, unit_id) do update set package = excluded.package, published_at = excluded.published_at where publication.package <> excluded.package`,
        [tenant, built.map((one) => one.package.unitId), built.map(({ id }) => id), now],
      );
    });
    for (const { id, package: content } of built) {
      this.packages.set(id, content);
      this.stored.add(id);
    }
    this.published.delete(tenant);
  }

  /** All units of a tenant in the order of their modules. */
  async units(tx: Reader, tenant: string): Promise<PublishedUnit[]> {
    return (await this.publishedOf(tx, tenant)).list;
  }

  /** The published unit, or null when this tenant has none of that id. */
  async unit(tx: Reader, tenant: string, unitId: string): Promise<PublishedUnit | null> {
    return (await this.publishedOf(tx, tenant)).byId.get(unitId) ?? null;
  }

  /** Which units each published module has: a module link's grade is their mean. */
  async modules(tx: Reader, tenant: string): Promise<ModuleUnits[]> {
    const modules = new Map<string, string[]>();
    for (const { package: p, unitId } of await this.units(tx, tenant)) modules.set(p.moduleId, [...(modules.get(p.moduleId) ?? []), unitId]);
    return [...modules].map(([moduleId, units]) => ({ moduleId, units }));
  }

  /** A package by its id: from memory, else from the database (a run may be older than today's content). */
  async package(tx: Reader, packageId: string): Promise<UnitPackage> {
    const known = this.packages.get(packageId);
    if (known) return known;
    const [row] = await tx.query<{ content: UnitPackage }[]>(`select content from package where id = $1`, [packageId]);
    if (!row) throw new Problem('not-found', 'package.unknown');
    this.packages.set(packageId, row.content);
    return row.content;
  }

  private publishedOf(tx: Reader, tenant: string): Promise<Published> {
    const known = this.published.get(tenant);
    if (known) return known;
    const loading = this.load(tx, tenant);
    this.published.set(tenant, loading);
    loading.catch(() => this.published.delete(tenant));
    return loading;
  }

  /** Read and put in order once, until something is published. */
  private async load(tx: Reader, tenant: string): Promise<Published> {
    const rows = await tx.query<{ unit_id: string; package: string }[]>(`select unit_id, package from publication where tenant = $1`, [tenant]);
    const missing = rows.map((row) => row.package).filter((id) => !this.packages.has(id));
    if (missing.length > 0) {
      const found = await tx.query<{ id: string; content: UnitPackage }[]>(`select id, content from package where id = any($1)`, [missing]);
      for (const { id, content } of found) this.packages.set(id, content);
    }
    const list: PublishedUnit[] = [];
    for (const { unit_id: unitId, package: packageId } of rows) list.push({ unitId, packageId, package: await this.package(tx, packageId) });
    const orderOf = ({ package: p, unitId }: PublishedUnit) => `${p.moduleId} ${String(p.moduleUnits.indexOf(unitId)).padStart(3, '0')}`;
    const ordered = list.map((unit) => ({ unit, at: orderOf(unit) })).sort((a, b) => (a.at < b.at ? -1 : 1));
    const sorted = ordered.map(({ unit }) => unit);
    return { list: sorted, byId: new Map(sorted.map((unit) => [unit.unitId, unit])) };
  }
}

const PIECE = 100;
const INSERT = `insert into package (id, unit_id, module_id, content, created_at) select p.id, p."unitId", p."moduleId", p.content, $2
  from jsonb_to_recordset($1::jsonb) as p(id text, "unitId" text, "moduleId" text, content jsonb) on conflict (id) do nothing`;

async function store(tx: Reader, built: readonly Built[], now: Date): Promise<void> {
  const known = await tx.query<{ id: string }[]>(`select id from package where id = any($1)`, [built.map(({ id }) => id)]);
  const ids = new Set(known.map(({ id }) => id));
  const fresh = built.filter(({ id }) => !ids.has(id));
  for (let i = 0; i < fresh.length; i += PIECE) await tx.query(INSERT, [JSON.stringify(fresh.slice(i, i + PIECE).map(rowOf)), now]);
}

function rowOf({ id, package: content }: Built): Record<string, unknown> {
  return { id, unitId: content.unitId, moduleId: content.moduleId, content };
}

const LATER: ReadonlySet<string> = new Set(['dayTwo', 'week']);

/**
 * Tasks a run that began on `day` has: those that are played in the unit and whose facts were valid then. The rest of the unit
 * goes on without the others.
 */
export function tasksOf(unit: UnitPackage, day: Date): PackedExercise[] {
  const on = germanDay(day);
  return unit.exercises.filter(({ validTo, section }) => (validTo === null || validTo >= on) && !LATER.has(section ?? 'block'));
}

/** Entry tasks and worked examples do not count for total, grade and the end of a unit. */
export function countsForGrade({ section = 'block' }: Pick<PackedExercise, 'section'>): boolean {
  return section === 'block' || section === 'mixed';
}
