import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import { SessionsService } from '#lotse/people';

/** Whose sessions end. `enrolments` are those they began in. */
export type Ending = { registration: string } | { enrolments: readonly string[]; tenant: string } | { person: string; tenant: string } | { tenant: string };

/** Ends sessions at once when their platform, deployment or person is switched off, open tabs included. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sessions: SessionsService,
  ) {}

  async end(whose: Ending): Promise<void> {
    const [where, value] = conditionOf(whose);
    await this.db.gate('session', (tx) =>
      tx.query(`update session set revoked_at = $1 where kind = 'lti' and revoked_at is null and ${where}`, [this.clock.now(), ...value]),
    );
    this.sessions.forgetRoles();
  }

  /** Enrolments of a deployment, or of all deployments of a registration. */
  async enrolmentsOf(tx: EntityManager, at: { tenant: string; deployment: string }): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select e.id from enrolment e join course c on c.tenant = e.tenant and c.id = e.course where e.tenant = $1 and c.deployment = $2`,
      [at.tenant, at.deployment],
    );
    return rows.map((row) => row.id);
  }
}

function conditionOf(whose: Ending): [string, unknown[]] {
  if ('registration' in whose) return ['registration = $2', [whose.registration]];
  if ('enrolments' in whose) return ['tenant = $2 and enrolment = any($3::uuid[])', [whose.tenant, whose.enrolments]];
  if ('person' in whose) return ['tenant = $2 and person = $3', [whose.tenant, whose.person]];
  return ['tenant = $2', [whose.tenant]];
}
