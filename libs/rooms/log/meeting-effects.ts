import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MeetingState } from '#lotse/contract';
import type { Command, Facts } from '../rules/command.js';
import type { Effects } from './live-meeting.js';
import type { Entry } from './meeting-store.js';
import { deleteVotes, revokeDevices, votesOf, type At } from './meeting.queries.js';
import { Meeting, MeetingMood, MeetingPresence } from '../entities.js';

/** Rows of this lib beside the log: votes of an open poll, moods, paired devices, and the meeting's own end. Others join with `also`. */
@Injectable()
export class MeetingEffects implements Effects {
  private readonly more: Effects[] = [];

  also(effects: Effects): void {
    this.more.push(effects);
  }

  async facts(tx: EntityManager, at: At, command: Command, state: MeetingState): Promise<Facts> {
    const open = state.polls.find((poll) => poll.result === null);
    const votes = open ? (await votesOf(tx, at)).filter((vote) => vote.poll === open.poll) : [];
    const facts: Facts = { votes };
    for (const one of this.more) Object.assign(facts, await one.facts(tx, at, command, state));
    return facts;
  }

  async after(tx: EntityManager, at: At, entries: readonly Entry[]): Promise<void> {
    for (const { event } of entries) {
      const when = new Date(event.at);
      // nothing of who chose what is left once a poll is closed
      if (event.type === 'poll.closed') await deleteVotes(tx, at, [event.body.poll]);
      if (event.type === 'device.revoked') await revokeDevices(tx, at, { device: event.body.deviceId, at: when });
      if (event.type === 'meeting.put-back') {
        await tx.update(Meeting, { tenant: at.tenant, id: at.meeting }, { startedAt: null, startedBy: null, changedAt: when });
        // the hour that is held later is counted from its own beginning
        await tx.delete(MeetingPresence, { tenant: at.tenant, meeting: at.meeting });
      }
      if (event.type === 'meeting.ended') {
        await tx.update(Meeting, { tenant: at.tenant, id: at.meeting }, { endedAt: when, endedBy: event.body.why, changedAt: when });
      }
      if (event.type === 'meeting.ended' || event.type === 'meeting.put-back') {
        await revokeDevices(tx, at, { device: null, at: when });
        await tx.delete(MeetingMood, { tenant: at.tenant, meeting: at.meeting });
      }
    }
    for (const one of this.more) await one.after(tx, at, entries);
  }
}
