import type { EntityManager } from 'typeorm';
import { columns, days, type RowOf } from '#lotse/base';
import { runningGrant } from '#lotse/people';
import type { Question, Release } from './entities.js';
import type { Paging } from './reports.queries.js';

const STORED = columns<Release>('r.')(
  ...(['tenant', 'id', 'report', 'version', 'recipient', 'scope', 'purpose', 'legalBasis', 'basisNote', 'content', 'label'] as const),
  ...(['fromAt', 'until', 'releasedBy', 'releasedAt', 'withdrawnAt'] as const),
);
const DAYS = days<Release>('r.')('fromOn', 'untilOn');
const RELEASE_COLUMNS = `${STORED}, ${DAYS}`;
export type ReleaseRow = RowOf<typeof STORED> & RowOf<typeof DAYS>;
const QUESTION_COLUMNS = columns<Question>('q.')('id', 'release', 'askedBy', 'askedAt', 'text', 'answer', 'answeredAt');
export type QuestionRow = RowOf<typeof QUESTION_COLUMNS>;
/** Somebody without a tenant who reads what was released to them in these tenants. */
export interface Recipient {
  person: string;
  tenants: readonly string[];
}
interface OfReport {
  tenant: string;
  report: string;
}

const READ_AT = `(select min(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;
const LAST_READ = `(select max(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;

export function releasesOf(tx: EntityManager, { tenant, report }: OfReport): Promise<ReleaseRow[]> {
  return tx.query<ReleaseRow[]>(`select ${RELEASE_COLUMNS} from release r where r.tenant = $1 and r.report = $2 order by r.released_at desc, r.id limit 100`, [
    tenant,
    report,
  ]);
}

const LOCKED = columns<Release>()('version', 'withdrawnAt');

export async function lockRelease(tx: EntityManager, { tenant, report }: OfReport, release: string): Promise<RowOf<typeof LOCKED> | undefined> {
  const sql = `select ${LOCKED} from release where tenant = $1 and report = $2 and id = $3 for update`;
  const [row] = await tx.query<RowOf<typeof LOCKED>[]>(sql, [tenant, report, release]);
  return row;
}

/** Who can be a recipient: a caseworker's grant runs. */
export async function caseworkers(tx: EntityManager, tenant: string, now: Date): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select distinct person from role_grant where tenant = $1 and role = 'caseworker' and ${runningGrant('$2')} order by person limit 1000`,
    [tenant, now],
  );
  return rows.map((row) => row.person);
}

/** A release in the recipient's list: when they first read it, and how many questions and unread answers it has. */
export type ReceivedRelease = ReleaseRow & { readAt: Date | null; open: number; fresh: number };

export function receivedBy(tx: EntityManager, { person, tenants }: Recipient, sort: 'newest' | 'until', { page, size }: Paging): Promise<ReceivedRelease[]> {
  const order = sort === 'until' ? 'r.until, r.id' : 'r.released_at desc, r.id';
  return tx.query<ReceivedRelease[]>(
    `select ${RELEASE_COLUMNS}, ${READ_AT} as "readAt",
       (select count(*)::int from question q where q.release = r.id and q.tenant = r.tenant and q.answered_at is null) as open,
       (select count(*)::int from question q where q.release = r.id and q.tenant = r.tenant and q.answered_at > coalesce(${LAST_READ}, r.from_at)) as fresh
     from release r where r.recipient = $1 and r.tenant = any($2) order by ${order} limit $3 offset $4`,
    [person, tenants, size, (page - 1) * size],
  );
}

export async function countReceived(tx: EntityManager, { person, tenants }: Recipient): Promise<{ total: number; unread: number }> {
  const [count] = await tx.query<{ total: number; unread: number }[]>(
    `select count(*)::int as total, count(*) filter (where ${READ_AT} is null)::int as unread from release r where r.recipient = $1 and r.tenant = any($2)`,
    [person, tenants],
  );
  return count ?? { total: 0, unread: 0 };
}

/** Row-level security shows a recipient their own alone. */
export async function receivedOne(tx: EntityManager, release: string, tenants: readonly string[]): Promise<ReleaseRow | undefined> {
  const [row] = await tx.query<ReleaseRow[]>(`select ${RELEASE_COLUMNS} from release r where r.id = $1 and r.tenant = any($2)`, [release, tenants]);
  return row;
}

/** Which of these releases the recipient may still read. */
export function stillReceived(tx: EntityManager, { person, tenants }: Recipient, releases: readonly string[]): Promise<ReleaseRow[]> {
  return tx.query<ReleaseRow[]>(`select ${RELEASE_COLUMNS} from release r where r.recipient = $1 and r.tenant = any($2) and r.id::text = any($3)`, [
    person,
    tenants,
    releases,
  ]);
}

export function questionsOfRelease(tx: EntityManager, release: string): Promise<QuestionRow[]> {
  return tx.query<QuestionRow[]>(`select ${QUESTION_COLUMNS} from question q where q.release = $1 order by q.asked_at, q.id limit 100`, [release]);
}

export function questionsOfReport(tx: EntityManager, { tenant, report }: OfReport): Promise<QuestionRow[]> {
  return tx.query<QuestionRow[]>(`select ${QUESTION_COLUMNS} from question q where q.tenant = $1 and q.report = $2 order by q.asked_at, q.id limit 200`, [
    tenant,
    report,
  ]);
}

const LOCKED_QUESTION = columns<Question>()('askedBy', 'answeredAt', 'release');

export async function lockQuestion(tx: EntityManager, { tenant, report }: OfReport, question: string): Promise<RowOf<typeof LOCKED_QUESTION> | undefined> {
  const sql = `select ${LOCKED_QUESTION} from question where tenant = $1 and report = $2 and id = $3 for update`;
  const [row] = await tx.query<RowOf<typeof LOCKED_QUESTION>[]>(sql, [tenant, report, question]);
  return row;
}

/** Who was given a report about somebody, and until when. */
const GIVEN = columns<Release>()('recipient', 'purpose', 'releasedAt');
const UNTIL = days<Release>()('untilOn');
export type ReceivedReport = RowOf<typeof GIVEN> & RowOf<typeof UNTIL> & { withdrawn: boolean };
export function releasesAbout(tx: EntityManager, tenant: string, person: string): Promise<ReceivedReport[]> {
  return tx.query<ReceivedReport[]>(
    `select ${GIVEN}, ${UNTIL}, withdrawn_at is not null as withdrawn from release where tenant = $1 and person = $2 order by released_at limit 200`,
    [tenant, person],
  );
}
