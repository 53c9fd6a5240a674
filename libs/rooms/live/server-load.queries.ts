import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { ServerLoad } from './server.entities.js';

/** What is connected: counts of a tenant. */
export type Counts = Pick<ServerLoad, 'rooms' | 'people' | 'devices'>;
type CountsOf = Counts & { tenant: string };

/** Of tenants that have nobody at this server any more. */
export async function deleteOtherLoads(tx: EntityManager, server: string, tenants: readonly string[]): Promise<void> {
  await tx.query(`delete from server_load where server = $1 and tenant <> all($2::uuid[])`, [server, tenants]);
}

export async function putLoads(tx: EntityManager, server: { id: string; name: string; at: Date }, counts: readonly CountsOf[]): Promise<void> {
  await tx.query(
    `insert into server_load (tenant, server, name, rooms, people, devices, heard_at)
     select n.tenant, $1, $2, n.rooms, n.people, n.devices, $3 from unnest($4::uuid[], $5::int[], $6::int[], $7::int[]) as n(tenant, rooms, people, devices)
     on conflict (tenant, server) do update set name = excluded.name, rooms = excluded.rooms, people = excluded.people, devices = excluded.devices, heard_at = excluded.heard_at`,
    [
      ...[server.id, server.name, server.at],
      ...[counts.map((one) => one.tenant), counts.map((one) => one.rooms), counts.map((one) => one.people), counts.map((one) => one.devices)],
    ],
  );
}

/** At all servers together; whoever is at two of them, or has two browsers, is one person. */
export async function connectedNow(tx: EntityManager, tenant: string, since: Date): Promise<Counts> {
  const [here] = await tx.query<Counts[]>(
    `select (select count(*)::int from meeting where tenant = $1 and started_at is not null and ended_at is null) as rooms,
       count(distinct person)::int as people, count(distinct room_device)::int as devices from meeting_presence where tenant = $1 and left_at is null and heard_at >= $2`,
    [tenant, since],
  );
  return here ?? { rooms: 0, people: 0, devices: 0 };
}

const LOAD = columns<ServerLoad>()('name', 'rooms', 'people', 'devices', 'heardAt');
type LoadRow = RowOf<typeof LOAD>;
export function serverLoads(tx: EntityManager, tenant: string, since: Date): Promise<LoadRow[]> {
  return tx.query<LoadRow[]>(`select ${LOAD} from server_load where tenant = $1 and heard_at >= $2 order by name limit 50`, [tenant, since]);
}
