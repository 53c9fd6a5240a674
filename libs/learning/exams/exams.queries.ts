import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Response } from '#lotse/contract';
import type { RunTaskRow } from '../runs/run-task.entity.js';
import type { ExamAttempt } from './entities.js';

/** A person of a tenant. */
export interface Whose {
  tenant: string;
  person: string;
}
const ATTEMPT = columns<ExamAttempt>('a.')(
  ...(['run', 'formId', 'form', 'plan', 'longer', 'startedAt', 'endsAt', 'ended', 'endedAt', 'points', 'grade', 'passed', 'areas'] as const),
);
const OF_RUN = `join unit_run r on r.tenant = a.tenant and r.id = a.run`;
export type AttemptRow = RowOf<typeof ATTEMPT> & { enrolment: string };

const TASK = columns<RunTaskRow>('t.')('position', 'exerciseId', 'package', 'rev', 'seed', 'shuffle', 'competence');
/** A task of an attempt with what was given to it. */
export type ExamTaskRow = RowOf<typeof TASK> & { response: Response | null; flagged: boolean; at: Date | null };
const OPEN_TASK = columns<RunTaskRow>('t.')('exerciseId', 'package', 'seed', 'shuffle');
const OPEN = columns<ExamAttempt>('a.')('endsAt', 'ended');
type OpenTask = RowOf<typeof OPEN_TASK> & RowOf<typeof OPEN>;

const HAS_RESULT = `a.ended in ('handed-in', 'time-over')`;

export async function attemptOf(tx: EntityManager, me: Whose, run: string): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow[]>(
    `select ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} where a.tenant = $1 and a.person = $2 and a.run = $3`,
    [me.tenant, me.person, run],
  );
  return row;
}

/** Those that go on. */
export function openAttempts(tx: EntityManager, me: Whose): Promise<AttemptRow[]> {
  return tx.query<AttemptRow[]>(
    `select ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} where a.tenant = $1 and a.person = $2 and a.ended is null order by a.started_at`,
    [me.tenant, me.person],
  );
}

/** Attempts at a form that were ended, newest first. */
export async function endedAttempts(
  tx: EntityManager,
  me: Whose,
  formId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: AttemptRow[]; total: number }> {
  const where = `a.tenant = $1 and a.person = $2 and a.form_id = $3 and a.ended is not null`;
  const values = [me.tenant, me.person, formId];
  const rows = await tx.query<AttemptRow[]>(
    `select ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} where ${where} order by a.started_at desc, a.run limit $4 offset $5`,
    [...values, page.limit, page.offset],
  );
  const [count] = await tx.query<{ n: number }[]>(`select count(*)::int as n from exam_attempt a where ${where}`, values);
  return { rows, total: count?.n ?? 0 };
}

/** The newest with a result, of each form. */
export function lastResults(tx: EntityManager, me: Whose): Promise<AttemptRow[]> {
  return tx.query<AttemptRow[]>(
    `select distinct on (a.form_id) ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} where a.tenant = $1 and a.person = $2 and ${HAS_RESULT} order by a.form_id, a.started_at desc`,
    [me.tenant, me.person],
  );
}

/** The newest with a result that were begun from a course. */
export function resultsInCourse(tx: EntityManager, me: Whose, courseId: string, limit: number): Promise<AttemptRow[]> {
  return tx.query<AttemptRow[]>(
    `select ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} join enrolment e on e.tenant = r.tenant and e.id = r.enrolment where a.tenant = $1 and a.person = $2 and e.course = $3 and ${HAS_RESULT}
       order by a.started_at desc, a.run limit $4`,
    [me.tenant, me.person, courseId, limit],
  );
}

export function examTasks(tx: EntityManager, tenant: string, run: string): Promise<ExamTaskRow[]> {
  return tx.query<ExamTaskRow[]>(
    `select ${TASK}, g.response, coalesce(g.flagged, false) as flagged, g.at
       from run_task t left join exam_answer g on g.tenant = t.tenant and g.run = t.run and g.position = t.position where t.tenant = $1 and t.run = $2 order by t.position`,
    [tenant, run],
  );
}

