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
import type { MailState } from './outbox.entities.js';
import { countAttempt, newestStates, putMail, settleMail, shownMails, waitingMail, type MailRow } from './outbox.queries.js';

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
/** A mail of the demo, as its mailbox page shows it. */
export interface Mailed {
  id: string;
  at: Date;
  to: string;
  subject: string;
  text: string;
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
    const [recipient, link] = [await sealed('recipient', wish.to), await sealed('link', wish.link)];
    await putMail(tx, { tenant: wish.tenant, id, kind: wish.kind, about: wish.about, recipient, link, locale: wish.locale, state, now });
    if (state === 'waiting') await this.due.plan(tx, wish.tenant, DUE_KIND, id, now);
  }

  /** The demo's mailbox: what would have been sent, newest first. */
  async mailbox(tenant: string): Promise<Mailed[]> {
    return this.db.job(tenant, async (tx) => {
      const rows = await shownMails(tx, tenant);
      const mails: Mailed[] = [];
      for (const row of rows) {
        const { to, link } = await this.open(tx, tenant, row);
        mails.push({ id: row.id, at: row.createdAt, to, ...mailText(row.kind, row.locale, link) });
      }
      return mails;
    });
  }

  /** The state of the newest mail about each of these things. */
  async statesOf(tx: EntityManager, tenant: string, about: string[]): Promise<Map<string, MailState>> {
    const rows = await newestStates(tx, tenant, about);
    return new Map(rows.map((row) => [row.about, row.state]));
  }

  private async send(tenant: string, id: string): Promise<Date | null> {
    const letter = await this.db.job(tenant, async (tx) => {
      const row = await waitingMail(tx, { tenant, id });
      if (!row) return null;
      await countAttempt(tx, { tenant, id });
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
    await this.db.job(tenant, (tx) => settleMail(tx, { tenant, id, state, reason, now: this.around.clock.now() }));
  }

  private async open(tx: EntityManager, tenant: string, row: MailRow): Promise<{ to: string; link: string }> {
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
