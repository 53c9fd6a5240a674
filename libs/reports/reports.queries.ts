import type { EntityManager } from 'typeorm';
import { columns, days, type RowOf } from '#lotse/base';
import type { ReportCheck, ReportState } from '#lotse/contract';
import type { Report, ReportVersion } from './entities.js';

const DAYS = days<Report>('r.')('dueOn', 'fromOn', 'toOn');
const REPORT = columns<Report>('r.')('tenant', 'id', 'participation', 'person', 'occasion');
const VERSION = columns<ReportVersion>('v.')(
  ...(['version', 'state', 'revision', 'facts', 'body', 'author', 'kept', 'checks', 'reviewedBy', 'reviewedAt'] as const),
  ...(['disclosedAt', 'seenAt', 'statement', 'statedAt'] as const),
);
/** A report with one of its versions, sealed columns still shut. */
export type StoredVersion = RowOf<typeof REPORT> & RowOf<typeof DAYS> & RowOf<typeof VERSION> & { newest: number };
/** Which version is wanted: the newest, one by its number, the newest that the trainee may see, or the newest that went out. */
export type Which = 'newest' | 'disclosed' | 'out' | number;
interface Key {
  tenant: string;
  report: string;
}
interface VersionKey {
  tenant: string;
  id: string;
  version: number;
}
/** Pages are counted from 1. */
export interface Paging {
  page: number;
  size: number;
}

const WHICH = {
  newest: 'v.version = r.version',
  disclosed: 'v.version = (select max(d.version) from report_version d where d.tenant = r.tenant and d.report = r.id and d.disclosed_at is not null)',
  out: `v.version = (select max(d.version) from report_version d where d.tenant = r.tenant and d.report = r.id and d.state in ('RELEASED', 'HANDED_OVER'))`,
};

/** Nobody else changes the report until the transaction ends. */
export async function lockReport(tx: EntityManager, { tenant, report }: Key): Promise<void> {
  await tx.query(`select 1 from report where tenant = $1 and id = $2 for update`, [tenant, report]);
}

export async function storedVersion(tx: EntityManager, { tenant, report }: Key, which: Which = 'newest'): Promise<StoredVersion | undefined> {
  const wanted = typeof which === 'number' ? 'v.version = $3' : WHICH[which];
  const [row] = await tx.query<StoredVersion[]>(
    `select ${REPORT}, ${DAYS}, r.version as newest, ${VERSION} from report r join report_version v on v.tenant = r.tenant and v.report = r.id where r.tenant = $1 and r.id = $2 and ${wanted}`,
    typeof which === 'number' ? [tenant, report, which] : [tenant, report],
  );
  return row;
}

/** What the trainee stated last, to this version or an older one. */
export async function lastStatement(
  tx: EntityManager,
  { tenant, id, version }: VersionKey,
): Promise<{ version: number; statement: Buffer; at: Date } | undefined> {
  const [row] = await tx.query<{ version: number; statement: Buffer; at: Date }[]>(
    `select version, statement, stated_at as at from report_version where tenant = $1 and report = $2 and version <= $3 and statement is not null order by version desc limit 1`,
    [tenant, id, version],
  );
  return row;
}

/** The newest first; `all`, or only those that went out. */
export function versionsOf(tx: EntityManager, { tenant, report }: Key, all: boolean): Promise<{ version: number; state: ReportState; at: Date }[]> {
  return tx.query<{ version: number; state: ReportState; at: Date }[]>(
    `select version, state, created_at as at from report_version where tenant = $1 and report = $2 and ($3 or state in ('RELEASED', 'HANDED_OVER')) order by version desc limit 100`,
    [tenant, report, all],
  );
}

/** Each change of a version raises its revision. `set` uses the parameters from $4 on. */
async function change(tx: EntityManager, { tenant, id, version }: VersionKey, now: Date, set: string, ...values: unknown[]): Promise<void> {
  await tx.query(
    `update report_version set ${set}, revision = revision + 1, changed_at = $${values.length + 4} where tenant = $1 and report = $2 and version = $3`,
    [tenant, id, version, ...values, now],
  );
}

/** A new text takes the signature back. */
export function changeText(tx: EntityManager, at: VersionKey, { body, author, now }: { body: Buffer; author: string; now: Date }): Promise<void> {
  return change(tx, at, now, `body = $4, author = $5, state = 'DRAFT', checks = null, reviewed_by = null, reviewed_at = null`, body, author);
}

export function changeFacts(tx: EntityManager, at: VersionKey, { facts, now }: { facts: Buffer; now: Date }): Promise<void> {
  return change(tx, at, now, 'facts = $4', facts);
}

export interface Signature {
  kept: Buffer;
  checks: ReportCheck[];
  by: string;
  now: Date;
}
export function markReviewed(tx: EntityManager, at: VersionKey, { kept, checks, by, now }: Signature): Promise<void> {
  return change(tx, at, now, `state = 'REVIEWED', kept = $4, checks = $5, reviewed_by = $6, reviewed_at = $7`, kept, checks, by, now);
}

