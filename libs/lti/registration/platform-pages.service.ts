import { Injectable } from '@nestjs/common';
import { Db, Problem } from '#lotse/base';
import type { Deployment, PlatformPage, PlatformRow } from '#lotse/contract';
import type { HelpLocale } from '../help/help.js';
import { SelfTestService } from '../self-test/self-test.service.js';
import { deploymentsOf, holdsOf, pagedPlatform, pagedPlatforms, twinsOf, type DeploymentRow, type PagedPlatform } from './platform-pages.queries.js';

/** What an admin sees of the tenant's platforms. */
@Injectable()
export class PlatformPages {
  constructor(
    private readonly db: Db,
    private readonly tests: SelfTestService,
  ) {}

  async list(tenant: string): Promise<PlatformRow[]> {
    return (await this.db.job(tenant, (tx) => pagedPlatforms(tx, tenant))).map(asRow);
  }

  /** Throws platform.unknown. */
  async page(tenant: string, id: string, locale: HelpLocale): Promise<PlatformPage> {
    const selfTest = await this.tests.last(tenant, id, locale);
    return this.db.job(tenant, async (tx) => {
      const row = await pagedPlatform(tx, { tenant, id });
      if (!row) throw new Problem('not-found', 'platform.unknown');
      const { authUrl, tokenUrl, jwksUrl, audience } = row;
      return {
        ...asRow(row),
        authUrl,
        tokenUrl,
        jwksUrl,
        audience,
        askedNames: row.asked,
        selfTest,
        deployments: (await deploymentsOf(tx, { tenant, id })).map(asDeployment),
        twins: (await twinsOf(tx, { tenant, issuer: row.issuer, id })).map(asTwin),
        holds: await holdsOf(tx, { tenant, id }),
      };
    });
  }
}

function asRow(row: PagedPlatform): PlatformRow {
  const { id, name, issuer, state } = row;
  return {
    id,
    name,
    issuer,
    state,
    clientId: row.clientId,
    createdAt: row.createdAt.toISOString(),
    waitingDeployments: row.waiting,
    failedSteps: row.failed,
    testedAt: row.tested?.toISOString() ?? null,
    heardAt: row.heard?.toISOString() ?? null,
    isClientUnknown: row.unknown,
  };
}

function asDeployment(row: DeploymentRow): Deployment {
  return { id: row.id, deploymentId: row.deploymentId, state: row.state, createdAt: row.createdAt.toISOString() };
}

function asTwin(row: PagedPlatform & { courses: number }): PlatformPage['twins'][number] {
  const { id, name, clientId, heardAt, isClientUnknown } = asRow(row);
  return { id, name, clientId, heardAt, isClientUnknown, courses: row.courses };
}
