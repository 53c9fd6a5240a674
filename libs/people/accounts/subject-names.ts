import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditRow } from '#lotse/base';

export type Subject = Pick<AuditRow, 'subjectKind' | 'subject'>;

/** Names of things of one kind in a tenant, by id; deleted ones are missing. */
export type NamesOf = (tx: EntityManager, tenant: string, ids: readonly string[]) => Promise<Map<string, string>>;

/** What entries of the audit are about, in words. The libs that own such things register how they are named. */
@Injectable()
export class SubjectNames {
  private readonly kinds = new Map<string, NamesOf>();

  register(kind: string, names: NamesOf): void {
    this.kinds.set(kind, names);
  }

  async of(tx: EntityManager, tenant: string, entries: readonly Subject[]): Promise<Map<string, string>> {
    const all: [string, string][] = [];
    for (const [kind, names] of this.kinds) {
      const ids = new Set(entries.flatMap((one) => (one.subjectKind === kind && one.subject !== null ? [one.subject] : [])));
      if (ids.size > 0) all.push(...(await names(tx, tenant, [...ids])));
    }
    return new Map(all);
  }
}
