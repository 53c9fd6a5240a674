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
import { SubjectNames } from './subject-names.js';
import { TenantPeopleService } from './tenant-people.service.js';
import { TenantsService } from './tenants.service.js';

export const ACCOUNT_CONTROLLERS = [LoginController, InvitationController, AccountController, AdminController, InstallationController];
export const ACCOUNT_PROVIDERS = [
  AccountKeys,
  AccountSessions,
  AccountsService,
  AcceptancesService,
  CredentialsService,
  InstallationService,
  InvitationsService,
  LoginDelays,
  LoginService,
  LoginSteps,
  NoticesService,
  OwnAccountService,
  PasskeysService,
  PasswordsService,
  ResetsService,
  SecondFactors,
  SetupService,
  SubjectNames,
  TenantPeopleService,
  TenantsService,
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
