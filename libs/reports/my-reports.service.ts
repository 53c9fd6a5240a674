import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import type { MyReport, MyReportRow, ReportContent } from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import { PeopleService, type Me } from '#lotse/people';
import { ReleaseStore } from './release-store.js';
import { releasesOf } from './releases.queries.js';
import { ReportAccess } from './report-access.js';
import { ReportAudit } from './report-audit.js';
import { ReportStore } from './report-store.js';
import { changeStatement, lockReport, shownTo, storedVersion, type Paging } from './reports.queries.js';
import { mayStep } from './rules/report-states.js';
import { Report, ReportVersion } from './entities.js';

/** What a trainee sees of the reports about themselves: the newest version that was shown to them, and who received it. */
@Injectable()
export class MyReportsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: ReportAudit,
    private readonly people: PeopleService,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
    private readonly participations: ParticipationsService,
  ) {}

  async list(me: Me, query: Paging): Promise<{ rows: MyReportRow[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const mine = await this.participations.participationsOfTrainee(tx, me.tenant, me.person);
      const shown = { tenant: me.tenant, person: me.person, participations: mine.map((one) => one.participationId) };
      const ids = await shownTo(tx, shown, query);
      const rows: MyReportRow[] = [];
      for (const { id, receivers } of ids) {
        const row = await storedVersion(tx, { tenant: me.tenant, report: id }, 'disclosed');
        if (!row) continue;
        const { author } = await this.store.facts(tx, row);
        rows.push({
          ...{ reportId: id, occasion: row.occasion, from: row.fromOn, to: row.toOn, author },
          disclosedAt: row.disclosedAt?.toISOString() ?? '',
          ...{ isNew: row.seenAt === null, mayState: mayStep('state', row.state), receivers },
        });
      }
      return { rows, total: ids[0]?.total ?? 0 };
    });
  }

  /** The first opening is remembered: from then on the report may go out. */
  async page(me: Me, report: string): Promise<MyReport> {
    return this.db.as(me, async (tx) => {
      const row = await this.access.ofTrainee(tx, me, report);
      if (!row.seenAt) await tx.update(ReportVersion, { tenant: me.tenant, report: row.id, version: row.version }, { seenAt: this.clock.now() });
      const releases = await releasesOf(tx, { tenant: me.tenant, report: row.id });
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(releases.map((one) => one.recipient))]);
      const ids = releases.map((one) => one.id);
      const read = await this.releases.readings(tx, me.tenant, ids);
      await this.audit.note(tx, me, 'report.read', row, { as: 'trainee' });
      return {
        report: await this.store.content(tx, row),
        disclosedAt: row.disclosedAt?.toISOString() ?? '',
        mayState: mayStep('state', row.state),
        receivers: releases.map((one) => ({
          name: names.get(one.recipient) ?? '',
          state: this.releases.state(one),
          ...{ fromOn: one.fromOn, untilOn: one.untilOn, withdrawnAt: one.withdrawnAt?.toISOString() ?? null },
          readAt: read.get(one.id) ?? [],
        })),
      };
    });
  }

  /** Own words, until the report goes out. An empty text takes them back. */
  async state(me: Me, report: string, text: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      await lockReport(tx, { tenant: me.tenant, report });
      const row = await this.access.ofTrainee(tx, me, report);
      if (!mayStep('state', row.state)) throw new Problem('conflict', 'report.state');
      const now = this.clock.now();
      const statement = text ? await this.store.shut(tx, row, 'statement', text) : null;
      await changeStatement(tx, row, { statement, now });
      await tx.update(Report, { tenant: me.tenant, id: row.id }, { changedAt: now });
      await this.audit.note(tx, me, 'report.stated', row, { taken: text === '' });
    });
  }

  async forFile(me: Me, report: string): Promise<{ content: ReportContent; by: string }> {
    return this.db.as(me, async (tx) => {
      const row = await this.access.ofTrainee(tx, me, report);
      const content = await this.store.content(tx, row);
      await this.audit.note(tx, me, 'report.downloaded', row, { format: 'pdf', as: 'trainee' });
      return { content, by: content.facts.participant.name };
    });
  }
}
