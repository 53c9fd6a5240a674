import { Injectable } from '@nestjs/common';
import { Clock, Db, Log, Problem } from '#lotse/base';
import type { Reply, installationAdmins } from '#lotse/contract';
import { AccountKeys } from './account-keys.js';
import type { AccountMe } from './account-sessions.service.js';
import { AccountsService, type AccountRow } from './accounts.service.js';
import { Account } from './account.entities.js';

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

  async list(me: AccountMe, { page, size }: { page: number; size: number }): Promise<Reply<typeof installationAdmins>> {
    const found = await this.db.gate('account', (tx) =>
      tx.query<AccountRow[]>(`select * from account where installation_since is not null and state = 'open' order by installation_since, person`),
    );
    const rows: Reply<typeof installationAdmins>['rows'] = [];
    for (const row of found.slice((page - 1) * size, page * size)) {
      const { name, mail } = await this.accounts.opened(row);
      rows.push({ personId: row.person, name, mail, since: row.installation_since?.toISOString() ?? '', isMe: row.person === me.person });
    }
    return { rows, total: found.length };
  }

  async add(me: AccountMe, mail: string): Promise<void> {
    mustBeFresh(me);
    const [rows] = await this.db.gate('account', (tx) =>
      tx.query<[{ person: string }[], number]>(
        `update account set installation_since = coalesce(installation_since, $2) where mail_search = $1 and state = 'open' returning person`,
        [this.keys.mailSearch(mail), this.clock.now()],
      ),
    );
    if (!rows[0]) throw new Problem('not-found', 'installation.no-account');
    this.log.info('installation.admin-added', { personId: rows[0].person });
  }

  /** The last one stays. */
  async remove(me: AccountMe, person: string): Promise<void> {
    mustBeFresh(me);
    await this.db.gate('account', async (tx) => {
      const kept = await tx.query<{ person: string }[]>(`select person from account where installation_since is not null and state = 'open' for update`);
      if (!kept.some((row) => row.person === person)) throw new Problem('not-found', 'person.unknown');
      if (kept.length === 1) throw new Problem('conflict', 'installation.last');
      await tx.update(Account, { person }, { installationSince: null });
    });
    this.log.info('installation.admin-removed', { personId: person });
  }
}

function mustBeFresh(me: AccountMe): void {
  if (!me.fresh) throw new Problem('forbidden', 'login.too-old');
}
