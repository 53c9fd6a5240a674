import {
  applyEvent,
  type BoardServerMessages,
  emptyMeeting,
  joinTicket,
  LIVE_PATH,
  type Channel,
  type ChannelBody,
  type ChannelReply,
  type JoinTicket,
  type LiveAck,
  type LiveServerMessages,
  type MediaServerMessages,
  type MeetingMe,
  type MeetingState,
  type Mood,
  type Welcome,
} from '#lotse/contract';
import type { Socket } from 'socket.io-client';
import { call } from '../../kit/api/call.js';
import { Problem, toProblem } from '../../kit/api/problem.js';
import { LiveValue } from '../../kit/state/live-value.js';

export type Line = 'joining' | 'open' | 'lost' | 'over';
export type Bye = Parameters<(message: LiveServerMessages['bye']) => void>[0]['reason'];
export type Ticket = Pick<JoinTicket, 'ticket'>;

/** What a page of a meeting shows. `line` is the connection, `state` the meeting as far as this seat may see it. */
export interface LiveView {
  line: Line;
  me: MeetingMe | null;
  meeting: Welcome['meeting'] | null;
  state: MeetingState;
  /** Whose connection has been silent for 20 seconds. */
  away: ReadonlySet<string>;
  mood: LiveServerMessages['mood.bar'];
  /** What this person said last of how they follow. */
  myMood: Mood | null;
  names: Readonly<Record<string, string>>;
  /** Server time minus this page's own, in ms. */
  offset: number;
  /** Why the connection will not come back; null while it is there or comes back by itself. */
  bye: Bye | 'unknown' | null;
  problem: Problem | null;
  /** The person went, and the hour goes on. */
  hasLeft: boolean;
}

const START: LiveView = {
  ...{ line: 'joining', me: null, meeting: null, state: emptyMeeting(), away: new Set(), mood: { ok: 0, fast: 0, lost: 0 } },
  myMood: null,
  ...{ names: {}, offset: 0, bye: null, problem: null, hasLeft: false },
};
/** So long a command waits for its acknowledgement; a second one with the same id follows when the connection is back. */
const ACK_MS = 10_000;
const ROUNDS = 2;
const PINGS = 5;
/** More than this between the two clocks of the device: one was set, or stood still while the device slept. */
const DRIFT_MS = 2_000;
/** What parts of the page listen to themselves. */
type PartMessages = BoardServerMessages & MediaServerMessages;
const PART_MESSAGES: readonly (keyof PartMessages)[] = [
  ...(['board.changed', 'board.pages'] as const),
  ...(['media.peers', 'media.signal', 'media.moved', 'media.revoked'] as const),
];
/** A server that stopped is asked again after this time, at most twice as long: not by everybody in the same moment. */
const BACK_MS = 1_000;
const COMES_BACK = ['server', 'busy'];

/** Fetches the ticket that each connection needs: single use, from the session of this page or of a room device. */
export const ticketOfSession = (enrolmentId: string, meetingId: string) => (): Promise<Ticket> =>
  call(joinTicket, { params: { enrolmentId, meetingId }, body: {} });

/** One page's connection to one meeting: comes back by itself, and sends what was not acknowledged once more under the same id. */
export class LiveConnection {
  readonly view = new LiveValue<LiveView>(START);
  private socket: Socket | null = null;
  private closed = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private lastSeq: number | undefined;
  /** The device's clock minus the page's own, when server time was measured. */
  private drift = 0;
  private readonly listeners = new Map<string, Set<(message: never) => void>>();

  constructor(
    private readonly ticket: () => Promise<Ticket>,
    private readonly device: string,
  ) {}

