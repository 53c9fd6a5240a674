import { Controller, Get, Param } from '@nestjs/common';
import * as z from 'zod/mini';
import { For, FromBody, FromQuery, Handle, IdParam, FromQuerySchema } from '#lotse/base';
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
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentStaff, type Staff } from '#lotse/people';
import { DraftsService } from './drafts.service.js';
import { ReportFiles } from './handover/report-files.js';
import { ReleasesService } from './releases.service.js';
import { ReportPages } from './report-pages.service.js';

const DONE = { done: true } as const;
export const LabelsQuery = z.object({ labels: z._default(Locale, 'de') });

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
  list(@CurrentStaff() me: Staff, @FromQuery(reports) query: QueryOf<typeof reports>): Promise<Reply<typeof reports>> {
    return this.pages.list(me, query);
  }

  @Handle(draftReport)
  draft(
    @CurrentStaff() me: Staff,
    @IdParam('participationId') id: string,
    @FromBody(draftReport) wish: BodyOf<typeof draftReport>,
  ): Promise<{ reportId: string }> {
    return this.drafts.draft(me, id, wish);
  }

  @Handle(reportPage)
  page(
    @CurrentStaff() me: Staff,
    @IdParam('reportId') id: string,
    @FromQuery(reportPage) query: QueryOf<typeof reportPage>,
  ): Promise<Reply<typeof reportPage>> {
    return this.pages.page(me, id, query.version);
  }

  @Handle(saveReport)
  save(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromBody(saveReport) wish: BodyOf<typeof saveReport>) {
    return this.drafts.save(me, id, wish);
  }

  @Handle(compileAgain)
  compile(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromBody(compileAgain) { revision }: BodyOf<typeof compileAgain>) {
    return this.drafts.compile(me, id, revision);
  }

  @Handle(reviewReport)
  review(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromBody(reviewReport) wish: BodyOf<typeof reviewReport>) {
    return this.drafts.review(me, id, wish);
  }

  @Handle(discloseReport)
  disclose(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromBody(discloseReport) { revision }: BodyOf<typeof discloseReport>) {
    return this.drafts.disclose(me, id, revision);
  }

  @Handle(releaseReport)
  release(
    @CurrentStaff() me: Staff,
    @IdParam('reportId') id: string,
    @FromBody(releaseReport) wish: BodyOf<typeof releaseReport>,
  ): Promise<{ releaseId: string }> {
    return this.releases.release(me, id, wish);
  }

  @Handle(withdrawRelease)
  async withdraw(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @IdParam('releaseId') release: string) {
    await this.releases.withdraw(me, id, release);
    return DONE;
  }

  @Handle(handOverReport)
  async handOver(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromBody(handOverReport) { revision }: BodyOf<typeof handOverReport>) {
    await this.releases.handOver(me, id, revision);
    return DONE;
  }

  @Handle(answerQuestion)
  async answer(
    @CurrentStaff() me: Staff,
    @IdParam('reportId') id: string,
    @IdParam('questionId') question: string,
    @FromBody(answerQuestion) { text }: BodyOf<typeof answerQuestion>,
  ) {
    await this.releases.answer(me, id, question, text);
    return DONE;
  }

  @Handle(reportHistory)
  history(@CurrentStaff() me: Staff, @IdParam('reportId') id: string, @FromQuery(reportHistory) query: QueryOf<typeof reportHistory>) {
    return this.pages.history(me, id, query);
  }

  @Get(REPORT_FILE_PATH)
  @For('companion', 'office')
  async file(
    @CurrentStaff() me: Staff,
    @IdParam('reportId') id: string,
    @Param('format', { schema: ReportFormat }) format: ReportFormat,
    @FromQuerySchema(LabelsQuery) { labels }: { labels: Locale },
  ) {
    const { content, by } = await this.pages.forFile(me, id, format);
    return this.files.file(content, format, { labels, recipient: by, release: null });
  }
}
