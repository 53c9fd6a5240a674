import type { EntityManager } from 'typeorm';
import { Problem, type Clock, type Db, type Log } from '#lotse/base';
import { applyEvent, emptyMeeting, type MeetingState } from '#lotse/contract';
import type { Command, Facts } from '../rules/command.js';
import { isAlone } from '../rules/decide.js';
import type { Entry, MeetingStore } from './meeting-store.js';
import { commandsUntil, countBare, lockSeq, type At } from './meeting.queries.js';
import { BatchQueue, type Outcome } from './batch-queue.js';
import { keyOf, planBatch, type Plan } from './plan-batch.js';

/** Rows beside the log that a command reads or leaves behind; inside the transaction that stores it. */
export interface Effects {
  facts(tx: EntityManager, at: At, command: Command, state: MeetingState): Promise<Facts>;
  after(tx: EntityManager, at: At, entries: readonly Entry[]): Promise<void>;
}
export interface MeetingParts {
  db: Db;
  clock: Clock;
  log: Log;
  store: MeetingStore;
  effects: Effects;
}
export const REPLAYED = 200;
const SNAPSHOT_EVERY = 50;
const BATCH = 50;

/**
 * What this process remembers of a meeting, and its one queue: commands that wait are decided one after the other and stored
 * together. Where another server was faster the missing events are read and it is decided anew.
 */
export class LiveMeeting {
  private readonly queue = new BatchQueue<At, Command, number>(
    takenTogether,
    ({ meeting }) => meeting,
    (_, commands) => this.outcomesOf(commands),
  );
  private isStale = false;
  private taken = new Map<string, { hash: string; seq: number }>();
  /** Events of which an erasure had left only the number when they were read here. */
  private bare = 0;
  state: MeetingState = emptyMeeting();
  /** The newest events, for those who come back. */
  recent: Entry[] = [];

  constructor(
    private readonly by: MeetingParts,
    readonly at: At,
    private readonly onEntries: (meeting: LiveMeeting, entries: readonly Entry[]) => void,
  ) {}

  /** From the snapshot and what came after it. */
  async load(): Promise<this> {
    await this.by.db.job(this.at.tenant, async (tx) => {
      const snapshot = await this.by.store.snapshot(tx, this.at);
      const from = Math.max(0, (snapshot?.seq ?? 0) - REPLAYED);
      const entries = await this.by.store.since(tx, this.at, from);
      this.taken = new Map((await commandsUntil(tx, this.at, from)).map((one) => [keyOf(one.sender, one.command), one]));
      const state = entries
        .filter(({ event }) => event.seq > (snapshot?.seq ?? 0))
        .reduce((before, { event }) => applyEvent(before, event), snapshot ?? emptyMeeting());
      this.bare = await countBare(tx, this.at, state.seq);
      this.replaceBy(state, entries);
    });
    return this;
  }

  /** While it was read commands may have been stored: those that are missing are read before the next one, those that are new are told. */
  private replaceBy(state: MeetingState, entries: readonly Entry[]): void {
    const known = this.state.seq;
    this.state = state;
    this.recent = [];
    this.remember(entries);
    this.isStale = state.seq < known;
    const fresh = entries.filter(({ event }) => event.seq > known);
    if (known > 0 && fresh.length > 0) this.onEntries(this, fresh);
  }

  /** Resolves with the meeting's number once everything that follows is committed; rejects with the Problem. */
  send(command: Command): Promise<number> {
    return this.queue.add(this.at, command);
  }

  /** Nothing is under way any more. */
  async settled(): Promise<void> {
    await this.queue.settled();
  }

  /** Reads what other servers have stored. */
  catchUp(): Promise<void> {
    return this.by.db.job(this.at.tenant, (tx) => this.read(tx));
  }

  private async read(tx: EntityManager): Promise<void> {
    const entries = await this.by.store.since(tx, this.at, this.state.seq);
    this.isStale = false;
    this.apply(entries);
  }

  private async outcomesOf(commands: readonly Command[]): Promise<Outcome<number>[]> {
    try {
      return (await this.carryOut(commands)).outcomes;
    } catch (error) {
      this.isStale = true; // it may have been stored all the same: the next one looks first
      throw error;
    }
  }

  private async carryOut(commands: readonly Command[]): Promise<Plan> {
    if (this.isStale) await this.catchUp();
    const [first] = commands;
    if (!first || isAlone(first)) return this.underLock(commands);
    for (let tries = 0; tries < 2; tries++) {
      const plan = planBatch(this.state, commands, this.taken, this.now());
      if (plan.entries.length === 0) return plan;
      if (await this.by.store.append(this.at, this.state.seq, plan.entries, plan.ballots)) {
        this.apply(plan.entries);
        return plan;
      }
      await this.catchUp();
    }
    return this.underLock(commands);
  }

  /** Nobody else stores anything in this meeting meanwhile. */
  private async underLock(commands: readonly Command[]): Promise<Plan> {
    const plan = await this.by.db.job(this.at.tenant, async (tx) => {
      const seq = await lockSeq(tx, this.at);
      if (seq === undefined) throw new Problem('not-found', 'meeting.unknown');
      if (seq > this.state.seq) await this.read(tx);
      const [first] = commands;
      const facts = first ? await this.by.effects.facts(tx, this.at, first, this.state) : {};
      const planned = planBatch(this.state, commands, this.taken, this.now(), facts);
      if (planned.entries.length > 0) await this.by.store.appendIn(tx, this.at, this.state.seq, planned.entries, planned.ballots);
      await this.by.effects.after(tx, this.at, planned.entries);
      return planned;
    });
    this.apply(plan.entries);
    return plan;
  }

  /** What was stored here may have been read already, by a look at the log that came between COMMIT and this. */
  private apply(stored: readonly Entry[]): void {
    const entries = stored.filter(({ event }) => event.seq > this.state.seq);
    if (entries.length === 0) return;
    const before = this.state.seq;
    this.state = entries.reduce((state, { event }) => applyEvent(state, event), this.state);
    this.remember(entries);
    this.bare += entries.filter(({ event }) => (event.body as object | null) === null).length;
    this.onEntries(this, entries);
    if (Math.floor(before / SNAPSHOT_EVERY) !== Math.floor(this.state.seq / SNAPSHOT_EVERY)) this.keepSnapshot();
  }

  private remember(entries: readonly Entry[]): void {
    for (const { event, sender, command, hash } of entries) this.taken.set(keyOf(sender, command), { hash, seq: event.seq });
    this.recent = [...this.recent, ...entries].slice(-REPLAYED);
  }

  /** Nobody waits for it: without it a start reads more events. Where somebody was erased at another server meanwhile, all is read anew. */
  private keepSnapshot(): void {
    this.by.store
      .saveSnapshot(this.at, this.state, this.bare)
      .then((isKept) => (isKept ? undefined : this.load()))
      .catch((error: unknown) => this.by.log.fault('meeting.snapshot-failed', error, { tenantId: this.at.tenant }));
  }

  private now(): number {
    return this.by.clock.now().getTime();
  }
}

/** How many of the commands that wait are stored together: one that has to be alone is not stored with others. */
function takenTogether(waiting: readonly Command[]): number {
  const alone = waiting.findIndex(isAlone);
  return alone === -1 ? BATCH : Math.min(Math.max(alone, 1), BATCH);
}
