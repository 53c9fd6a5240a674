/**
 * Everything between Lotse and an LMS: registered platforms and keys, logins and launches, activities and what they
 * open, and the grades that go back. It promises that nobody comes in whom a platform did not send, and that a grade
 * owed is paid once the platform takes it, or that the course page says why not.
 * Called by learning (what is owed, links), and by the server (platforms, timer, framing).
 */
export { LtiModule } from './lti.module.js';
export { PlatformsService, type RegistrationWish } from './platforms/platforms.service.js';
export { LinksService, type CourseLink, type CourseLinks } from './links/links.service.js';
export { CourseRooms, type RoomChoice, type RoomSource } from './links/course-rooms.js';
export { SessionOpening } from './launch/session-opening.js';
export { GradePassback } from './grades/grade-passback.js';
export { AnswersToPlatform } from './deep-linking/answers-to-platform.js';
export { contentItem, ITEM_RULES } from './deep-linking/content-items.js';
export { PickerService } from './deep-linking/picker.service.js';
export { TicketsService } from './deep-linking/tickets.service.js';
export { RosterReader } from './roster/roster-reader.js';
export type { RosterStanding } from './roster/roster.queries.js';
export { RosterSyncService } from './roster/roster-sync.service.js';
export { ColumnSeeker } from './grades/column-seeker.js';
export { LaunchGate } from './launch/launch-gate.js';
export { allLtiPages } from './pages/sentences.js';
export { ltiPage, pagePolicy } from './pages/lti-page.js';
export { LTI_ENTITIES } from './all-entities.js';
export { DynamicRegistration } from './registration/dynamic-registration.service.js';
export { InvitesService } from './registration/invites.service.js';
export { ManualRegistration } from './registration/manual-registration.service.js';
export { PlatformPages } from './registration/platform-pages.service.js';
export { PlatformStates } from './registration/platform-states.service.js';
export { TakeOver } from './registration/take-over.service.js';
export { SelfTestService } from './self-test/self-test.service.js';
export { OwnKeys, OWN_KEYS } from './keys/own-keys.js';
export { helpOf, LTI_CODES } from './help/lti-codes.js';
export { LTI_TABLES } from './tables.js';
