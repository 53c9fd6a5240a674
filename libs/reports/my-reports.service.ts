import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '#lotse/base';
import type { MyReport, MyReportRow, ReportContent } from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import { type Me } from '#lotse/people';
import { ReleaseStore } from './release-store.js';
import { note, REPORT_BASE, type ReportBase } from './report-base.js';
import { ReportAccess } from './report-access.js';
import { ReportStore } from './report-store.js';
import { mayStep } from './rules/report-states.js';
import { Report, ReportVersion } from './entities.js';

/** What a trainee sees of the reports about themselves: the newest version that was shown to them, and who received it. */
@Injectable()
export class MyReportsService {
  constructor(
    @Inject(REPORT_BASE) private readonly base: ReportBase,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
    private readonly participations: ParticipationsService,
  ) {}

  async list(me: Me, query: { page: number; size: number }): Promise<{ rows: MyReportRow[]; total: number }> {
    return this.base.db.as(me, async (tx) => {
      const mine = await this.participations.participationsOfTrainee(tx, me.tenant, me.person);
      const ids = await tx.query<{ id: string; total: number; receivers: number }[]>(
        `select r.id, count(*) over ()::int as total, (select count(*)::int from release l where l.tenant = r.tenant and l.report = r.id) as receivers
         from report r cross join lateral (select max(v.disclosed_at) as at from report_version v where v.tenant = r.tenant and v.report = r.id) shown
         where r.tenant = $1 and r.person = $2 and r.participation = any($5) and shown.at is not null order by shown.at desc, r.id limit $3 offset $4`,
        [me.tenant, me.person, query.size, (query.page - 1) * query.size, mine.map((one) => one.participationId)],
      );
      const rows: MyReportRow[] = [];
      for (const { id, receivers } of ids) {
        const row = await this.store.find(tx, me.tenant, id, 'disclosed');
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
    const { db, clock, people } = this.base;
    return db.as(me, async (tx) => {
      const row = await this.access.ofTrainee(tx, me, report);
      if (!row.seenAt) await tx.update(ReportVersion, { tenant: me.tenant, report: row.id, version: row.version }, { seenAt: clock.now() });
      const releases = await this.releases.ofReport(tx, me.tenant, row.id);
      const names = await people.displayNames(tx, me.tenant, [...new Set(releases.map((one) => one.recipient))]);
      const ids = releases.map((one) => one.id);
      const read = await this.releases.readings(tx, me.tenant, ids);
      await note(this.base, tx, me, 'report.read', row, { as: 'trainee' });
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
    const { db, clock } = this.base;
    await db.as(me, async (tx) => {
      await tx.query(`select 1 from report where tenant = $1 and id = $2 for update`, [me.tenant, report]);
      const row = await this.access.ofTrainee(tx, me, report);
      if (!mayStep('state', row.state)) throw new Problem('conflict', 'report.state');
      const now = clock.now();
      const stated = text ? [await this.store.shut(tx, row, 'statement', text), now] : [null, null];
      await tx.query(
        `update report_version set statement = $4, stated_at = $5, seen_at = coalesce(seen_at, $6), revision = revision + 1, changed_at = $6 where tenant = $1 and report = $2 and version = $3`,
        [me.tenant, row.id, row.version, ...stated, now],
      );
      await tx.update(Report, { tenant: me.tenant, id: row.id }, { changedAt: now });
      await note(this.base, tx, me, 'report.stated', row, { taken: text === '' });
    });
  }

  async forFile(me: Me, report: string): Promise<{ content: ReportContent; by: string }> {
    return this.base.db.as(me, async (tx) => {
      const row = await this.access.ofTrainee(tx, me, report);
      const content = await this.store.content(tx, row);
      await note(this.base, tx, me, 'report.downloaded', row, { format: 'pdf', as: 'trainee' });
      return { content, by: content.facts.participant.name };
    });
  }
}
