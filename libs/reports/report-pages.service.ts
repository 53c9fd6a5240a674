import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import type { Release, ReportFormat, ReportPage, ReportRow, ReportState } from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import { PeopleService, type Staff } from '#lotse/people';
import type { output } from 'zod/mini';
import { ReportFiles } from './handover/report-files.js';
import { ReleaseStore } from './release-store.js';
import { questionsOfReport, releasesOf } from './releases.queries.js';
import { ReportAccess } from './report-access.js';
import { ReportAudit } from './report-audit.js';
import { ReportStore } from './report-store.js';
import { reportRows, versionsOf, type Paging, type StoredVersion } from './reports.queries.js';
import { releasableFrom } from './rules/report-states.js';
import { wordHints } from './rules/word-hints.js';
import { tracesOf } from './traces.queries.js';

export interface ReportsQuery extends Paging {
  participationId?: string;
  state?: ReportState;
  waiting?: 'question' | 'statement';
}

/** What companions, deputies and the office see of reports. */
@Injectable()
export class ReportPages {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: ReportAudit,
    private readonly people: PeopleService,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
    private readonly participations: ParticipationsService,
    private readonly pdfs: ReportFiles,
  ) {}

  /** Names and states only: the content is another call, which is audited. */
  async list(me: Staff, query: ReportsQuery): Promise<{ rows: ReportRow[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const own = me.roles.has('companion') ? (await this.participations.participationsOf(tx, me)).map((one) => one.participationId) : [];
      const mine = me.roles.has('office') ? null : own;
      const wish = { participations: mine, participation: query.participationId ?? null, state: query.state ?? null, waiting: query.waiting ?? null };
      const rows = await reportRows(tx, me.tenant, { ...wish, now: this.clock.now() }, query);
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
    return this.db.as(me, async (tx) => {
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
        questions: await this.releases.questions(tx, await questionsOfReport(tx, { tenant: row.tenant, report: row.id })),
        recipients: mayWrite ? await this.recipients(tx, me, row) : [],
      };
      await this.audit.note(tx, me, 'report.read', row, { as: companion ? 'companion' : 'office' });
      return page;
    });
  }

  /** What is handed over: the newest version, or for the office the newest that went out. */
  async forFile(me: Staff, report: string, format: ReportFormat): Promise<{ content: ReportPage['report']; by: string }> {
    return this.db.as(me, async (tx) => {
      const { row } = await this.access.toRead(tx, me, report);
      const content = await this.store.content(tx, row);
      await this.audit.note(tx, me, 'report.downloaded', row, { format });
      return { content, by: await this.people.displayName(tx, me.tenant, me.person) };
    });
  }

  /** Who did or read what with this report or a release of it, the newest first. */
  async history(me: Staff, report: string, query: Paging) {
    return this.db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      const subjects = [row.id, ...(await releasesOf(tx, { tenant: me.tenant, report: row.id })).map((one) => one.id)];
      const rows = await tracesOf(tx, me.tenant, subjects, query);
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.flatMap((one) => one.actor ?? []))]);
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
    const rows = await releasesOf(tx, { tenant: me.tenant, report: row.id });
    const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.flatMap((one) => [one.recipient, one.releasedBy]))]);
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

  /** The office sees only those that went out. */
  private async versions(tx: EntityManager, row: StoredVersion, all: boolean): Promise<ReportPage['versions']> {
    const rows = await versionsOf(tx, { tenant: row.tenant, report: row.id }, all);
    return rows.map(({ version, state, at }) => ({ version, state, createdAt: at.toISOString() }));
  }

  private async checked(tx: EntityManager, row: StoredVersion): Promise<ReportPage['checked']> {
    if (!row.reviewedBy || !row.reviewedAt) return null;
    return { by: await this.people.displayName(tx, row.tenant, row.reviewedBy), at: row.reviewedAt.toISOString(), checks: row.checks ?? [] };
  }

  private async recipients(tx: EntityManager, me: Staff, row: StoredVersion): Promise<ReportPage['recipients']> {
    const persons = await this.access.recipients(tx, me.tenant);
    const { caseworker } = await this.participations.participation(tx, me.tenant, row.participation);
    const names = await this.people.displayNames(tx, me.tenant, persons);
    return persons.map((personId) => ({ personId, name: names.get(personId) ?? '', theirs: caseworker?.personId === personId }));
  }
}
