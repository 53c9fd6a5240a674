import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Log } from '#lotse/base';
import { SessionsService } from '#lotse/people';
import type { LiveMeeting } from '../log/live-meeting.js';
import { Meetings } from '../log/meetings.js';
import { SERVER } from '../rules/decide.js';
import { Connections } from './connections.js';
import { AWAY_MS, GONE_MS, HEARD_MS, PresenceService } from './presence.service.js';
import { rolesOf } from './seats.queries.js';
import type { LiveSocket } from './socket-server.js';

const TICK_MS = 3_000;
const ROLES_MS = 30_000;

/**
 * What a server looks after every three seconds: whether other servers have stored something, who is away or gone, what falls
 * due; and less often the times its connections were heard, and whether people still have their session and role.
 */
@Injectable()
export class LiveTicker implements OnModuleInit {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private heardAt = 0;
  private rolesAt = 0;
  private readonly rounds: (() => Promise<void>)[] = [];
  /** Connections on which something was done since their session was last looked at. */
  private readonly used = new Set<string>();

  constructor(
    private readonly meetings: Meetings,
    private readonly connections: Connections,
    private readonly presence: PresenceService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    private readonly db: Db,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.sessions.onChange(() => {
      this.rolesAt = 0;
      if (this.timer && this.connections.count > 0) void this.checkRoles(this.now()).catch((error: unknown) => this.log.fault('live.roles-failed', error));
    });
  }

  /** Something more that is looked after in each round. */
  onRound(look: () => Promise<void>): void {
    this.rounds.push(look);
  }

  start(): void {
    this.timer = setInterval(() => void this.tick(), TICK_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  /** One round. A database that is away is told and asked again with the next. */
  tick(): Promise<void> {
    this.running ??= this.round()
      .catch((error: unknown) => this.log.fault('live.tick-failed', error))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  use(session: string | null): void {
    if (session) this.used.add(session);
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private async round(): Promise<void> {
    const now = this.now();
    await this.meetings.catchUp();
    for (const look of this.rounds) await look();
    if (now - this.heardAt >= HEARD_MS) {
      this.heardAt = now;
      await this.presence.heard(this.connections.heard);
    }
    if (now - this.rolesAt >= ROLES_MS) await this.checkRoles(now);
    for (const meeting of await this.meetings.loaded()) if (meeting.state.phase === 'live') await this.look(meeting, now);
    await this.meetings.letTimePass();
    this.connections.endSlow(this.connections.all());
    this.meetings.forget(this.connections.meetings);
  }

  /** Who has not been heard of for a while; and whose seat is free. */
  private async look(meeting: LiveMeeting, now: number): Promise<void> {
    const last = this.connections.lastHeard(meeting.at.meeting);
    const seated = Object.entries(meeting.state.people).filter(([, one]) => one.here && !one.tapped);
    // mostly everybody is here: then nobody else has to be asked
    if (seated.some(([person]) => now - (last.get(person) ?? 0) > AWAY_MS)) {
      const mine = this.connections.of(meeting.at.meeting).map(({ data }) => data.connection.id);
      for (const { person, last: at } of await this.presence.last(meeting.at, mine)) last.set(person, Math.max(at, last.get(person) ?? 0));
    }
    const silent = (person: string, cameAt: number) => now - (last.get(person) ?? cameAt);
    const gone = seated.filter(([person, one]) => silent(person, one.cameAt) > GONE_MS).map(([person]) => person);
    if (gone.length > 0) await this.meetings.tell(meeting.at, SERVER.gone, { persons: gone });
    const away = seated.filter(([person, one]) => !gone.includes(person) && silent(person, one.cameAt) > AWAY_MS).map(([person]) => person);
    this.showAway(meeting.at.meeting, away.sort());
  }

  private showAway(meeting: string, persons: string[]): void {
    this.connections.tellNews(meeting, 'away', persons.join(' '), (socket) => socket.emit('away', { persons }));
  }

  private async checkRoles(now: number): Promise<void> {
    this.rolesAt = now;
    const sockets = this.connections.all().filter(({ data }) => data.connection.session !== null);
    if (sockets.length === 0) return;
    const used = [...this.used];
    this.used.clear();
    const open = await this.sessions.stillOpen([...new Set(sockets.map(({ data }) => data.connection.session ?? ''))], used);
    const tenants = Map.groupBy(sockets, ({ data }) => data.connection.at.tenant);
    for (const [tenant, some] of tenants) {
      const roles = await this.roles(tenant, some);
      for (const socket of some) {
        const { session, enrolment, viewer } = socket.data.connection;
        if (!open.has(session ?? '')) this.connections.end(socket, 'signed-out');
        else if (roles.get(enrolment ?? '') !== viewer.seat) this.connections.end(socket, 'role');
      }
    }
  }

  private async roles(tenant: string, sockets: readonly LiveSocket[]): Promise<Map<string, 'tutor' | 'trainee'>> {
    const ids = [...new Set(sockets.map(({ data }) => data.connection.enrolment))];
    const rows = await this.db.job(tenant, (tx) => rolesOf(tx, tenant, ids));
    return new Map(rows.map(({ id, role }) => [id, role === 'trainee' ? 'trainee' : 'tutor']));
  }
}
