import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '#lotse/base';
import type { ReceivedReport, ReceivedRow } from '#lotse/contract';
import type { AccountMe } from '#lotse/people';
import { QUESTION_COLUMNS, RELEASE_COLUMNS, ReleaseStore, type QuestionRow, type ReleasedCopy, type ReleaseRow } from './release-store.js';
import { REPORT_BASE, type ReportBase } from './report-base.js';
import { Question } from './entities.js';

type Paging = { page: number; size: number };
interface Opened {
  row: ReleaseRow;
  copy: ReleasedCopy;
}

/** Tests switch these off one by one, to see that their absence is noticed. */
export const RECEIVING_RULES = { grantMustRun: true };

const READ_AT = `(select min(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;
const LAST_READ = `(select max(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;

/**
 * What a caseworker sees. They have no tenant: row-level security shows them their own releases between the first and the last
 * day that are not withdrawn, and nothing else. What they do is kept in the audit of the tenant that released.
 */
@Injectable()
export class ReceivedService {
  constructor(
    @Inject(REPORT_BASE) private readonly base: ReportBase,
    private readonly releases: ReleaseStore,
  ) {}

  async list(me: AccountMe, query: Paging & { sort: 'newest' | 'until' }): Promise<{ rows: ReceivedRow[]; total: number; unread: number }> {
    return this.asRecipient(me, async (tx) => {
      const order = query.sort === 'until' ? 'r.until, r.id' : 'r.released_at desc, r.id';
      const rows = await tx.query<(ReleaseRow & { readAt: Date | null; open: number; fresh: number })[]>(
        `select ${RELEASE_COLUMNS}, ${READ_AT} as "readAt",
           (select count(*)::int from question q where q.release = r.id and q.tenant = r.tenant and q.answered_at is null) as open,
           (select count(*)::int from question q where q.release = r.id and q.tenant = r.tenant and q.answered_at > coalesce(${LAST_READ}, r.from_at)) as fresh
         from release r where r.recipient = $1 and r.tenant = any($2) order by ${order} limit $3 offset $4`,
        [me.person, tenantsOf(me), query.size, (query.page - 1) * query.size],
      );
      const [count] = await tx.query<{ total: number; unread: number }[]>(
        `select count(*)::int as total, count(*) filter (where ${READ_AT} is null)::int as unread from release r where r.recipient = $1 and r.tenant = any($2)`,
        [me.person, tenantsOf(me)],
      );
      const shown: ReceivedRow[] = [];
      for (const row of rows) {
        const times = { releasedAt: row.releasedAt.toISOString(), untilOn: row.untilOn, readAt: row.readAt?.toISOString() ?? null };
        shown.push({ releaseId: row.id, ...(await this.releases.label(tx, row)), ...times, openQuestions: row.open, newAnswers: row.fresh });
      }
      return { rows: shown, total: count?.total ?? 0, unread: count?.unread ?? 0 };
    });
  }

  async report(me: AccountMe, release: string): Promise<ReceivedReport> {
    return this.asRecipient(me, async (tx) => {
      const { row, copy } = await this.open(tx, me, release);
      const asked = await tx.query<QuestionRow[]>(`select ${QUESTION_COLUMNS} from question q where q.release = $1 order by q.asked_at, q.id limit 100`, [
        release,
      ]);
      const questions = await this.releases.questions(tx, asked);
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
    const { clock, db, notices } = this.base;
    return this.asRecipient(me, async (tx) => {
      const { row, copy } = await this.open(tx, me, release);
      const id = randomUUID();
      const sealed = await this.releases.shutFor(tx, me.person, { table: 'question', row: id, column: 'text' }, { text, by: copy.recipient });
      await tx.insert(Question, { tenant: row.tenant, id, release, report: row.report, askedBy: me.person, askedAt: clock.now(), text: sealed });
      await this.note(tx, me, row, 'release.asked');
      await db.witness(tx, row.tenant, () => notices.waiting(tx, { tenant: row.tenant, person: row.releasedBy, path: '/account' }));
      return { questionId: id };
    });
  }

  /** One's own traces, the newest first; of a release that is over only the time is left. */
  async history(me: AccountMe, query: Paging) {
    return this.asRecipient(me, async (tx) => {
      const rows = await tx.query<{ at: Date; event: string; subject: string; total: number }[]>(
        `select at, event, subject, count(*) over ()::int as total from audit where actor = $1 and subject_kind = 'release' order by at desc, seq desc limit $2 offset $3`,
        [me.person, query.size, (query.page - 1) * query.size],
      );
      const live = await tx.query<ReleaseRow[]>(
        `select ${RELEASE_COLUMNS} from release r where r.recipient = $1 and r.tenant = any($2) and r.id::text = any($3)`,
        [me.person, tenantsOf(me), [...new Set(rows.map((row) => row.subject))]],
      );
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
    return this.base.db.as({ person: me.person, tenant: null }, story);
  }

  /** Withdrawn, over, not begun, somebody else's, of a tenant where the grant has ended, unknown: all the same. */
  private async open(tx: EntityManager, me: AccountMe, release: string): Promise<Opened> {
    const [row] = await tx.query<ReleaseRow[]>(`select ${RELEASE_COLUMNS} from release r where r.id = $1 and r.tenant = any($2)`, [release, tenantsOf(me)]);
    if (!row) throw new Problem('not-found', 'release.unknown');
    return { row, copy: await this.releases.copy(tx, row) };
  }

  private note(tx: EntityManager, me: AccountMe, row: ReleaseRow, event: string): Promise<void> {
    const { db, audit } = this.base;
    const entry = { tenant: row.tenant, actor: me.person, event, subjectKind: 'release', subject: row.id, details: { version: row.version } };
    return db.witness(tx, row.tenant, () => audit.write(tx, entry));
  }
}

/** Only where the caseworker's grant runs now: what was released stays shut after its end. */
function tenantsOf(me: AccountMe): string[] {
  return [...me.roles].filter(([, roles]) => !RECEIVING_RULES.grantMustRun || roles.has('caseworker')).map(([tenant]) => tenant);
}
