import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import type { HourRecord, OwnHour } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { Records } from './records.js';
import { countOwn, isNewestOfOwn, ownRecords } from './records.queries.js';
import { AttendanceRecord, AttendanceStatement } from './attendance.entities.js';

/** What a trainee sees of their own hours, and what they say to them. */
@Injectable()
export class HoursService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly records: Records,
  ) {}

  own(me: Me, query: { page: number; size: number }): Promise<{ rows: OwnHour[]; total: number; open: number }> {
    return this.db.as(me, async (tx) => {
      const mine = { tenant: me.tenant, person: me.person };
      const found = await ownRecords(tx, mine, { offset: (query.page - 1) * query.size, limit: query.size });
      const shown = await this.records.shown(tx, me.tenant, found);
      const rows = found.map((one, i) => ({
        ...(shown[i] as HourRecord),
        ...{ roomTitle: one.roomTitle, from: one.from.toISOString(), to: one.to.toISOString() },
      }));
      const { all, unanswered } = await countOwn(tx, mine);
      return { rows, total: all, open: unanswered };
    });
  }

  /** Confirms or objects; said again, the newest counts. Problems: record.unknown, record.corrected, statement.empty. */
  state(me: Me, recordId: string, wish: { agrees: boolean; text: string | null }): Promise<void> {
    return this.db.as(me, async (tx) => {
      const isMine = await tx.existsBy(AttendanceRecord, { tenant: me.tenant, person: me.person, id: recordId });
      if (!isMine) throw new Problem('not-found', 'record.unknown');
      if (!(await isNewestOfOwn(tx, { tenant: me.tenant, person: me.person }, recordId))) throw new Problem('conflict', 'record.corrected');
      if (!wish.agrees && wish.text === null) throw new Problem('invalid', 'statement.empty');
      await this.write(tx, me, recordId, wish);
    });
  }

  private async write(tx: EntityManager, me: Me, record: string, { agrees, text }: { agrees: boolean; text: string | null }): Promise<void> {
    const id = randomUUID();
    const cell = { table: 'attendance_statement', row: id, column: 'text' };
    const sealed = text === null ? null : await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, cell, text);
    await tx.insert(AttendanceStatement, { tenant: me.tenant, id, record, agrees, text: sealed, at: this.clock.now() });
  }
}
