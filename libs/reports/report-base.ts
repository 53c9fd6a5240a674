import { Audit, Clock, Db, Seal } from '#lotse/base';
import { NoticesService, PeopleService, type Staff } from '#lotse/people';
import type { EntityManager } from 'typeorm';

/** What the services of reports stand on. */
export interface ReportBase {
  db: Db;
  clock: Clock;
  seal: Seal;
  audit: Audit;
  people: PeopleService;
  notices: NoticesService;
}
export const REPORT_BASE = Symbol('what reports stand on');

export type ReportEvent =
  | 'report.drafted'
  | 'report.compiled'
  | 'report.reopened'
  | 'report.version-begun'
  | 'report.reviewed'
  | 'report.disclosed'
  | 'report.stated'
  | 'report.released'
  | 'report.withdrawn'
  | 'report.handed-over'
  | 'report.answered'
  | 'report.read'
  | 'report.downloaded';

/** One entry about a report, in the transaction of what it tells. */
export function note(
  base: ReportBase,
  tx: EntityManager,
  me: Pick<Staff, 'person' | 'tenant'>,
  event: ReportEvent,
  about: { id: string; version: number },
  details: Record<string, string | number | boolean> = {},
): Promise<void> {
  return base.audit.write(tx, {
    tenant: me.tenant,
    actor: me.person,
    event,
    subjectKind: 'report',
    subject: about.id,
    details: { version: about.version, ...details },
  });
}
