import type { EntityManager } from 'typeorm';
import type { LegalBasis, ReleasePurpose, ReportPart } from '#lotse/contract';
import { runningGrant } from '#lotse/people';
import type { Paging } from './reports.queries.js';

export interface ReleaseRow {
  tenant: string;
  id: string;
  report: string;
  version: number;
  recipient: string;
  scope: ReportPart[];
  purpose: ReleasePurpose;
  legalBasis: LegalBasis;
  basisNote: Buffer;
  content: Buffer | null;
  label: Buffer | null;
  fromOn: string;
  untilOn: string;
  fromAt: Date;
  until: Date;
  releasedBy: string;
  releasedAt: Date;
  withdrawnAt: Date | null;
}
export interface QuestionRow {
  id: string;
  release: string;
  askedBy: string;
  askedAt: Date;
  text: Buffer;
  answer: Buffer | null;
  answeredAt: Date | null;
}
/** Somebody without a tenant who reads what was released to them in these tenants. */
export interface Recipient {
  person: string;
  tenants: readonly string[];
}
interface OfReport {
  tenant: string;
  report: string;
}

const RELEASE_COLUMNS = `r.tenant, r.id, r.report, r.version, r.recipient, r.scope, r.purpose, r.legal_basis as "legalBasis", r.basis_note as "basisNote", r.content, r.label,
  to_char(r.from_on, 'YYYY-MM-DD') as "fromOn", to_char(r.until_on, 'YYYY-MM-DD') as "untilOn", r.from_at as "fromAt", r.until, r.released_by as "releasedBy", r.released_at as "releasedAt", r.withdrawn_at as "withdrawnAt"`;
const QUESTION_COLUMNS = `q.id, q.release, q.asked_by as "askedBy", q.asked_at as "askedAt", q.text, q.answer, q.answered_at as "answeredAt"`;
const READ_AT = `(select min(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;
const LAST_READ = `(select max(a.at) from audit a where a.actor = $1 and a.subject = r.id::text and a.event = 'release.read')`;

export function releasesOf(tx: EntityManager, { tenant, report }: OfReport): Promise<ReleaseRow[]> {
  return tx.query<ReleaseRow[]>(`select ${RELEASE_COLUMNS} from release r where r.tenant = $1 and r.report = $2 order by r.released_at desc, r.id limit 100`, [
    tenant,
    report,
  ]);
}

export async function lockRelease(
  tx: EntityManager,
  { tenant, report }: OfReport,
  release: string,
): Promise<{ version: number; withdrawnAt: Date | null } | undefined> {
  const [row] = await tx.query<{ version: number; withdrawnAt: Date | null }[]>(
    `select version, withdrawn_at as "withdrawnAt" from release where tenant = $1 and report = $2 and id = $3 for update`,
    [tenant, report, release],
  );
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

export async function lockQuestion(
  tx: EntityManager,
  { tenant, report }: OfReport,
  question: string,
): Promise<{ askedBy: string; answeredAt: Date | null; release: string } | undefined> {
  const [row] = await tx.query<{ askedBy: string; answeredAt: Date | null; release: string }[]>(
    `select asked_by as "askedBy", answered_at as "answeredAt", release from question where tenant = $1 and report = $2 and id = $3 for update`,
    [tenant, report, question],
  );
  return row;
}

/** Who was given a report about somebody, and until when. */
export interface ReceivedReport {
  recipient: string;
  purpose: string;
  releasedAt: Date;
  untilOn: string;
  withdrawn: boolean;
}
export function releasesAbout(tx: EntityManager, tenant: string, person: string): Promise<ReceivedReport[]> {
  return tx.query<ReceivedReport[]>(
    `select recipient, purpose, released_at as "releasedAt", to_char(until_on, 'YYYY-MM-DD') as "untilOn", withdrawn_at is not null as withdrawn
     from release where tenant = $1 and person = $2 order by released_at limit 200`,
    [tenant, person],
  );
}
