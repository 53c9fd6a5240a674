import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LegalNames, type SealedName } from './legal-names.js';
import { StaffService } from './staff.service.js';

export interface Subject {
  subject_kind: string | null;
  subject: string | null;
}

/** What the entries of an audit are about, in words, where the office keeps it: participations, contact people, measures. */
@Injectable()
export class SubjectNames {
  constructor(
    private readonly names: LegalNames,
    private readonly staff: StaffService,
  ) {}

  async of(tx: EntityManager, tenant: string, entries: readonly Subject[]): Promise<Map<string, string>> {
    const ids = (kind: string) => [...new Set(entries.flatMap((one) => (one.subject_kind === kind && one.subject !== null ? [one.subject] : [])))];
    const people = await tx.query<SealedName[]>(`select id, legal_name from participation where tenant = $1 and id::text = any($2)`, [
      tenant,
      ids('participation'),
    ]);
    const measures = await tx.query<{ id: string; number: string }[]>(`select id, number from measure where tenant = $1 and id::text = any($2)`, [
      tenant,
      ids('measure'),
    ]);
    const staff = await this.staff.named(tx, tenant, ids('staff'));
    return new Map([
      ...(await this.names.of(tx, tenant, people)),
      ...measures.map((one): [string, string] => [one.id, one.number]),
      ...[...staff.values()].map((one): [string, string] => [one.contactId, one.name]),
    ]);
  }
}