export async function countGiven(tx: EntityManager, tenant: string, run: string): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from exam_answer where tenant = $1 and run = $2 and response is not null`, [
    tenant,
    run,
  ]);
  return row?.n ?? 0;
}

/** A task of an attempt that goes on; it cannot be ended until this transaction is. */
export async function openTask(tx: EntityManager, me: Whose, run: string, position: number): Promise<OpenTask | undefined> {
  const [row] = await tx.query<OpenTask[]>(
    `select ${OPEN_TASK}, ${OPEN} from exam_attempt a
       join run_task t on t.tenant = a.tenant and t.run = a.run and t.position = $4 where a.tenant = $1 and a.person = $2 and a.run = $3 for share of a`,
    [me.tenant, me.person, run, position],
  );
  return row;
}

/** Keeps what was given; of one device the higher sequence stays. `undefined` leaves a part as it is. */
export async function putGiven(
  tx: EntityManager,
  { tenant, person }: Whose,
  given: { run: string; position: number; response: Response | null | undefined; flagged: boolean | undefined; device: string; sequence: number; at: Date },
): Promise<void> {
  const response = given.response === undefined || given.response === null ? null : JSON.stringify(given.response);
  await tx.query(
    `insert into exam_answer as g (tenant, run, position, person, response, flagged, seen, at) values ($1, $2, $3, $4, $5::jsonb, coalesce($6::boolean, false), jsonb_build_object($7::text, $8::bigint), $9)
       on conflict (tenant, run, position) do update set response = case when $10::boolean then excluded.response else g.response end, flagged = coalesce($6::boolean, g.flagged),
         seen = g.seen || excluded.seen, at = case when $10::boolean then excluded.at else g.at end
       where coalesce((g.seen->>$7::text)::bigint, -1) < $8::bigint`,
    [tenant, given.run, given.position, person, response, given.flagged ?? null, given.device, given.sequence, given.at, given.response !== undefined],
  );
}

/** When each of these exercises was last answered, or shown in a room or an exam; `without` leaves one run out. */
export async function lastSeenOf(
  tx: EntityManager,
  { tenant, person }: Whose,
  exercises: readonly string[],
  without: string | null,
): Promise<Map<string, Date>> {
  const rows = await tx.query<{ id: string; at: Date }[]>(
    `select b.id, max(b.at) as at from (
         select exercise_id as id, answered_at as at from answer where tenant = $1 and person = $2 and exercise_id = any($3) and run is distinct from $4
         union all select t.exercise_id, t.given_at from run_task t join unit_run u on u.tenant = t.tenant and u.id = t.run and u.kind in ('room', 'exam')
           where t.tenant = $1 and t.person = $2 and t.exercise_id = any($3) and t.run is distinct from $4) b group by b.id`,
    [tenant, person, exercises, without],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

export async function finishExamRun(
  tx: EntityManager,
  { tenant }: Whose,
  end: { run: string; endedAt: Date; done: number; points: number; right: number; lastAt: Date | null },
): Promise<void> {
  await tx.query(
    `update unit_run set finished_at = $3, done = $4, points = $5, first_right = $6, last_answer_at = $7, version = version + 1 where tenant = $1 and id = $2`,
    [tenant, end.run, end.endedAt, end.done, end.points, end.right, end.lastAt],
  );
}

/** An attempt that goes on, locked until the end of the transaction; undefined where it was ended meanwhile. */
export async function lockOpen(tx: EntityManager, { tenant, person }: Whose, run: string): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow[]>(
    `select ${ATTEMPT}, r.enrolment from exam_attempt a ${OF_RUN} where a.tenant = $1 and a.person = $2 and a.run = $3 and a.ended is null for update of a`,
    [tenant, person, run],
  );
  return row;
}
