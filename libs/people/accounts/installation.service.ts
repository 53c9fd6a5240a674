import { Injectable } from '@nestjs/common';
import { Clock, Db, Log, Problem } from '#lotse/base';
import type { Reply, installationAdmins as listRoute } from '#lotse/contract';
import { AccountKeys } from './account-keys.js';
import type { AccountMe } from './account-sessions.service.js';
import { Account } from './account.entities.js';
import { installationAdmins, lockInstallationAdmins, makeInstallationAdmin } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';

/** Who may change what concerns all tenants. It is no role of a tenant: an admin of one makes no other and sees no settings of all. */
@Injectable()
export class InstallationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsService,
  ) {}

  async list(me: AccountMe, { page, size }: { page: number; size: number }): Promise<Reply<typeof listRoute>> {
    const found = await this.db.gate('account', (tx) => installationAdmins(tx));
    const rows: Reply<typeof listRoute>['rows'] = [];
    for (const row of found.slice((page - 1) * size, page * size)) {
      const { name, mail } = await this.accounts.opened(row);
      rows.push({ personId: row.person, name, mail, since: row.installationSince?.toISOString() ?? '', isMe: row.person === me.person });
    }
    return { rows, total: found.length };
  }

  async add(me: AccountMe, mail: string): Promise<void> {
    mustBeFresh(me);
    const personId = await this.db.gate('account', (tx) => makeInstallationAdmin(tx, this.keys.mailSearch(mail), this.clock.now()));
    if (personId === undefined) throw new Problem('not-found', 'installation.no-account');
    this.log.info('installation.admin-added', { personId });
  }

  /** The last one stays. */
  async remove(me: AccountMe, person: string): Promise<void> {
    mustBeFresh(me);
    await this.db.gate('account', async (tx) => {
      const kept = await lockInstallationAdmins(tx);
      if (!kept.includes(person)) throw new Problem('not-found', 'person.unknown');
      if (kept.length === 1) throw new Problem('conflict', 'installation.last');
      await tx.update(Account, { person }, { installationSince: null });
    });
    this.log.info('installation.admin-removed', { personId: person });
  }
}

function mustBeFresh(me: AccountMe): void {
  if (!me.fresh) throw new Problem('forbidden', 'login.too-old');
}
