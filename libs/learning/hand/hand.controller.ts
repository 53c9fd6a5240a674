import { Controller, Param } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  ContentId,
  inboxAnswer,
  inboxCount,
  inboxPage,
  markAnswer,
  myPhrases,
  saveDraft,
  savePhrases,
  type InboxAnswer,
  type InboxPage,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { DraftsService, type DraftSaved } from './drafts.service.js';
import { InboxService } from './inbox.service.js';
import { MarksService } from './marks.service.js';

/** Answers that people mark: written by trainees, read by those who teach the course. */
@Controller()
export class HandController {
  constructor(
    private readonly inbox: InboxService,
    private readonly marks: MarksService,
    private readonly drafts: DraftsService,
  ) {}

  @Handle(inboxPage)
  page(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(inboxPage) query: QueryOf<typeof inboxPage>): Promise<InboxPage> {
    return this.inbox.page(me, enrolmentId, query);
  }

  @Handle(inboxCount)
  count(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<{ waiting: number }> {
    return this.inbox.count(me, enrolmentId);
  }

  @Handle(inboxAnswer)
  answer(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @IdParam('answerId') answerId: string,
    @FromQuery(inboxAnswer) wish: QueryOf<typeof inboxAnswer>,
  ): Promise<InboxAnswer> {
    return this.inbox.answer(me, enrolmentId, { personId, answerId }, wish);
  }

  @Handle(markAnswer)
  mark(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @IdParam('answerId') answerId: string,
    @FromBody(markAnswer) wish: BodyOf<typeof markAnswer>,
  ) {
    return this.marks.mark(me, enrolmentId, { personId, answerId }, wish);
  }

  @Handle(myPhrases)
  phrases(@CurrentMe() me: Me): Promise<{ phrases: string[] }> {
    return this.marks.phrases(me);
  }

  @Handle(savePhrases)
  savePhrases(@CurrentMe() me: Me, @FromBody(savePhrases) { phrases }: BodyOf<typeof savePhrases>): Promise<{ phrases: string[] }> {
    return this.marks.savePhrases(me, phrases);
  }

  @Handle(saveDraft)
  draft(
    @CurrentMe() me: Me,
    @IdParam('runId') runId: string,
    @Param('exerciseId', { schema: ContentId }) exerciseId: string,
    @FromBody(saveDraft) draft: BodyOf<typeof saveDraft>,
  ): Promise<DraftSaved> {
    return this.drafts.save(me, runId, exerciseId, draft);
  }
}
