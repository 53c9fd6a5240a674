import { Injectable } from '@nestjs/common';
import { Audit, Db, Problem } from '#lotse/base';
import { MembersService, SessionsService, type RosterCourse } from '#lotse/people';
import { proposeTutor } from './propose-tutor.js';
import type { ReadRoster } from './roster-reader.js';

const BATCH = 500;

/** Takes a roster over into the course's list. */
@Injectable()
export class RosterKeeper {
  constructor(
    private readonly db: Db,
    private readonly members: MembersService,
    private readonly sessions: SessionsService,
    private readonly audit: Audit,
  ) {}

  /**
   * In short transactions. Who left by it has no rights from here on, in open tabs too. An empty roster is taken for a
   * fault of the platform (roster.empty): whoever teaches the course stands in it.
   */
  async keep(at: RosterCourse, roster: ReadRoster): Promise<void> {
    if (roster.members.length === 0) throw new Problem('upstream', 'roster.empty');
    let left = 0;
    for (let from = 0; from < roster.members.length; from += BATCH) left += await this.keepBatch(at, roster.members.slice(from, from + BATCH));
    // of a roster that was cut, or holds rows that cannot be read, nobody can be said to be missing
    if (!roster.more && !roster.unread) left += await this.db.job(at.tenant, (tx) => this.members.leaveMissing(tx, at));
    if (left > 0) this.sessions.forgetRoles();
  }

  private keepBatch(at: RosterCourse, batch: ReadRoster['members']): Promise<number> {
    return this.db.job(at.tenant, async (tx) => {
      const kept = await this.members.keep(tx, at, batch);
      for (const { sub, proposed } of batch) {
        const person = proposed ? kept.persons.get(sub) : undefined;
        if (person !== undefined) await proposeTutor(tx, this.audit, { tenant: at.tenant, person, courseId: at.course });
      }
      return kept.left;
    });
  }
}
