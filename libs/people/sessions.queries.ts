import type { EntityManager } from 'typeorm';
import { AS_APP, columns, type RowOf, type Statement } from '#lotse/base';
import type { LaunchedRole } from '#lotse/contract';
import type { Enrolment } from './entities.js';
import { runningGrant } from './grants.queries.js';
import type { LaunchCode, Session } from './session.entities.js';

const COLUMNS = columns<Session>()(
  ...(['id', 'kind', 'person', 'tenant', 'registration', 'enrolment', 'resourceLink', 'launchLocale', 'createdAt', 'seenAt', 'idleSeconds'] as const),
);
/** Sessions of a launch have a tenant. */
export type SessionRow = RowOf<typeof COLUMNS> & { tenant: string };
export type GrantedRow = SessionRow & { granted: LaunchedRole[] };
export type EnrolmentRow = Pick<Enrolment, 'id' | 'course' | 'role'>;

const OPEN = `kind = 'lti' and revoked_at is null and idle_until > $2 and ends_at > $2`;

/** Read together with the session, without a query of its own. */
const GRANTED = `array(select distinct g.role from role_grant g where g.tenant = session.tenant and g.person = session.person and g.role = any($3)
  and ${runningGrant('$2', 'g.')}) as granted`;

/** Statements after AS_APP run as this person in this tenant: FIND has set app.person and app.tenant. */
const FIND = `select ${COLUMNS}, ${GRANTED}, set_config('app.person', person::text, true), set_config('app.tenant', tenant::text, true)
  from session where bearer_hash = $1 and ${OPEN}`;
const ENROLMENTS = `select id, course, role from enrolment where tenant = nullif(current_setting('app.tenant', true), '')::uuid
  and person = nullif(current_setting('app.person', true), '')::uuid and status = 'active'`;

/** The open session of a bearer with its roles of the list `carried` (`GrantedRow`) and, behind AS_APP, its enrolments (`EnrolmentRow`), for one message. */
export function findByBearer(by: { bearerHash: Buffer; now: Date; carried: readonly string[] }): [Statement, Statement, Statement] {
  return [{ name: 'session-find', text: FIND, values: [by.bearerHash, by.now, by.carried] }, AS_APP, { name: 'session-enrolments', text: ENROLMENTS }];
}

export async function sessionBy(
  tx: EntityManager,
  which: 'id' | 'cookie_hash',
  { value, now }: { value: string | Buffer; now: Date },
): Promise<SessionRow | undefined> {
  return (await tx.query<SessionRow[]>(`select ${COLUMNS} from session where ${which} = $1 and ${OPEN}`, [value, now]))[0];
}

/** Ends the session of this cookie, or with this id, unless it is the person's own. */
export async function endReplaced(tx: EntityManager, old: { cookieHash: Buffer; id: string | null; person: string; now: Date }): Promise<void> {
  await tx.query(`update session set revoked_at = $2 where (cookie_hash = $1 or id = $4) and person <> $3 and revoked_at is null`, [
    old.cookieHash,
    old.now,
    old.person,
    old.id,
  ]);
}

export async function addLtiSession(
  tx: EntityManager,
  one: {
    id: string;
    person: string;
    tenant: string;
    registration: string;
    enrolment: string;
    link: string | null;
    cookieHash: Buffer;
    bearerHash: Buffer;
    locale: 'de' | 'en' | null;
    now: Date;
    idleSeconds: number;
    idleUntil: Date;
    endsAt: Date;
  },
): Promise<void> {
  const who = [one.id, one.person, one.tenant, one.registration, one.enrolment, one.link, one.cookieHash, one.bearerHash, one.locale];
  await tx.query(
    `insert into session (id, kind, person, tenant, registration, enrolment, resource_link, cookie_hash, bearer_hash, launch_locale, created_at, seen_at, idle_seconds, idle_until, ends_at)
       values ($1, 'lti', $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)`,
    [...who, one.now, one.idleSeconds, one.idleUntil, one.endsAt],
  );
}

export async function addLaunchCode(tx: EntityManager, code: { hash: Buffer; session: string; expiresAt: Date }): Promise<void> {
  await tx.query(`insert into launch_code (code_hash, session, expires_at) values ($1, $2, $3)`, [code.hash, code.session, code.expiresAt]);
}

const CODE = columns<LaunchCode>()('session', 'expiresAt');

/** Takes the code with one of these hashes out of the table. */
export async function takeLaunchCode(tx: EntityManager, hashes: readonly Buffer[]): Promise<RowOf<typeof CODE> | undefined> {
  const [taken] = await tx.query<[RowOf<typeof CODE>[], number]>(`delete from launch_code where code_hash = any($1) returning ${CODE}`, [hashes]);
  return taken[0];
}

/** Notes that these were used, as far as they still run. */
export async function prolong(tx: EntityManager, used: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `update session set seen_at = $2, idle_until = $2 + make_interval(secs => idle_seconds) where id = any($1) and revoked_at is null and idle_until > $2 and ends_at > $2`,
    [used, now],
  );
}

export async function openAmong(tx: EntityManager, sessions: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`select id from session where id = any($1) and revoked_at is null and idle_until > $2 and ends_at > $2`, [
    sessions,
    now,
  ]);
  return rows.map(({ id }) => id);
}

/** Notes that a session was used, of a launch or of an account. */
export async function markUsed(tx: EntityManager, one: { id: string; now: Date; idleUntil: Date }): Promise<void> {
  await tx.query(`update session set seen_at = $2, idle_until = $3 where id = $1`, [one.id, one.now, one.idleUntil]);
}

/** Notes that it was used, and sets shorter limits. */
export async function shorten(
  tx: EntityManager,
  one: { id: string; now: Date; idleSeconds: number; idleUntil: Date; endsAt: Date; revokedAt: Date | null },
): Promise<void> {
  await tx.query(`update session set seen_at = $2, idle_seconds = $3, idle_until = $4, ends_at = least(ends_at, $5), revoked_at = $6 where id = $1`, [
    one.id,
    one.now,
    one.idleSeconds,
    one.idleUntil,
    one.endsAt,
    one.revokedAt,
  ]);
}

export async function endSession(tx: EntityManager, id: string, now: Date): Promise<void> {
  await tx.query(`update session set revoked_at = $2 where id = $1 and revoked_at is null`, [id, now]);
}
