import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { InboxWish } from '#lotse/contract';
import type { Answer } from '../entities.js';

const ANSWER = columns<Answer>('a.')(
  ...(['id', 'person', 'run', 'unitId', 'exerciseId', 'package', 'seed', 'shuffle', 'try', 'section', 'competence', 'response', 'verdict', 'aids'] as const),
);
/** An answer that people mark, with what is needed to show it. */
export type HandRow = RowOf<typeof ANSWER> & {
  verdict: 'manual';
  at: Date;
  runSeed: number;
  /** Whoever gave it is in the course. */
  here: boolean;
  /** What was written is still there. */
  held: boolean;
  markedAt: Date | null;
  marker: string | null;
  score: number | null;
  seq: number;
};
export interface InCourse {
  tenant: string;
  courseId: string;
}

/** Answers of the trainees of a course, by the course their run was opened in. */
const ANSWERS = `select ${ANSWER}, a.answered_at as at, r.seed as "runSeed", e.status = 'active' as here,
    (exists (select from answer_text t where t.tenant = a.tenant and t.person = a.person and t.answer = a.id)
      or exists (select from recording c where c.tenant = a.tenant and c.person = a.person and c.run = a.run and c.id::text = a.response->>'recording')) as held,
    h.at as "markedAt", h.marker, h.score, coalesce(h.seq, 0)::int as seq
  from answer a join unit_run r on r.tenant = a.tenant and r.id = a.run and r.kind = 'own'
  join enrolment e on e.tenant = r.tenant and e.id = r.enrolment and e.role = 'trainee' and not e.team
  left join lateral (select m.at, m.marker, m.score, m.seq from hand_mark m where m.tenant = a.tenant and m.person = a.person and m.answer = a.id order by m.seq desc limit 1) h on true
  where a.tenant = $1 and e.course = $2 and a.verdict = 'manual'`;

const WAITS = `found."markedAt" is null and found.held`;

function filtered(wish: InboxWish, values: unknown[]): string {
  const state = wish.state === 'marked' ? `found."markedAt" is not null` : `${WAITS} and found.here`;
  const unit = wish.unitId === undefined ? '' : ` and found."unitId" = $${values.push(wish.unitId)}`;
  const person = wish.personId === undefined ? '' : ` and found.person = $${values.push(wish.personId)}`;
  return `from (${ANSWERS}) found where ${state}${unit}${person}`;
}
const IN_ORDER = { waiting: `found.at, found.person, found.id`, marked: `found."markedAt" desc, found.person, found.id` };

export async function inboxRows(
  tx: EntityManager,
  { tenant, courseId }: InCourse,
  wish: InboxWish,
  page: { offset: number; limit: number },
): Promise<{ rows: HandRow[]; total: number }> {
  const values: unknown[] = [tenant, courseId];
  const from = filtered(wish, values);
  const [count] = await tx.query<{ n: number }[]>(`select count(*)::int as n ${from}`, values);
  const rows = await tx.query<HandRow[]>(`select found.* ${from} order by ${IN_ORDER[wish.state]} limit $${values.length + 1} offset $${values.length + 2}`, [
    ...values,
    page.limit,
    page.offset,
  ]);
  return { rows, total: count?.n ?? 0 };
}

/** What waits and what nobody marks any more, and whose and which units there are. */
export async function inboxCounts(
  tx: EntityManager,
  { tenant, courseId }: InCourse,
): Promise<{ waiting: number; left: number; units: string[]; people: string[] }> {
  const [row] = await tx.query<{ waiting: number; left: number; units: string[] | null; people: string[] | null }[]>(
    `select count(*) filter (where ${WAITS} and found.here)::int as waiting, count(*) filter (where ${WAITS} and not found.here)::int as left,
       array_agg(distinct found."unitId") as units, array_agg(distinct found.person) filter (where found.here) as people from (${ANSWERS}) found`,
    [tenant, courseId],
  );
  return { waiting: row?.waiting ?? 0, left: row?.left ?? 0, units: row?.units ?? [], people: row?.people ?? [] };
}

export async function handAnswer(tx: EntityManager, { tenant, courseId }: InCourse, personId: string, answerId: string): Promise<HandRow | undefined> {
  const [row] = await tx.query<HandRow[]>(`${ANSWERS} and a.person = $3 and a.id = $4`, [tenant, courseId, personId, answerId]);
  return row;
}

/** The next that waits behind this one, else the first of those before it. */
export async function nextAfter(
  tx: EntityManager,
  { tenant, courseId }: InCourse,
  wish: InboxWish,
  after: Pick<HandRow, 'at' | 'person' | 'id'>,
): Promise<{ personId: string; answerId: string } | null> {
  const values: unknown[] = [tenant, courseId];
  const from = filtered({ ...wish, state: 'waiting' }, values);
  const at = values.push(after.at, after.person, after.id);
  const [next] = await tx.query<{ person: string; id: string }[]>(
    `select found.person, found.id ${from} and (found.person, found.id) <> ($${at - 1}::uuid, $${at}::uuid)
     order by (found.at, found.person, found.id) > ($${at - 2}::timestamptz, $${at - 1}::uuid, $${at}::uuid) desc, ${IN_ORDER.waiting} limit 1`,
    values,
  );
  return next ? { personId: next.person, answerId: next.id } : null;
}
