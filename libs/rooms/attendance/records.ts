import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal } from '#lotse/base';
import type { HourRecord } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import { happenedIn, type Happened } from './meeting-reads.js';
import { insertRecord, shownRecord, type NewRecord, type StoredRecord } from './record-store.js';

/** Records as they are shown and written; what is sealed in them is opened and sealed here. */
@Injectable()
export class Records {
  constructor(
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly people: PeopleService,
  ) {}

  /** In the same order, as the people of the hour see them. */
  async shown(tx: EntityManager, tenant: string, rows: readonly StoredRecord[]): Promise<HourRecord[]> {
    const names = await this.names(
      tx,
      tenant,
      rows.flatMap((row) => row.confirmedBy ?? []),
    );
    const shown: HourRecord[] = [];
    for (const row of rows) shown.push(await shownRecord({ tx, seal: this.seal, tenant, now: this.clock.now(), names }, row));
    return shown;
  }

  names(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<Map<string, string>> {
    return this.people.displayNames(tx, tenant, [...new Set(persons)]);
  }

  happened(tx: EntityManager, tenant: string, meeting: string): Promise<Happened> {
    return happenedIn(tx, this.seal, tenant, meeting);
  }

  /** Null where the record was corrected by somebody else meanwhile, or written already. */
  insert(tx: EntityManager, tenant: string, one: NewRecord): Promise<string | null> {
    return insertRecord(tx, this.seal, tenant, one);
  }
}
