import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#lotse/base';
import { ownVote } from '#lotse/contract';
import { MeetingVote } from '../entities.js';
import { LiveChannels, type Asked } from './channels.js';

/** What of polls is read, not decided: after a reload somebody's own page shows again what they chose. */
@Injectable()
export class PollChannels implements OnModuleInit {
  constructor(
    private readonly channels: LiveChannels,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.channels.on(ownVote, async (asked) => ({ seq: 0, reply: { choices: await this.choices(asked) } }));
  }

  /** Empty where nothing was chosen, and once the poll is closed: who chose what is gone then. */
  private async choices({ connection: { at, viewer }, body: { poll } }: Asked<{ poll: string }>): Promise<number[]> {
    const { person } = viewer;
    if (person === null) return [];
    const vote = await this.db.job(at.tenant, (tx) => tx.findOneBy(MeetingVote, { ...at, poll, person }));
    return vote?.choices ?? [];
  }
}
