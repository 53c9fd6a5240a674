import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, dayBegins, type AbsenceReason, type AttendanceSummary } from '#lotse/contract';
import { newestReasons, recordsOfParticipation } from './records.queries.js';
import { isAbsence, sumsOf } from './sums.js';

/** What the records of a participation say of a period, for those who report it. */
@Injectable()
export class AttendanceFacts {
  /** Null where no hour of that period was recorded: nothing is known then, which is not the same as none. */
  async summary(tx: EntityManager, tenant: string, participation: string, period: { from: string; to: string }): Promise<AttendanceSummary | null> {
    const span = { from: dayBegins(period.from), to: dayBegins(addDays(period.to, 1)) };
    const found = await recordsOfParticipation(tx, { tenant, participation, ...span });
    if (found.length === 0) return null;
    const newest = await newestReasons(
      tx,
      tenant,
      found.map((one) => one.root),
    );
    const sums = sumsOf(found.map((one) => ({ ...one, reason: newest.get(one.root) ?? null })));
    const absent: Partial<Record<AbsenceReason, number>> = {};
    for (const one of found.filter((record) => isAbsence(record.status) && record.status !== 'CANCELLED_IN_TIME')) {
      const reason = newest.get(one.root) ?? 'NONE';
      absent[reason] = (absent[reason] ?? 0) + 1;
    }
    const { meetings, plannedMinutes, onSiteMinutes, onlineMinutes, lessonUnits, cancelledByProvider, cancelledInTime } = sums;
    return {
      ...{ meetings, plannedMinutes, onSiteMinutes, onlineMinutes, lessonUnits, cancelledByProvider, cancelledInTime },
      absent: Object.entries(absent).map(([reason, count]) => ({ reason: reason as AbsenceReason, count })),
    };
  }
}
