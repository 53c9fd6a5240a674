import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import { germanDay, type PackedExercise, type PackedForm, type UnitPackage } from '#lotse/contract';
import { packageContent, packageContents, publishedUnits, publishUnits, storedOf, storePackages, type PackageRow, type Reader } from './packages.queries.js';

export interface PublishedUnit {
  unitId: string;
  packageId: string;
  package: UnitPackage;
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
  /** Units that are in the content now, by tenant. */
  private readonly offers = new Map<string, ReadonlySet<string>>();
  /** Of no tenant: what was stored for one is there for all. */
  private readonly stored = new Set<string>();
  private exams: readonly PackedForm[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores packages that are new and publishes them for a tenant: some statements for all units, one where all are stored. Doing it twice
   * changes nothing. A unit that was published before and is neither among them nor in `faulty` (its files cannot be built just now) stays
   * published for the links and runs that exist, and is offered no more.
   */
  async publish(tenant: string, built: readonly Built[], faulty: readonly string[] = []): Promise<void> {
    const now = this.clock.now();
    await this.db.job(tenant, async (tx) => {
      const wanted = built.filter(({ id }) => !this.stored.has(id));
      if (wanted.length > 0) await store(tx, wanted, now);
      await publishUnits(tx, { tenant, units: built.map((one) => ({ unitId: one.package.unitId, packageId: one.id })), now });
    });
    for (const { id, package: content } of built) {
      this.packages.set(id, content);
      this.stored.add(id);
    }
    this.offers.set(tenant, new Set([...built.map((one) => one.package.unitId), ...faulty]));
    this.published.delete(tenant);
  }

  /** The forms of mock exams as of today; a tenant has those whose units it has published. An attempt keeps its own. */
  offerForms(forms: readonly PackedForm[]): void {
    this.exams = forms;
  }

  get forms(): readonly PackedForm[] {
    return this.exams;
  }

  /** All units of a tenant in the order of their modules, those that are offered no more among them: for links and runs that exist. */
  async units(tx: Reader, tenant: string): Promise<PublishedUnit[]> {
    return (await this.publishedOf(tx, tenant)).list;
  }

  /** What can be chosen now. */
  async offered(tx: Reader, tenant: string): Promise<PublishedUnit[]> {
    const offers = this.offers.get(tenant);
    return (await this.units(tx, tenant)).filter(({ unitId }) => offers?.has(unitId) ?? true);
  }

  /** The published unit, or null when this tenant has none of that id. */
  async unit(tx: Reader, tenant: string, unitId: string): Promise<PublishedUnit | null> {
    return (await this.publishedOf(tx, tenant)).byId.get(unitId) ?? null;
  }

  /** Which units each published module has: a module link's grade is their mean. Those that are offered; all of a module of which nothing is offered any more. */
  async modules(tx: Reader, tenant: string): Promise<ModuleUnits[]> {
    const [now, ever] = [byModule(await this.offered(tx, tenant)), byModule(await this.units(tx, tenant))];
    return [...ever].map(([moduleId, units]) => ({ moduleId, units: now.get(moduleId) ?? units }));
  }

  /** A package by its id: from memory, else from the database (a run may be older than today's content). */
  async package(tx: Reader, packageId: string): Promise<UnitPackage> {
    const known = this.packages.get(packageId);
    if (known) return known;
    const content = await packageContent(tx, packageId);
    if (!content) throw new Problem('not-found', 'package.unknown');
    this.packages.set(packageId, content);
    return content;
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
    const rows = await publishedUnits(tx, tenant);
    const missing = rows.map((row) => row.package).filter((id) => !this.packages.has(id));
    if (missing.length > 0) for (const { id, content } of await packageContents(tx, missing)) this.packages.set(id, content);
    const list: PublishedUnit[] = [];
    for (const { unitId, package: packageId } of rows) list.push({ unitId, packageId, package: await this.package(tx, packageId) });
    const orderOf = ({ package: p, unitId }: PublishedUnit) => `${p.moduleId} ${String(p.moduleUnits.indexOf(unitId)).padStart(3, '0')}`;
    const ordered = list.map((unit) => ({ unit, at: orderOf(unit) })).sort((a, b) => (a.at < b.at ? -1 : 1));
    const sorted = ordered.map(({ unit }) => unit);
    return { list: sorted, byId: new Map(sorted.map((unit) => [unit.unitId, unit])) };
  }
}

function byModule(units: readonly PublishedUnit[]): Map<string, string[]> {
  const modules = new Map<string, string[]>();
  for (const { package: p, unitId } of units) modules.set(p.moduleId, [...(modules.get(p.moduleId) ?? []), unitId]);
  return modules;
}

const PIECE = 100;

async function store(tx: Reader, built: readonly Built[], now: Date): Promise<void> {
  const known = await storedOf(
    tx,
    built.map(({ id }) => id),
  );
  const fresh = built.filter(({ id }) => !known.has(id));
  for (let i = 0; i < fresh.length; i += PIECE) await storePackages(tx, fresh.slice(i, i + PIECE).map(rowOf), now);
}

function rowOf({ id, package: content }: Built): PackageRow {
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

/** How many tasks a unit has for those who choose or begin it on `day`: what its runs say, too. */
export function countedTasks(unit: UnitPackage, day: Date): number {
  return tasksOf(unit, day).filter(countsForGrade).length;
}

/** Entry tasks and worked examples do not count for total, grade and the end of a unit. */
export function countsForGrade({ section = 'block' }: Pick<PackedExercise, 'section'>): boolean {
  return section === 'block' || section === 'mixed';
}
