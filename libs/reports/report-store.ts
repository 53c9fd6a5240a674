import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal } from '#lotse/base';
import {
  germanDay,
  type HintDecision,
  type ReportCheck,
  type ReportContent,
  type ReportFacts,
  type ReportPart,
  type ReportState,
  type ReportText,
} from '#lotse/contract';
import { ContactsService } from '#lotse/measures';

/** A report with one of its versions, sealed columns still shut. */
export interface StoredVersion {
  tenant: string;
  id: string;
  participation: string;
  person: string | null;
  occasion: ReportContent['occasion'];
  dueOn: string | null;
  fromOn: string;
  toOn: string;
  newest: number;
  version: number;
  state: ReportState;
  revision: number;
  facts: Buffer;
  body: Buffer;
  author: string;
  kept: Buffer | null;
  checks: ReportCheck[] | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  disclosedAt: Date | null;
  seenAt: Date | null;
  statement: Buffer | null;
  statedAt: Date | null;
}

const COLUMNS = `r.tenant, r.id, r.participation, r.person, r.occasion, to_char(r.due_on, 'YYYY-MM-DD') as "dueOn", to_char(r.from_on, 'YYYY-MM-DD') as "fromOn", to_char(r.to_on, 'YYYY-MM-DD') as "toOn",
  r.version as newest, v.version, v.state, v.revision, v.facts, v.body, v.author, v.kept, v.checks, v.reviewed_by as "reviewedBy", v.reviewed_at as "reviewedAt",
  v.disclosed_at as "disclosedAt", v.seen_at as "seenAt", v.statement, v.stated_at as "statedAt"`;

/** Which version is wanted: the newest, one by its number, the newest that the trainee may see, or the newest that went out. */
export type Which = 'newest' | 'disclosed' | 'out' | number;
const WHICH = {
  newest: 'v.version = r.version',
  disclosed: 'v.version = (select max(d.version) from report_version d where d.tenant = r.tenant and d.report = r.id and d.disclosed_at is not null)',
  out: `v.version = (select max(d.version) from report_version d where d.tenant = r.tenant and d.report = r.id and d.state in ('RELEASED', 'HANDED_OVER'))`,
};

export const EVERY_PART: ReportPart[] = ['learning', 'attendance', 'development', 'goals', 'recommendation', 'exit', 'statement'];

/** Rows of reports, and what is sealed in them. Who may ask is decided before (report-access.ts). */
@Injectable()
export class ReportStore {
  constructor(
    private readonly seal: Seal,
    private readonly contacts: ContactsService,
  ) {}

  /** With `lock` nobody else changes the report until the transaction ends. */
  async find(tx: EntityManager, tenant: string, report: string, which: Which = 'newest', lock = false): Promise<StoredVersion | undefined> {
    const wanted = typeof which === 'number' ? 'v.version = $3' : WHICH[which];
    if (lock) await tx.query(`select 1 from report where tenant = $1 and id = $2 for update`, [tenant, report]);
    const [row] = await tx.query<StoredVersion[]>(
      `select ${COLUMNS} from report r join report_version v on v.tenant = r.tenant and v.report = r.id where r.tenant = $1 and r.id = $2 and ${wanted}`,
      typeof which === 'number' ? [tenant, report, which] : [tenant, report],
    );
    return row;
  }

  facts(tx: EntityManager, row: StoredVersion): Promise<ReportFacts> {
    return this.open<ReportFacts>(tx, row, 'facts', row.facts);
  }

  text(tx: EntityManager, row: StoredVersion): Promise<ReportText> {
    return this.open<ReportText>(tx, row, 'body', row.body);
  }

  async kept(tx: EntityManager, row: StoredVersion): Promise<HintDecision[]> {
    return row.kept ? this.open<HintDecision[]>(tx, row, 'kept', row.kept) : [];
  }

  /** The whole version. A statement that was given to an older version stays with the report. */
  async content(tx: EntityManager, row: StoredVersion): Promise<ReportContent> {
    return {
      reportId: row.id,
      version: row.version,
      occasion: row.occasion,
      dueOn: row.dueOn,
      facts: await this.facts(tx, row),
      text: await this.text(tx, row),
      scope: EVERY_PART,
      statement: await this.statement(tx, row),
      disclosedOn: row.disclosedAt && germanDay(row.disclosedAt),
      contact: await this.contact(tx, row),
    };
  }

  private async contact(tx: EntityManager, row: StoredVersion): Promise<ReportContent['contact']> {
    const found = await this.contacts.contactIn(tx, row.tenant, row.participation);
    return found && { name: found.name, phone: found.phone, email: found.email };
  }

  private async statement(tx: EntityManager, row: StoredVersion): Promise<ReportContent['statement']> {
    const [stated] = await tx.query<{ version: number; statement: Buffer; at: Date }[]>(
      `select version, statement, stated_at as at from report_version where tenant = $1 and report = $2 and version <= $3 and statement is not null order by version desc limit 1`,
      [row.tenant, row.id, row.version],
    );
    if (!stated) return null;
    const text = await this.open<string>(tx, { ...row, version: stated.version }, 'statement', stated.statement);
    return { text, at: stated.at.toISOString(), version: stated.version };
  }

  shut(tx: EntityManager, at: { tenant: string; id: string; version: number }, column: Column, value: unknown): Promise<Buffer> {
    return this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, cellOf(at, column), JSON.stringify(value));
  }

  private async open<T>(tx: EntityManager, at: { tenant: string; id: string; version: number }, column: Column, sealed: Buffer): Promise<T> {
    return JSON.parse(await this.seal.open(tx, { kind: 'tenant', id: at.tenant }, cellOf(at, column), sealed)) as T;
  }
}

type Column = 'facts' | 'body' | 'kept' | 'statement';
function cellOf({ id, version }: { id: string; version: number }, column: Column) {
  return { table: 'report_version', row: `${id} ${version}`, column };
}
