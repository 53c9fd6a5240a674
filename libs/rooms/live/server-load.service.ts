import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, SETTINGS, type Settings } from '#lotse/base';
import type { LiveNumbers } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { Connections } from './connections.js';
import { HEARD_MS } from './presence.service.js';
import { connectedNow, deleteOtherLoads, putLoads, serverLoads } from './server-load.queries.js';
import { LiveTicker } from './ticker.js';

/** A server that has not counted for so long has ended. */
const SILENT_MS = 3 * HEARD_MS;

/** How many rooms, people and devices are connected now: counts only. Each server writes its own every 20 seconds. */
@Injectable()
export class ServerLoadService implements OnModuleInit {
  private readonly server = randomUUID();
  private writtenAt = 0;
  private wasEmpty = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly connections: Connections,
    private readonly ticker: LiveTicker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.ticker.onRound(async () => {
      const now = this.clock.now().getTime();
      if (now - this.writtenAt < HEARD_MS) return;
      this.writtenAt = now;
      await this.write(new Date(now));
    });
  }

  private async write(now: Date): Promise<void> {
    const tenants = Map.groupBy(this.connections.all(), ({ data }) => data.connection.at.tenant);
    const counts = [...tenants].map(([tenant, sockets]) => {
      const of = sockets.map(({ data }) => data.connection);
      const distinct = (ids: (string | null)[]) => new Set(ids.filter((id) => id !== null)).size;
      return {
        tenant,
        rooms: distinct(of.map(({ at }) => at.meeting)),
        people: distinct(of.map(({ viewer }) => viewer.person)),
        devices: distinct(of.map(({ viewer }) => viewer.device)),
      };
    });
    if (counts.length === 0 && this.wasEmpty) return;
    this.wasEmpty = counts.length === 0;
    await this.db.gate('rooms', async (tx) => {
      await deleteOtherLoads(
        tx,
        this.server,
        counts.map((one) => one.tenant),
      );
      await putLoads(tx, { id: this.server, name: `${hostname()}:${this.settings.port}`, at: now }, counts);
    });
  }

  /** Of the asker's tenant. Whoever is at two servers, or has two browsers, is one person. */
  numbers(me: Me): Promise<LiveNumbers> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SILENT_MS);
    return this.db.as(me, async (tx) => {
      const counts = await connectedNow(tx, me.tenant, since);
      const servers = await serverLoads(tx, me.tenant, since);
      return { ...counts, servers: servers.map((one) => ({ ...one, heardAt: one.heardAt.toISOString() })), at: now.toISOString() };
    });
  }
}
