import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import { SessionsService } from '#lotse/people';
import { revokeSessions, type Ending } from './end-sessions.queries.js';

/** Ends sessions at once when their platform, deployment or person is switched off, open tabs included. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sessions: SessionsService,
  ) {}

  async end(whose: Ending): Promise<void> {
    await this.db.gate('session', (tx) => revokeSessions(tx, whose, this.clock.now()));
    this.sessions.forgetRoles();
  }
}
