import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Db, Outbox, Seal, Settings } from '#lotse/base';
import type { Locale } from '#lotse/contract';
import { ownerOf } from './accounts.service.js';

/** "Something is waiting for you": a mail that says nothing more. What waits is told after signing in. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly base: { db: Db; seal: Seal; outbox: Outbox },
    private readonly settings: Settings,
  ) {}

  /** In the caller's transaction, which is of this tenant and has to be known to the person's identity. Without mail nothing happens. */
  async waiting(tx: EntityManager, about: { tenant: string; person: string; path: string }): Promise<void> {
    const { db, seal, outbox } = this.base;
    if (!outbox.ready) return;
    const [row] = await db.atGate(tx, 'account', () =>
      tx.query<{ mail: Buffer; locale: Locale }[]>(`select mail, locale from account where person = $1 and state = 'open'`, [about.person]),
    );
    if (!row) return;
    const to = await seal.open(tx, ownerOf(about.person), { table: 'account', row: about.person, column: 'mail' }, row.mail);
    await outbox.put(tx, { tenant: about.tenant, kind: 'waiting', about: about.person, to, locale: row.locale, link: `${this.settings.url}${about.path}` });
  }
}
