import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal, type KeyOwner } from '#lotse/base';
import type { ReleaseState, ReportContent, ReportQuestion } from '#lotse/contract';
import type { QuestionRow, ReleaseRow } from './releases.queries.js';
import { releaseState } from './rules/release-rules.js';
import { readingsOf } from './traces.queries.js';

/** What a recipient's copy holds besides the report. */
export interface ReleasedCopy {
  report: ReportContent;
  recipient: string;
  releasedBy: string;
  basisNote: string;
}
/** What stands in the recipient's list. */
export interface ReleaseLabel {
  name: string;
  measureNumber: string;
  provider: string;
  occasion: ReportContent['occasion'];
  from: string;
  to: string;
}
type Asked = { text: string; by: string };

/** Releases and questions with what is sealed in them: the recipient's parts under the recipient's key. */
@Injectable()
export class ReleaseStore {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  state(row: ReleaseRow): ReleaseState {
    return releaseState(row, this.clock.now());
  }

  /** When each of these was read, printed or downloaded by its recipient, the newest first, at most 20 each. */
  async readings(tx: EntityManager, tenant: string, releases: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await readingsOf(tx, tenant, releases);
    const times = new Map<string, string[]>();
    for (const row of rows) times.set(row.subject, [...(times.get(row.subject) ?? []), row.at.toISOString()]);
    return times;
  }

  async questions(tx: EntityManager, rows: readonly QuestionRow[]): Promise<ReportQuestion[]> {
    const questions: ReportQuestion[] = [];
    for (const row of rows) {
      const asked = await this.open<Asked>(tx, row.askedBy, { table: 'question', row: row.id, column: 'text' }, row.text);
      const answer = row.answer && (await this.open<Asked>(tx, row.askedBy, { table: 'question', row: row.id, column: 'answer' }, row.answer));
      questions.push({
        questionId: row.id,
        releaseId: row.release,
        askedBy: asked.by,
        askedAt: row.askedAt.toISOString(),
        text: asked.text,
        answer: answer && row.answeredAt ? { ...answer, at: row.answeredAt.toISOString() } : null,
      });
    }
    return questions;
  }

  shutFor(tx: EntityManager, person: string, at: { table: 'release' | 'question'; row: string; column: string }, value: unknown): Promise<Buffer> {
    return this.seal.seal(tx, keyOf(person), at, JSON.stringify(value));
  }

  async copy(tx: EntityManager, row: ReleaseRow): Promise<ReleasedCopy> {
    if (!row.content) throw new Error('a release without its copy');
    const copy = await this.open<ReleasedCopy>(tx, row.recipient, { table: 'release', row: row.id, column: 'content' }, row.content);
    // copies that were made before the contact went along have none
    return { ...copy, report: { ...copy.report, contact: copy.report.contact ?? null } };
  }

  label(tx: EntityManager, row: Pick<ReleaseRow, 'id' | 'recipient' | 'label'>): Promise<ReleaseLabel> {
    if (!row.label) throw new Error('a release without its label');
    return this.open<ReleaseLabel>(tx, row.recipient, { table: 'release', row: row.id, column: 'label' }, row.label);
  }

  shutNote(tx: EntityManager, tenant: string, release: string, text: string): Promise<Buffer> {
    return this.seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'release', row: release, column: 'basis_note' }, text);
  }

  note(tx: EntityManager, row: ReleaseRow): Promise<string> {
    return this.seal.open(tx, { kind: 'tenant', id: row.tenant }, { table: 'release', row: row.id, column: 'basis_note' }, row.basisNote);
  }

  private async open<T>(tx: EntityManager, person: string, at: { table: string; row: string; column: string }, sealed: Buffer): Promise<T> {
    return JSON.parse(await this.seal.open(tx, keyOf(person), at, sealed)) as T;
  }
}

function keyOf(person: string): KeyOwner {
  return { kind: 'person', id: person };
}
