import type { EntityManager } from 'typeorm';
import type { CourseRole } from '#lotse/contract';

/** A course whose roster is read; `began` is when this reading began. */
interface InRoster {
  tenant: string;
  course: string;
  began: Date;
}
interface Listed {
  person: string;
  role: CourseRole;
  test: boolean;
}

/** The role a roster gives somebody: a guest, who is not listed, where a learner has taught from this platform. */
const ROLE = `case when v.role = 'trainee' and exists (select from enrolment t where t.tenant = $1 and t.person = v.person and t.role in ('teacher', 'tutor') and t.last_seen_at is not null) then 'guest' else v.role end`;

/** The id of the course of a launch, made or brought up to date. */
export async function keepCourse(
  tx: EntityManager,
  course: {
    tenant: string;
    id: string;
    deployment: string;
    kind: 'context' | 'link';
    contextId: string;
    title: string;
    label: string | null;
    membershipsUrl: string | null;
    now: Date;
  },
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `insert into course (tenant, id, deployment, kind, context_id, title, label, memberships_url, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
       on conflict (deployment, kind, context_id) do update set title = excluded.title, label = excluded.label, memberships_url = coalesce(excluded.memberships_url, course.memberships_url), updated_at = excluded.updated_at returning id`,
    [course.tenant, course.id, course.deployment, course.kind, course.contextId, course.title, course.label, course.membershipsUrl, course.now],
  );
  return row?.id;
}

/** The id of the enrolment of a launch, made or brought up to date. */
export async function keepEnrolment(tx: EntityManager, one: Listed & { tenant: string; id: string; course: string; now: Date }): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `insert into enrolment (tenant, id, person, course, role, test, status, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, 'active', $7, $7)
       on conflict (tenant, course, person) do update set role = excluded.role, test = excluded.test, status = 'active', last_seen_at = excluded.last_seen_at returning id`,
    [one.tenant, one.id, one.person, one.course, one.role, one.test, one.now],
  );
  return row?.id;
}

/** Enrols those of a roster who are not enrolled yet. */
export async function enrolListed(tx: EntityManager, at: InRoster, listed: readonly (Listed & { id: string })[]): Promise<void> {
  await tx.query(
    `insert into enrolment (tenant, id, person, course, role, test, status, first_seen_at, last_seen_at, rostered_at)
       select $1, v.id, v.person, $2, ${ROLE}, v.test, 'active', $3, null, $3 from unnest($4::uuid[], $5::uuid[], $6::text[], $7::boolean[]) as v(id, person, role, test)
       on conflict (tenant, course, person) do nothing`,
    [
      at.tenant,
      at.course,
      at.began,
      listed.map((row) => row.id),
      listed.map((row) => row.person),
      listed.map((row) => row.role),
      listed.map((row) => row.test),
    ],
  );
}

/** Whoever left comes back as a trainee only: staff proves its role by a launch. Who is suspended stays so. */
export async function refreshListed(tx: EntityManager, at: InRoster, listed: readonly Listed[]): Promise<void> {
  await tx.query(
    `update enrolment e set rostered_at = $3, role = case when e.last_seen_at is null then ${ROLE} else e.role end, test = e.test or v.test,
         status = case when e.status = 'left' and (e.last_seen_at is null or e.role in ('trainee', 'guest')) then 'active' else e.status end
       from unnest($4::uuid[], $5::text[], $6::boolean[]) as v(person, role, test) where e.tenant = $1 and e.course = $2 and e.person = v.person`,
    [at.tenant, at.course, at.began, listed.map((row) => row.person), listed.map((row) => row.role), listed.map((row) => row.test)],
  );
}

/** How many of these people have left by it: whoever launched since the reading began has not. */
export async function leaveCourse(tx: EntityManager, at: InRoster, persons: readonly string[]): Promise<number> {
  const [, left] = await tx.query<[unknown, number]>(
    `update enrolment set status = 'left' where tenant = $1 and course = $2 and person = any($4) and status = 'active' and (last_seen_at is null or last_seen_at < $3)`,
    [at.tenant, at.course, at.began, persons],
  );
  return left;
}

/** The same for those whom this reading of the roster has not named. */
export async function leaveUnlisted(tx: EntityManager, at: InRoster): Promise<number> {
  const [, left] = await tx.query<[unknown, number]>(
    `update enrolment set status = 'left' where tenant = $1 and course = $2 and status = 'active' and not test and rostered_at is distinct from $3
         and (last_seen_at is null or last_seen_at < $3) and (role = 'trainee' or rostered_at is not null)`,
    [at.tenant, at.course, at.began],
  );
  return left;
}

/** Somebody who teaches; `course` is null for all their courses. */
interface Teaching {
  tenant: string;
  person: string;
  course: string | null;
}

export async function teachersToTutors(tx: EntityManager, who: Teaching): Promise<void> {
  await tx.query(`update enrolment set role = 'tutor' where tenant = $1 and person = $2 and role = 'teacher' and ($3::uuid is null or course = $3)`, [
    who.tenant,
    who.person,
    who.course,
  ]);
}

export async function tutorsToTeachers(tx: EntityManager, who: Teaching): Promise<void> {
  await tx.query(`update enrolment set role = 'teacher' where tenant = $1 and person = $2 and role = 'tutor' and ($3::uuid is null or course = $3)`, [
    who.tenant,
    who.person,
    who.course,
  ]);
}
