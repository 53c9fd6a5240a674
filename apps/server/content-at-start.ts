import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Db, tenantIds, type Log } from '#lotse/base';
import { germanDay, type PackedForm, type UnitPackage } from '#lotse/contract';
import { buildForms, buildPackages, CatalogService, digestOf, packageId, readContent, type ContentProblem } from '#lotse/catalog';
import { keepBuild, keptBuild } from './kept-build.js';

/** content/ lies beside libs/ in the sources and two folders up from dist/apps/server. */
export const CONTENT_DIR = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../content' : '../../content', import.meta.url));
/** Stands for the sources that dist/ was built from. None where the sources run themselves. */
const STAMP = fileURLToPath(new URL('../../.built', import.meta.url));

interface Build {
  units: { id: string; package: UnitPackage }[];
  forms: PackedForm[];
  problems: ContentProblem[];
  /** Modules whose file says `status: draft`. */
  drafts: string[];
  /** Units that a module lists and that have a fault. */
  faulty: string[];
}
let last: { of: string; build: Build } | undefined;

/**
 * Builds all units and publishes them for every tenant, drafts for those of the demo (`demo`) alone. A unit with a fault is left out and
 * logged; the rest goes on. What was built is kept in `dataDir` for the next start: building takes longer than all else a start does.
 */
export async function publishContent(app: NestFastifyApplication, log: Log, dataDir: string, demo: readonly string[] = []): Promise<void> {
  const clock = app.get(Clock);
  const tenants = await app.get(Db).gate('seed', tenantIds);
  const build = buildOf(germanDay(clock.now()), `${dataDir}/content-build.json`);
  const by = { catalog: app.get(CatalogService), log };
  sayProblems(log, build);
  for (const tenant of tenants) await publishBuild(by, tenant, build, demo.includes(tenant));
}

/** The same for a tenant that is made while the server runs. */
export async function publishFor(by: { catalog: CatalogService; clock: Clock; log: Log }, tenant: string): Promise<void> {
  const build = buildOf(germanDay(by.clock.now()));
  sayProblems(by.log, build);
  await publishBuild(by, tenant, build, false);
}

function sayProblems(log: Log, { problems }: Build): void {
  for (const problem of problems.filter((one) => one.level === 'error')) log.warn('content.problem', { file: problem.file, code: problem.code });
}

async function publishBuild(
  { catalog }: { catalog: CatalogService },
  tenant: string,
  { units, forms, drafts, faulty }: Build,
  withDrafts: boolean,
): Promise<void> {
  const wanted = withDrafts ? units : units.filter((unit) => !drafts.includes(unit.package.moduleId));
  await catalog.publish(tenant, wanted, faulty);
  catalog.offerForms(forms);
}

/** The same files on the same day are read and built once, however many tenants are opened; with a `file`, by the same code, once for all starts. */
function buildOf(today: string, file?: string): Build {
  const of = `${today} ${digestOf(CONTENT_DIR)}`;
  if (last?.of !== of) last = { of, build: file && existsSync(STAMP) ? fromFile(file, `${readFileSync(STAMP, 'utf8')} ${of}`, today) : buildOn(today) };
  return last.build;
}

function fromFile(file: string, of: string, today: string): Build {
  const kept = keptBuild<Build>(file, of);
  if (kept) return kept;
  const build = buildOn(today);
  keepBuild(file, of, build);
  return build;
}

function buildOn(today: string): Build {
  const tree = readContent(CONTENT_DIR);
  const { packages, problems } = buildPackages(tree, today);
  const { forms, problems: faults } = buildForms(tree, today);
  const modules = tree.modules.map(({ value }) => value);
  const built = new Set(packages.map((unit) => unit.unitId));
  return {
    units: packages.map((unit) => ({ id: packageId(unit), package: unit })),
    forms,
    problems: [...problems, ...faults],
    drafts: modules.filter(({ status }) => status === 'draft').map(({ id }) => id),
    faulty: modules.flatMap(({ status, units }) => (status === 'draft' ? [] : units)).filter((id) => !built.has(id)),
  };
}
