import type { EntityManager } from 'typeorm';
import type { CourseRole, Locale } from '#lotse/contract';
import type { CalendarFeed } from '../attendance/attendance.entities.js';
import type { Meeting } from '../entities.js';
import type { CalendarEntry } from './calendar-text.js';

/** Whose calendar it is. */
export type Owner = Pick<CalendarFeed, 'tenant' | 'person'>;

/** Says whose address it is. */
export async function noteFeedRead(tx: EntityManager, tokenHash: Buffer, at: Date): Promise<Owner | undefined> {
  const [rows] = await tx.query<[Owner[], number]>(`update calendar_feed set read_at = $2 where token_hash = $1 returning tenant, person`, [tokenHash, at]);
  return rows[0];
}

export function activeEnrolments(tx: EntityManager, { tenant, person }: Owner): Promise<{ course: string; role: CourseRole }[]> {
  return tx.query<{ course: string; role: CourseRole }[]>(`select course, role from enrolment where tenant = $1 and person = $2 and status = 'active'`, [
    ...[tenant, person],
  ]);
}

/** One of their identities is not suspended, and the tenant is not closed. */
export async function isLetIn(tx: EntityManager, { tenant, person }: Owner): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from identity i join tenant t on t.id = i.tenant where i.tenant = $1 and i.person = $2 and i.suspended_at is null and t.closed_at is null limit 1`,
    [tenant, person],
  );
  return rows.length > 0;
}

export type HourRow = CalendarEntry & Pick<Meeting, 'groupId' | 'tutor'>;
export function plannedHours(
  tx: EntityManager,
  { tenant, courseId, from, to }: { tenant: string; courseId: string; from: Date; to: Date },
): Promise<HourRow[]> {
  return tx.query<HourRow[]>(
    `select m.id as meeting, m.planned_from as "from", m.planned_to as "to", coalesce(m.place_label, r.place_label) as "placeLabel", m.cancelled_at is not null as "isCancelled", m.changed_at as "changedAt",
       m.group_id as "groupId", m.tutor from meeting m join room r on r.tenant = m.tenant and r.id = m.room
     where m.tenant = $1 and r.course = $2 and m.planned_from >= $3 and m.planned_from < $4 order by m.planned_from limit 2000`,
    [tenant, courseId, from, to],
  );
}

/** The person's language, else the tenant's. */
export async function localeOf(tx: EntityManager, { tenant, person }: Owner): Promise<Locale | undefined> {
  const [row] = await tx.query<{ locale: Locale }[]>(
    `select coalesce((select p.locale from profile p where p.tenant = t.id and p.person = $2), t.locale) as locale from tenant t where t.id = $1`,
    [tenant, person],
  );
  return row?.locale;
}
