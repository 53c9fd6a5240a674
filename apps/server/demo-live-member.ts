import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { applyEvent, emptyMeeting, LIVE_PATH, type Channel, type LiveAck, type LiveServerMessages, type MeetingState, type Welcome } from '#lotse/contract';
import type { DemoVisitor } from './demo-visitor.js';

/** Somebody of the demo at a connection of their own: with a ticket, over the network, as a browser would. */
export class DemoLiveMember {
  state: MeetingState = emptyMeeting();
  person = '';
  private socket: Socket | undefined;

  constructor(
    readonly visitor: DemoVisitor,
    private readonly url: string,
  ) {}

  get isOpen(): boolean {
    return this.socket?.connected ?? false;
  }

  async join(meetingId: string): Promise<void> {
    const path = `/api/courses/${this.visitor.enrolmentId}/meetings/${meetingId}/ticket`;
    const { ticket } = (await this.visitor.call('POST', path, {})) as { ticket: string };
    this.leave();
    const socket = io(this.url, {
      ...{ path: LIVE_PATH, transports: ['websocket'], reconnection: false, forceNew: true },
      ...{ extraHeaders: { origin: this.url }, auth: { ticket, device: 'demo' } },
    });
    this.socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.on('welcome', (welcome: Welcome) => {
        this.person = welcome.me.person ?? '';
        if (welcome.kind === 'snapshot') this.state = welcome.state;
        resolve();
      });
      socket.on('connect_error', (error) => reject(error));
    });
    socket.on('events', (events: LiveServerMessages['events']) => {
      this.state = events.reduce((now, event) => (event.seq > now.seq ? applyEvent(now, event) : now), this.state);
    });
  }

  /** What the acknowledgement carries; a refusal is null: a visitor may have been faster. */
  async say(channel: Channel, body: unknown): Promise<unknown> {
    const ack = (await this.socket?.timeout(5_000).emitWithAck(channel.channel, { id: randomUUID(), body })) as LiveAck | undefined;
    return ack && 'ok' in ack ? (ack.reply ?? {}) : null;
  }

  leave(): void {
    this.socket?.disconnect();
  }
}
