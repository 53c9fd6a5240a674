import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import type { ReceivedReport, ReceivedRow } from '#lotse/contract';
import { NoticesService, type AccountMe } from '#lotse/people';
import { ReleaseStore, type ReleasedCopy } from './release-store.js';
import { countReceived, questionsOfRelease, receivedBy, receivedOne, stillReceived, type ReleaseRow } from './releases.queries.js';
import type { Paging } from './reports.queries.js';
import { ownTraces } from './traces.queries.js';
import { Question } from './entities.js';

interface Opened {
  row: ReleaseRow;
  copy: ReleasedCopy;
}

/** Tests switch these off one by one, to see that their absence is noticed. */
export const RECEIVING_RULES = { grantMustRun: true };

/**
 * What a caseworker sees. They have no tenant: row-level security shows them their own releases between the first and the last
 * day that are not withdrawn, and nothing else. What they do is kept in the audit of the tenant that released.
 */
@Injectable()
export class ReceivedService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly notices: NoticesService,
    private readonly releases: ReleaseStore,
  ) {}

  async list(me: AccountMe, query: Paging & { sort: 'newest' | 'until' }): Promise<{ rows: ReceivedRow[]; total: number; unread: number }> {
    return this.asRecipient(me, async (tx) => {
      const to = { person: me.person, tenants: tenantsOf(me) };
      const rows = await receivedBy(tx, to, query.sort, query);
      const { total, unread } = await countReceived(tx, to);
      const shown: ReceivedRow[] = [];
      for (const row of rows) {
        const times = { releasedAt: row.releasedAt.toISOString(), untilOn: row.untilOn, readAt: row.readAt?.toISOString() ?? null };
        shown.push({ releaseId: row.id, ...(await this.releases.label(tx, row)), ...times, openQuestions: row.open, newAnswers: row.fresh });
      }
      return { rows: shown, total, unread };
    });
  }

  async report(me: AccountMe, release: string): Promise<ReceivedReport> {
    return this.asRecipient(me, async (tx) => {
      const { row, copy } = await this.open(tx, me, release);
      const questions = await this.releases.questions(tx, await questionsOfRelease(tx, release));
      await this.note(tx, me, row, 'release.read');
      return {
        ...{ releaseId: release, report: copy.report, recipient: copy.recipient, purpose: row.purpose, legalBasis: row.legalBasis, basisNote: copy.basisNote },
        ...{ fromOn: row.fromOn, untilOn: row.untilOn, releasedBy: copy.releasedBy, releasedAt: row.releasedAt.toISOString(), questions },
      };
    });
  }

  async printed(me: AccountMe, release: string): Promise<void> {
    await this.asRecipient(me, async (tx) => {
      const { row } = await this.open(tx, me, release);
      await this.note(tx, me, row, 'release.printed');
    });
  }

  async forFile(me: AccountMe, release: string): Promise<Opened> {
    return this.asRecipient(me, async (tx) => {
      const opened = await this.open(tx, me, release);
      await this.note(tx, me, opened.row, 'release.downloaded');
      return opened;
    });
  }

  async ask(me: AccountMe, release: string, text: string): Promise<{ questionId: string }> {
    return this.asRecipient(me, async (tx) => {
      const { row, copy } = await this.open(tx, me, release);
      const id = randomUUID();
      const sealed = await this.releases.shutFor(tx, me.person, { table: 'question', row: id, column: 'text' }, { text, by: copy.recipient });
      await tx.insert(Question, { tenant: row.tenant, id, release, report: row.report, askedBy: me.person, askedAt: this.clock.now(), text: sealed });
      await this.note(tx, me, row, 'release.asked');
      await this.db.witness(tx, row.tenant, () => this.notices.waiting(tx, { tenant: row.tenant, person: row.releasedBy, path: '/account' }));
      return { questionId: id };
    });
  }

  /** One's own traces, the newest first; of a release that is over only the time is left. */
  async history(me: AccountMe, query: Paging) {
    return this.asRecipient(me, async (tx) => {
      const rows = await ownTraces(tx, me.person, query);
      const subjects = [...new Set(rows.map((row) => row.subject))];
      const live = await stillReceived(tx, { person: me.person, tenants: tenantsOf(me) }, subjects);
      const labels = new Map<string, { name: string; occasion: ReceivedRow['occasion'] }>();
      for (const row of live) labels.set(row.id, await this.releases.label(tx, row));
      const shown = rows.map((row) => {
        const label = labels.get(row.subject);
        return {
          at: row.at.toISOString(),
          event: row.event,
          releaseId: label ? row.subject : null,
          name: label?.name ?? null,
          occasion: label?.occasion ?? null,
        };
      });
      return { rows: shown, total: rows[0]?.total ?? 0 };
    });
  }

  private asRecipient<T>(me: AccountMe, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.db.as({ person: me.person, tenant: null }, story);
  }

  /** Withdrawn, over, not begun, somebody else's, of a tenant where the grant has ended, unknown: all the same. */
  private async open(tx: EntityManager, me: AccountMe, release: string): Promise<Opened> {
    const row = await receivedOne(tx, release, tenantsOf(me));
    if (!row) throw new Problem('not-found', 'release.unknown');
    return { row, copy: await this.releases.copy(tx, row) };
  }

  private note(tx: EntityManager, me: AccountMe, row: ReleaseRow, event: string): Promise<void> {
    const entry = { tenant: row.tenant, actor: me.person, event, subjectKind: 'release', subject: row.id, details: { version: row.version } };
    return this.db.witness(tx, row.tenant, () => this.audit.write(tx, entry));
  }
}

/** Only where the caseworker's grant runs now: what was released stays shut after its end. */
function tenantsOf(me: AccountMe): string[] {
  return [...me.roles].filter(([, roles]) => !RECEIVING_RULES.grantMustRun || roles.has('caseworker')).map(([tenant]) => tenant);
}
