import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import { finder, germanDay, type PeopleChoice } from '#lotse/contract';
import { runningGrant, PeopleService } from '#lotse/people';
import type { Actor } from './staff.service.js';

interface Found {
  person: string;
  until: Date | null;
}

/** Whom the office may choose from: trainees whom an LMS sent, people with a running grant. */
@Injectable()
export class PeopleChoices {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly people: PeopleService,
  ) {}

  list(
    me: Actor,
    query: { page: number; size: number; kind: 'trainee' | 'companion' | 'caseworker'; q: string },
  ): Promise<{ rows: PeopleChoice[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const isFound = finder(query.q);
      const found = (await this.named(tx, me.tenant, query.kind)).filter((one) => isFound(one.name));
      found.sort((a, b) => this.collator.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
      return { rows: found.slice((query.page - 1) * query.size, query.page * query.size), total: found.length };
    });
  }

  async named(tx: EntityManager, tenant: string, kind: 'trainee' | 'companion' | 'caseworker'): Promise<PeopleChoice[]> {
    const rows = kind === 'trainee' ? await this.trainees(tx, tenant) : await this.granted(tx, tenant, kind);
    const names = await this.people.displayNames(
      tx,
      tenant,
      rows.map((row) => row.person),
    );
    return rows.map((row) => ({ personId: row.person, name: names.get(row.person) ?? '', until: row.until && germanDay(row.until) }));
  }

  private trainees(tx: EntityManager, tenant: string): Promise<Found[]> {
    return tx.query<Found[]>(
      `select distinct person, null::timestamptz as until from enrolment where tenant = $1 and role = 'trainee' and not test limit 20000`,
      [tenant],
    );
  }

  /** The latest end counts; none means until it is revoked. */
  private granted(tx: EntityManager, tenant: string, role: string): Promise<Found[]> {
    return tx.query<Found[]>(
      `select person, case when bool_or(ends_at is null) then null else max(ends_at) end as until from role_grant
       where tenant = $1 and role = $2 and ${runningGrant('$3')} group by person limit 2000`,
      [tenant, role, this.clock.now()],
    );
  }
}
