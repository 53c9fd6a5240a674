import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Release, ReportFormat, ReportPage, ReportRow, ReportState } from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import { type Staff } from '#lotse/people';
import type { output } from 'zod/mini';
import { ReportFiles } from './handover/report-files.js';
import { QUESTION_COLUMNS, ReleaseStore, type QuestionRow } from './release-store.js';
import { note, REPORT_BASE, type ReportBase } from './report-base.js';
import { ReportAccess } from './report-access.js';
import { ReportStore, type StoredVersion } from './report-store.js';
import { releasableFrom } from './rules/report-states.js';
import { wordHints } from './rules/word-hints.js';

type Paging = { page: number; size: number };
export interface ReportsQuery extends Paging {
  participationId?: string;
  state?: ReportState;
  waiting?: 'question' | 'statement';
}
interface ListRow {
  id: string;
  participation: string;
  occasion: ReportRow['occasion'];
  dueOn: string | null;
  fromOn: string;
  toOn: string;
  version: number;
  state: ReportState;
  changedAt: Date;
  seen: boolean;
  stated: boolean;
  releases: number;
  questions: number;
  out: boolean;
  total: number;
}

const OPEN_RELEASES = `(select count(*)::int from release l where l.tenant = r.tenant and l.report = r.id and l.withdrawn_at is null and l.until > $2)`;
const OPEN_QUESTIONS = `(select count(*)::int from question q where q.tenant = r.tenant and q.report = r.id and q.answered_at is null)`;
const OUT = `exists (select from report_version o where o.tenant = r.tenant and o.report = r.id and o.state in ('RELEASED', 'HANDED_OVER'))`;
const STATED = `exists (select from report_version s where s.tenant = r.tenant and s.report = r.id and s.statement is not null)`;

/** What companions, deputies and the office see of reports. */
@Injectable()
export class ReportPages {
  constructor(
    @Inject(REPORT_BASE) private readonly base: ReportBase,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
    private readonly participations: ParticipationsService,
    private readonly pdfs: ReportFiles,
  ) {}

  /** Names and states only: the content is another call, which is audited. */
  async list(me: Staff, query: ReportsQuery): Promise<{ rows: ReportRow[]; total: number }> {
    return this.base.db.as(me, async (tx) => {
      const own = me.roles.has('companion') ? (await this.participations.participationsOf(tx, me)).map((one) => one.participationId) : [];
      const mine = me.roles.has('office') ? null : own;
      const rows = await tx.query<ListRow[]>(
        `select r.id, r.participation, r.occasion, to_char(r.due_on, 'YYYY-MM-DD') as "dueOn", to_char(r.from_on, 'YYYY-MM-DD') as "fromOn", to_char(r.to_on, 'YYYY-MM-DD') as "toOn",
           r.version, v.state, r.changed_at as "changedAt", v.seen_at is not null as seen, ${STATED} as stated, ${OPEN_RELEASES} as releases, ${OPEN_QUESTIONS} as questions, ${OUT} as out, count(*) over ()::int as total
         from report r join report_version v on v.tenant = r.tenant and v.report = r.id and v.version = r.version
         where r.tenant = $1 and ($3::uuid[] is null or r.participation = any($3)) and ($4::uuid is null or r.participation = $4) and ($5::text is null or v.state = $5)
           and ($6::text is null or ($6 = 'question' and ${OPEN_QUESTIONS} > 0) or ($6 = 'statement' and v.state = 'DISCLOSED' and ${STATED}))
         order by r.changed_at desc, r.id limit $7 offset $8`,
        [
          ...[me.tenant, this.base.clock.now(), mine, query.participationId ?? null, query.state ?? null, query.waiting ?? null],
          ...[query.size, (query.page - 1) * query.size],
        ],
      );
      const views = await this.participations.views(tx, me.tenant, [...new Set(rows.map((row) => row.participation))]);
      return {
        total: rows[0]?.total ?? 0,
        rows: rows.map((row) => ({
          reportId: row.id,
          participationId: row.participation,
          name: views.get(row.participation)?.legalName ?? '',
          measureNumber: views.get(row.participation)?.measure.number ?? '',
          ...{ occasion: row.occasion, dueOn: row.dueOn, from: row.fromOn, to: row.toOn, version: row.version, state: row.state },
          changedAt: row.changedAt.toISOString(),
          ...{ seenByTrainee: row.seen, hasStatement: row.stated, openReleases: row.releases, openQuestions: row.questions },
          opens: row.out || own.includes(row.participation),
        })),
      };
    });
  }

