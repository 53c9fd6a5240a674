import { Module } from '@nestjs/common';
import { Clock, Db, MASTER_KEY } from '#lotse/base';
import { ACCOUNT_CONTROLLERS, ACCOUNT_EXPORTS, ACCOUNT_PROVIDERS } from './accounts/account-providers.js';
import { ContactsService } from './contacts.service.js';
import { PreferencesController } from './preferences.controller.js';
import { OFFICE_CONTROLLERS, OFFICE_EXPORTS, OFFICE_PROVIDERS } from './office/office-providers.js';
import { GrantsService } from './grants.service.js';
import { MembersService } from './members.service.js';
import { NameCache } from './name-cache.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';
import { WhoGuard } from './who.guard.js';

@Module({
  controllers: [PreferencesController, ...ACCOUNT_CONTROLLERS, ...OFFICE_CONTROLLERS],
  providers: [
    NameCache,
    PeopleService,
    MembersService,
    ContactsService,
    GrantsService,
    WhoGuard,
    { provide: SessionsService, useFactory: (db: Db, clock: Clock, key: string) => new SessionsService(db, clock, key), inject: [Db, Clock, MASTER_KEY] },
    ...ACCOUNT_PROVIDERS,
    ...OFFICE_PROVIDERS,
  ],
  exports: [PeopleService, MembersService, SessionsService, ContactsService, GrantsService, WhoGuard, ...ACCOUNT_EXPORTS, ...OFFICE_EXPORTS],
})
export class PeopleModule {}
