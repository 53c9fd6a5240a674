import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Db, tenantIds, type Log } from '#lotse/base';
import { germanDay, type UnitPackage } from '#lotse/contract';
import { buildPackages, CatalogService, digestOf, packageId, readContent, type ContentProblem } from '#lotse/catalog';
import { keepBuild, keptBuild } from './kept-build.js';

/** content/ lies beside libs/ in the sources and two folders up from dist/apps/server. */
export const CONTENT_DIR = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../content' : '../../content', import.meta.url));
/** Stands for the sources that dist/ was built from. None where the sources run themselves. */
const STAMP = fileURLToPath(new URL('../../.built', import.meta.url));

interface Build {
  units: { id: string; package: UnitPackage }[];
  problems: ContentProblem[];
}
let last: { of: string; build: Build } | undefined;

/**
 * Builds all units and publishes them for every tenant. A unit with a fault is left out and logged; the rest goes on.
 * What was built is kept in `dataDir` for the next start: building takes longer than all else a start does.
 */
export async function publishContent(app: NestFastifyApplication, log: Log, dataDir: string): Promise<void> {
  const clock = app.get(Clock);
  const tenants = await app.get(Db).gate('seed', tenantIds);
  const build = buildOf(germanDay(clock.now()), `${dataDir}/content-build.json`);
  await publishBuild({ catalog: app.get(CatalogService), log }, tenants, build);
}

/** The same for some tenants: for one that is made while the server runs. */
export async function publishFor(by: { catalog: CatalogService; clock: Clock; log: Log }, tenants: string[]): Promise<void> {
  await publishBuild(by, tenants, buildOf(germanDay(by.clock.now())));
}

async function publishBuild({ catalog, log }: { catalog: CatalogService; log: Log }, tenants: string[], { units, problems }: Build): Promise<void> {
  for (const problem of problems.filter((one) => one.level === 'error')) log.warn('content.problem', { file: problem.file, code: problem.code });
  for (const tenant of tenants) await catalog.publish(tenant, units);
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
  const { packages, problems } = buildPackages(readContent(CONTENT_DIR), today);
  return { units: packages.map((unit) => ({ id: packageId(unit), package: unit })), problems };
}
