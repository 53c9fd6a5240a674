/**
 * The one place where the shape of everything that crosses a door is written: HTTP bodies and replies,
 * socket messages, exercises as the browser sees them. zod/mini only, so that the browser can afford it.
 * Called by every lib, by the server and by the web app; it calls nobody.
 */
export { WHO, CourseRole, Id, ContentId, Locale, TextLevel, Instant, MasteryState, Verdict, Page, PageSize, type Who } from './words.js';
export { route, type Route, type Reply, type Shapes } from './route.js';
export { live, ready } from './health.js';
export { PROBLEM_STATUS, ProblemBody, ProblemKind } from './problem.js';
export { Inline, Block, Prose, Text2 } from './prose.js';
export { EXERCISE_KINDS, PLAYED_KINDS, PlayedKind, Response, TaskBody, TaskView, GlossaryEntry, SourceView } from './exercises.js';
export { Tolerance, Param, PackedBody, PackedExercise, UnitPackage } from './packages.js';
export { Aid, SubmitAnswer, PartVerdict, AnswerOutcome, AnswerReply, submitAnswers } from './answers.js';
export { Preferences, Theme, SessionReply, openSession, resumeSession, endSession, savePreferences } from './session.js';
export { UnitState, Buoy, UnitCard, StartPage, startPage, RunTask, RunView, openRun, GradeState, RunResult, runResult } from './learning.js';
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
} from './course.js';
export {
  SourceNote,
  CompetencesFile,
  FactFile,
  GlossaryFile,
  ModuleFile,
  UnitFile,
  TestResponse,
  ExerciseTest,
  ExerciseFile,
  refuseKind,
} from './exercise-file.js';
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
  CredentialsWish,
} from './accounts.js';
