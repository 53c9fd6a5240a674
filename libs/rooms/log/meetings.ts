import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Log } from '#lotse/base';
import type { Command } from '../rules/command.js';
import { isDue } from '../rules/server-rules.js';
import { SERVER } from '../rules/decide.js';
import { LiveMeeting } from './live-meeting.js';
import { MeetingEffects } from './meeting-effects.js';
import { MeetingStore, type Entry } from './meeting-store.js';
import { seqsOf, type At } from './meeting.queries.js';

type Listener = (meeting: LiveMeeting, entries: readonly Entry[]) => void;

/** A meeting nobody is connected to here is forgotten after this time. */
const IDLE_MS = 5 * 60_000;

/** The meetings this process has open. Any server takes any command: what another has stored is read where it is missing. */
@Injectable()
export class Meetings {
  private readonly open = new Map<string, { at: At; meeting: Promise<LiveMeeting>; usedAt: number }>();
  private readonly listeners: Listener[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly store: MeetingStore,
    private readonly effects: MeetingEffects,
  ) {}

  onEntries(listener: Listener): void {
    this.listeners.push(listener);
  }

  of(at: At): Promise<LiveMeeting> {
    const now = this.clock.now().getTime();
    const known = this.open.get(at.meeting);
    if (known) {
      known.usedAt = now;
      return known.meeting;
    }
    const { db, clock, log, store, effects } = this;
    const tell: Listener = (meeting, entries) => this.listeners.forEach((listener) => listener(meeting, entries));
    const meeting = new LiveMeeting({ db, clock, log, store, effects }, at, tell).load();
    this.open.set(at.meeting, { at, meeting, usedAt: now });
    meeting.catch(() => this.open.delete(at.meeting));
    return meeting;
  }

  /** Something the server does by itself. */
  async tell(at: At, name: string, body: unknown): Promise<number> {
    const command: Command = { id: randomUUID(), name, by: null, body };
    return (await this.of(at)).send(command);
  }

  /** Reads what other servers have stored in the meetings that are open here. */
  async catchUp(only?: string): Promise<void> {
    const loaded = new Map<string, LiveMeeting>();
    for (const [id, { meeting }] of this.open) if (only === undefined || only === id) loaded.set(id, await meeting);
    if (loaded.size === 0) return;
    const rows = await this.db.gate('rooms', (tx) => seqsOf(tx, [...loaded.keys()]));
    for (const { id, seq } of rows) {
      const meeting = loaded.get(id);
      if (meeting && seq > meeting.state.seq) await meeting.catchUp();
    }
  }

  /** What falls due by time. */
  async letTimePass(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { at, meeting } of [...this.open.values()]) if (isDue({ state: (await meeting).state, now })) await this.tell(at, SERVER.time, {});
  }

  /** Of one that may not be open anywhere: its server may be gone. Returns whether it still runs. */
  async tend(at: At): Promise<boolean> {
    const meeting = await this.of(at);
    await meeting.catchUp();
    if (isDue({ state: meeting.state, now: this.clock.now().getTime() })) await this.tell(at, SERVER.time, {});
    return meeting.state.phase === 'live';
  }

  /** Drops what nobody uses here; `used` are meetings with connections. */
  forget(used: ReadonlySet<string>): void {
    const now = this.clock.now().getTime();
    for (const [id, entry] of this.open) {
      if (used.has(id)) entry.usedAt = now;
      else if (now - entry.usedAt > IDLE_MS) this.open.delete(id);
    }
  }

  /** After an erasure: what is remembered may name somebody. */
  async reload(): Promise<void> {
    for (const { meeting } of this.open.values()) await (await meeting).load();
  }

  loaded(): Promise<LiveMeeting[]> {
    return Promise.all([...this.open.values()].map(({ meeting }) => meeting));
  }

  /** Everything that was sent is stored and acknowledged. */
  async settled(): Promise<void> {
    for (const meeting of await this.loaded()) await meeting.settled();
  }
}
