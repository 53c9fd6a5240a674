import { Injectable } from '@nestjs/common';
import { Db } from '#lotse/base';
import { PeopleService } from '#lotse/people';
import { releasesAbout, type ReceivedReport } from '../releases.queries.js';

/** The releases about a person, for the letter about their data. */
@Injectable()
export class ReceivedReports {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
  ) {}

  about(me: { person: string; tenant: string }, person: string): Promise<ReceivedReport[]> {
    return this.db.as(me, async (tx) => {
      const rows = await releasesAbout(tx, me.tenant, person);
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.map((row) => row.recipient))]);
      return rows.map((row) => ({ ...row, recipient: names.get(row.recipient) ?? '' }));
    });
  }
}
