import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PublishedUnit } from '#lotse/catalog';
import { Clock, Db } from '#lotse/base';
import type { RosterPage, RosterQuery, RosterRow } from '#lotse/contract';
import { GradePassback, RosterSyncService } from '#lotse/lti';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { MOST_PEOPLE, rosterPeople } from './course.queries.js';
import { rosterCounts, rosterPage, rosterRows } from './roster.js';
import { bestGrades, latestRuns } from '../runs/runs.queries.js';
import { StartService } from '../start/start.service.js';

/** So long the page waits for the roster of the LMS; what comes later is there the next time. */
const ROSTER_WAIT_MS = 2_000;
export interface CourseRows {
  title: string;
  rows: RosterRow[];
  units: PublishedUnit[];
}

/** What a teacher or tutor sees of their course: who has started, who is stuck, whether each grade has arrived. */
@Injectable()
export class RosterService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly start: StartService,
    private readonly people: PeopleService,
    private readonly passback: GradePassback,
    private readonly rosters: RosterSyncService,
  ) {}

  async page(me: Me, enrolmentId: string, query: RosterQuery): Promise<Omit<RosterPage, 'team'>> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    await this.rosters.refresh(me.tenant, courseId, ROSTER_WAIT_MS);
    return this.db.as(me, async (tx) => {
      const { title, rows, units } = await this.rowsOf(tx, me.tenant, courseId);
      const standing = await this.rosters.standing(tx, me.tenant, courseId);
      const page = rosterPage(rows, query);
      return {
        courseTitle: title,
        units: units.map((unit) => ({ unitId: unit.unitId, title: unit.package.title.de, short: unit.package.title.de.split(':')[0] ?? '' })),
        counts: rosterCounts(rows),
        rows: page.rows,
        total: page.total,
        page: query.page,
        size: query.size,
        rosterState: standing && { state: standing.state, reason: standing.reason, at: standing.at.toISOString(), more: standing.more },
        gradesBlocked: await this.passback.gradesBlocked(tx, me.tenant, courseId),
        withoutColumn: await this.passback.withoutColumn(tx, me.tenant, courseId),
      };
    });
  }

  /** Every row the page's filters leave, in its order, with the unit asked for or all: for the file export. */
  async everyRow(me: Me, enrolmentId: string, query: RosterQuery): Promise<CourseRows> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const all = await this.rowsOf(tx, me.tenant, courseId);
      const units = query.unitId === undefined ? all.units : all.units.filter((unit) => unit.unitId === query.unitId);
      const { rows } = rosterPage(all.rows, { ...query, page: 1, size: MOST_PEOPLE });
      return { ...all, units, rows: rows.map((row) => ({ ...row, cells: row.cells.filter((cell) => units.some((unit) => unit.unitId === cell.unitId)) })) };
    });
  }

  /** One row per trainee of the course, or of the one person asked for. Whose course it is has been checked. */
  async rowsOf(tx: EntityManager, tenant: string, courseId: string, person: string | null = null): Promise<CourseRows> {
    const people = await rosterPeople(tx, { tenant, courseId, person });
    const persons = people.map((one) => one.person);
    const { title, units } = await this.start.courseOf(tx, { tenant, courseId, persons });
    const rows = rosterRows({
      people,
      units,
      now: this.clock.now(),
      names: await this.people.displayNames(tx, tenant, persons),
      runs: await latestRuns(tx, tenant, persons),
      grades: await bestGrades(tx, tenant, persons),
      status: await this.passback.statusOf(tx, { tenant, persons, courseId }),
    });
    return { title, rows, units };
  }
}
