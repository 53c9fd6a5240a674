import { Controller } from '@nestjs/common';
import { Db, FromBody, Handle } from '#lotse/base';
import { savePreferences, type Preferences, type BodyOf } from '#lotse/contract';
import { PeopleService } from './people.service.js';
import type { Me } from './sessions.service.js';
import { CurrentMe } from './who.guard.js';

@Controller()
export class PreferencesController {
  constructor(
    private readonly people: PeopleService,
    private readonly db: Db,
  ) {}

  @Handle(savePreferences)
  save(@CurrentMe() me: Me, @FromBody(savePreferences) wish: BodyOf<typeof savePreferences>): Promise<Preferences> {
    return this.db.as(me, (tx) => this.people.savePreferences(tx, me.tenant, me.person, wish));
  }
}
