import { Module, type OnModuleInit } from '@nestjs/common';
import { ACCOUNT_CONTROLLERS, ACCOUNT_EXPORTS, ACCOUNT_PROVIDERS } from './accounts/account-providers.js';
import { ERASURE_PROVIDERS } from './erasure/erasure-providers.js';
import { Erasures } from './erasure/erasures.js';
import { KeptLongEnough } from './erasure/kept-long-enough.js';
import { PersonDataController } from './erasure/person-data.controller.js';
import { PersonDataService } from './erasure/person-data.service.js';
import { PreferencesController } from './preferences.controller.js';
import { GrantsService } from './grants.service.js';
import { MembersService } from './members.service.js';
import { NameCache } from './name-cache.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';
import { WhoGuard } from './who.guard.js';

@Module({
  controllers: [PreferencesController, PersonDataController, ...ACCOUNT_CONTROLLERS],
  providers: [NameCache, PeopleService, MembersService, GrantsService, WhoGuard, SessionsService, ...ERASURE_PROVIDERS, ...ACCOUNT_PROVIDERS],
  exports: [PeopleService, MembersService, SessionsService, GrantsService, PersonDataService, Erasures, KeptLongEnough, WhoGuard, ...ACCOUNT_EXPORTS],
})
export class PeopleModule implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly names: NameCache,
    private readonly sessions: SessionsService,
  ) {}

  onModuleInit(): void {
    this.erasures.onErased(({ tenant }) => {
      this.names.drop(tenant);
      this.sessions.forgetRoles();
    });
  }
}
