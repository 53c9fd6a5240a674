import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db } from '#lotse/base';
import type { Platform } from '../platforms/platforms.queries.js';
import { RegistrationSeen } from './entities.js';
import { firstDeploymentId, lastCourse, lastLineItem, type SeenLineItem } from './self-test.queries.js';

/** What the platform has shown so far: nulls where it has not. */
export interface SeenFacts {
  loginOrigin: string | null;
  framed: boolean | null;
  cookieKept: boolean | null;
  launchedAt: Date | null;
  refusedAt: Date | null;
  refusedCode: string | null;
  deploymentId: string;
  lineItem: SeenLineItem | null;
  course: { membershipsUrl: string | null } | null;
}
type Seen = Omit<SeenFacts, 'deploymentId' | 'lineItem' | 'course'>;

/** Reads what logins and launches of a platform left behind, newest first. */
@Injectable()
export class SeenReader {
  constructor(private readonly db: Db) {}

  read(platform: Platform): Promise<SeenFacts> {
    const of = { tenant: platform.tenant, registration: platform.id };
    return this.db.job(platform.tenant, async (tx) => ({
      ...(await seen(tx, platform)),
      deploymentId: (await firstDeploymentId(tx, of)) ?? '',
      lineItem: (await lastLineItem(tx, { ...of, issuer: platform.issuer })) ?? null,
      course: (await lastCourse(tx, of)) ?? null,
    }));
  }
}

async function seen(tx: EntityManager, { tenant, id }: Platform): Promise<Seen> {
  const row = await tx.findOneBy(RegistrationSeen, { tenant, registration: id });
  return row ?? { loginOrigin: null, framed: null, cookieKept: null, launchedAt: null, refusedAt: null, refusedCode: null };
}
