/**
 * Who is who: tenants, persons, identities, enrolments, accounts, grants and login sessions.
 * It promises that two people are never taken for one, and that nobody acts without a session of their own.
 * Called by measures, lti (launch), learning (start page, course page) and the server (guard).
 */
export { PeopleModule } from './people.module.js';
export { MembersService, type Member, type RosterCourse } from './members.service.js';
export { DeletionList, linesOf, type Erasing } from './erasure/deletion-list.js';
export { Eraser } from './erasure/eraser.js';
export { Erasures } from './erasure/erasures.js';
export { KeptLongEnough } from './erasure/kept-long-enough.js';
export { PersonDataService, type PersonSummary } from './erasure/person-data.service.js';
export { PeopleService, type Context } from './people.service.js';
export { GrantsService } from './grants.service.js';
export { runningGrant } from './grants.queries.js';
export { LAUNCHED_RULES, SessionsService, SESSION_COOKIE, type Me, type MyEnrolment, type OpenSession } from './sessions.service.js';
export { AccountKeys } from './accounts/account-keys.js';
export { ACCOUNT_COOKIE, AccountSessions, type AccountMe } from './accounts/account-sessions.service.js';
export { AccountsService } from './accounts/accounts.service.js';
export { browserOf, keepCookie } from './accounts/browser-of.js';
export { RateLimit, senderOf } from './accounts/delay-rules.js';
export { InvitationsService } from './accounts/invitations.service.js';
export { NoticesService } from './accounts/notices.service.js';
export { PasswordsService } from './accounts/passwords.service.js';
export { ResetsService } from './accounts/resets.service.js';
export { SetupService, type AdminWish } from './accounts/setup.service.js';
export { TenantsService, type TenantWish } from './accounts/tenants.service.js';
export { SubjectNames } from './accounts/subject-names.js';
export { CurrentAccount, CurrentMe, CurrentStaff, enrolmentOf, WhoGuard, type Staff } from './who.guard.js';
export { PEOPLE_TABLES } from './tables.js';
export { Tenant } from './entities.js';
export { PEOPLE_ENTITIES } from './all-entities.js';
