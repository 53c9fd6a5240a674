import { Injectable } from '@nestjs/common';
import { Db } from '#lotse/base';
import { PeopleService } from '#lotse/people';

/** Who was given a report about somebody, and until when. */
export interface ReceivedReport {
  recipient: string;
  purpose: string;
  releasedAt: Date;
  untilOn: string;
  withdrawn: boolean;
}

/** The releases about a person, for the letter about their data. */
@Injectable()
export class ReceivedReports {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
  ) {}

  about(me: { person: string; tenant: string }, person: string): Promise<ReceivedReport[]> {
    return this.db.as(me, async (tx) => {
      const rows = await tx.query<ReceivedReport[]>(
        `select recipient, purpose, released_at as "releasedAt", to_char(until_on, 'YYYY-MM-DD') as "untilOn", withdrawn_at is not null as withdrawn
         from release where tenant = $1 and person = $2 order by released_at limit 200`,
        [me.tenant, person],
      );
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.map((row) => row.recipient))]);
      return rows.map((row) => ({ ...row, recipient: names.get(row.recipient) ?? '' }));
    });
  }
}
