import { Injectable } from '@nestjs/common';
import { Audit, Db, Problem } from '#lotse/base';
import type { GradeDifference } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { isTraineeOf } from './course.queries.js';

/** What staff may look at and do about the grades of their own course. */
@Injectable()
export class CourseGradesService {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly people: PeopleService,
    private readonly passback: GradePassback,
  ) {}

  /** Grades that stand otherwise in the LMS than they were sent, newest first. */
  differences(me: Me, enrolmentId: string): Promise<{ differences: GradeDifference[] }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const rows = await this.passback.differences(tx, me.tenant, courseId);
      const names = await this.people.displayNames(
        tx,
        me.tenant,
        rows.map((row) => row.person),
      );
      return {
        differences: rows.map(({ person, seenAt, ...row }) => ({ ...row, personId: person, name: names.get(person) ?? '', seenAt: seenAt.toISOString() })),
      };
    });
  }

  /** "Jetzt senden": what has not arrived or stands otherwise is sent again. Somebody who is not in this course is unknown. */
  send(me: Me, enrolmentId: string, personId: string | null): Promise<{ queued: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      if (personId !== null && !(await isTraineeOf(tx, { tenant: me.tenant, courseId, person: personId }))) throw new Problem('not-found', 'person.unknown');
      const queued = await this.passback.sendAgain(tx, { tenant: me.tenant, courseId, person: personId });
      await this.audit.write(tx, {
        tenant: me.tenant,
        actor: me.person,
        event: 'grades.sent-again',
        subjectKind: 'course',
        subject: courseId,
        details: { queued },
      });
      return { queued };
    });
  }
}
