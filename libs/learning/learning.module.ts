import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogModule } from '#lotse/catalog';
import { LtiModule } from '#lotse/lti';
import { MeasuresModule } from '#lotse/measures';
import { Erasures, PeopleModule } from '#lotse/people';
import { AnswersController } from './answers/answers.controller.js';
import { AnswersService } from './answers/answers.service.js';
import { CommentReader } from './review/comment-reader.js';
import { CommentsService } from './review/comments.service.js';
import { CourseGradesService } from './course/course-grades.service.js';
import { CourseTeamService } from './course/course-team.service.js';
import { CourseController } from './course/course.controller.js';
import { EnterUnitController } from './start/enter-unit.controller.js';
import { AnswerTexts } from './hand/answer-texts.js';
import { CarryMark } from './hand/carry-mark.js';
import { DraftsService } from './hand/drafts.service.js';
import { HandController } from './hand/hand.controller.js';
import { HandReader } from './hand/hand-reader.js';
import { InboxService } from './hand/inbox.service.js';
import { RecordingsController } from './hand/recordings.controller.js';
import { RecordingsService } from './hand/recordings.service.js';
import { MarksService } from './hand/marks.service.js';
import { ObjectionsController } from './objections/objections.controller.js';
import { ObjectionsService } from './objections/objections.service.js';
import { ExamAttemptsService } from './exams/exam-attempts.service.js';
import { ExamEndService } from './exams/exam-end.service.js';
import { ExamFormsService } from './exams/exam-forms.service.js';
import { ExamResultService } from './exams/exam-result.service.js';
import { ExamsController } from './exams/exams.controller.js';
import { MasteryAnew } from './mastery-anew.js';
import { LearningController } from './start/learning.controller.js';
import { RecentFeedback } from './answers/recent-feedback.js';
import { LinkChoiceService } from './course/link-choice.service.js';
import { OwnPart } from './answers/own-part.js';
import { PersonPageService } from './course/person-page.service.js';
import { PreviewService } from './course/preview.service.js';
import { ProgressService } from './progress.service.js';
import { ResultService } from './result.service.js';
import { ReviewController } from './review/review.controller.js';
import { ReviewService } from './review/review.service.js';
import { RoomRunsService } from './answers/room-runs.service.js';
import { RosterService } from './course/roster.service.js';
import { RunsService } from './start/runs.service.js';
import { StartService } from './start/start.service.js';

@Module({
  imports: [CatalogModule, LtiModule, PeopleModule, MeasuresModule],
  controllers: [
    AnswersController,
    EnterUnitController,
    LearningController,
    CourseController,
    ReviewController,
    HandController,
    RecordingsController,
    ObjectionsController,
    ExamsController,
  ],
  providers: [
    AnswersService,
    RoomRunsService,
    RunsService,
    StartService,
    ResultService,
    RosterService,
    PersonPageService,
    LinkChoiceService,
    CommentReader,
    CommentsService,
    RecentFeedback,
    OwnPart,
    CourseGradesService,
    CourseTeamService,
    PreviewService,
    ProgressService,
    ReviewService,
    AnswerTexts,
    HandReader,
    DraftsService,
    InboxService,
    MarksService,
    CarryMark,
    MasteryAnew,
    RecordingsService,
    ObjectionsService,
    ExamFormsService,
    ExamAttemptsService,
    ExamEndService,
    ExamResultService,
  ],
  exports: [AnswerTexts, RecordingsService, AnswersService, RoomRunsService, RunsService, ProgressService],
})
export class LearningModule implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly answers: AnswersService,
  ) {}

  onModuleInit(): void {
    this.erasures.onErased(() => this.answers.forgetRuns());
  }
}
