import type { EntityManager } from 'typeorm';
import { traineeBySub } from './reviewed-person.queries.js';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';

/**
 * Whose work a submission review asks for (LTI Submission Review 1.0, 3.1: for_user.user_id is a `sub` of the same
 * platform). Only somebody of this course can be looked at. Throws REVIEW_NOBODY.
 */
export async function reviewedPerson(tx: EntityManager, asked: { platform: Platform; courseId: string; sub: string }): Promise<string> {
  const { tenant, issuer } = asked.platform;
  const person = await traineeBySub(tx, { tenant, issuer, sub: asked.sub, courseId: asked.courseId });
  if (person === undefined) throw refusal('REVIEW_NOBODY');
  return person;
}
