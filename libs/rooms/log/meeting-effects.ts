import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MeetingState } from '#lotse/contract';
import type { Command, Facts } from '../rules/command.js';
import type { Effects } from './live-meeting.js';
import { MeetingStore, type At, type Entry } from './meeting-store.js';
import { Meeting, MeetingMood } from '../entities.js';

/** Rows of this lib beside the log: votes of an open poll, moods, paired devices, and the meeting's own end. Others join with `also`. */
@Injectable()
export class MeetingEffects implements Effects {
  private readonly more: Effects[] = [];

  constructor(private readonly store: MeetingStore) {}

  also(effects: Effects): void {
    this.more.push(effects);
  }

  async facts(tx: EntityManager, at: At, command: Command, state: MeetingState): Promise<Facts> {
    const open = state.polls.find((poll) => poll.result === null);
    const votes = open ? (await this.store.votes(tx, at)).filter((vote) => vote.poll === open.poll) : [];
    const facts: Facts = { votes };
    for (const one of this.more) Object.assign(facts, await one.facts(tx, at, command, state));
    return facts;
  }

  async after(tx: EntityManager, at: At, entries: readonly Entry[]): Promise<void> {
    for (const { event } of entries) {
      const when = new Date(event.at);
      if (event.type === 'poll.closed') await this.store.forgetVotes(tx, at, [event.body.poll]);
      if (event.type === 'device.revoked') await this.revoke(tx, at, when, event.body.deviceId);
      if (event.type === 'meeting.ended') {
        await tx.update(Meeting, { tenant: at.tenant, id: at.meeting }, { endedAt: when, endedBy: event.body.why, changedAt: when });
        await this.revoke(tx, at, when, null);
        await tx.delete(MeetingMood, { tenant: at.tenant, meeting: at.meeting });
      }
    }
    for (const one of this.more) await one.after(tx, at, entries);
  }

  private async revoke(tx: EntityManager, at: At, when: Date, device: string | null): Promise<void> {
    await tx.query(`update room_device set revoked_at = $3 where tenant = $1 and meeting = $2 and ($4::uuid is null or id = $4) and revoked_at is null`, [
      at.tenant,
      at.meeting,
      when,
      device,
    ]);
  }
}
