import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import {
  addDays,
  addMonths,
  germanDay,
  type AbsenceReason,
  type attendanceMonth,
  type attendanceOf,
  type HourRecord,
  type MonthRow,
  type Reply,
} from '#lotse/contract';
import { MeasuresService, ParticipationsService } from '#lotse/measures';
import { type Staff } from '#lotse/people';
import { locksOn, monthSpan } from './charge.js';
import { Records } from './records.js';
import { newestReasons, newestRecord, recordsOfParticipations, type StoredRecord } from './records.queries.js';
import { isAbsence, sumsOf } from './sums.js';
import { AttendanceReason } from './attendance.entities.js';

interface Asked {
  month?: string | undefined;
  measureId?: string | undefined;
}
type WithReason = StoredRecord & { reason: AbsenceReason | null };

/** Tests switch these off one by one, to see that their absence is noticed. */
export const MONTH_RULES = { ownParticipationsOnly: true };

/**
 * Attendance by month for those who keep it: a companion sees the participations in which they are companion or deputy,
 * pedagogues and the office those of the tenant. Only they see and set the class of a reason.
 */
@Injectable()
export class MonthService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly participations: ParticipationsService,
    private readonly measures: MeasuresService,
    private readonly records: Records,
  ) {}

  list(me: Staff, asked: Asked & { page: number; size: number }): Promise<Reply<typeof attendanceMonth>> {
    return this.db.as(me, async (tx) => {
      const month = this.monthOf(asked.month);
      const measures = (await this.measures.all(tx, me.tenant)).map(({ measureId, number, name }) => ({ measureId, number, name }));
      if (asked.measureId !== undefined && !measures.some((one) => one.measureId === asked.measureId)) throw new Problem('not-found', 'measure.unknown');
      const named = await this.named(tx, me, month, asked.measureId);
      const page = named.slice((asked.page - 1) * asked.size, asked.page * asked.size);
      const rows = await this.rows(tx, me.tenant, month, page);
      return { month, locksOn: locksOn(month), isLocked: germanDay(this.clock.now()) >= locksOn(month), rows, total: named.length, measures };
    });
  }

  /** All of them, for the file. */
  everyRow(me: Staff, asked: Asked): Promise<{ month: string; rows: MonthRow[] }> {
    return this.db.as(me, async (tx) => {
      const month = this.monthOf(asked.month);
      return { month, rows: await this.rows(tx, me.tenant, month, await this.named(tx, me, month, asked.measureId)) };
    });
  }

  one(me: Staff, participationId: string, asked: Asked): Promise<Reply<typeof attendanceOf>> {
    return this.db.as(me, async (tx) => {
      const month = this.monthOf(asked.month);
      const of = await this.find(tx, me, participationId);
      const found = await this.found(tx, me.tenant, month, [participationId]);
      const shown = await this.records.shown(tx, me.tenant, found);
      const records = found.map((row, i) => ({
        ...(shown[i] as HourRecord),
        ...{ from: row.from.toISOString(), to: row.to.toISOString(), supportElement: row.supportElement, reason: row.reason },
        ...{ chargedToParticipant: row.chargedToParticipant, chargedToMeasure: row.chargedToMeasure, groupSize: row.groupSize },
      }));
      return { month, name: of.legalName, measureNumber: of.measure.number, sums: sumsOf(found), records };
    });
  }

  /** Problems: record.unknown, reason.not-absent. */
  setReason(me: Staff, recordId: string, reason: AbsenceReason): Promise<void> {
    return this.db.as(me, async (tx) => {
      const row = await newestRecord(tx, me.tenant, recordId);
      if (!row?.participation) throw new Problem('not-found', 'record.unknown');
      await this.find(tx, me, row.participation, 'record.unknown');
      if (!isAbsence(row.status)) throw new Problem('conflict', 'reason.not-absent');
      await tx.insert(AttendanceReason, { tenant: me.tenant, id: randomUUID(), root: row.root, reason, setBy: me.person, at: this.clock.now() });
      const about = { subjectKind: 'participation', subject: row.participation };
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'attendance.reason-set', ...about });
    });
  }

  private monthOf(asked: string | undefined): string {
    return asked ?? germanDay(this.clock.now()).slice(0, 7);
  }

  private async find(tx: EntityManager, me: Staff, participationId: string, code = 'participation.unknown') {
    const isForAll = me.roles.has('office') || me.roles.has('pedagogue') || !MONTH_RULES.ownParticipationsOnly;
    try {
      return await (isForAll
        ? this.participations.participation(tx, me.tenant, participationId)
        : this.participations.participationFor(tx, me, participationId));
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') throw new Problem('not-found', code);
      throw error;
    }
  }

  private named(tx: EntityManager, me: Staff, month: string, measureId: string | undefined) {
    const isForAll = me.roles.has('office') || me.roles.has('pedagogue') || !MONTH_RULES.ownParticipationsOnly;
    const days = { from: `${month}-01`, to: addDays(addMonths(`${month}-01`, 1), -1) };
    return this.participations.namedIn(tx, me.tenant, { ...days, measureId: measureId ?? null, of: isForAll ? null : me.person });
  }

  private async rows(tx: EntityManager, tenant: string, month: string, named: readonly Omit<MonthRow, keyof ReturnType<typeof sumsOf>>[]): Promise<MonthRow[]> {
    const records = await this.found(
      tx,
      tenant,
      month,
      named.map((one) => one.participationId),
    );
    const groups = new Map<string, WithReason[]>();
    for (const one of records) if (one.participation) groups.set(one.participation, [...(groups.get(one.participation) ?? []), one]);
    return named.map((one) => ({ ...one, ...sumsOf(groups.get(one.participationId) ?? []) }));
  }

  private async found(tx: EntityManager, tenant: string, month: string, participations: readonly string[]): Promise<WithReason[]> {
    const found = await recordsOfParticipations(tx, { tenant, participations, ...monthSpan(month) });
    const newest = await newestReasons(
      tx,
      tenant,
      found.map((one) => one.root),
    );
    return found.map((one) => ({ ...one, reason: newest.get(one.root) ?? null }));
  }
}
