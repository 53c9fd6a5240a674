import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import { Clock, isDatabaseAway, Log, Problem } from '#lotse/base';
import { LiveHandshake, LiveMessage, type LiveAck, type MeetingEvent, type MeetingState } from '#lotse/contract';
import { REPLAYED, type LiveMeeting } from '../log/live-meeting.js';
import { Meetings } from '../log/meetings.js';
import { RoomsService } from '../rooms.service.js';
import { SERVER } from '../rules/decide.js';
import { fullBucket, PATIENCE, take, type Bucket } from '../rules/token-bucket.js';
import { allShownTo, stateFor } from '../rules/visibility.js';
import { LiveChannels, type Connection } from './channels.js';
import { Connections } from './connections.js';
import { MoodService } from './mood.service.js';
import { PresenceService } from './presence.service.js';
import { SocketServer, type LiveSocket } from './socket-server.js';
import { LiveTicker } from './ticker.js';
import { TicketsService } from './tickets.service.js';

/** Lets connections in, takes their messages, and tells them what happens. */
@Injectable()
export class LiveGateway implements OnModuleInit {
  /** Who came in the same moment is one event. */
  private readonly coming = new Map<string, Promise<void>>();
  private readonly newcomers = new Map<string, Map<string, 'tutor' | 'trainee'>>();
  /** Messages that are being answered. */
  private underWay = 0;

