import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clock.js';
import type { Settings } from '../config.js';
import type { Db } from '../db/db.js';
import type { Due } from '../due.js';
import type { Log } from '../log.js';
import type { Seal } from '../seal.js';
import { mailText, type MailKind, type MailLocale } from './mail-texts.js';
import type { MailTransport } from './mail-transport.js';

const MOST_ATTEMPTS = 10;
const DUE_KIND = 'mail';

export interface MailWish {
  tenant: string;
  kind: MailKind;
  about: string | null;
  to: string;
  locale: MailLocale;
  link: string;
}
export type MailState = 'waiting' | 'sent' | 'failed' | 'shown';
/** A mail of the demo, as its mailbox page shows it. */
export interface Mailed {
  id: string;
  at: Date;
  to: string;
  subject: string;
  text: string;
}
interface Row {
  id: string;
  kind: MailKind;
  locale: MailLocale;
  recipient: Buffer;
  link: Buffer | null;
  state: MailState;
  attempts: number;
  created_at: Date;
}
type Around = { settings: Pick<Settings, 'demo'>; clock: Clock; log: Log };

/** Mails are stored as rows in the transaction of what they announce; a timer sends them. The demo shows them on its mailbox page instead. */
export class Outbox {
  constructor(
    private readonly db: Db,
    private readonly due: Due,
    private readonly seal: Seal,
    private readonly around: Around,
    private readonly transport: MailTransport,
  ) {
    due.on(DUE_KIND, (tenant, id) => this.send(tenant, id));
  }

  /** Whether a mail would reach anybody: without SMTP, outside the demo, links are copied. */
  get ready(): boolean {
    return this.transport.ready || this.around.settings.demo;
  }

  /** Writes a mail in the caller's transaction, which must be of this tenant. */
  async put(tx: EntityManager, wish: MailWish): Promise<void> {
    const [id, now] = [randomUUID(), this.around.clock.now()];
    const sealed = (column: string, text: string) => this.seal.seal(tx, { kind: 'tenant', id: wish.tenant }, { table: 'outbox', row: id, column }, text);
    const state: MailState = this.around.settings.demo && !this.transport.ready ? 'shown' : 'waiting';
    await tx.query(
      `insert into outbox (tenant, id, kind, about, recipient, link, locale, state, attempts, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`,
      [wish.tenant, id, wish.kind, wish.about, await sealed('recipient', wish.to), await sealed('link', wish.link), wish.locale, state, now],
    );
    if (state === 'waiting') await this.due.plan(tx, wish.tenant, DUE_KIND, id, now);
  }

  /** The demo's mailbox: what would have been sent, newest first. */
  async mailbox(tenant: string): Promise<Mailed[]> {
    return this.db.job(tenant, async (tx) => {
      const rows = await tx.query<Row[]>(`select * from outbox where tenant = $1 and state = 'shown' order by created_at desc limit 100`, [tenant]);
      const mails: Mailed[] = [];
      for (const row of rows) {
        const { to, link } = await this.open(tx, tenant, row);
        mails.push({ id: row.id, at: row.created_at, to, ...mailText(row.kind, row.locale, link) });
      }
      return mails;
    });
  }

  /** The state of the newest mail about each of these things. */
  async statesOf(tx: EntityManager, tenant: string, about: string[]): Promise<Map<string, MailState>> {
    const rows = await tx.query<{ about: string; state: MailState }[]>(
      `select distinct on (about) about, state from outbox where tenant = $1 and about = any($2) order by about, created_at desc`,
      [tenant, about],
    );
    return new Map(rows.map((row) => [row.about, row.state]));
  }

  private async send(tenant: string, id: string): Promise<Date | null> {
    const letter = await this.db.job(tenant, async (tx) => {
      const [row] = await tx.query<Row[]>(`select * from outbox where tenant = $1 and id = $2 and state = 'waiting'`, [tenant, id]);
      if (!row) return null;
      await tx.query(`update outbox set attempts = attempts + 1 where tenant = $1 and id = $2`, [tenant, id]);
      const { to, link } = await this.open(tx, tenant, row);
      return { to, attempts: row.attempts + 1, ...mailText(row.kind, row.locale, link) };
    });
    if (!letter) return null;
    try {
      await this.transport.send(letter);
    } catch (error) {
      const reason = reasonOf(error);
      const over = letter.attempts >= MOST_ATTEMPTS || reason.startsWith('5');
      await this.settle(tenant, id, over ? 'failed' : 'waiting', reason);
      this.around.log.warn('mail.failed', { tenantId: tenant, reason, attempts: letter.attempts });
      if (over) return null;
      throw error;
    }
    await this.settle(tenant, id, 'sent', null);
    return null;
  }

  private async settle(tenant: string, id: string, state: MailState, reason: string | null): Promise<void> {
    await this.db.job(tenant, (tx) =>
      tx.query(
        `update outbox set state = $3, reason = $4, sent_at = case when $3 = 'sent' then $5::timestamptz end, link = case when $3 = 'waiting' then link end where tenant = $1 and id = $2`,
        [tenant, id, state, reason, this.around.clock.now()],
      ),
    );
  }

  private async open(tx: EntityManager, tenant: string, row: Row): Promise<{ to: string; link: string }> {
    const opened = (column: string, sealed: Buffer) => this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'outbox', row: row.id, column }, sealed);
    return { to: await opened('recipient', row.recipient), link: row.link ? await opened('link', row.link) : '' };
  }
}

/** The server's three digits, or what kept us from reaching it: never its sentence, which quotes the address. */
function reasonOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') return String(responseCode);
  return typeof code === 'string' ? code : 'unknown';
}
