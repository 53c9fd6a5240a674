import { Controller } from '@nestjs/common';
import { ContentParam, FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  addComment,
  courseUnits,
  gradeDifferences,
  previewAnswer,
  removeComment,
  reviewPage,
  runComments,
  sendGrades,
  unitPreview,
  type AnswerOutcome,
  type GradeDifference,
  type ReviewPage,
  type RunComment,
  type UnitChoices,
  type UnitPreview,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { CommentsService } from './comments.service.js';
import { CourseGradesService } from '../course/course-grades.service.js';
import { PreviewService } from '../course/preview.service.js';
import { ReviewService } from './review.service.js';

/** Looking at content before it is given out, at a trainee's work, and at grades that stand otherwise. */
@Controller()
export class ReviewController {
  constructor(
    private readonly previews: PreviewService,
    private readonly reviews: ReviewService,
    private readonly comments: CommentsService,
    private readonly grades: CourseGradesService,
  ) {}

  @Handle(courseUnits)
  units(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(courseUnits) query: QueryOf<typeof courseUnits>): Promise<UnitChoices> {
    return this.previews.units(me, enrolmentId, query);
  }

  @Handle(unitPreview)
  preview(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @ContentParam('unitId') unitId: string): Promise<UnitPreview> {
    return this.previews.page(me, enrolmentId, unitId);
  }

  @Handle(previewAnswer)
  tryOut(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @ContentParam('unitId') unitId: string,
    @FromBody(previewAnswer) given: BodyOf<typeof previewAnswer>,
  ): Promise<AnswerOutcome> {
    return this.previews.answer(me, enrolmentId, unitId, given);
  }

  @Handle(reviewPage)
  review(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @FromQuery(reviewPage) query: QueryOf<typeof reviewPage>,
  ): Promise<ReviewPage> {
    return this.reviews.page(me, enrolmentId, personId, query);
  }

  @Handle(addComment)
  comment(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @FromBody(addComment) wish: BodyOf<typeof addComment>,
  ): Promise<RunComment> {
    return this.comments.add(me, enrolmentId, personId, wish);
  }

  @Handle(removeComment)
  removeComment(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('commentId') commentId: string): Promise<{ removed: true }> {
    return this.comments.remove(me, enrolmentId, commentId);
  }

  @Handle(runComments)
  myComments(@CurrentMe() me: Me, @IdParam('runId') runId: string): Promise<{ comments: RunComment[] }> {
    return this.comments.mine(me, runId);
  }

  @Handle(gradeDifferences)
  differences(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<{ differences: GradeDifference[] }> {
    return this.grades.differences(me, enrolmentId);
  }

  @Handle(sendGrades)
  send(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromBody(sendGrades) wish: BodyOf<typeof sendGrades>): Promise<{ queued: number }> {
    return this.grades.send(me, enrolmentId, wish.personId ?? null);
  }
}