  async open(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.closed) return;
    const socket = io({
      path: LIVE_PATH,
      transports: ['websocket', 'polling'],
      auth: (send) => void this.introduce(send),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
    });
    this.socket = socket;
    socket.on('welcome', (welcome: Welcome) => this.welcome(welcome));
    socket.on('events', (events: LiveServerMessages['events']) => this.apply(events));
    socket.on('away', ({ persons }: LiveServerMessages['away']) => this.change({ away: new Set(persons) }));
    socket.on('mood.bar', (mood: LiveServerMessages['mood.bar']) => this.change({ mood }));
    socket.on('mood.mine', ({ mood }: LiveServerMessages['mood.mine']) => this.change({ myMood: mood }));
    for (const name of PART_MESSAGES) socket.on(name, (message: unknown) => this.listeners.get(name)?.forEach((take) => take(message as never)));
    socket.on('bye', ({ reason }: LiveServerMessages['bye']) => this.leave(reason));
    socket.on('disconnect', () => this.lost('lost'));
    socket.on('connect_error', () => this.lost(this.view.get().me === null ? 'joining' : 'lost'));
    // of the server, every few seconds
    socket.io.on('ping', () => Math.abs(driftNow() - this.drift) > DRIFT_MS && void this.measureClock());
    window.addEventListener('online', this.again);
    document.addEventListener('visibilitychange', this.again);
  }

  /** Listens to what the server says to a part of the page; what it returns ends that. */
  on<K extends keyof PartMessages>(name: K, take: (message: PartMessages[K]) => void): () => void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(take));
    return () => listeners.delete(take);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.waiting);
    window.removeEventListener('online', this.again);
    document.removeEventListener('visibilitychange', this.again);
    this.socket?.disconnect();
  }

  /** For who goes before the hour is over. */
  leaveHour(): void {
    this.change({ line: 'over', hasLeft: true });
    this.close();
  }

  /** Sends a command and waits until it is stored. Problems as over HTTP; `offline` where no answer came. */
  async send<C extends Channel>(channel: C, body: ChannelBody<C>): Promise<ChannelReply<C>> {
    const message = { id: crypto.randomUUID(), body };
    for (let round = 0; round < ROUNDS; round++) {
      const ack = await this.ask<ChannelReply<C>>(channel.channel, message);
      if (ack === null) continue;
      if ('problem' in ack && ack.problem.code === 'server.stopping') {
        await new Promise((resolve) => setTimeout(resolve, BACK_MS));
        continue; // it is sent to the server that the page comes back to
      }
      if ('problem' in ack) throw new Problem(ack.problem.kind, ack.problem.code, ack.problem.details);
      return ack.reply as ChannelReply<C>;
    }
    throw new Problem('offline', 'network');
  }

  /** Server time now, in ms. By the page's own clock, which nobody sets while the hour runs. */
  now(): number {
    return performance.now() + this.view.get().offset;
  }

  private async ask<R>(name: string, message: object): Promise<LiveAck<R> | null> {
    const { socket } = this;
    if (socket === null) return null;
    try {
      return (await socket.timeout(ACK_MS).emitWithAck(name, message)) as LiveAck<R>;
    } catch {
      return null; // no answer: the same message is sent once more, the server knows it by its id
    }
  }

  private readonly again = (): void => {
    const { socket, closed } = this;
    if (closed || document.visibilityState !== 'visible' || socket === null || this.view.get().bye !== null) return;
    if (socket.connected)
      void this.measureClock(); // also finds a connection that ended while the page slept
    else socket.connect();
  };

  /** An end by the server, and a refusal, are not tried again by the client itself. */
  private lost(line: Line): void {
    this.line(line);
    if (this.socket?.active !== false) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(
      () => {
        const { socket, closed } = this;
        if (!closed && socket !== null && !socket.connected && this.view.get().bye === null) socket.connect();
      },
      BACK_MS * (1 + upTo1()),
    );
  }

  private async introduce(send: (auth: object) => void): Promise<void> {
    try {
      const { ticket } = await this.ticket();
      send({ ticket, device: this.device, ...(this.lastSeq === undefined ? {} : { lastSeq: this.lastSeq }) });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.passes) return send({});
      this.change({ problem });
      this.leave('unknown');
    }
  }

  private welcome(welcome: Welcome): void {
    const before = this.view.get().state;
    const state = welcome.kind === 'snapshot' ? welcome.state : welcome.events.reduce(applyEvent, before);
    this.lastSeq = welcome.seq;
    this.change({
      line: 'open',
      me: welcome.me,
      meeting: welcome.meeting,
      myMood: welcome.mood,
      state,
      offset: welcome.now - performance.now(),
      problem: null,
    });
    void this.measureClock();
  }

  private apply(events: LiveServerMessages['events']): void {
    const state = events.reduce((now, event) => (event.seq > now.seq ? applyEvent(now, event) : now), this.view.get().state);
    this.lastSeq = state.seq;
    this.change({ state });
  }

  /** The best of five by the shortest way. */
  private async measureClock(): Promise<void> {
    let best = Infinity;
    this.drift = driftNow();
    for (let n = 0; n < PINGS && this.socket?.connected; n++) {
      const t0 = performance.now();
      const ack = await this.ask<{ t1: number }>('clock.ping', { id: crypto.randomUUID(), body: { t0 } });
      const t2 = performance.now();
      if (ack === null || 'problem' in ack || ack.reply === undefined || t2 - t0 >= best) continue;
      best = t2 - t0;
      this.change({ offset: Math.round(ack.reply.t1 - (t0 + t2) / 2) });
    }
  }

  private leave(reason: Bye | 'unknown'): void {
    if (COMES_BACK.includes(reason)) return this.line('lost');
    this.change({ line: 'over', bye: reason });
    this.socket?.disconnect();
  }

  private line(line: Line): void {
    if (this.view.get().line !== 'over') this.change({ line });
  }

  change(part: Partial<LiveView>): void {
    this.view.set({ ...this.view.get(), ...part });
  }
}

const driftNow = (): number => Date.now() - performance.now();

/** Not all browsers of a meeting come back in the same moment. */
function upTo1(): number {
  return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 256;
}
