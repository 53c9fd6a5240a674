import { Injectable } from '@nestjs/common';
import type { Clock, Log } from '#lotse/base';
import { Meetings } from '../log/meetings.js';
import { RoomsService } from '../rooms.service.js';
import { LiveChannels } from './channels.js';
import { LiveTools } from './live-tools.js';
import { PresenceService } from './presence.service.js';
import { TicketsService } from './tickets.service.js';

/** What the gateway works with. */
@Injectable()
export class LiveParts {
  constructor(
    readonly meetings: Meetings,
    readonly channels: LiveChannels,
    readonly tickets: TicketsService,
    readonly presence: PresenceService,
    readonly rooms: RoomsService,
    readonly tools: LiveTools,
  ) {}
  get clock(): Clock {
    return this.tools.clock;
  }
  get log(): Log {
    return this.tools.log;
  }
}
