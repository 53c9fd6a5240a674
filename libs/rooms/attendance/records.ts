import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal } from '#lotse/base';
import type { HourRecord } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import { chargedOf, locksAt } from './charge.js';
import { happenedIn, type Happened } from './meeting-reads.js';
import { insertRecord, type StoredRecord } from './records.queries.js';

type Given = 'meeting' | 'participation' | 'from' | 'to' | 'stays' | 'cameAt' | 'goneAt' | 'mode' | 'learningPlace' | 'status' | 'minutes' | 'supportElement';
/** What is written of one person. */
export interface NewRecord extends Pick<
  StoredRecord,
  Given | 'chargedToMeasure' | 'groupSize' | 'secondProfessional' | 'employerContact' | 'confirmedAt' | 'source'
> {
  person: string;
  confirmedBy: string;
  /** The record it corrects, the first of them, and why. */
  corrects: { id: string; root: string; because: string } | null;
}

/** Records as they are shown and written; what is sealed in them is opened and sealed here. */
@Injectable()
export class Records {
  constructor(
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly people: PeopleService,
  ) {}

  /** In the same order, as the people of the hour see them. */
  async shown(tx: EntityManager, tenant: string, rows: readonly StoredRecord[]): Promise<HourRecord[]> {
    const names = await this.names(
      tx,
      tenant,
      rows.flatMap((row) => row.confirmedBy ?? []),
    );
    const shown: HourRecord[] = [];
    for (const row of rows) shown.push(await this.shownOne(tx, tenant, row, names));
    return shown;
  }

  private async shownOne(tx: EntityManager, tenant: string, row: StoredRecord, names: ReadonlyMap<string, string>): Promise<HourRecord> {
    const open = (table: string, id: string, column: string, bytes: Buffer) =>
      this.seal.open(tx, { kind: 'tenant', id: tenant }, { table, row: id, column }, bytes);
    const because = row.because === null ? '' : await open('attendance_record', row.id, 'because', row.because);
    const text = row.statement === null || row.statementText === null ? null : await open('attendance_statement', row.statement, 'text', row.statementText);
    return {
      ...{ recordId: row.id, status: row.status, mode: row.mode, learningPlace: row.learningPlace, minutes: row.minutes, lessonUnits: row.lessonUnits },
      ...{ cameAt: row.cameAt?.toISOString() ?? null, goneAt: row.goneAt?.toISOString() ?? null, source: row.source },
      confirmedAt: row.confirmedAt.toISOString(),
      confirmedBy: row.confirmedBy === null ? null : (names.get(row.confirmedBy) ?? null),
      corrects: row.correctionOf === null ? null : { recordId: row.correctionOf, because },
      locksAt: row.locksAt.toISOString(),
      isLocked: row.locksAt <= this.clock.now(),
      statement: row.agrees === null || row.statedAt === null ? null : { agrees: row.agrees, text, at: row.statedAt.toISOString() },
    };
  }

  names(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<Map<string, string>> {
    return this.people.displayNames(tx, tenant, [...new Set(persons)]);
  }

  happened(tx: EntityManager, tenant: string, meeting: string): Promise<Happened> {
    return happenedIn(tx, this.seal, tenant, meeting);
  }

  /** Null where the record was corrected by somebody else meanwhile, or written already. */
  async insert(tx: EntityManager, tenant: string, { corrects, ...record }: NewRecord): Promise<string | null> {
    const id = randomUUID();
    const cell = { table: 'attendance_record', row: id, column: 'because' };
    const because = corrects && (await this.seal.seal(tx, { kind: 'tenant', id: tenant }, cell, corrects.because));
    const isNew = await insertRecord(tx, tenant, {
      ...record,
      ...chargedOf(record.minutes),
      ...{ id, root: corrects?.root ?? id, correctionOf: corrects?.id ?? null, because, locksAt: locksAt(record.from) },
    });
    return isNew ? id : null;
  }
}
