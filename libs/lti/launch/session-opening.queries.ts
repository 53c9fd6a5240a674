import type { EntityManager } from 'typeorm';
import type { CourseRole } from '#lotse/contract';

export interface OpenedEnrolment {
  role: CourseRole;
  course: string;
  registration: string;
  tenantName: string;
  authUrl: string;
}

/** An active enrolment of this person, with the tenant's name and the platform it came from. */
export async function openedEnrolment(
  tx: EntityManager,
  { tenant, person, enrolmentId }: { tenant: string; person: string; enrolmentId: string | null },
): Promise<OpenedEnrolment | undefined> {
  const [enrolment] = await tx.query<OpenedEnrolment[]>(
    `select e.role, e.course, d.registration, r.auth_url as "authUrl", t.name as "tenantName" from enrolment e join tenant t on t.id = e.tenant join course c on c.tenant = e.tenant and c.id = e.course join deployment d on d.tenant = c.tenant and d.id = c.deployment join registration r on r.tenant = d.tenant and r.id = d.registration
         where e.tenant = $1 and e.person = $2 and e.id = $3 and e.status = 'active'`,
    [tenant, person, enrolmentId],
  );
  return enrolment;
}
