import type { EntityManager } from 'typeorm';
import type { Audit } from '#lotse/base';
import { isProposedTutor } from './roster.queries.js';

/** A teaching assistant is proposed to the admin as tutor, once per course, and gets nothing by that (reliability.md, L-03). */
export async function proposeTutor(tx: EntityManager, audit: Audit, who: { tenant: string; person: string; courseId: string }): Promise<void> {
  if (await isProposedTutor(tx, who)) return;
  await audit.write(tx, { tenant: who.tenant, actor: who.person, event: 'tutor.proposed', subjectKind: 'course', subject: who.courseId });
}