  constructor(
    private readonly server: SocketServer,
    private readonly connections: Connections,
    private readonly ticker: LiveTicker,
    private readonly meetings: Meetings,
    private readonly channels: LiveChannels,
    private readonly tickets: TicketsService,
    private readonly presence: PresenceService,
    private readonly moods: MoodService,
    private readonly rooms: RoomsService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const { io } = this.server;
    io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(Object.assign(new Error('refused'), { data: this.problemOf(error) })),
      );
    });
    io.on('connection', (socket) => this.seat(socket));
    this.meetings.onEntries((meeting, entries) => {
      this.connections.show(meeting, entries);
      for (const { event } of entries) this.follow(meeting, event);
    });
  }

  get busy(): number {
    return this.underWay;
  }

  private async admit(socket: LiveSocket): Promise<void> {
    const wish = z.safeParse(LiveHandshake, socket.handshake.auth);
    if (!wish.success) throw new Problem('invalid', 'body.invalid');
    const admitted = await this.tickets.redeem(wish.data.ticket);
    if (!admitted) throw new Problem('signed-out', 'ticket.spent');
    const { at, seat, person, device, session, enrolment } = admitted;
    const meeting = await this.meetings.of(at);
    await meeting.catchUp();
    refuseUnlessLive(meeting);
    if (person && meeting.state.removed.includes(person)) throw new Problem('not-found', 'meeting.unknown');
    if (device && !meeting.state.devices[device]) throw new Problem('not-found', 'meeting.unknown');
    socket.data.connection = { id: randomUUID(), at, viewer: { seat, person, device }, browser: wish.data.device, session, enrolment };
    socket.data.lastSeq = wish.data.lastSeq;
    await this.presence.came(at, socket.data.connection.viewer, socket.data.connection.id);
    // before the first message is taken: whoever asks has a seat
    if (person && (seat === 'tutor' || seat === 'trainee')) await this.comes(meeting, person, seat);
    refuseUnlessLive(meeting); // it may have been put back in this moment
  }

  private seat(socket: LiveSocket): void {
    const { connection } = socket.data;
    this.connections.add(socket);
    socket.on('disconnect', () => {
      this.connections.remove(socket);
      this.presence.left(connection.id).catch((error: unknown) => this.log.fault('presence.failed', error, { tenantId: connection.at.tenant }));
    });
    this.listen(socket);
    this.welcome(socket).catch((error: unknown) => {
      this.log.fault('live.welcome-failed', error, { tenantId: connection.at.tenant });
      socket.disconnect(true);
    });
  }

  /** The state as of this moment; what is stored afterwards follows as events. */
  private async welcome(socket: LiveSocket): Promise<void> {
    const { connection, lastSeq } = socket.data;
    const { viewer, at } = connection;
    const about = await this.rooms.about(at);
    const mood = viewer.seat === 'trainee' && viewer.person !== null ? await this.moods.of(at, viewer.person) : null;
    const meeting = await this.meetings.of(at);
    const head = {
      seq: meeting.state.seq,
      now: this.clock.now().getTime(),
      me: { seat: viewer.seat, person: viewer.person, deviceId: viewer.device },
      meeting: about,
      mood,
    };
    // from here on events follow: one that came before the state they change would be lost on the way, or count twice
    socket.data.isWelcome = true;
    void socket.join(connection.at.meeting);
    socket.emit('welcome', { ...head, ...missedBy(meeting, connection, lastSeq) });
  }

  private async comes(meeting: LiveMeeting, person: string, seat: 'tutor' | 'trainee'): Promise<void> {
    const { meeting: id } = meeting.at;
    const waiting = this.newcomers.get(id) ?? new Map<string, 'tutor' | 'trainee'>();
    this.newcomers.set(id, waiting.set(person, seat));
    const told =
      this.coming.get(id) ??
      new Promise<void>((resolve) => setTimeout(resolve, 20))
        .then(() => {
          const people = [...(this.newcomers.get(id) ?? [])].map(([one, as]) => ({ person: one, seat: as }));
          this.newcomers.delete(id);
          this.coming.delete(id);
          return this.meetings.tell(meeting.at, SERVER.came, { people });
        })
        .then(() => undefined);
    this.coming.set(id, told);
    await told;
  }

  private listen(socket: LiveSocket): void {
    let bucket: Bucket = fullBucket(performance.now());
    socket.onAny((name: string, message: unknown, ack: unknown) => {
      const next = take(bucket, performance.now());
      bucket = next.bucket;
      if (bucket.refused > PATIENCE) return this.connections.end(socket, 'busy');
      const answer = typeof ack === 'function' ? (ack as (answer: LiveAck) => void) : () => undefined;
      if (!next.taken) return answer({ problem: this.problemOf(new Problem('too-many', 'live.too-fast')) });
      this.underWay++;
      void this.answer(socket, name, message)
        .then(answer)
        .finally(() => this.underWay--);
    });
  }

  private async answer(socket: LiveSocket, name: string, message: unknown): Promise<LiveAck> {
    const { connection } = socket.data;
    try {
      if (this.server.isClosed) throw new Problem('unavailable', 'server.stopping');
      this.ticker.use(connection.session);
      const parsed = z.safeParse(LiveMessage, message);
      if (!parsed.success) throw new Problem('invalid', 'body.invalid');
      const meeting = await this.meetings.of(connection.at);
      const { seq, reply } = await this.channels.take(name, { meeting, connection, id: parsed.data.id, body: parsed.data.body });
      return { ok: true, seq, ...(reply === undefined ? {} : { reply }) };
    } catch (error) {
      return { problem: this.problemOf(error) };
    }
  }

  private problemOf(error: unknown) {
    const requestId = randomUUID();
    if (error instanceof Problem) return { kind: error.kind, code: error.code, ...(error.details ? { details: error.details } : {}), requestId };
    this.log.fault('live.failed', error, { requestId });
    return isDatabaseAway(error)
      ? { kind: 'unavailable' as const, code: 'database.away', requestId }
      : { kind: 'internal' as const, code: 'internal', requestId };
  }

  /** Who is no longer enrolled is disconnected at once. */
  private follow(meeting: LiveMeeting, event: MeetingEvent): void {
    if ((event.body as object | null) === null) return;
    // a moment later: whoever asked for it gets the acknowledgement first
    const end = (socket: LiveSocket, reason: 'ended' | 'put-back' | 'removed' | 'revoked') => setImmediate(() => this.connections.end(socket, reason));
    for (const socket of this.connections.of(meeting.at.meeting)) {
      const { viewer } = socket.data.connection;
      if (event.type === 'meeting.ended') end(socket, event.body.why === 'put-back' ? 'put-back' : 'ended');
      if (event.type === 'meeting.put-back') end(socket, 'put-back');
      if (event.type === 'person.removed' && viewer.person === event.body.person) end(socket, 'removed');
      if (event.type === 'device.revoked' && viewer.device === event.body.deviceId) end(socket, 'revoked');
    }
  }
}

function refuseUnlessLive({ state: { phase } }: LiveMeeting): void {
  if (phase !== 'live') throw new Problem('conflict', phase === 'ended' ? 'meeting.over' : 'meeting.not-begun');
}

type Missed = { kind: 'snapshot'; state: MeetingState } | { kind: 'replay'; events: MeetingEvent[] };

/** Up to 200 missed events are replayed; whoever has missed more, or was never there, gets the state. */
function missedBy(meeting: LiveMeeting, { viewer }: Connection, lastSeq: number | undefined): Missed {
  const { state, recent } = meeting;
  const first = recent[0]?.event.seq ?? state.seq + 1;
  if (lastSeq === undefined || lastSeq > state.seq || lastSeq < first - 1 || state.seq - lastSeq > REPLAYED)
    return { kind: 'snapshot', state: stateFor(state, viewer) };
  return {
    kind: 'replay',
    events: allShownTo(
      recent.filter(({ event }) => event.seq > lastSeq),
      viewer,
      state,
    ),
  };
}
