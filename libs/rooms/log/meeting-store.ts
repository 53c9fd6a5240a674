import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal, type Statement } from '#lotse/base';
import { emptyMeeting, type MeetingEvent, type MeetingState } from '#lotse/contract';
import type { Recorded } from '../rules/visibility.js';
import { appendEvents, countBare, eventsAfter, putSnapshot, snapshotOf, type At, type Ballot, type EventRow } from './meeting.queries.js';
import { TenantSealer, type Sealer } from './tenant-sealer.js';

/** An event as it is stored; `by` may be a person or a room device. */
export interface Entry extends Recorded {
  command: string;
  part: number;
  hash: string;
  /** Who sent the command, also where the event names nobody. */
  sender: string | null;
  about: string | null;
}

/** Reads and writes the log of meetings. An event is stored only where the meeting's number still is the one it was decided by. */
@Injectable()
export class MeetingStore {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly sealer: TenantSealer,
  ) {}

  /** False where another server was faster: nothing was written. One message, with its COMMIT. */
  async append(at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[]): Promise<boolean> {
    const statement = this.statement(at, seq, entries, ballots, await this.sealer.of(at.tenant));
    const [rows] = await this.db.jobAtOnce(at.tenant, [statement]);
    return (rows ?? []).length === 1;
  }

  /** The same inside a transaction that holds the meeting (`lockSeq`). */
  async appendIn(tx: EntityManager, at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[]): Promise<void> {
    const seal = await this.seal.sealer(tx, { kind: 'tenant', id: at.tenant });
    const { text, values } = this.statement(at, seq, entries, ballots, seal);
    if ((await tx.query<unknown[]>(text, values)).length !== 1) throw new Error('a meeting that was locked has moved');
  }

  private statement(at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[], seal: Sealer): Statement {
    const rows = entries.map(({ event, command, part, hash, sender, about, audience }) => {
      const cell = { table: 'meeting_event', row: `${at.meeting} ${event.seq}`, column: 'body' };
      const body = seal(cell, JSON.stringify(event.body)).toString('base64');
      return { seq: event.seq, command, part, hash, by: sender, about, type: event.type, audience, body };
    });
    // of one person the last ballot of a poll counts
    const last = new Map(ballots.map((ballot) => [`${ballot.poll} ${ballot.person}`, ballot]));
    const time = new Date(entries[0]?.event.at ?? this.clock.now().getTime());
    return appendEvents(at, { seq, time }, rows, [...last.values()]);
  }

  /** What was stored after this number. */
  async since(tx: EntityManager, at: At, seq: number): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const row of await eventsAfter(tx, at, seq)) entries.push(await this.entry(tx, at, row));
    return entries;
  }

  private async entry(tx: EntityManager, at: At, row: EventRow): Promise<Entry> {
    const cell = { table: 'meeting_event', row: `${at.meeting} ${row.seq}`, column: 'body' };
    const body = row.body ? (JSON.parse(await this.seal.open(tx, { kind: 'tenant', id: at.tenant }, cell, row.body)) as unknown) : null;
    const event = { seq: row.seq, at: row.at.getTime(), by: row.by, type: row.type, body } as MeetingEvent;
    return { event, audience: row.audience, command: row.command, part: row.part, hash: row.hash.toString('hex'), sender: row.by, about: null };
  }

  async snapshot(tx: EntityManager, at: At): Promise<MeetingState | null> {
    const sealed = await snapshotOf(tx, at);
    if (!sealed) return null;
    const cell = { table: 'meeting_snapshot', row: at.meeting, column: 'body' };
    const known = JSON.parse(await this.seal.open(tx, { kind: 'tenant', id: at.tenant }, cell, sealed)) as Partial<MeetingState>;
    return { ...emptyMeeting(), ...known }; // one of an earlier release may not have all of it
  }

  /** An older one never replaces a newer. False where an erasure took something out of the events that this state still has: it is not kept. */
  saveSnapshot(at: At, state: MeetingState, bare: number): Promise<boolean> {
    return this.db.job(at.tenant, async (tx) => {
      if ((await countBare(tx, at, state.seq)) !== bare) return false;
      const cell = { table: 'meeting_snapshot', row: at.meeting, column: 'body' };
      const body = await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, cell, JSON.stringify(state));
      await putSnapshot(tx, { ...at, seq: state.seq, at: new Date(state.at), body });
      return true;
    });
  }
}
