import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal } from '#lotse/base';
import type { Participation } from './entities.js';

export type SealedName = Pick<Participation, 'id' | 'legalName'>;

/** Opened legal names by participation. Each is kept with the bytes it was opened from, so that a changed one is opened anew. */
@Injectable()
export class LegalNames {
  private readonly opened = new Map<string, { sealed: Buffer; name: string }>();
  constructor(private readonly seal: Seal) {}

  drop(participations: readonly string[]): void {
    for (const id of participations) this.opened.delete(id);
  }

  async of(tx: EntityManager, tenant: string, rows: readonly SealedName[]): Promise<Map<string, string>> {
    if (this.opened.size + rows.length > 40_000) this.opened.clear();
    const names = new Map<string, string>();
    for (const { id, legalName: sealed } of rows) {
      const known = this.opened.get(id);
      const name = known?.sealed.equals(sealed) ? known.name : await this.seal.open(tx, { kind: 'tenant', id: tenant }, nameOf(id), sealed);
      this.opened.set(id, { sealed, name });
      names.set(id, name);
    }
    return names;
  }
}

export function nameOf(participation: string) {
  return { table: 'participation', row: participation, column: 'legal_name' };
}
