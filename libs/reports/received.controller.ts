import { Controller, Get } from '@nestjs/common';
import { For, FromBody, FromQuery, Handle, IdParam, FromQuerySchema } from '#lotse/base';
import {
  askQuestion,
  MY_REPORT_FILE_PATH,
  myReport,
  myReports,
  printedReport,
  RECEIVED_FILE_PATH,
  receivedHistory,
  receivedReport,
  receivedReports,
  stateToReport,
  type Locale,
  type MyReport,
  type ReceivedReport,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentAccount, CurrentMe, type AccountMe, type Me } from '#lotse/people';
import { ReportFiles } from './handover/report-files.js';
import { MyReportsService } from './my-reports.service.js';
import { ReceivedService } from './received.service.js';
import { LabelsQuery } from './reports.controller.js';

const DONE = { done: true } as const;

/** Those who receive reports: the trainee whom one is about, and the caseworker to whom it was released. */
@Controller()
export class ReceivedController {
  constructor(
    private readonly mine: MyReportsService,
    private readonly received: ReceivedService,
    private readonly files: ReportFiles,
  ) {}

  @Handle(myReports)
  myList(@CurrentMe() me: Me, @FromQuery(myReports) query: QueryOf<typeof myReports>): Promise<Reply<typeof myReports>> {
    return this.mine.list(me, query);
  }

  @Handle(myReport)
  myPage(@CurrentMe() me: Me, @IdParam('reportId') id: string): Promise<MyReport> {
    return this.mine.page(me, id);
  }

  @Handle(stateToReport)
  async state(@CurrentMe() me: Me, @IdParam('reportId') id: string, @FromBody(stateToReport) { text }: BodyOf<typeof stateToReport>) {
    await this.mine.state(me, id, text);
    return DONE;
  }

  @Get(MY_REPORT_FILE_PATH)
  @For('trainee')
  async myFile(@CurrentMe() me: Me, @IdParam('reportId') id: string, @FromQuerySchema(LabelsQuery) { labels }: { labels: Locale }) {
    const { content, by } = await this.mine.forFile(me, id);
    return this.files.file(content, 'pdf', { labels, recipient: by, release: null });
  }

  @Handle(receivedReports)
  list(@CurrentAccount() me: AccountMe, @FromQuery(receivedReports) query: QueryOf<typeof receivedReports>): Promise<Reply<typeof receivedReports>> {
    return this.received.list(me, query);
  }

  @Handle(receivedReport)
  report(@CurrentAccount() me: AccountMe, @IdParam('releaseId') id: string): Promise<ReceivedReport> {
    return this.received.report(me, id);
  }

  @Handle(printedReport)
  async printed(@CurrentAccount() me: AccountMe, @IdParam('releaseId') id: string) {
    await this.received.printed(me, id);
    return DONE;
  }

  @Handle(askQuestion)
  ask(
    @CurrentAccount() me: AccountMe,
    @IdParam('releaseId') id: string,
    @FromBody(askQuestion) { text }: BodyOf<typeof askQuestion>,
  ): Promise<{ questionId: string }> {
    return this.received.ask(me, id, text);
  }

  @Handle(receivedHistory)
  history(@CurrentAccount() me: AccountMe, @FromQuery(receivedHistory) query: QueryOf<typeof receivedHistory>): Promise<Reply<typeof receivedHistory>> {
    return this.received.history(me, query);
  }

  @Get(RECEIVED_FILE_PATH)
  @For('caseworker')
  async file(@CurrentAccount() me: AccountMe, @IdParam('releaseId') id: string, @FromQuerySchema(LabelsQuery) { labels }: { labels: Locale }) {
    const { row, copy } = await this.received.forFile(me, id);
    const release = { purpose: row.purpose, legalBasis: row.legalBasis, basisNote: copy.basisNote, untilOn: row.untilOn };
    return this.files.file(copy.report, 'pdf', { labels, recipient: copy.recipient, release });
  }
}
