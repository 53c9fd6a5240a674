import type { EntityManager } from 'typeorm';

/** The active trainee of a course whom the platform knows by this `sub`. */
export async function traineeBySub(
  tx: EntityManager,
  { tenant, issuer, sub, courseId }: { tenant: string; issuer: string; sub: string; courseId: string },
): Promise<string | undefined> {
  const [row] = await tx.query<{ person: string }[]>(
    `select e.person from identity i join enrolment e on e.tenant = i.tenant and e.person = i.person
     where i.tenant = $1 and i.issuer = $2 and i.sub = $3 and e.course = $4 and e.role = 'trainee' and e.status = 'active'`,
    [tenant, issuer, sub, courseId],
  );
  return row?.person;
}
