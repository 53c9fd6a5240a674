import { Module, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LearningModule } from '#lotse/learning';
import { MeasuresModule, ParticipationsService } from '#lotse/measures';
import { PeopleModule, SubjectNames } from '#lotse/people';
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
import { ReportAudit } from './report-audit.js';
import { ReportPages } from './report-pages.service.js';
import { ReportStore } from './report-store.js';
import { participationsOfReleases, participationsOfReports } from './reports.queries.js';
import { ReceivedReports } from './person-data/received-reports.js';
import { PersonLetterController } from './person-data/person-letter.controller.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [PeopleModule, MeasuresModule, LearningModule, PlanModule],
  controllers: [ReportsController, ReceivedController, PersonLetterController],
  providers: [
    ReceivedReports,
    ...[
      ReportAudit,
      ReportStore,
      ReleaseStore,
      ReportAccess,
      DraftsService,
      ReleasesService,
      ReportPages,
      MyReportsService,
      ReceivedService,
      PdfMaker,
      ReportFiles,
    ],
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
    this.register('report', participationsOfReports);
    this.register('release', participationsOfReleases);
  }

  private register(kind: string, find: (tx: EntityManager, tenant: string, ids: readonly string[]) => Promise<{ id: string; participation: string }[]>): void {
    this.subjects.register(kind, async (tx, tenant, ids) => {
      const rows = await find(tx, tenant, ids);
      const names = await this.participations.legalNamesOf(
        tx,
        tenant,
        rows.map((row) => row.participation),
      );
      return new Map(rows.map((row) => [row.id, names.get(row.participation) ?? '']));
    });
  }
}
