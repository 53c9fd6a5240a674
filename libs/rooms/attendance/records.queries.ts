import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { AbsenceReason } from '#lotse/contract';
import type { AttendanceRecord, AttendanceStatement } from './attendance.entities.js';

const RECORD = columns<AttendanceRecord>('a.')(
  ...(['id', 'root', 'correctionOf', 'because', 'meeting', 'person', 'participation', 'stays', 'cameAt', 'goneAt', 'mode', 'learningPlace', 'status'] as const),
  ...(['minutes', 'lessonUnits', 'supportElement', 'chargedToParticipant', 'chargedToMeasure', 'groupSize', 'secondProfessional'] as const),
  ...(['employerContact', 'confirmedBy', 'confirmedAt', 'locksAt', 'source'] as const),
);
/** A record with its room, and what the trainee stated last to it. */
export type StoredRecord = RowOf<typeof RECORD> & {
  from: Date;
  to: Date;
  roomTitle: string;
  agrees: boolean | null;
  statement: string | null;
  statementText: AttendanceStatement['text'];
  statedAt: Date | null;
};

const COLUMNS = `${RECORD}, a.planned_from as "from", a.planned_to as "to", r.title as "roomTitle", s.id as statement, s.agrees, s.text as "statementText", s.at as "statedAt"`;
const FROM = `attendance_record a join meeting m on m.tenant = a.tenant and m.id = a.meeting join room r on r.tenant = m.tenant and r.id = m.room
  left join lateral (select id, agrees, text, at from attendance_statement s where s.tenant = a.tenant and s.record = a.id order by s.at desc limit 1) s on true`;
/** Nothing corrects it: it is the one that counts. */
const NEWEST = `not exists (select from attendance_record c where c.tenant = a.tenant and c.correction_of = a.id)`;
const OWN = 'a.person = $2';
const UNANSWERED = `${OWN} and s.id is null`;

/** Records that count, by a condition on `a`, `m` and `r`; $1 is the tenant. */
function recordsBy(tx: EntityManager, where: string, values: readonly unknown[], end = 'order by a.planned_from, a.id limit 5000'): Promise<StoredRecord[]> {
  return tx.query<StoredRecord[]>(`select ${COLUMNS} from ${FROM} where a.tenant = $1 and ${NEWEST} and ${where} ${end}`, [...values]);
}

async function countBy(tx: EntityManager, where: string, values: readonly unknown[]): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from ${FROM} where a.tenant = $1 and ${NEWEST} and ${where}`, [...values]);
  return row?.n ?? 0;
}

export function recordsOfMeeting(tx: EntityManager, tenant: string, meeting: string): Promise<StoredRecord[]> {
  return recordsBy(tx, 'a.meeting = $2', [tenant, meeting]);
}

/** The record with this id, unless another one corrects it. */
export async function newestRecord(tx: EntityManager, tenant: string, id: string): Promise<StoredRecord | undefined> {
  const [row] = await recordsBy(tx, 'a.id = $2', [tenant, id]);
  return row;
}

/** A stretch of time, by the beginning of the hours. */
interface Stretch {
  from: Date;
  to: Date;
}

export function recordsOfParticipation(
  tx: EntityManager,
  { tenant, participation, from, to }: Stretch & { tenant: string; participation: string },
): Promise<StoredRecord[]> {
  return recordsBy(tx, 'a.participation = $2 and a.planned_from >= $3 and a.planned_from < $4', [tenant, participation, from, to]);
}

export function recordsOfParticipations(
  tx: EntityManager,
  { tenant, participations, from, to }: Stretch & { tenant: string; participations: readonly string[] },
): Promise<StoredRecord[]> {
  const where = 'a.participation = any($2) and a.planned_from >= $3 and a.planned_from < $4';
  return recordsBy(tx, where, [tenant, participations, from, to], 'order by a.planned_from, a.id');
}

interface Own {
  tenant: string;
  person: string;
}
export function ownRecords(tx: EntityManager, { tenant, person }: Own, page: { offset: number; limit: number }): Promise<StoredRecord[]> {
  return recordsBy(tx, OWN, [tenant, person, page.limit, page.offset], 'order by a.planned_from desc, a.id limit $3 offset $4');
}

/** The person's own record with this id still counts. */
export async function isNewestOfOwn(tx: EntityManager, { tenant, person }: Own, id: string): Promise<boolean> {
  return (await recordsBy(tx, `${OWN} and a.id = $3`, [tenant, person, id])).length > 0;
}

export async function countOwn(tx: EntityManager, { tenant, person }: Own): Promise<{ all: number; unanswered: number }> {
  return { all: await countBy(tx, OWN, [tenant, person]), unanswered: await countBy(tx, UNANSWERED, [tenant, person]) };
}

/** The newest class of reason for each of these records, by their first. */
export async function newestReasons(tx: EntityManager, tenant: string, roots: readonly string[]): Promise<Map<string, AbsenceReason>> {
  const rows = await tx.query<{ root: string; reason: AbsenceReason }[]>(
    `select root, reason from attendance_reason where tenant = $1 and root = any($2) order by at`,
    [tenant, roots],
  );
  return new Map(rows.map((row) => [row.root, row.reason]));
}

type InsertedRecord = Omit<StoredRecord, 'person' | 'confirmedBy' | 'roomTitle' | 'agrees' | 'statement' | 'statementText' | 'statedAt'> & {
  person: string;
  confirmedBy: string;
};
/** False where there is one for it already, or somebody else corrected the same record meanwhile. */
export async function insertRecord(tx: EntityManager, tenant: string, one: InsertedRecord): Promise<boolean> {
  const rows = await tx.query<{ id: string }[]>(
    `insert into attendance_record (tenant, id, root, correction_of, because, meeting, person, participation, planned_from, planned_to, stays, came_at, gone_at, mode, learning_place, status, minutes, lesson_units,
       support_element, charged_to_participant, charged_to_measure, group_size, second_professional, employer_contact, confirmed_by, confirmed_at, locks_at, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28) on conflict do nothing returning id`,
    [
      ...[tenant, one.id, one.root, one.correctionOf, one.because, one.meeting, one.person, one.participation, one.from, one.to],
      ...[JSON.stringify(one.stays), one.cameAt, one.goneAt, one.mode, one.learningPlace, one.status, one.minutes, one.lessonUnits],
      ...[one.supportElement, one.chargedToParticipant, one.chargedToMeasure, one.groupSize, one.secondProfessional, one.employerContact],
      ...[one.confirmedBy, one.confirmedAt, one.locksAt, one.source],
    ],
  );
  return rows.length > 0;
}
