import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal } from '#lotse/base';
import { germanDay, type HintDecision, type ReportContent, type ReportFacts, type ReportPart, type ReportText } from '#lotse/contract';
import { ContactsService } from '#lotse/measures';
import { lastStatement, type StoredVersion } from './reports.queries.js';

export const EVERY_PART: ReportPart[] = ['learning', 'attendance', 'development', 'goals', 'recommendation', 'exit', 'statement'];

/** What is sealed in rows of reports. Who may ask is decided before (report-access.ts). */
@Injectable()
export class ReportStore {
  constructor(
    private readonly seal: Seal,
    private readonly contacts: ContactsService,
  ) {}

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
    const stated = await lastStatement(tx, row);
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
