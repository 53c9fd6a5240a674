import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LegalNames, type SealedName } from './legal-names.js';
import { StaffService } from './staff.service.js';

export interface Subject {
  subject_kind: string | null;
  subject: string | null;
}

/** To which participation each of these things of a tenant belongs. */
export type BelongsTo = (tx: EntityManager, tenant: string, ids: readonly string[]) => Promise<{ id: string; participation: string }[]>;

/**
 * What the entries of an audit are about, in words, where the office keeps it: participations, contact people, measures;
 * and what belongs to a participation, as whoever keeps that has told by `tell`.
 */
@Injectable()
export class SubjectNames {
  private readonly belongings = new Map<string, BelongsTo>();

  constructor(
    private readonly names: LegalNames,
    private readonly staff: StaffService,
  ) {}

  tell(kind: string, belongsTo: BelongsTo): void {
    this.belongings.set(kind, belongsTo);
  }

  async of(tx: EntityManager, tenant: string, entries: readonly Subject[]): Promise<Map<string, string>> {
    const ids = (kind: string) => [...new Set(entries.flatMap((one) => (one.subject_kind === kind && one.subject !== null ? [one.subject] : [])))];
    const belonging: { id: string; participation: string }[] = [];
    for (const [kind, belongsTo] of this.belongings) belonging.push(...(await belongsTo(tx, tenant, ids(kind))));
    const people = await tx.query<SealedName[]>(`select id, legal_name from participation where tenant = $1 and id::text = any($2)`, [
      tenant,
      [...ids('participation'), ...belonging.map((one) => one.participation)],
    ]);
    const measures = await tx.query<{ id: string; number: string }[]>(`select id, number from measure where tenant = $1 and id::text = any($2)`, [
      tenant,
      ids('measure'),
    ]);
    const staff = await this.staff.named(tx, tenant, ids('staff'));
    const legal = await this.names.of(tx, tenant, people);
    return new Map([
      ...legal,
      ...belonging.map((one): [string, string] => [one.id, legal.get(one.participation) ?? '']),
      ...measures.map((one): [string, string] => [one.id, one.number]),
      ...[...staff.values()].map((one): [string, string] => [one.contactId, one.name]),
    ]);
  }
}
