import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import type { HourRecord, OwnHour } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { countBy, recordsBy } from './record-store.js';
import { Records } from './records.js';
import { AttendanceRecord, AttendanceStatement } from './attendance.entities.js';

const OWN = 'a.person = $2';
const UNANSWERED = `${OWN} and s.id is null`;

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
      const mine = [me.tenant, me.person];
      const found = await recordsBy(tx, OWN, [...mine, query.size, (query.page - 1) * query.size], 'order by a.planned_from desc, a.id limit $3 offset $4');
      const shown = await this.records.shown(tx, me.tenant, found);
      const rows = found.map((one, i) => ({
        ...(shown[i] as HourRecord),
        ...{ roomTitle: one.roomTitle, from: one.from.toISOString(), to: one.to.toISOString() },
      }));
      return { rows, total: await countBy(tx, OWN, mine), open: await countBy(tx, UNANSWERED, mine) };
    });
  }

  /** Confirms or objects; said again, the newest counts. Problems: record.unknown, record.corrected, statement.empty. */
  state(me: Me, recordId: string, wish: { agrees: boolean; text: string | null }): Promise<void> {
    return this.db.as(me, async (tx) => {
      const isMine = await tx.existsBy(AttendanceRecord, { tenant: me.tenant, person: me.person, id: recordId });
      if (!isMine) throw new Problem('not-found', 'record.unknown');
      if ((await recordsBy(tx, `${OWN} and a.id = $3`, [me.tenant, me.person, recordId])).length === 0) throw new Problem('conflict', 'record.corrected');
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
