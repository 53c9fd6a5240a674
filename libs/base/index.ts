/**
 * What every lib builds on: settings, the transaction scopes of the database, the clock, logs, problems, sealing, audit,
 * due work, the one outgoing fetch, and how a contract route is mounted. It knows no trainee and no LMS.
 * Called by all libs to its right and by the server.
 */
export { BaseModule, DATABASE, MASTER_KEY, SETTINGS, type BaseParts } from './base.module.js';
export { admit } from './db/admit.js';
export { Audit, type AuditEvent } from './audit/audit.js';
export type { AuditRow } from './audit/audit.queries.js';
export { AuditHeads, headsOf, type AuditHead } from './audit/audit-heads.js';
export { verifyAudit, type AuditFault } from './audit/verify-audit.js';
export { Clock } from './clock.js';
export { readSettings, SettingsError, SettingsShape, type Settings } from './config.js';
export { csvOf } from './csv.js';
export { isDatabaseAway } from './db/database-away.js';
export { columns, days, type RowOf } from './db/columns.js';
export { AS_APP, Db, GATES, type Asker, type Gate } from './db/db.js';
export type { Statement } from './db/hot-batch.js';
export type { Hot } from './db/hot-turn.js';
export { Due, type DueWork } from './due.js';
export {
  acted,
  AllTables,
  daysBefore,
  detached,
  HERE,
  mine,
  own,
  sealedOfPerson,
  inFolder,
  sealedOfTenant,
  yearsBefore,
  type LibTables,
  type PersonalRows,
  type Retention,
  type SealedColumn,
  type TableClass,
} from './lib-tables.js';
export { MY_NOW, MY_PERSON, MY_TENANT } from './migrations/policies.js';
export { BASE_TABLES } from './db/tables.js';
export { FolderInUse } from './embedded/folder-lock.js';
export { ContentParam, For, FromBody, FromBytes, FromQuery, Handle, IdParam, Public, FromQuerySchema, WHO_KEY } from './http/http.js';
export { GRACE_MS, KeyRotation } from './keys/key-rotation.js';
export { currentRequestId, Log, withRequestId, type LogFields } from './log.js';
export { MailTransport, type SmtpTest } from './mail/mail-transport.js';
export type { MailKind } from './mail/mail-texts.js';
export { MAIL_ENTITIES, type MailState } from './mail/outbox.entities.js';
export { Outbox, type Mailed } from './mail/outbox.js';
export { openDatabase, migrate, type Database } from './db/open-database.js';
export { FolderOpen } from './embedded/own-folder.js';
export { Problem } from './http/problem.js';
export { ProblemFilter } from './http/problem-filter.js';
export { SafeFetch } from './http/safe-fetch.js';
export { Seal, type SealedCell } from './seal.js';
export type { Asking, KeyOwner } from './keys/key-ring.queries.js';
export { tenantIds } from './tenants.queries.js';
export { isUnstorable } from './db/unstorable.js';
