import type { EntityManager } from 'typeorm';
import type { Statement } from '#lotse/base';
import type { At } from '../log/meeting.queries.js';
import type { Viewer } from '../rules/command.js';

/** A connection and a time of it. */
type ConnectionTime = readonly [id: string, at: Date];

export function insertPresence({ tenant, meeting }: At, { person, device, seat }: Viewer, connection: { id: string; at: Date }): Statement {
  const text = `insert into meeting_presence (tenant, meeting, id, person, room_device, seat, came_at, heard_at) values ($1, $2, $3, $4, $5, $6, $7, $7)`;
  return { name: 'presence-came', text, values: [tenant, meeting, connection.id, person, device, seat, connection.at] };
}

export async function endPresences(tx: EntityManager, gone: readonly ConnectionTime[]): Promise<void> {
  await tx.query(
    `update meeting_presence p set left_at = g.at, heard_at = greatest(p.heard_at, g.at) from unnest($1::uuid[], $2::timestamptz[]) as g(id, at)
     where p.id = g.id and p.left_at is null`,
    listsOf(gone),
  );
}

/** One that was taken for gone goes on. */
export async function noteHeard(tx: EntityManager, heard: readonly ConnectionTime[]): Promise<void> {
  await tx.query(
    `update meeting_presence p set heard_at = h.at, left_at = null from unnest($1::uuid[], $2::timestamptz[]) as h(id, at) where p.id = h.id and p.heard_at < h.at`,
    listsOf(heard),
  );
}

/** Those of which nothing was heard since then ended when they were heard last. */
export async function endSilent(tx: EntityManager, since: Date): Promise<void> {
  await tx.query(`update meeting_presence set left_at = heard_at where left_at is null and heard_at < $1`, [since]);
}

export interface LastHeard {
  person: string;
  last: Date;
  open: boolean;
}
/** Rows: LastHeard. */
export function lastHeard({ tenant, meeting }: At, but: readonly string[]): Statement {
  const text = `select person, max(coalesce(left_at, heard_at)) as last, bool_or(left_at is null) as open from meeting_presence
          where tenant = $1 and meeting = $2 and person is not null and id <> all($3::uuid[]) group by person`;
  return { name: 'presence-last', text, values: [tenant, meeting, but] };
}

const listsOf = (all: readonly ConnectionTime[]) => [all.map(([id]) => id), all.map(([, at]) => at)];
