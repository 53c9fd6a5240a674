import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '#lotse/base';
import type { Staff } from '#lotse/people';

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

/** What the audit keeps of reports. */
@Injectable()
export class ReportAudit {
  constructor(private readonly audit: Audit) {}

  /** One entry about a report, in the transaction of what it records. */
  note(
    tx: EntityManager,
    me: Pick<Staff, 'person' | 'tenant'>,
    event: ReportEvent,
    about: { id: string; version: number },
    details: Record<string, string | number | boolean> = {},
  ): Promise<void> {
    return this.audit.write(tx, {
      tenant: me.tenant,
      actor: me.person,
      event,
      subjectKind: 'report',
      subject: about.id,
      details: { version: about.version, ...details },
    });
  }
}
