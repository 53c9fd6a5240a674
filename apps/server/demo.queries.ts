import type { EntityManager } from 'typeorm';

/** What is there already stays. */
export async function addTenant(
  tx: EntityManager,
  { id, kind, name, now }: { id: string; kind: 'provider' | 'school'; name: string; now: Date },
): Promise<void> {
  await tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, $2, $3, 'de', $4) on conflict (id) do nothing`, [id, kind, name, now]);
}

/** Registrations of an LMS by its client id, the oldest first. */
export function registrationsOf(tx: EntityManager, tenant: string, clientId: string): Promise<{ id: string; issuer: string }[]> {
  return tx.query<{ id: string; issuer: string }[]>(
    `select id, issuer from registration where tenant = $1 and client_id = $2 and state <> 'deleted' order by created_at`,
    [tenant, clientId],
  );
}

/** Inside a gate. */
export async function hasAccount(tx: EntityManager, person: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from account where person = $1`, [person])).length > 0;
}

/** What is kept of these people's passwords; inside a gate. */
export async function passwordHashes(tx: EntityManager, persons: readonly string[]): Promise<string[]> {
  const found = await tx.query<{ kept: string }[]>(`select password_hash as kept from account where person = any($1) and password_hash is not null`, [persons]);
  return found.map(({ kept }) => kept);
}

export async function hasTutorGrant(tx: EntityManager, tenant: string, person: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from role_grant where tenant = $1 and person = $2 and role = 'tutor'`, [tenant, person])).length > 0;
}

/** Whether the weeks before were played at an earlier start. */
export async function isPlayed(tx: EntityManager): Promise<boolean> {
  const [done] = await tx.query<{ n: number }[]>(`select count(*)::int as n from audit where event = 'demo.seeded'`);
  return (done?.n ?? 0) > 0;
}

/** What a run drew. */
export async function drawnOf(tx: EntityManager, run: string): Promise<{ package: string; seed: number } | undefined> {
  const [row] = await tx.query<{ package: string; seed: number }[]>(`select package, seed from unit_run where id = $1`, [run]);
  return row;
}

/** What a mock exam asks, in its order. */
export function examTasksOf(tx: EntityManager, run: string): Promise<{ exercise: string; package: string; seed: number }[]> {
  return tx.query(`select exercise_id as exercise, package, seed from run_task where run = $1 order by position`, [run]);
}

export async function seedOfMeeting(tx: EntityManager, tenant: string, meeting: string): Promise<number | undefined> {
  const [row] = await tx.query<{ seed: number }[]>(`select seed from meeting where tenant = $1 and id = $2`, [tenant, meeting]);
  return row?.seed;
}

export async function enrolled(tx: EntityManager, enrolment: string): Promise<{ person: string; course: string } | undefined> {
  const [row] = await tx.query<{ person: string; course: string }[]>(`select person, course from enrolment where id = $1`, [enrolment]);
  return row;
}

export interface DemoRoom {
  tenant: string;
  id: string;
  course: string;
  title: string;
  place: string;
  by: string;
  now: Date;
}
/** What is there already stays. */
export async function addRoom(tx: EntityManager, { tenant, id, course, title, place, by, now }: DemoRoom): Promise<void> {
  await tx.query(
    `insert into room (tenant, id, course, title, place_label, media, link, created_by, created_at, changed_at) values ($1, $2, $3, $4, $5, 'mesh', null, $6, $7, $7)
     on conflict do nothing`,
    [tenant, id, course, title, place, by, now],
  );
}

/** The reports there are, by their participation and last day. */
export function begunReports(tx: EntityManager): Promise<{ participation: string; to: string }[]> {
  return tx.query<{ participation: string; to: string }[]>(`select participation, to_char(to_on, 'YYYY-MM-DD') as to from report`);
}

export async function revisionOf(tx: EntityManager, report: string): Promise<number> {
  const [row] = await tx.query<{ revision: number | null }[]>(`select max(revision) as revision from report_version where report = $1`, [report]);
  return row?.revision ?? 0;
}
