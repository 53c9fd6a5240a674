import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import { finder, germanDay, type PeopleChoice } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import { granted, trainees } from './people-choices.queries.js';
import type { Actor } from './staff.service.js';

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
    const rows = kind === 'trainee' ? await trainees(tx, tenant) : await granted(tx, { tenant, role: kind, now: this.clock.now() });
    const names = await this.people.displayNames(
      tx,
      tenant,
      rows.map((row) => row.person),
    );
    return rows.map((row) => ({ personId: row.person, name: names.get(row.person) ?? '', until: row.until && germanDay(row.until) }));
  }
}
