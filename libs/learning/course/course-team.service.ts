import { Injectable } from '@nestjs/common';
import { Audit, Db, Problem } from '#lotse/base';
import { GradePassback } from '#lotse/lti';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { setTeam, teamOf } from './course.queries.js';

/** Who of a course belongs to its team though the LMS calls them a learner, and what staff has read about it. */
@Injectable()
export class CourseTeamService {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly people: PeopleService,
    private readonly passback: GradePassback,
  ) {}

  /** Those of the team whom the list leaves out, by name. */
  list(me: Me, enrolmentId: string): Promise<{ personId: string; name: string }[]> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const persons = await teamOf(tx, me.tenant, courseId);
      const names = await this.people.displayNames(tx, me.tenant, persons);
      return persons.map((personId) => ({ personId, name: names.get(personId) ?? '' })).sort((a, b) => a.name.localeCompare(b.name, 'de'));
    });
  }

  /** "Gehört zum Team", or not any more. Somebody who is no learner of this course is unknown. Throws person.unknown. */
  set(me: Me, enrolmentId: string, personId: string, team: boolean): Promise<{ team: boolean }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const isKnown = await setTeam(tx, { tenant: me.tenant, courseId, person: personId, team });
      if (!isKnown) throw new Problem('not-found', 'person.unknown');
      await this.audit.write(tx, {
        tenant: me.tenant,
        actor: me.person,
        event: team ? 'course.team-added' : 'course.team-removed',
        subjectKind: 'person',
        subject: personId,
        details: { course: courseId },
      });
      return { team };
    });
  }

  /** Staff has read which activities were deleted in the LMS. */
  readGone(me: Me, enrolmentId: string): Promise<{ read: true }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.passback.readGone(tx, { tenant: me.tenant, courseId });
      return { read: true };
    });
  }
}
