import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { plainText, type Locale, type TenantKind } from '#lotse/contract';
import { GrantsService } from '../grants.service.js';
import { AccountsService } from './accounts.service.js';
import { Tenant } from '../entities.js';
import { lockOtherNames } from './tenants.queries.js';

export interface TenantWish {
  kind: TenantKind;
  name: string;
  locale: Locale;
}

/** Tenants are made by who runs the installation, who is the first admin of the new one. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: AccountsService,
    private readonly grants: GrantsService,
  ) {}

  /** Makes a tenant with this person as its admin. `also` runs first in the same transaction, at the gate. */
  async make(person: string, wish: TenantWish, reason: string, also: (tx: EntityManager) => Promise<void>): Promise<string> {
    const tenant = randomUUID();
    const { name } = await this.accounts.opened(await this.accounts.row(person));
    await this.db.as({ person, tenant }, async (tx) => {
      await this.db.atGate(tx, 'setup', async () => {
        await also(tx);
        await refuseTaken(tx, tenant, wish.name);
        await tx.insert(Tenant, { id: tenant, kind: wish.kind, name: wish.name, locale: wish.locale, createdAt: this.clock.now() });
      });
      await this.accounts.settle(tx, tenant, person, name);
      await this.audit.write(tx, { tenant, actor: person, event: 'tenant.made', details: { kind: wish.kind } });
      await this.grants.give(tx, { tenant, person, role: 'admin', course: null, reason, by: person, endsAt: null });
    });
    return tenant;
  }

  async rename(me: { person: string; tenant: string }, name: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      await this.db.atGate(tx, 'setup', async () => {
        await refuseTaken(tx, me.tenant, name);
        await tx.update(Tenant, { id: me.tenant }, { name });
      });
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'tenant.renamed' });
    });
  }
}

/** Two tenants of one name could be taken for each other, in mails, on invitations and in lists. */
async function refuseTaken(tx: EntityManager, tenant: string, name: string): Promise<void> {
  const others = await lockOtherNames(tx, tenant);
  if (others.some((other) => alike(other) === alike(name))) throw new Problem('conflict', 'tenant.name-taken');
}

function alike(name: string): string {
  return plainText(name).toLowerCase();
}
