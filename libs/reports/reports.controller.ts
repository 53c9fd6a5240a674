import { Controller, Get, Param } from '@nestjs/common';
import * as z from 'zod/mini';
import { For, FromBody, FromQuery, Handle, IdParam, QueryOf } from '#lotse/base';
import {
  answerQuestion,
  compileAgain,
  discloseReport,
  draftReport,
  handOverReport,
  Locale,
  releaseReport,
  REPORT_FILE_PATH,
  ReportFormat,
  reportHistory,
  reportPage,
  reports,
  reviewReport,
  saveReport,
  withdrawRelease,
  type HintDecision,
  type ReleaseWish,
  type ReportCheck,
  type ReportText,
  type Reply,
} from '#lotse/contract';
import { CurrentAccount, type AccountMe } from '#lotse/people';
import { DraftsService, type DraftWish } from './drafts.service.js';
import { ReportFiles } from './handover/report-files.js';
import { ReleasesService } from './releases.service.js';
import { staffOf } from './report-access.js';
import { ReportPages, type ReportsQuery } from './report-pages.service.js';

const DONE = { done: true } as const;
export const LabelsQuery = z.object({ labels: z._default(Locale, 'de') });
type Revision = { revision: number };

/** Companions, deputies and the office, in the tenant that stands in the path. */
@Controller()
export class ReportsController {
  constructor(
    private readonly pages: ReportPages,
    private readonly drafts: DraftsService,
    private readonly releases: ReleasesService,
    private readonly files: ReportFiles,
  ) {}

  @Handle(reports)
  list(@CurrentAccount() me: AccountMe, @FromQuery(reports) query: ReportsQuery): Promise<Reply<typeof reports>> {
    return this.pages.list(staffOf(me), query);
  }

  @Handle(draftReport)
  draft(@CurrentAccount() me: AccountMe, @IdParam('participationId') id: string, @FromBody(draftReport) wish: DraftWish): Promise<{ reportId: string }> {
    return this.drafts.draft(staffOf(me), id, wish);
  }

  @Handle(reportPage)
  page(
    @CurrentAccount() me: AccountMe,
    @IdParam('reportId') id: string,
    @FromQuery(reportPage) query: { version?: number },
  ): Promise<Reply<typeof reportPage>> {
    return this.pages.page(staffOf(me), id, query.version);
  }

  @Handle(saveReport)
  save(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromBody(saveReport) wish: Revision & { text: ReportText }) {
    return this.drafts.save(staffOf(me), id, wish);
  }

  @Handle(compileAgain)
  compile(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromBody(compileAgain) { revision }: Revision) {
    return this.drafts.compile(staffOf(me), id, revision);
  }

  @Handle(reviewReport)
  review(
    @CurrentAccount() me: AccountMe,
    @IdParam('reportId') id: string,
    @FromBody(reviewReport) wish: Revision & { checks: ReportCheck[]; kept: HintDecision[] },
  ) {
    return this.drafts.review(staffOf(me), id, wish);
  }

  @Handle(discloseReport)
  disclose(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromBody(discloseReport) { revision }: Revision) {
    return this.drafts.disclose(staffOf(me), id, revision);
  }

  @Handle(releaseReport)
  release(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromBody(releaseReport) wish: ReleaseWish): Promise<{ releaseId: string }> {
    return this.releases.release(staffOf(me), id, wish);
  }

  @Handle(withdrawRelease)
  async withdraw(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @IdParam('releaseId') release: string) {
    await this.releases.withdraw(staffOf(me), id, release);
    return DONE;
  }

  @Handle(handOverReport)
  async handOver(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromBody(handOverReport) { revision }: Revision) {
    await this.releases.handOver(staffOf(me), id, revision);
    return DONE;
  }

  @Handle(answerQuestion)
  async answer(
    @CurrentAccount() me: AccountMe,
    @IdParam('reportId') id: string,
    @IdParam('questionId') question: string,
    @FromBody(answerQuestion) { text }: { text: string },
  ) {
    await this.releases.answer(staffOf(me), id, question, text);
    return DONE;
  }

  @Handle(reportHistory)
  history(@CurrentAccount() me: AccountMe, @IdParam('reportId') id: string, @FromQuery(reportHistory) query: { page: number; size: number }) {
    return this.pages.history(staffOf(me), id, query);
  }

  @Get(REPORT_FILE_PATH)
  @For('companion', 'office')
  async file(
    @CurrentAccount() me: AccountMe,
    @IdParam('reportId') id: string,
    @Param('format', { schema: ReportFormat }) format: ReportFormat,
    @QueryOf(LabelsQuery) { labels }: { labels: Locale },
  ) {
    const { content, by } = await this.pages.forFile(staffOf(me), id, format);
    return this.files.file(content, format, { labels, recipient: by, release: null });
  }
}
