import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal } from '#lotse/base';
import { sealedNames } from './people.queries.js';

/** Opened names by tenant. Writing a name drops those of its tenant; at most 20,000 are kept. */
@Injectable()
export class NameCache {
  private readonly tenants = new Map<string, Map<string, string>>();
  constructor(private readonly seal: Seal) {}

  drop(tenant: string): void {
    this.tenants.delete(tenant);
  }

  async of(tx: EntityManager, tenant: string, persons: string[]): Promise<Map<string, string>> {
    const known = this.tenants.get(tenant) ?? new Map<string, string>();
    const missing = persons.filter((person) => !known.has(person));
    if (missing.length) {
      const rows = await sealedNames(tx, tenant, missing);
      if (known.size + rows.length > 20_000) known.clear();
      for (const row of rows)
        known.set(row.person, await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'identity', row: row.id, column: 'name' }, row.name));
      this.tenants.set(tenant, known);
    }
    return known;
  }
}
