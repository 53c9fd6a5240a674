import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Seal } from '#lotse/base';
import type { AttendanceMode, AttendanceStatus, HourRecord, LearningPlace, RecordSource } from '#lotse/contract';
import { chargedOf, locksAt } from './charge.js';

export interface StoredRecord {
  id: string;
  root: string;
  correctionOf: string | null;
  because: Buffer | null;
  meeting: string;
  person: string | null;
  participation: string | null;
  from: Date;
  to: Date;
  stays: { from: string; to: string; place: string }[];
  cameAt: Date | null;
  goneAt: Date | null;
  mode: AttendanceMode | null;
  learningPlace: LearningPlace | null;
  status: AttendanceStatus;
  minutes: number;
  lessonUnits: number;
  supportElement: string | null;
  chargedToParticipant: number;
  chargedToMeasure: number;
  groupSize: number;
  secondProfessional: string | null;
  employerContact: boolean;
  confirmedBy: string | null;
  confirmedAt: Date;
  locksAt: Date;
  source: RecordSource;
  roomTitle: string;
  agrees: boolean | null;
  statement: string | null;
  statementText: Buffer | null;
  statedAt: Date | null;
}

const COLUMNS = `a.id, a.root, a.correction_of as "correctionOf", a.because, a.meeting, a.person, a.participation, a.planned_from as "from", a.planned_to as "to", a.stays, a.came_at as "cameAt", a.gone_at as "goneAt",
  a.mode, a.learning_place as "learningPlace", a.status, a.minutes, a.lesson_units as "lessonUnits", a.support_element as "supportElement", a.charged_to_participant as "chargedToParticipant",
  a.charged_to_measure as "chargedToMeasure", a.group_size as "groupSize", a.second_professional as "secondProfessional", a.employer_contact as "employerContact", a.confirmed_by as "confirmedBy", a.confirmed_at as "confirmedAt",
  a.locks_at as "locksAt", a.source, r.title as "roomTitle", s.id as statement, s.agrees, s.text as "statementText", s.at as "statedAt"`;
const FROM = `attendance_record a join meeting m on m.tenant = a.tenant and m.id = a.meeting join room r on r.tenant = m.tenant and r.id = m.room
  left join lateral (select id, agrees, text, at from attendance_statement s where s.tenant = a.tenant and s.record = a.id order by s.at desc limit 1) s on true`;
/** Nothing corrects it: it is the one that counts. */
export const NEWEST = `not exists (select from attendance_record c where c.tenant = a.tenant and c.correction_of = a.id)`;

/** Records that count, by a condition on `a`, `m` and `r`; $1 is the tenant. */
export function recordsBy(
  tx: EntityManager,
  where: string,
  values: readonly unknown[],
  end = 'order by a.planned_from, a.id limit 5000',
): Promise<StoredRecord[]> {
  return tx.query<StoredRecord[]>(`select ${COLUMNS} from ${FROM} where a.tenant = $1 and ${NEWEST} and ${where} ${end}`, [...values]);
}

export async function countBy(tx: EntityManager, where: string, values: readonly unknown[]): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from ${FROM} where a.tenant = $1 and ${NEWEST} and ${where}`, [...values]);
  return row?.n ?? 0;
}

/** As the people of the hour see it. */
export async function shownRecord(
  by: { tx: EntityManager; seal: Seal; tenant: string; now: Date; names: ReadonlyMap<string, string> },
  row: StoredRecord,
): Promise<HourRecord> {
  const open = (table: string, id: string, column: string, bytes: Buffer) =>
    by.seal.open(by.tx, { kind: 'tenant', id: by.tenant }, { table, row: id, column }, bytes);
  const because = row.because === null ? '' : await open('attendance_record', row.id, 'because', row.because);
  const text = row.statement === null || row.statementText === null ? null : await open('attendance_statement', row.statement, 'text', row.statementText);
  return {
    ...{ recordId: row.id, status: row.status, mode: row.mode, learningPlace: row.learningPlace, minutes: row.minutes, lessonUnits: row.lessonUnits },
    ...{ cameAt: row.cameAt?.toISOString() ?? null, goneAt: row.goneAt?.toISOString() ?? null, source: row.source },
    confirmedAt: row.confirmedAt.toISOString(),
    confirmedBy: row.confirmedBy === null ? null : (by.names.get(row.confirmedBy) ?? null),
    corrects: row.correctionOf === null ? null : { recordId: row.correctionOf, because },
    locksAt: row.locksAt.toISOString(),
    isLocked: row.locksAt <= by.now,
    statement: row.agrees === null || row.statedAt === null ? null : { agrees: row.agrees, text, at: row.statedAt.toISOString() },
  };
}

/** What is written of one person. */
export interface NewRecord {
  meeting: string;
  person: string;
  participation: string | null;
  from: Date;
  to: Date;
  stays: StoredRecord['stays'];
  cameAt: Date | null;
  goneAt: Date | null;
  mode: AttendanceMode | null;
  learningPlace: LearningPlace | null;
  status: AttendanceStatus;
  minutes: number;
  supportElement: string | null;
  chargedToMeasure: number;
  groupSize: number;
  secondProfessional: string | null;
  employerContact: boolean;
  confirmedBy: string;
  confirmedAt: Date;
  source: RecordSource;
  /** The record it corrects, the first of them, and why. */
  corrects: { id: string; root: string; because: string } | null;
}

/** Null where the record was corrected by somebody else meanwhile, or written already. */
export async function insertRecord(tx: EntityManager, seal: Seal, tenant: string, one: NewRecord): Promise<string | null> {
  const id = randomUUID();
  const { lessonUnits, chargedToParticipant } = chargedOf(one.minutes);
  const cell = { table: 'attendance_record', row: id, column: 'because' };
  const because = one.corrects && (await seal.seal(tx, { kind: 'tenant', id: tenant }, cell, one.corrects.because));
  const rows = await tx.query<{ id: string }[]>(
    `insert into attendance_record (tenant, id, root, correction_of, because, meeting, person, participation, planned_from, planned_to, stays, came_at, gone_at, mode, learning_place, status, minutes, lesson_units,
       support_element, charged_to_participant, charged_to_measure, group_size, second_professional, employer_contact, confirmed_by, confirmed_at, locks_at, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28) on conflict do nothing returning id`,
    [
      ...[tenant, id, one.corrects?.root ?? id, one.corrects?.id ?? null, because, one.meeting, one.person, one.participation, one.from, one.to],
      ...[JSON.stringify(one.stays), one.cameAt, one.goneAt, one.mode, one.learningPlace, one.status, one.minutes, lessonUnits],
      ...[one.supportElement, chargedToParticipant, one.chargedToMeasure, one.groupSize, one.secondProfessional, one.employerContact],
      ...[one.confirmedBy, one.confirmedAt, locksAt(one.from), one.source],
    ],
  );
  return rows[0]?.id ?? null;
}
