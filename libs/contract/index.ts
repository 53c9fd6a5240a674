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
export { GradeState, RunResult, UnitPage, runResult, unitPage } from './results.js';
export {
  RosterState,
  RosterCell,
  RosterRow,
  RosterQuery,
  RosterPage,
  roster,
  ROSTER_CSV_PATH,
  AnsweredTask,
  PersonPage,
  personPage,
  LinkChoices,
  linkChoices,
  chooseTarget,
  UnitChoice,
  UnitChoices,
  courseUnits,
  readGoneColumns,
  setTeam,
} from './course.js';
export {
  AccountRole,
  GrantRole,
  TenantKind,
  TotpOffer,
  PasskeyOffer,
  MyTenant,
  AccountSession,
  InvitationView,
  AccountPage,
  Grant,
  TenantPerson,
  InvitationRow,
  AuditEntry,
  AddressCheck,
  login,
  loginSecond,
  passkeyBegin,
  passkeyFinish,
  resumeAccount,
  endAccount,
  askReset,
  finishReset,
  lookInvitation,
  invitationTotp,
  invitationPasskey,
  acceptInvitation,
  joinInvitation,
  accountPage,
  saveAccountLocale,
  changePassword,
  myTotp,
  saveTotp,
  newRecoveryCodes,
  myPasskey,
  addPasskey,
  removePasskey,
  endMySession,
  endAllSessions,
  tenantPeople,
  giveGrant,
  revokeGrant,
  resetLink,
  invitations,
  invite,
  renewInvitation,
  withdrawInvitation,
  auditView,
  setupState,
  setupTotp,
  setupPasskey,
  setupAdmin,
  setupTenant,
  addTenant,
  renameTenant,
  checkAddress,
  reachMe,
  testMail,
  installationAdmins,
  addInstallationAdmin,
  removeInstallationAdmin,
  InstallationAdmin,
  CredentialsWish,
} from './accounts.js';
export {
  PlatformState,
  Deployment,
  PlatformRow,
  PlatformInvite,
  LmsKind,
  ToolValue,
  LmsGuide,
  PlatformAddresses,
  NewPlatform,
  Failure,
  FieldProblem,
  SelfTestStepName,
  SelfTestStep,
  SelfTestResult,
  PlatformPage,
  platforms,
  invitePlatform,
  withdrawPlatformInvite,
  toolValues,
  addPlatform,
  importPlatform,
  platformPage,
  selfTestPlatform,
  confirmPlatform,
  refusePlatform,
  disablePlatform,
  enablePlatform,
  movePlatform,
  takeOverPlatform,
  renamePlatform,
  deletePlatform,
  setDeployment,
  suspendPerson,
} from './platforms.js';
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
export {
  REPORT_CHECKS,
  GoalStatus,
  HintDecision,
  LearningSummary,
  LegalBasis,
  Recommendation,
  Release,
  ReleasePurpose,
  ReleaseState,
  ReleaseWish,
  ReportCheck,
  ReportContent,
  ReportFacts,
  ReportFormat,
  ReportPart,
  ReportQuestion,
  ReportState,
  ReportStatement,
  ReportText,
  ReportUnit,
  WordHint,
} from './reports.js';
export { REPORT_LABELS, type ReportLabels } from './report-labels.js';
export {
  MY_REPORT_FILE_PATH,
  MyReport,
  MyReportRow,
  RECEIVED_FILE_PATH,
  REPORT_FILE_PATH,
  Receiver,
  ReceivedReport,
  ReceivedRow,
  ReportPage,
  ReportRow,
  answerQuestion,
  askQuestion,
  compileAgain,
  discloseReport,
  draftReport,
  handOverReport,
  myReport,
  myReports,
  printedReport,
  receivedHistory,
  receivedReport,
  receivedReports,
  releaseReport,
  reportHistory,
  reportPage,
  reports,
  reviewReport,
  saveReport,
  stateToReport,
  withdrawRelease,
} from './report-routes.js';
export {
  Day,
  Phase,
  PhasePeriod,
  InterruptionReason,
  InterruptionWish,
  ExitReason,
  Whereabouts,
  ExitWish,
  ParticipationState,
  ReportOccasion,
  ReportDue,
  NamedStaff,
  ParticipationView,
  ParticipationRow,
  ParticipationQuery,
  ParticipationWish,
  CompanionRow,
  officeParticipations,
  addParticipation,
  officeParticipation,
  changeParticipation,
  endParticipation,
  reopenParticipation,
  addInterruption,
  changeInterruption,
  removeInterruption,
  companionParticipations,
  companionParticipation,
} from './participations.js';
export {
  MEASURE_VARIANTS,
  MeasureVariant,
  FundingBody,
  MeasureNumber,
  MeasureWish,
  MeasureRow,
  StaffRole,
  StaffWish,
  StaffRow,
  PeopleChoice,
  IMPORT_LINES,
  IMPORT_COLUMNS,
  IMPORT_NEEDED,
  ImportFault,
  ImportLine,
  ImportPlan,
  type ImportColumn,
  officeMeasures,
  addMeasure,
  changeMeasure,
  officeStaff,
  addStaff,
  changeStaff,
  officePeople,
  checkImport,
  runImport,
} from './office.js';
export * from './person-data.js';
export { PERSON_DATA_WORDS } from './person-data-words.js';
export * from './live.js';
export * from './plain-text.js';
export * from './person-names.js';
export * from './media.js';
export { disguised, undisguised } from './disguise.js';
export * from './moodle-names.js';
export * from './board.js';