export function markDisclosed(tx: EntityManager, at: VersionKey, { by, now }: { by: string; now: Date }): Promise<void> {
  return change(tx, at, now, `state = 'DISCLOSED', disclosed_by = $4, disclosed_at = $5`, by, now);
}

export function markReleased(tx: EntityManager, at: VersionKey, now: Date): Promise<void> {
  return change(tx, at, now, `state = 'RELEASED'`);
}

export function markHandedOver(tx: EntityManager, at: VersionKey, { by, now }: { by: string; now: Date }): Promise<void> {
  return change(tx, at, now, `state = 'HANDED_OVER', handed_over_by = $4, handed_over_at = $5`, by, now);
}

/** Null takes the statement back. Who states something has seen the report. */
export async function changeStatement(tx: EntityManager, at: VersionKey, { statement, now }: { statement: Buffer | null; now: Date }): Promise<void> {
  await tx.query(
    `update report_version set statement = $4, stated_at = $5, seen_at = coalesce(seen_at, $6), revision = revision + 1, changed_at = $6 where tenant = $1 and report = $2 and version = $3`,
    [at.tenant, at.id, at.version, statement, statement && now, now],
  );
}

const LISTED = columns<Report>('r.')('id', 'participation', 'occasion', 'version', 'changedAt');
export type ListRow = RowOf<typeof LISTED> &
  RowOf<typeof DAYS> & {
    state: ReportState;
    seen: boolean;
    stated: boolean;
    releases: number;
    questions: number;
    out: boolean;
    total: number;
  };
/** Null where it does not matter. */
export interface ListWish {
  now: Date;
  participations: readonly string[] | null;
  participation: string | null;
  state: ReportState | null;
  waiting: 'question' | 'statement' | null;
}

const OPEN_RELEASES = `(select count(*)::int from release l where l.tenant = r.tenant and l.report = r.id and l.withdrawn_at is null and l.until > $2)`;
const OPEN_QUESTIONS = `(select count(*)::int from question q where q.tenant = r.tenant and q.report = r.id and q.answered_at is null)`;
const OUT = `exists (select from report_version o where o.tenant = r.tenant and o.report = r.id and o.state in ('RELEASED', 'HANDED_OVER'))`;
const STATED = `exists (select from report_version s where s.tenant = r.tenant and s.report = r.id and s.statement is not null)`;

/** A page of reports, what was changed last first, each with how many there are. */
export function reportRows(tx: EntityManager, tenant: string, wish: ListWish, { page, size }: Paging): Promise<ListRow[]> {
  return tx.query<ListRow[]>(
    `select ${LISTED}, ${DAYS}, v.state, v.seen_at is not null as seen, ${STATED} as stated, ${OPEN_RELEASES} as releases, ${OPEN_QUESTIONS} as questions, ${OUT} as out, count(*) over ()::int as total
     from report r join report_version v on v.tenant = r.tenant and v.report = r.id and v.version = r.version
     where r.tenant = $1 and ($3::uuid[] is null or r.participation = any($3)) and ($4::uuid is null or r.participation = $4) and ($5::text is null or v.state = $5)
       and ($6::text is null or ($6 = 'question' and ${OPEN_QUESTIONS} > 0) or ($6 = 'statement' and v.state = 'DISCLOSED' and ${STATED}))
     order by r.changed_at desc, r.id limit $7 offset $8`,
    [tenant, wish.now, wish.participations, wish.participation, wish.state, wish.waiting, size, (page - 1) * size],
  );
}

/** A page of the reports that were shown to a trainee, what was shown last first, each with how many there are. */
export function shownTo(
  tx: EntityManager,
  { tenant, person, participations }: { tenant: string; person: string; participations: readonly string[] },
  { page, size }: Paging,
): Promise<{ id: string; total: number; receivers: number }[]> {
  return tx.query<{ id: string; total: number; receivers: number }[]>(
    `select r.id, count(*) over ()::int as total, (select count(*)::int from release l where l.tenant = r.tenant and l.report = r.id) as receivers
     from report r cross join lateral (select max(v.disclosed_at) as at from report_version v where v.tenant = r.tenant and v.report = r.id) shown
     where r.tenant = $1 and r.person = $2 and r.participation = any($5) and shown.at is not null order by shown.at desc, r.id limit $3 offset $4`,
    [tenant, person, size, (page - 1) * size, participations],
  );
}

/** Whose participation each of these reports is about. */
export function participationsOfReports(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<{ id: string; participation: string }[]> {
  return tx.query<{ id: string; participation: string }[]>(`select id, participation from report where tenant = $1 and id::text = any($2)`, [tenant, ids]);
}

/** The same of releases. */
export function participationsOfReleases(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<{ id: string; participation: string }[]> {
  return tx.query<{ id: string; participation: string }[]>(
    `select e.id, r.participation from release e join report r on r.tenant = e.tenant and r.id = e.report where e.tenant = $1 and e.id::text = any($2)`,
    [tenant, ids],
  );
}
