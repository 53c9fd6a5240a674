import type { EntityManager } from 'typeorm';
import type { RosterPerson } from './roster.js';

/** The most people that a course page goes through. */
export const MOST_PEOPLE = 20_000;

interface InCourse {
  tenant: string;
  courseId: string;
  person: string;
}

/** Trainees who are in the course now and not of its team: all, or the one asked for. */
export function rosterPeople(tx: EntityManager, { tenant, courseId, person }: Omit<InCourse, 'person'> & { person: string | null }): Promise<RosterPerson[]> {
  return tx.query<RosterPerson[]>(
    `select person, test, last_seen_at as "lastSeenAt" from enrolment
       where tenant = $1 and course = $2 and role = 'trainee' and status = 'active' and not team and ($3::uuid is null or person = $3) limit ${MOST_PEOPLE}`,
    [tenant, courseId, person],
  );
}

/** Now or before. */
export async function isTraineeOf(tx: EntityManager, { tenant, courseId, person }: InCourse): Promise<boolean> {
  const sql = `select 1 from enrolment where tenant = $1 and course = $2 and person = $3 and role = 'trainee'`;
  return (await tx.query<unknown[]>(sql, [tenant, courseId, person])).length > 0;
}

/** Those whom the LMS calls learners and who belong to the team. */
export async function teamOf(tx: EntityManager, tenant: string, courseId: string): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select person from enrolment where tenant = $1 and course = $2 and role = 'trainee' and status = 'active' and team limit 200`,
    [tenant, courseId],
  );
  return rows.map((row) => row.person);
}

/** False where the person is no learner of the course. */
export async function setTeam(tx: EntityManager, { tenant, courseId, person, team }: InCourse & { team: boolean }): Promise<boolean> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update enrolment set team = $4 where tenant = $1 and course = $2 and person = $3 and role = 'trainee' and status = 'active'`,
    [tenant, courseId, person, team],
  );
  return changed > 0;
}
