import { Module } from '@nestjs/common';
import { Clock, Db, MASTER_KEY } from '#lotse/base';
import { ContactsService } from './contacts.service.js';
import { PreferencesController } from './preferences.controller.js';
import { GrantsService } from './grants.service.js';
import { NameCache } from './name-cache.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';
import { WhoGuard } from './who.guard.js';

@Module({
  controllers: [PreferencesController],
  providers: [
    NameCache,
    PeopleService,
    ContactsService,
    GrantsService,
    WhoGuard,
    { provide: SessionsService, useFactory: (db: Db, clock: Clock, key: string) => new SessionsService(db, clock, key), inject: [Db, Clock, MASTER_KEY] },
  ],
  exports: [PeopleService, SessionsService, ContactsService, GrantsService, WhoGuard],
})
export class PeopleModule {}
