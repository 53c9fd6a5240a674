import { Injectable } from '@nestjs/common';
import { Clock } from '#lotse/base';
import type { LiveServerMessages } from '#lotse/contract';
import type { LiveMeeting } from '../log/live-meeting.js';
import type { Entry } from '../log/meeting-store.js';
import { allShownTo, isForAll } from '../rules/visibility.js';
import type { Connection } from './channels.js';
import { SocketServer, type LiveSocket } from './socket-server.js';

/** A browser that does not read is cut off: the others must not wait for its memory. */
const LARGEST_BACKLOG = 1_000_000;

/** The connections of this server, by meeting, and what is sent to them. */
@Injectable()
export class Connections {
  private readonly byMeeting = new Map<string, Map<string, LiveSocket>>();
  /** When something was last heard of each. */
  private readonly heardAt = new Map<string, number>();
  private readonly onGone: ((connection: Connection) => void)[] = [];

  constructor(
    private readonly server: SocketServer,
    private readonly clock: Clock,
  ) {}

  add(socket: LiveSocket): void {
    const { id, at } = socket.data.connection;
    const sockets = this.byMeeting.get(at.meeting) ?? new Map<string, LiveSocket>();
    this.byMeeting.set(at.meeting, sockets.set(id, socket));
    this.hear(id);
    socket.conn.on('packet', () => this.hear(id));
  }

  remove(socket: LiveSocket): void {
    const { id, at } = socket.data.connection;
    const sockets = this.byMeeting.get(at.meeting);
    sockets?.delete(id);
    if (sockets?.size === 0) this.byMeeting.delete(at.meeting);
    this.heardAt.delete(id);
    for (const tell of this.onGone) tell(socket.data.connection);
  }

  /** Tells of each connection that has ended. */
  onRemoved(tell: (connection: Connection) => void): void {
    this.onGone.push(tell);
  }

  private hear(id: string): void {
    this.heardAt.set(id, this.clock.now().getTime());
  }

  get heard(): ReadonlyMap<string, number> {
    return this.heardAt;
  }
  get count(): number {
    return this.heardAt.size;
  }
  get meetings(): ReadonlySet<string> {
    return new Set(this.byMeeting.keys());
  }
  of(meeting: string): LiveSocket[] {
    return [...(this.byMeeting.get(meeting)?.values() ?? [])];
  }
  one(meeting: string, connection: string): LiveSocket | undefined {
    return this.byMeeting.get(meeting)?.get(connection);
  }
  all(): LiveSocket[] {
    return [...this.byMeeting.values()].flatMap((sockets) => [...sockets.values()]);
  }

  /** When each person who is connected here was last heard of. */
  lastHeard(meeting: string): Map<string, number> {
    const last = new Map<string, number>();
    for (const { data } of this.of(meeting)) {
      const { person } = data.connection.viewer;
      if (person) last.set(person, Math.max(last.get(person) ?? 0, this.heardAt.get(data.connection.id) ?? 0));
    }
    return last;
  }

  /** Everybody who may see it, after COMMIT. What is the same for all is made ready once. */
  show(meeting: LiveMeeting, entries: readonly Entry[]): void {
    // who is not welcome yet gets the state with its welcome
    const sockets = this.of(meeting.at.meeting).filter(({ data }) => data.isWelcome);
    if (sockets.length === 0) return;
    if (entries.every(isForAll)) {
      const events = entries.map(({ event }) => event);
      this.server.io.local.to(meeting.at.meeting).emit('events', events);
    } else
      for (const socket of sockets) {
        const events = allShownTo(entries, socket.data.connection.viewer, meeting.state);
        if (events.length > 0) socket.emit('events', events);
      }
    this.endSlow(sockets);
  }

  /** The same to everybody of a meeting, or to all but the connection it came from: made ready once, as it is much work for thirty. */
  tell(meeting: string, say: (sockets: Pick<LiveSocket, 'emit'>) => void, but?: string): void {
    const all = this.server.io.local.to(meeting);
    const sender = but === undefined ? undefined : this.one(meeting, but);
    say(sender ? all.except(sender.id) : all);
    this.endSlow(this.of(meeting));
  }

  /** How something is now, to each connection that was told otherwise or nothing yet. Who cannot take it in this moment is told the next time. */
  tellNews(meeting: string, what: string, text: string, say: (socket: LiveSocket) => void): void {
    for (const socket of this.of(meeting)) {
      const { data, conn } = socket;
      if (!data.isWelcome || data.told?.[what] === text || !conn.transport.writable) continue;
      data.told = { ...data.told, [what]: text };
      say(socket);
    }
  }

  /** Ends a connection and says why. */
  end(socket: LiveSocket, reason: LiveServerMessages['bye']['reason']): void {
    socket.emit('bye', { reason });
    socket.disconnect(true);
  }

  endSlow(sockets: readonly LiveSocket[]): void {
    for (const socket of sockets) {
      if (backlogOf(socket) <= LARGEST_BACKLOG) continue;
      const { transport } = socket.conn as unknown as Engine;
      socket.disconnect(true);
      transport.socket?.terminate?.(); // a goodbye would wait behind what is not read
    }
  }
}

/** What socket.io's engine has for a connection: what it gave to the network, and what waits until that is taken. */
interface Engine {
  transport: { socket?: { bufferedAmount?: number; terminate?: () => void } };
  writeBuffer: { data?: string | Buffer }[];
}

function backlogOf(socket: LiveSocket): number {
  const { transport, writeBuffer } = socket.conn as unknown as Engine;
  return writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), transport.socket?.bufferedAmount ?? 0);
}
