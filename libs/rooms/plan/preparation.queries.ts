import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Meeting } from '../entities.js';
import type { PreparedGroup, PreparedPollRow } from './prepared.entities.js';
import type { At } from '../log/meeting.queries.js';
import { IS_PREPARED } from './plan.queries.js';

interface PreparedHourRow {
  meetingId: string;
  from: Date;
  groups: number;
  polls: number;
  total: number;
}
/** Other hours of the room in which something is prepared, the nearest to `from` first. */
export function preparedHours(
  tx: EntityManager,
  { tenant, room, meeting, from }: At & { room: string; from: Date },
  page: { offset: number; limit: number },
): Promise<PreparedHourRow[]> {
  return tx.query<PreparedHourRow[]>(
    `select m.id as "meetingId", coalesce(m.planned_from, m.started_at) as "from", count(*) over ()::int as total,
       (select count(*)::int from prepared_group g where g.tenant = m.tenant and g.meeting = m.id) as groups,
       (select count(*)::int from prepared_poll p where p.tenant = m.tenant and p.meeting = m.id) as polls
     from meeting m where m.tenant = $1 and m.room = $2 and m.id <> $3 and ${IS_PREPARED}
     order by abs(extract(epoch from coalesce(m.planned_from, m.started_at) - $4::timestamptz)), m.id limit $5 offset $6`,
    [tenant, room, meeting, from, page.limit, page.offset],
  );
}

/** Nobody else prepares a series of this course until the transaction ends. */
export async function lockPreparing(tx: EntityManager, courseId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('prepare ' || $1, 0))`, [courseId]);
}

export async function lockSeriesOf(tx: EntityManager, { tenant, meeting }: At): Promise<void> {
  await tx.query(
    `select m.id from meeting m join meeting one on one.tenant = m.tenant and one.series = m.series where one.tenant = $1 and one.id = $2 order by m.id for update of m`,
    [tenant, meeting],
  );
}

const UNPREPARED = columns<Meeting>('m.')('id', 'groupId');

/** Hours of the series in the same room that are still to come and in which nothing is prepared. */
export function unpreparedHours(
  tx: EntityManager,
  { tenant, series, room, meeting, now }: At & { series: string; room: string; now: Date },
): Promise<RowOf<typeof UNPREPARED>[]> {
  return tx.query<RowOf<typeof UNPREPARED>[]>(
    `select ${UNPREPARED} from meeting m where m.tenant = $1 and m.series = $2 and m.room = $3 and m.id <> $4 and m.started_at is null and m.cancelled_at is null
         and m.planned_to > $5 and not ${IS_PREPARED} order by m.planned_from`,
    [tenant, series, room, meeting, now],
  );
}

export async function insertMembers(tx: EntityManager, { tenant, meeting, group }: At & { group: string }, members: readonly string[]): Promise<void> {
  await tx.query(`insert into prepared_group_member (tenant, meeting, person, group_id) select $1, $2, person, $3 from unnest($4::uuid[]) as person`, [
    ...[tenant, meeting, group, members],
  ]);
}

type PreparedGroupRow = Pick<PreparedGroup, 'id' | 'name'> & { members: string[] };

/** With those of their members who are among `expected`. */
export function preparedGroups(tx: EntityManager, { tenant, meeting }: At, expected: readonly string[]): Promise<PreparedGroupRow[]> {
  return tx.query<PreparedGroupRow[]>(
    `select g.id, g.name, array(select m.person from prepared_group_member m where m.tenant = g.tenant and m.group_id = g.id and m.person = any($3) order by m.person) as members
       from prepared_group g where g.tenant = $1 and g.meeting = $2 order by g.position`,
    [tenant, meeting, expected],
  );
}

export function preparedPolls(tx: EntityManager, { tenant, meeting }: At): Promise<Pick<PreparedPollRow, 'id' | 'body'>[]> {
  return tx.query<Pick<PreparedPollRow, 'id' | 'body'>[]>(`select id, body from prepared_poll where tenant = $1 and meeting = $2 order by position`, [
    ...[tenant, meeting],
  ]);
}
