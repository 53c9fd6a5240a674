import { Injectable } from '@nestjs/common';
import { Clock, Db, Seal, type SealedCell } from '#lotse/base';

export type Sealer = (cell: SealedCell, text: string) => Buffer;

/** A key is taken anew before another server's rotation could make it old. */
const KEY_MS = 20_000;

/** Seals for a tenant before a transaction begins, so that everything can be stored in one message. */
@Injectable()
export class TenantSealer {
  private readonly known = new Map<string, { until: number; seal: Sealer }>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
  ) {}

  async of(tenant: string): Promise<Sealer> {
    const now = this.clock.now().getTime();
    const known = this.known.get(tenant);
    if (known && known.until > now && known.until - now <= KEY_MS) return known.seal;
    const seal = await this.db.job(tenant, (tx) => this.seal.sealer(tx, { kind: 'tenant', id: tenant }));
    this.known.set(tenant, { until: now + KEY_MS, seal });
    return seal;
  }
}
