import { Injectable } from '@nestjs/common';
import { Db } from '#lotse/base';
import type { ParticipationView } from '#lotse/contract';
import { ParticipationsService } from './participations.service.js';
import type { Actor } from '../staff.service.js';

/** One participation, for the page of the office and for that of its companion or deputy. */
@Injectable()
export class ParticipationReads {
  constructor(
    private readonly db: Db,
    private readonly participations: ParticipationsService,
  ) {}

  forOffice(me: Actor, id: string): Promise<ParticipationView> {
    return this.db.as(me, (tx) => this.participations.participation(tx, me.tenant, id));
  }

  forCompanion(me: Actor, id: string): Promise<ParticipationView> {
    return this.db.as(me, (tx) => this.participations.participationFor(tx, me, id));
  }
}
