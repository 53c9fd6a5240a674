import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import { germanDay, type PackedExercise, type UnitPackage } from '#lotse/contract';

export interface PublishedUnit {
  unitId: string;
  packageId: string;
  package: UnitPackage;
}
/** Whatever can read rows: a transaction of any door. */
export interface Reader {
  query<T>(sql: string, values?: unknown[]): Promise<T>;
}
export interface ModuleUnits {
  moduleId: string;
  units: string[];
}

/** Serves immutable packages from memory, and says which of them a tenant has published. */
@Injectable()
export class CatalogService {
  private readonly packages = new Map<string, UnitPackage>();
  private readonly published = new Map<string, Promise<Map<string, string>>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Stores packages that are new and publishes them for a tenant. Runs at start; doing it twice changes nothing. */
  async publish(tenant: string, built: readonly { id: string; package: UnitPackage }[]): Promise<void> {
    const now = this.clock.now();
    await this.db.job(tenant, async (tx) => {
      for (const { id, package: content } of built) {
        await tx.query(`insert into package (id, unit_id, module_id, content, created_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing`, [
          id,
          content.unitId,
          content.moduleId,
          JSON.stringify(content),
          now,
        ]);
        await tx.query(
          `insert into publication (tenant, unit_id, package, published_at) values ($1, $2, $3, $4)
           on conflict (tenant, unit_id) do update set package = excluded.package, published_at = excluded.published_at where publication.package <> excluded.package`,
          [tenant, content.unitId, id, now],
        );
        this.packages.set(id, content);
      }
    });
    this.published.delete(tenant);
  }

  /** All units of a tenant in the order of their modules. */
  async units(tx: Reader, tenant: string): Promise<PublishedUnit[]> {
    const ids = await this.publishedOf(tx, tenant);
    const units: PublishedUnit[] = [];
    for (const [unitId, packageId] of ids) units.push({ unitId, packageId, package: await this.package(tx, packageId) });
    const place = ({ package: p, unitId }: PublishedUnit) => `${p.moduleId} ${String(p.moduleUnits.indexOf(unitId)).padStart(3, '0')}`;
    return units.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  /** The published unit, or null when this tenant has none of that id. */
  async unit(tx: Reader, tenant: string, unitId: string): Promise<PublishedUnit | null> {
    const packageId = (await this.publishedOf(tx, tenant)).get(unitId);
    return packageId === undefined ? null : { unitId, packageId, package: await this.package(tx, packageId) };
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

  private publishedOf(tx: Reader, tenant: string): Promise<Map<string, string>> {
    const known = this.published.get(tenant);
    if (known) return known;
    const loading = tx
      .query<{ unit_id: string; package: string }[]>(`select unit_id, package from publication where tenant = $1`, [tenant])
      .then((rows) => new Map(rows.map((row) => [row.unit_id, row.package])));
    this.published.set(tenant, loading);
    loading.catch(() => this.published.delete(tenant));
    return loading;
  }
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
