import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Log, MASTER_KEY, Problem } from '#lotse/base';
import { setMood, type LiveServerMessages, type Mood } from '#lotse/contract';
import type { LiveMeeting } from '../log/live-meeting.js';
import type { At } from '../log/meeting.queries.js';
import { Meetings } from '../log/meetings.js';
import { MeetingMood } from '../entities.js';
import { LiveChannels } from './channels.js';
import { Connections } from './connections.js';
import { deleteMoods, deleteMoodsUntil, moodsIn, putMoods, type MoodKey, type MoodRow } from './mood.queries.js';
import { LiveTicker } from './ticker.js';

/** Null: what was said before is taken back. */
type Said = MoodKey & { mood: Mood | null };
const EVERY_MS = 1_000;

/**
 * The mood bar: only counts, at most once a second. Who says nothing new keeps what was said for as long as they have a seat. It stands
 * in rows until the meeting ends, so that people of several servers are counted once each; a row holds no person, but a key
 * that only a server with the installation's own key can make from one.
 */
@Injectable()
export class MoodService implements OnModuleInit {
  private readonly secret: KeyObject;
  private waiting = new Map<string, Said>();
  private storing: Promise<void> | undefined;
  private readonly soon = new Set<string>();
  /** Meetings in which something was said here that other servers were not woken for. */
  private readonly news = new Set<string>();
  private readonly listeners: ((meeting: string) => void)[] = [];

  constructor(
    private readonly channels: LiveChannels,
    private readonly connections: Connections,
    private readonly meetings: Meetings,
    private readonly ticker: LiveTicker,
    private readonly clock: Clock,
    private readonly db: Db,
    private readonly log: Log,
    @Inject(MASTER_KEY) masterKey: string,
  ) {
    this.secret = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'lotse', 'mood', 32)));
  }

  onModuleInit(): void {
    this.channels.on(setMood, async ({ connection: { id, at, viewer }, meeting, body }) => {
      if (meeting.state.phase !== 'live') throw new Problem('conflict', 'meeting.over');
      await this.store({ ...at, who: this.keyOf(at, viewer.person ?? ''), mood: body.mood });
      for (const socket of this.connections.of(at.meeting)) {
        const other = socket.data.connection;
        if (other.viewer.person === viewer.person && other.id !== id) socket.emit('mood.mine', { mood: body.mood });
      }
      this.lookSoon(at.meeting, true);
      return { seq: meeting.state.seq };
    });
    this.meetings.onEntries(({ at }, entries) => {
      for (const { event } of entries) {
        if (event.type === 'people.gone') this.forget(at, event.body.persons, event.at);
        if (event.type === 'person.removed') this.forget(at, [event.body.person], event.at);
        if (event.type.startsWith('people.') || event.type === 'person.removed') this.lookSoon(at.meeting, false);
      }
    });
    this.ticker.onRound(() => this.look());
  }

  /** Tells of each meeting in which something was said at this server. */
  onChanged(listener: (meeting: string) => void): void {
    this.listeners.push(listener);
  }

  /** What somebody said last, on whichever device. */
  async of({ tenant, meeting }: At, person: string): Promise<Mood | null> {
    const whoHash = Buffer.from(this.keyOf({ tenant, meeting }, person), 'hex');
    const row = await this.db.gate('rooms', (tx) => tx.findOneBy(MeetingMood, { tenant, meeting, whoHash }));
    return row?.mood ?? null;
  }

  /** Counts anew, for this meeting or for all that people are connected to here, and tells them. */
  async look(only?: string): Promise<void> {
    const here = this.connections.meetings;
    const all = await this.meetings.loaded();
    const open = all.filter(({ at, state }) => state.phase === 'live' && here.has(at.meeting) && (only === undefined || only === at.meeting));
    if (open.length === 0) return;
    const rows = await this.db.gate('rooms', (tx) =>
      moodsIn(
        tx,
        open.map(({ at }) => at),
      ),
    );
    const said = Map.groupBy(rows, ({ meeting }) => meeting);
    for (const meeting of open) this.show(meeting, said.get(meeting.at.meeting) ?? []);
  }

  private show({ at, state }: LiveMeeting, rows: readonly Pick<MoodRow, 'who' | 'mood'>[]): void {
    const bar: LiveServerMessages['mood.bar'] = { ok: 0, fast: 0, lost: 0 };
    if (rows.length > 0) {
      const here = Object.entries(state.people).filter(([person, one]) => one.here && !state.removed.includes(person));
      const seated = new Set(here.map(([person]) => this.keyOf(at, person)));
      for (const { who, mood } of rows) if (seated.has(who)) bar[mood]++;
    }
    this.connections.tellNews(at.meeting, 'mood.bar', Object.values(bar).join(' '), (socket) => socket.emit('mood.bar', bar));
  }

  /** `isNew`: something was said here that other servers do not know yet. */
  private lookSoon(meeting: string, isNew: boolean): void {
    if (isNew) this.news.add(meeting);
    if (this.soon.has(meeting)) return;
    this.soon.add(meeting);
    setTimeout(() => {
      this.soon.delete(meeting);
      if (this.news.delete(meeting)) for (const tell of this.listeners) tell(meeting);
      this.look(meeting).catch((error: unknown) => this.log.fault('mood.look-failed', error));
    }, EVERY_MS).unref();
  }

  /** What a class says in one moment is stored together; of one person the last counts. */
  private store(said: Said): Promise<void> {
    this.waiting.set(said.who, said);
    this.storing ??= new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => this.write())
      .finally(() => {
        this.storing = undefined;
      });
    return this.storing;
  }

  private async write(): Promise<void> {
    while (this.waiting.size > 0) {
      const all = [...this.waiting.values()];
      this.waiting = new Map();
      const said = all.flatMap(({ mood, ...key }) => (mood === null ? [] : [{ ...key, mood }]));
      const taken = all.filter(({ mood }) => mood === null);
      await this.db.gate('rooms', async (tx) => {
        if (said.length > 0) await putMoods(tx, said, this.clock.now());
        if (taken.length > 0) await deleteMoods(tx, taken);
      });
    }
  }

  /** With the seat goes what was said before; what somebody says who has come back stays, also when another server hears late that they were gone. */
  private forget(at: At, persons: readonly string[], until: number): void {
    const hashes = persons.map((person) => this.keyOf(at, person));
    this.db
      .gate('rooms', (tx) => deleteMoodsUntil(tx, at, { hashes, until: new Date(until) }))
      .catch((error: unknown) => this.log.fault('mood.forget-failed', error, { tenantId: at.tenant }));
  }

  private keyOf({ meeting }: At, person: string): string {
    return createHmac('sha256', this.secret).update(`${meeting} ${person}`).digest('hex');
  }
}
