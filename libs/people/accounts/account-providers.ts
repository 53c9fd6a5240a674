import type { Provider } from '@nestjs/common';
import { AllTables, Audit, Clock, Db, Log, Outbox, Seal, SETTINGS, type Settings } from '#lotse/base';
import { GrantsService } from '../grants.service.js';
import { SubjectNames } from './subject-names.js';
import { PeopleService } from '../people.service.js';
import { AcceptancesService } from './acceptances.service.js';
import { AccountController } from './account.controller.js';
import { AccountKeys } from './account-keys.js';
import { AccountSessions } from './account-sessions.service.js';
import { AccountsService } from './accounts.service.js';
import { AdminController } from './admin.controller.js';
import { CredentialsService } from './credentials.service.js';
import { InstallationController } from './installation.controller.js';
import { InstallationService } from './installation.service.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationsService } from './invitations.service.js';
import { LoginController } from './login.controller.js';
import { LoginDelays } from './login-delays.service.js';
import { LoginService } from './login.service.js';
import { LoginSteps } from './login-steps.service.js';
import { NoticesService } from './notices.service.js';
import { OwnAccountService } from './own-account.service.js';
import { PasskeysService } from './passkeys.service.js';
import { PasswordsService } from './passwords.service.js';
import { ResetsService } from './resets.service.js';
import { SecondFactors } from './second-factors.service.js';
import { SetupService } from './setup.service.js';
import { TenantPeopleService } from './tenant-people.service.js';
import { TenantsService } from './tenants.service.js';

const BASE = Symbol('what accounts stand on');
interface Base {
  db: Db;
  clock: Clock;
  log: Log;
  seal: Seal;
  audit: Audit;
  outbox: Outbox;
}
const TELLING = Symbol('the same, and mails to owners of accounts');
type Telling = Base & { notices: NoticesService };
const ENTRIES = Symbol('ways in');
interface Entries {
  sessions: AccountSessions;
  delays: LoginDelays;
  passkeys: PasskeysService;
}

const bundles: Provider[] = [
  {
    provide: BASE,
    useFactory: (db: Db, clock: Clock, log: Log, seal: Seal, audit: Audit, outbox: Outbox): Base => ({ db, clock, log, seal, audit, outbox }),
    inject: [Db, Clock, Log, Seal, Audit, Outbox],
  },
  { provide: TELLING, useFactory: (base: Base, notices: NoticesService): Telling => ({ ...base, notices }), inject: [BASE, NoticesService] },
  {
    provide: ENTRIES,
    useFactory: (sessions: AccountSessions, delays: LoginDelays, passkeys: PasskeysService): Entries => ({ sessions, delays, passkeys }),
    inject: [AccountSessions, LoginDelays, PasskeysService],
  },
];

/** Services whose dependencies come in bundles. */
const bundled: Provider[] = [
  {
    provide: CredentialsService,
    useFactory: (base: Base, keys: AccountKeys, passwords: PasswordsService, passkeys: PasskeysService) =>
      new CredentialsService(base.clock, keys, passwords, passkeys, base),
    inject: [BASE, AccountKeys, PasswordsService, PasskeysService],
  },
  {
    provide: LoginService,
    useFactory: (accounts: AccountsService, entries: Entries, steps: LoginSteps, passwords: PasswordsService, factors: SecondFactors) =>
      new LoginService(accounts, entries.delays, steps, passwords, factors, entries),
    inject: [AccountsService, ENTRIES, LoginSteps, PasswordsService, SecondFactors],
  },
  {
    provide: ResetsService,
    useFactory: (base: Telling, keys: AccountKeys, accounts: AccountsService, entries: Entries, passwords: PasswordsService, settings: Settings) =>
      new ResetsService(base, keys, accounts, entries, passwords, settings),
    inject: [TELLING, AccountKeys, AccountsService, ENTRIES, PasswordsService, SETTINGS],
  },
  {
    provide: InvitationsService,
    useFactory: (base: Base, keys: AccountKeys, people: PeopleService, settings: Settings) => new InvitationsService(base, keys, people, settings),
    inject: [BASE, AccountKeys, PeopleService, SETTINGS],
  },
  {
    provide: AcceptancesService,
    useFactory: (base: Telling, accounts: AccountsService, credentials: CredentialsService, grants: GrantsService, entries: Entries) =>
      new AcceptancesService(base, accounts, credentials, grants, entries),
    inject: [TELLING, AccountsService, CredentialsService, GrantsService, ENTRIES],
  },
  {
    provide: OwnAccountService,
    useFactory: (base: Telling, accounts: AccountsService, entries: Entries, credentials: CredentialsService, passwords: PasswordsService) =>
      new OwnAccountService({ ...base, delays: entries.delays }, accounts, entries.sessions, credentials, passwords, entries.passkeys),
    inject: [TELLING, AccountsService, ENTRIES, CredentialsService, PasswordsService],
  },
  {
    provide: NoticesService,
    useFactory: (base: Base, sessions: AccountSessions, settings: Settings) => new NoticesService(base, sessions, settings),
    inject: [BASE, AccountSessions, SETTINGS],
  },
  {
    provide: TenantPeopleService,
    useFactory: (base: Telling, people: PeopleService, grants: GrantsService, subjects: SubjectNames, tables: AllTables) =>
      new TenantPeopleService(base, people, grants, subjects, tables),
    inject: [TELLING, PeopleService, GrantsService, SubjectNames, AllTables],
  },
  {
    provide: SetupService,
    useFactory: (
      base: Base,
      keys: AccountKeys,
      credentials: CredentialsService,
      acceptances: AcceptancesService,
      tenants: TenantsService,
      settings: Settings,
    ) => new SetupService({ ...base, keys }, credentials, acceptances, tenants, settings),
    inject: [BASE, AccountKeys, CredentialsService, AcceptancesService, TenantsService, SETTINGS],
  },
];

export const ACCOUNT_CONTROLLERS = [LoginController, InvitationController, AccountController, AdminController, InstallationController];
export const ACCOUNT_PROVIDERS: Provider[] = [
  ...[
    AccountKeys,
    AccountSessions,
    AccountsService,
    LoginDelays,
    LoginSteps,
    SecondFactors,
    PasswordsService,
    PasskeysService,
    TenantsService,
    InstallationService,
    SubjectNames,
  ],
  ...bundles,
  ...bundled,
];
/** What other libs and the server use. */
export const ACCOUNT_EXPORTS = [
  AccountKeys,
  AccountSessions,
  AccountsService,
  InvitationsService,
  NoticesService,
  PasswordsService,
  ResetsService,
  SetupService,
  SubjectNames,
  TenantsService,
];
