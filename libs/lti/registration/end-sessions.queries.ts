import type { EntityManager } from 'typeorm';

/** Whose sessions end. `enrolments` are those they began in. */
export type Ending = { registration: string } | { enrolments: readonly string[]; tenant: string } | { person: string; tenant: string } | { tenant: string };

export async function revokeSessions(tx: EntityManager, whose: Ending, now: Date): Promise<void> {
  const [where, value] = conditionOf(whose);
  await tx.query(`update session set revoked_at = $1 where kind = 'lti' and revoked_at is null and ${where}`, [now, ...value]);
}

function conditionOf(whose: Ending): [string, unknown[]] {
  if ('registration' in whose) return ['registration = $2', [whose.registration]];
  if ('enrolments' in whose) return ['tenant = $2 and enrolment = any($3::uuid[])', [whose.tenant, whose.enrolments]];
  if ('person' in whose) return ['tenant = $2 and person = $3', [whose.tenant, whose.person]];
  return ['tenant = $2', [whose.tenant]];
}

export async function enrolmentsOfDeployment(tx: EntityManager, { tenant, deployment }: { tenant: string; deployment: string }): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select e.id from enrolment e join course c on c.tenant = e.tenant and c.id = e.course where e.tenant = $1 and c.deployment = $2`,
    [tenant, deployment],
  );
  return rows.map((row) => row.id);
}
