import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, SETTINGS, type Settings } from '#lotse/base';
import type { LiveNumbers, ServerNumbers } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { Connections } from './connections.js';
import { HEARD_MS } from './presence.service.js';
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
      await tx.query(`delete from server_load where server = $1 and tenant <> all($2::uuid[])`, [this.server, counts.map((one) => one.tenant)]);
      await tx.query(
        `insert into server_load (tenant, server, name, rooms, people, devices, heard_at)
         select n.tenant, $1, $2, n.rooms, n.people, n.devices, $3 from unnest($4::uuid[], $5::int[], $6::int[], $7::int[]) as n(tenant, rooms, people, devices)
         on conflict (tenant, server) do update set name = excluded.name, rooms = excluded.rooms, people = excluded.people, devices = excluded.devices, heard_at = excluded.heard_at`,
        [
          ...[this.server, `${hostname()}:${this.settings.port}`, now],
          ...[counts.map((one) => one.tenant), counts.map((one) => one.rooms), counts.map((one) => one.people), counts.map((one) => one.devices)],
        ],
      );
    });
  }

  /** Of the asker's tenant. Whoever is at two servers, or has two browsers, is one person. */
  numbers(me: Me): Promise<LiveNumbers> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SILENT_MS);
    return this.db.as(me, async (tx) => {
      const [here] = await tx.query<{ rooms: number; people: number; devices: number }[]>(
        `select (select count(*)::int from meeting where tenant = $1 and started_at is not null and ended_at is null) as rooms,
           count(distinct person)::int as people, count(distinct room_device)::int as devices from meeting_presence where tenant = $1 and left_at is null and heard_at >= $2`,
        [me.tenant, since],
      );
      const servers = await tx.query<(Omit<ServerNumbers, 'heardAt'> & { heardAt: Date })[]>(
        `select name, rooms, people, devices, heard_at as "heardAt" from server_load where tenant = $1 and heard_at >= $2 order by name limit 50`,
        [me.tenant, since],
      );
      const counts = here ?? { rooms: 0, people: 0, devices: 0 };
      return { ...counts, servers: servers.map((one) => ({ ...one, heardAt: one.heardAt.toISOString() })), at: now.toISOString() };
    });
  }
}
