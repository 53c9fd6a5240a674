import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, Problem } from '#lotse/base';
import type { ImportPlan } from '#lotse/contract';
import { LegalNames } from '../legal-names.js';
import { MeasuresService } from '../measures.service.js';
import { OfficeService } from '../participations/office.service.js';
import { PeopleChoices } from '../people-choices.service.js';
import { enteredParticipations, lockImport } from './import.queries.js';
import { planImport, type Known } from './plan-import.js';
import { StaffService, type Actor } from '../staff.service.js';

/** Many participations from one file: first as a dry run, then all in one transaction by the same plan. */
@Injectable()
export class ImportService {
  constructor(
    private readonly db: Db,
    private readonly office: OfficeService,
    private readonly measures: MeasuresService,
    private readonly staff: StaffService,
    private readonly choices: PeopleChoices,
    private readonly names: LegalNames,
  ) {}

  check(me: Actor, csv: string): Promise<ImportPlan> {
    return this.db.as(me, async (tx) => planImport(csv, await this.known(tx, me.tenant)).plan);
  }

  run(me: Actor, { csv, withoutFaulty }: { csv: string; withoutFaulty: boolean }): Promise<{ entered: number; known: number; left: number }> {
    return this.db.as(me, async (tx) => {
      // two imports at the same time would both find no participation yet
      await lockImport(tx, me.tenant);
      const { plan, lines } = planImport(csv, await this.known(tx, me.tenant));
      if (plan.faults.length > 0) throw new Problem('conflict', 'import.file-faulty');
      if (plan.counts.fault > 0 && !withoutFaulty) throw new Problem('conflict', 'import.faults', { count: plan.counts.fault });
      for (const line of lines) if (line.result === 'enter' && line.wish) await this.office.enter(tx, me, line.wish, 'import');
      return { entered: plan.counts.enter, known: plan.counts.known, left: plan.counts.fault };
    });
  }

  private async known(tx: EntityManager, tenant: string): Promise<Known> {
    const rows = await enteredParticipations(tx, tenant);
    const opened = await this.names.of(tx, tenant, rows);
    return {
      measures: (await this.measures.all(tx, tenant)).map(({ measureId: id, number, startsOn, endsOn }) => ({ id, number, startsOn, endsOn })),
      staff: (await this.staff.all(tx, tenant)).map(({ contactId: id, name }) => ({ id, name })),
      caseworkers: (await this.choices.named(tx, tenant, 'caseworker')).map(({ personId: id, name }) => ({ id, name })),
      participations: rows.map(({ id, legalName: _, ...row }) => ({ ...row, name: opened.get(id) ?? '' })),
    };
  }
}
