import type { EntityManager } from 'typeorm';
import type { CourseGroup } from './group.entities.js';

const MOST = 20_000;

/** Trainees of the course who are in it now; test persons of the LMS are none. */
const TRAINEES = `select e.person from enrolment e where e.tenant = $1 and e.course = $2 and e.role = 'trainee' and e.status = 'active' and not e.test`;

type Named = Pick<CourseGroup, 'id' | 'name'>;
interface InCourse {
  tenant: string;
  courseId: string;
  groupId: string;
}

/** Those that are offered, or those that are archived, in the order in which they were made. */
export function groupsOf(tx: EntityManager, tenant: string, courseId: string, isArchived: boolean): Promise<Named[]> {
  return tx.query<Named[]>(
    `select id, name from course_group where tenant = $1 and course = $2 and (archived_at is not null) = $3 order by created_at, id limit ${MOST}`,
    [tenant, courseId, isArchived],
  );
}

/** The name of one that is not archived; undefined where there is none in the course. */
export async function groupName(tx: EntityManager, { tenant, courseId, groupId, isLocked }: InCourse & { isLocked: boolean }): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }[]>(
    `select name from course_group where tenant = $1 and course = $2 and id = $3 and archived_at is null${isLocked ? ' for update' : ''}`,
    [tenant, courseId, groupId],
  );
  return row?.name;
}

/** Archived ones too. */
export function groupNames(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Named[]> {
  return tx.query<Named[]>(`select id, name from course_group where tenant = $1 and id = any($2)`, [tenant, ids]);
}

/** A group that is archived already keeps its time. */
export async function archiveGroup(tx: EntityManager, { tenant, groupId, now }: { tenant: string; groupId: string; now: Date }): Promise<void> {
  await tx.query(`update course_group set archived_at = coalesce(archived_at, $3) where tenant = $1 and id = $2`, [tenant, groupId, now]);
}

/** False where the course has no such group. One that is offered stays so. */
export async function offerGroup(tx: EntityManager, { tenant, courseId, groupId }: InCourse): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with up as (update course_group set archived_at = null where tenant = $1 and course = $2 and id = $3 returning id) select id from up`,
    [tenant, courseId, groupId],
  );
  return rows.length > 0;
}

export async function traineesOf(tx: EntityManager, tenant: string, courseId: string): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(`${TRAINEES} order by e.person limit ${MOST}`, [tenant, courseId]);
  return rows.map((row) => row.person);
}

/** Those of the group who are trainees of the course now. */
export async function membersOf(tx: EntityManager, { tenant, courseId, groupId }: InCourse): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `${TRAINEES} and exists (select from course_group_member m where m.tenant = e.tenant and m.group_id = $3 and m.person = e.person) order by e.person limit ${MOST}`,
    [tenant, courseId, groupId],
  );
  return rows.map((row) => row.person);
}

export async function removeAllBut(
  tx: EntityManager,
  { tenant, groupId, persons }: { tenant: string; groupId: string; persons: readonly string[] },
): Promise<void> {
  await tx.query(`delete from course_group_member where tenant = $1 and group_id = $2 and person <> all($3)`, [tenant, groupId, persons]);
}

/** Who is in the group already stays so. */
export async function addMembers(
  tx: EntityManager,
  { tenant, groupId, persons, now }: { tenant: string; groupId: string; persons: readonly string[]; now: Date },
): Promise<void> {
  await tx.query(
    `insert into course_group_member (tenant, group_id, person, added_at) select $1, $2, person, $4 from unnest($3::uuid[]) as person on conflict (tenant, group_id, person) do nothing`,
    [tenant, groupId, persons, now],
  );
}

/** The smallest group limit of the measures in which these people take part on the day; null where nobody does. */
export async function smallestLimit(
  tx: EntityManager,
  { tenant, persons, day }: { tenant: string; persons: readonly string[]; day: string },
): Promise<number | null> {
  const [row] = await tx.query<{ limit: number | null }[]>(
    `select min(m.group_limit)::int as limit from participation p join measure m on m.tenant = p.tenant and m.id = p.measure where p.tenant = $1 and p.person = any($2)
         and p.starts_on <= $3::date and (p.ends_on is null or p.ends_on >= $3::date) and (p.exited_on is null or p.exited_on >= $3::date)`,
    [tenant, persons, day],
  );
  return row?.limit ?? null;
}
