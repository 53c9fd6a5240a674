import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import * as contract from '#lotse/contract';
import type { Channel, ChannelReply, LiveAck, MeetingEvent, MeetingState, Welcome } from '#lotse/contract';
import type { TestServer } from './harness.js';
import { Visitor } from './visitor.js';

/** A browser in a meeting: it keeps the state the way the page does, from the welcome and the events that follow. */
export class LiveVisitor {
  socket: Socket | undefined;
  state: MeetingState = contract.emptyMeeting();
  welcomes: Welcome[] = [];
  events: MeetingEvent[] = [];
  away: string[] = [];
  mood: unknown = null;
  bye: string | null = null;
  person = '';
  browser = randomUUID();

  constructor(
    readonly server: { url: string },
    private readonly ticket: () => Promise<string>,
  ) {}

  /** With a ticket of its own; resolves with the welcome, rejects with the problem's code. */
  async join(url = this.server.url, options: { lastSeq?: number; transports?: string[] } = {}): Promise<this> {
    const ticket = await this.ticket();
    const lastSeq = options.lastSeq ?? (this.welcomes.length > 0 ? this.state.seq : undefined);
    const socket = io(url, {
      path: contract.LIVE_PATH,
      transports: options.transports ?? ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { origin: this.server.url },
      auth: { ticket, device: this.browser, ...(lastSeq === undefined ? {} : { lastSeq }) },
    });
    this.socket = socket;
    this.bye = null;
    const welcomed = new Promise<void>((resolve, reject) => {
      socket.on('welcome', (welcome: Welcome) => {
        this.take(welcome);
        resolve();
      });
      socket.on('connect_error', (error: Error & { data?: { code?: string } }) => reject(new Error(error.data?.code ?? error.message)));
    });
    socket.on('events', (events: MeetingEvent[]) => this.apply(events));
    socket.on('away', ({ persons }: { persons: string[] }) => (this.away = persons));
    socket.on('mood.bar', (bar: unknown) => (this.mood = bar));
    socket.on('bye', ({ reason }: { reason: string }) => (this.bye = reason));
    await welcomed;
    return this;
  }

  private take(welcome: Welcome): void {
    this.welcomes.push(welcome);
    this.person = welcome.me.person ?? '';
    if (welcome.kind === 'snapshot') this.state = welcome.state;
    else this.apply(welcome.events);
  }

  private apply(events: readonly MeetingEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.state.seq) continue;
      this.events.push(event);
      this.state = contract.applyEvent(this.state, event);
    }
  }

  /** One message; the acknowledgement as it came. */
  async send(name: string, body: unknown = {}, id: string = randomUUID()): Promise<LiveAck> {
    if (!this.socket) throw new Error('not connected');
    return (await this.socket.timeout(10_000).emitWithAck(name, { id, body })) as LiveAck;
  }

  /** A message that has to be taken. */
  async say<C extends Channel<never, never> | Pick<Channel, 'channel' | 'reply'>>(channel: C, body: unknown = {}): Promise<ChannelReply<C>> {
    const ack = await this.send(channel.channel, body);
    if ('problem' in ack) throw new Error(`${channel.channel}: ${ack.problem.code}`);
    return ack.reply as ChannelReply<C>;
  }

  /** The code of the problem with which a message is refused; empty where it is taken. */
  async refusal(channel: { channel: string }, body: unknown = {}, id?: string): Promise<string> {
    const ack = await this.send(channel.channel, body, id);
    return 'problem' in ack ? ack.problem.code : '';
  }

  leave(): void {
    this.socket?.disconnect();
  }

  /** The network goes without a word. */
  cut(): void {
    this.socket?.io.engine.close();
  }
}

export function personIn(server: TestServer, visitor: Visitor, meetingId: () => string): LiveVisitor {
  return new LiveVisitor(server, async () => {
    const answer = await visitor.ask('POST', `/api/courses/${visitor.enrolmentId}/meetings/${meetingId()}/ticket`, {});
    if (answer.status !== 200) throw new Error(String(answer.body['code']));
    return String(answer.body['ticket']);
  });
}

export async function deviceIn(server: TestServer, code: string): Promise<LiveVisitor> {
  const nobody = new Visitor(server, 'lernwerk');
  const { token } = await nobody.call(contract.pairDevice, {}, { code, label: 'Beamer B 12' });
  return new LiveVisitor(server, async () => (await nobody.call(contract.deviceTicket, {}, { token })).ticket);
}

/** Waits until something is so; the clock of the server is another one. */
export async function until(what: string, isSo: () => boolean, longestMs = 10_000): Promise<void> {
  for (const end = performance.now() + longestMs; !isSo(); await wait(10)) if (performance.now() > end) throw new Error(`never came: ${what}`);
}
