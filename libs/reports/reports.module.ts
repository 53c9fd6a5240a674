import { Module, type OnModuleInit } from '@nestjs/common';
import { Audit, Clock, Db, Seal } from '#lotse/base';
import { LearningModule } from '#lotse/learning';
import { MeasuresModule, ParticipationsService } from '#lotse/measures';
import { NoticesService, PeopleModule, PeopleService, SubjectNames } from '#lotse/people';
import { PlanModule } from '#lotse/rooms';
import { DraftsService } from './drafts.service.js';
import { PdfMaker } from './handover/pdf-maker.js';
import { ReportFiles } from './handover/report-files.js';
import { MyReportsService } from './my-reports.service.js';
import { ReceivedController } from './received.controller.js';
import { ReceivedService } from './received.service.js';
import { ReleaseStore } from './release-store.js';
import { ReleasesService } from './releases.service.js';
import { ReportAccess } from './report-access.js';
import { REPORT_BASE, type ReportBase } from './report-base.js';
import { ReportPages } from './report-pages.service.js';
import { ReportStore } from './report-store.js';
import { ReceivedReports } from './person-data/received-reports.js';
import { PersonLetterController } from './person-data/person-letter.controller.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [PeopleModule, MeasuresModule, LearningModule, PlanModule],
  controllers: [ReportsController, ReceivedController, PersonLetterController],
  providers: [
    ReceivedReports,
    {
      provide: REPORT_BASE,
      useFactory: (db: Db, clock: Clock, seal: Seal, audit: Audit, people: PeopleService, notices: NoticesService): ReportBase => ({
        ...{ db, clock, seal, audit, people, notices },
      }),
      inject: [Db, Clock, Seal, Audit, PeopleService, NoticesService],
    },
    ...[ReportStore, ReleaseStore, ReportAccess, DraftsService, ReleasesService, ReportPages, MyReportsService, ReceivedService, PdfMaker, ReportFiles],
  ],
  exports: [DraftsService, ReleasesService, MyReportsService, ReceivedService, PdfMaker],
})
export class ReportsModule implements OnModuleInit {
  constructor(
    private readonly subjects: SubjectNames,
    private readonly participations: ParticipationsService,
  ) {}

  /** The audit says whose report it was. */
  onModuleInit(): void {
    this.register('report', `select id, participation from report where tenant = $1 and id::text = any($2)`);
    this.register(
      'release',
      `select e.id, r.participation from release e join report r on r.tenant = e.tenant and r.id = e.report where e.tenant = $1 and e.id::text = any($2)`,
    );
  }

  private register(kind: string, sql: string): void {
    this.subjects.register(kind, async (tx, tenant, ids) => {
      const rows = await tx.query<{ id: string; participation: string }[]>(sql, [tenant, ids]);
      const names = await this.participations.legalNamesOf(
        tx,
        tenant,
        rows.map((row) => row.participation),
      );
      return new Map(rows.map((row) => [row.id, names.get(row.participation) ?? '']));
    });
  }
}