  async page(me: Staff, report: string, version?: number): Promise<ReportPage> {
    return this.base.db.as(me, async (tx) => {
      const { row, companion } = await this.access.toRead(tx, me, report, version);
      const mayWrite = companion && row.version === row.newest;
      const [content, releases] = [await this.store.content(tx, row), await this.releasesOf(tx, me, row)];
      const page: ReportPage = {
        report: content,
        participationId: row.participation,
        state: row.state,
        revision: row.revision,
        mayWrite,
        versions: await this.versions(tx, row, companion),
        undrawn: mayWrite ? this.pdfs.undrawn(content) : [],
        hints: mayWrite ? wordHints(content.text, await this.store.kept(tx, row)) : [],
        checked: await this.checked(tx, row),
        disclosedAt: row.disclosedAt?.toISOString() ?? null,
        seenAt: row.seenAt?.toISOString() ?? null,
        releasableFrom: row.disclosedAt && releasableFrom(row.disclosedAt, row.seenAt).toISOString(),
        releases,
        questions: await this.releases.questions(tx, await this.questionsOf(tx, row)),
        recipients: mayWrite ? await this.recipients(tx, me, row) : [],
      };
      await note(this.base, tx, me, 'report.read', row, { as: companion ? 'companion' : 'office' });
      return page;
    });
  }

  /** What is handed over: the newest version, or for the office the newest that went out. */
  async forFile(me: Staff, report: string, format: ReportFormat): Promise<{ content: ReportPage['report']; by: string }> {
    return this.base.db.as(me, async (tx) => {
      const { row } = await this.access.toRead(tx, me, report);
      const content = await this.store.content(tx, row);
      await note(this.base, tx, me, 'report.downloaded', row, { format });
      return { content, by: await this.base.people.displayName(tx, me.tenant, me.person) };
    });
  }

  /** Who did or read what with this report or a release of it, the newest first. */
  async history(me: Staff, report: string, query: Paging) {
    return this.base.db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      const subjects = [row.id, ...(await this.releases.ofReport(tx, me.tenant, row.id)).map((one) => one.id)];
      const rows = await tx.query<{ at: Date; actor: string | null; event: string; details: { version?: number }; total: number }[]>(
        `select at, actor, event, details, count(*) over ()::int as total from audit where tenant = $1 and subject = any($2) order by seq desc limit $3 offset $4`,
        [me.tenant, subjects, query.size, (query.page - 1) * query.size],
      );
      const names = await this.base.people.displayNames(tx, me.tenant, [...new Set(rows.flatMap((one) => one.actor ?? []))]);
      const shown = rows.map((one) => ({
        at: one.at.toISOString(),
        who: one.actor && (names.get(one.actor) ?? null),
        event: one.event,
        version: one.details.version ?? null,
      }));
      return { rows: shown, total: rows[0]?.total ?? 0 };
    });
  }

  private async releasesOf(tx: EntityManager, me: Staff, row: StoredVersion): Promise<output<typeof Release>[]> {
    const rows = await this.releases.ofReport(tx, me.tenant, row.id);
    const names = await this.base.people.displayNames(tx, me.tenant, [...new Set(rows.flatMap((one) => [one.recipient, one.releasedBy]))]);
    const ids = rows.map((one) => one.id);
    const read = await this.releases.readings(tx, me.tenant, ids);
    const shown: output<typeof Release>[] = [];
    for (const one of rows)
      shown.push({
        ...{ releaseId: one.id, version: one.version, recipient: names.get(one.recipient) ?? '', state: this.releases.state(one), scope: one.scope },
        ...{ purpose: one.purpose, legalBasis: one.legalBasis, basisNote: await this.releases.note(tx, one), fromOn: one.fromOn, untilOn: one.untilOn },
        releasedBy: names.get(one.releasedBy) ?? '',
        releasedAt: one.releasedAt.toISOString(),
        withdrawnAt: one.withdrawnAt?.toISOString() ?? null,
        readAt: read.get(one.id) ?? [],
      });
    return shown;
  }

  private questionsOf(tx: EntityManager, row: StoredVersion): Promise<QuestionRow[]> {
    return tx.query<QuestionRow[]>(`select ${QUESTION_COLUMNS} from question q where q.tenant = $1 and q.report = $2 order by q.asked_at, q.id limit 200`, [
      row.tenant,
      row.id,
    ]);
  }

  /** The office sees only those that went out. */
  private async versions(tx: EntityManager, row: StoredVersion, all: boolean): Promise<ReportPage['versions']> {
    const rows = await tx.query<{ version: number; state: ReportState; at: Date }[]>(
      `select version, state, created_at as at from report_version where tenant = $1 and report = $2 and ($3 or state in ('RELEASED', 'HANDED_OVER')) order by version desc limit 100`,
      [row.tenant, row.id, all],
    );
    return rows.map(({ version, state, at }) => ({ version, state, createdAt: at.toISOString() }));
  }

  private async checked(tx: EntityManager, row: StoredVersion): Promise<ReportPage['checked']> {
    if (!row.reviewedBy || !row.reviewedAt) return null;
    return { by: await this.base.people.displayName(tx, row.tenant, row.reviewedBy), at: row.reviewedAt.toISOString(), checks: row.checks ?? [] };
  }

  private async recipients(tx: EntityManager, me: Staff, row: StoredVersion): Promise<ReportPage['recipients']> {
    const persons = await this.access.recipients(tx, me.tenant);
    const { caseworker } = await this.participations.participation(tx, me.tenant, row.participation);
    const names = await this.base.people.displayNames(tx, me.tenant, persons);
    return persons.map((personId) => ({ personId, name: names.get(personId) ?? '', theirs: caseworker?.personId === personId }));
  }
}
