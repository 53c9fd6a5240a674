/**
 * The one place where the shape of everything that goes between browser, server and files is written: HTTP bodies and replies,
 * socket messages, exercises as the browser sees them. zod/mini only, so that the browser can afford it.
 * Called by every lib, by the server and by the web app; it calls nobody.
 */
export { WHO, CourseRole, Id, ContentId, Locale, TextLevel, Instant, MasteryState, Verdict, Page, PageSize, type Who } from './words.js';
export { addDays, addMonths, dayBegins, daysBetween, daysLater, germanClock, germanDay, germanTime } from './german-day.js';
export * from './attendance.js';
export * from './lands.js';
export * from './groups.js';
export * from './plan.js';
export * from './attendance-routes.js';
export * from './hour-summary.js';
export * from './polls.js';
export * from './preparation.js';
export * from './live-numbers.js';
export { route, type Route, type BodyOf, type QueryOf, type Reply, type Shapes } from './route.js';
export { live, ready } from './health.js';
export { PROBLEM_STATUS, ProblemBody, ProblemKind } from './problem.js';
export { Inline, Block, Prose, Text2 } from './prose.js';
export * from './content.js';
export { AnswersSummary } from './answers-summary.js';
export { Aid, SubmitAnswer, PartVerdict, HandVerdict, AnswerOutcome, AnswerReply, submitAnswers } from './answers.js';
export { LaunchedRole, Preferences, Theme, SessionReply, openSession, resumeSession, enterUnit, endSession, savePreferences } from './session.js';
export { UnitState, Buoy, UnitCard, StartPage, setExam, startPage } from './start.js';
export { RunKind, RunTask, RunView, openRun } from './runs.js';
export { skipExamples } from './skip-examples.js';
export { Place, placeOf } from './place-in-run.js';
export { GradeState, RunResult, UnitPage, runResult, unitPage } from './results.js';
export * from './course.js';
export * from './exams.js';
export * from './accounts.js';
export * from './platforms.js';
export { PickUnit, PickModule, PickPage, DeepLinkItem, UnitPreview, pickPage, pickItems, unitPreview, previewAnswer } from './deep-linking.js';
export {
  RunComment,
  ReviewTask,
  ReviewRun,
  ReviewPage,
  GradeDifference,
  reviewPage,
  addComment,
  removeComment,
  runComments,
  gradeDifferences,
  sendGrades,
} from './review.js';
// apart, because it is part of the first load
export * from './drafts.js';
export * from './hand-marks.js';
export * from './objections.js';
export {
  EMPTY_TEXT,
  RichText,
  isBlank,
  plainOf,
  richOf,
  type RichBlock,
  type RichInline,
  type RichItem,
  type RichList,
  type RichParagraph,
} from './rich-text.js';
export * from './reports.js';
export { REPORT_LABELS, type ReportLabels } from './report-labels.js';
export * from './report-routes.js';
export * from './participations.js';
export * from './office.js';
export * from './person-data.js';
export { PERSON_DATA_WORDS } from './person-data-words.js';
export * from './live.js';
export * from './plain-text.js';
export * from './person-names.js';
export * from './media.js';
export { disguised, undisguised } from './disguise.js';
export * from './moodle-names.js';
export * from './board.js';
