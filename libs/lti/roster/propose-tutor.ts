import type { EntityManager } from 'typeorm';
import type { Audit } from '#lotse/base';

/** A teaching assistant is proposed to the admin as tutor, once per course, and gets nothing by that (reliability.md, L-03). */
export async function proposeTutor(tx: EntityManager, audit: Audit, who: { tenant: string; person: string; courseId: string }): Promise<void> {
  const known = await tx.query<unknown[]>(`select 1 from audit where tenant = $1 and event = 'tutor.proposed' and actor = $2 and subject = $3 limit 1`, [
    who.tenant,
    who.person,
    who.courseId,
  ]);
  if (known.length > 0) return;
  await audit.write(tx, { tenant: who.tenant, actor: who.person, event: 'tutor.proposed', subjectKind: 'course', subject: who.courseId });
}
