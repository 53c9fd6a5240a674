import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Db, tenantIds, type Log } from '#lotse/base';
import { germanDay, type UnitPackage } from '#lotse/contract';
import { buildPackages, CatalogService, digestOf, packageId, readContent, type ContentProblem } from '#lotse/catalog';

/** content/ lies beside libs/ in the sources and two folders up from dist/apps/server. */
export const CONTENT_DIR = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../content' : '../../content', import.meta.url));

/** Builds all units and publishes them for every tenant. A unit with a fault is left out and logged; the rest goes on. */
export async function publishContent(app: NestFastifyApplication, log: Log): Promise<void> {
  const tenants = await app.get(Db).gate('seed', tenantIds);
  await publishFor({ catalog: app.get(CatalogService), clock: app.get(Clock), log }, tenants);
}

/** The same for some tenants: for one that is made while the server runs. */
export async function publishFor(by: { catalog: CatalogService; clock: Clock; log: Log }, tenants: string[]): Promise<void> {
  const { units, problems } = buildOf(germanDay(by.clock.now()));
  for (const problem of problems.filter((one) => one.level === 'error')) by.log.warn('content.problem', { file: problem.file, code: problem.code });
  for (const tenant of tenants) await by.catalog.publish(tenant, units);
}

interface Build {
  units: { id: string; package: UnitPackage }[];
  problems: ContentProblem[];
}
let last: { of: string; build: Build } | undefined;

/** The same files on the same day are read and built once, however many tenants are opened. */
function buildOf(today: string): Build {
  const of = `${today} ${digestOf(CONTENT_DIR)}`;
  if (last?.of === of) return last.build;
  const { packages, problems } = buildPackages(readContent(CONTENT_DIR), today);
  last = { of, build: { units: packages.map((unit) => ({ id: packageId(unit), package: unit })), problems } };
  return last.build;
}
