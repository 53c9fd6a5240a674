import type { EntityManager } from 'typeorm';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.service.js';

/**
 * Whose work a submission review asks for (LTI Submission Review 1.0, 3.1: for_user.user_id is a `sub` of the same
 * platform). Only somebody of this course can be looked at. Throws REVIEW_NOBODY.
 */
export async function reviewedPerson(tx: EntityManager, asked: { platform: Platform; courseId: string; sub: string }): Promise<string> {
  const [row] = await tx.query<{ person: string }[]>(
    `select e.person from identity i join enrolment e on e.tenant = i.tenant and e.person = i.person
     where i.tenant = $1 and i.issuer = $2 and i.sub = $3 and e.course = $4 and e.role = 'trainee' and e.status = 'active'`,
    [asked.platform.tenant, asked.platform.issuer, asked.sub, asked.courseId],
  );
  if (!row) throw refusal('REVIEW_NOBODY');
  return row.person;
}
