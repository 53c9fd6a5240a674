import { columns, type Hot, type RowOf, type Statement } from '#lotse/base';
import { isHandKind, type MasteryState, type Response, type SubmitAnswer } from '#lotse/contract';
import type { Marked } from '#lotse/marking';
import type { Answer, UnitGrade, UnitRun } from '../entities.js';
import type { Evidence, Mastery } from '../mastery.js';
import type { NextRun } from '../runs/next-run.js';
import type { TaskOfRun } from '../runs/run-tasks.js';

const RUN = columns<UnitRun>('r.')(
  ...(['id', 'unitId', 'package', 'seed', 'total', 'done', 'points', 'firstRight', 'wrongStreak', 'waiting', 'version', 'kind'] as const),
  ...(['startedAt', 'finishedAt'] as const),
);
/** A run that takes answers is one of a unit. */
export type RunRow = RowOf<typeof RUN> & { unitId: string; package: string };
export type GivenAnswer = Pick<Answer, 'id' | 'run' | 'exerciseId' | 'position' | 'try' | 'response' | 'verdict'>;
/** A competence as it was last written, for one answer to build upon. */
export interface KnownMastery extends Mastery {
  updatedAt: Date;
}
/** All that answers of one run are decided by. */
export interface Look {
  run: RunRow;
  given: GivenAnswer[];
  tasks: TaskOfRun[];
  /** By competence. */
  masteries: Map<string, KnownMastery>;
  /** When each task was last answered, in whatever run. */
  lastAnswered: Map<string, Date>;
  /** Known once an answer was written. */
  best: BestRow | null;
}

interface LookRow extends RunRow {
  tasks: TaskOfRun[];
  given: GivenAnswer[];
  masteries: { competence: string; state: MasteryState; recent: Evidence[]; evidence: number; secureSince: string | null; updatedAt: string }[];
  lastAnswered: Record<string, string>;
}

/** In one statement: the run, what was answered in it or under this id, and what is known of the unit's competences and tasks. */
export async function look(
  tx: Hot,
  key: { tenant: string; person: string; runId: string; answerId: string },
  unit: { exercises: readonly { id: string; competence: string }[] },
): Promise<Look | null> {
  const [row] = await tx.query<LookRow>({
    name: 'answer-look',
    text: `select ${RUN},
          coalesce((select json_agg(json_build_object('id', a.id, 'run', a.run, 'exerciseId', a.exercise_id, 'position', a.position, 'try', a.try, 'response', a.response, 'verdict', a.verdict))
            from answer a where a.tenant = $1 and (a.run = $3 or (a.person = $2 and a.id = $4))), '[]'::json) as given,
          coalesce((select json_agg(json_build_object('position', t.position, 'exerciseId', t.exercise_id, 'seed', t.seed, 'shuffle', t.shuffle, 'section', t.section, 'counts', t.counts, 'tries', t.tries, 'mode', t.mode) order by t.position)
            from run_task t where t.tenant = $1 and t.run = $3), '[]'::json) as tasks,
          coalesce((select json_agg(json_build_object('competence', m.competence, 'state', m.state, 'recent', m.recent, 'evidence', m.evidence, 'secureSince', m.secure_since, 'updatedAt', m.updated_at))
            from mastery m where m.person = $2 and m.competence = any($5)), '[]'::json) as masteries,
          coalesce((select json_object_agg(s.exercise_id, s.at) from (select b.exercise_id, max(b.at) as at from (
              select c.exercise_id, c.answered_at as at from answer c where c.tenant = $1 and c.person = $2 and c.exercise_id = any($6)
              union all select t.exercise_id, t.given_at from run_task t join unit_run u on u.tenant = t.tenant and u.id = t.run and u.kind in ('room', 'exam') where t.tenant = $1 and t.person = $2 and t.exercise_id = any($6) and t.run <> $3) b
            group by b.exercise_id) s), '{}'::json) as "lastAnswered"
        from unit_run r where r.tenant = $1 and r.id = $3 and r.person = $2 and r.kind <> 'exam'`,
    values: [key.tenant, key.person, key.runId, key.answerId, [...new Set(unit.exercises.map((one) => one.competence))], unit.exercises.map((one) => one.id)],
  });
  if (!row) return null;
  const { given, tasks, masteries, lastAnswered, ...run } = row;
  return {
    run,
    given,
    tasks,
    masteries: new Map(masteries.map(({ competence, secureSince, updatedAt, ...rest }) => [competence, { ...rest, ...timesOf({ secureSince, updatedAt }) }])),
    lastAnswered: new Map(Object.entries(lastAnswered).map(([exercise, at]) => [exercise, new Date(at)])),
    best: null,
  };
}

function timesOf(row: { secureSince: string | null; updatedAt: string }): { secureSince: Date | null; updatedAt: Date } {
  return { secureSince: row.secureSince === null ? null : new Date(row.secureSince), updatedAt: new Date(row.updatedAt) };
}

/** Which package a run has, for the first answer after a start: afterwards packages are in memory. */
export async function packageOfRun(tx: Hot, key: { tenant: string; person: string; runId: string }): Promise<string | null> {
  const [row] = await tx.query<{ package: string }>({
    name: 'answer-package',
    text: `select package from unit_run where tenant = $1 and id = $2 and person = $3 and kind <> 'exam'`,
    values: [key.tenant, key.runId, key.person],
  });
  return row?.package ?? null;
}

/** The unit's best grade so far. It never falls, and what is completed stays so. */
export type BestRow = Pick<UnitGrade, 'best' | 'completed'>;

export interface Write {
  key: { tenant: string; person: string; run: string; unitId: string; package: string };
  answer: Pick<SubmitAnswer, 'answerId' | 'exerciseId' | 'try' | 'response' | 'device' | 'sequence' | 'clientTime'>;
  aids: readonly string[];
  task: TaskOfRun;
  hardToGuess: boolean;
  marked: Pick<Marked, 'score' | 'parts' | 'verdict' | 'misconception'>;
  evidence: boolean;
  markingVersion: number;
  exercise: { rev: number; competence: string };
  next: NextRun;
  mastery: Mastery;
  /** What it was decided by. Each answer to a run raises its version. */
  basis: { version: number; masteryAt: Date | null };
  /** Only own runs have a grade. */
  graded: boolean;
  now: Date;
}

/** A text never lies in clear: it stands sealed beside the answer. */
export function withoutText(response: Response): Response {
  return 'text' in response && isHandKind(response.kind) ? { ...response, text: '' } : response;
}

const WRITE = `with r as (update unit_run set done = $23, points = $24, first_right = $25, wrong_streak = $26, grade = $27, waiting = $42, last_answer_at = $22, finished_at = $28, version = version + 1
    where tenant = $1 and id = $4 and person = $2 and version = $35 and finished_at is null
      and (select date_trunc('milliseconds', k.updated_at) from mastery k where k.person = $2 and k.competence = $29) is not distinct from $36 returning 1),
  a as (insert into answer (tenant, person, id, run, unit_id, exercise_id, rev, package, seed, shuffle, try, aids, response, score, parts, verdict, evidence, marking_version, device, sequence, client_time, answered_at, position, section, mode, competence, misconception, hard_to_guess)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $37, $38, $39, $29, $40, $41 from r),
  m as (insert into mastery as m (person, competence, state, recent, evidence, secure_since, updated_at) select $2, $29, $30, $31, $32, $33, $22 from r
    on conflict (person, competence) do update
      set state = excluded.state, recent = excluded.recent, evidence = excluded.evidence, secure_since = excluded.secure_since, updated_at = excluded.updated_at)`;
const GRADE = `
  insert into unit_grade as g (tenant, person, unit_id, best, best_right, total, waiting, completed, updated_at)
    select $1, $2, $5, $27, $25, $34, $42, $28::timestamptz is not null, $22 from r
    on conflict (tenant, person, unit_id) do update
      set best = greatest(g.best, excluded.best), best_right = case when excluded.best >= g.best then excluded.best_right else g.best_right end,
        total = case when excluded.best >= g.best then excluded.total else g.total end,
        waiting = case when excluded.best >= g.best then excluded.waiting else g.waiting end, completed = g.completed or excluded.completed, updated_at = excluded.updated_at
    returning g.best, g.completed`;
/** A run that has no grade: that it was written is all there is to say. */
const NO_GRADE = `
  select 0 as best, false as completed from r where $5::text is not null and $34::int is not null`;

/**
 * The answer, the run, the competence and the best grade in one statement, which gives the best grade (`BestRow`); no row, and
 * writes nothing, where the run or the competence is not as it was when this was decided.
 */
export function writeStatement(write: Write): Statement {
  const { key, answer, aids, task, marked, evidence, markingVersion, exercise, next, mastery, basis, now } = write;
  const row = [
    key.tenant,
    key.person,
    answer.answerId,
    key.run,
    key.unitId,
    answer.exerciseId,
    exercise.rev,
    key.package,
    task.seed,
    task.shuffle,
    answer.try,
    aids,
  ];
  const judged = [JSON.stringify(withoutText(answer.response)), marked.score, JSON.stringify(marked.parts), marked.verdict, evidence, markingVersion];
  const sent = [answer.device, answer.sequence, answer.clientTime, now];
  const run = [next.done, next.points, next.firstRight, next.wrongStreak, next.grade, next.finishedAt];
  const shown = [task.position, task.section, task.mode, marked.misconception ?? null, write.hardToGuess];
  const learnt = [exercise.competence, mastery.state, JSON.stringify(mastery.recent), mastery.evidence, mastery.secureSince];
  return {
    name: write.graded ? 'answer-write' : 'answer-write-ungraded',
    text: WRITE + (write.graded ? GRADE : NO_GRADE),
    values: [...row, ...judged, ...sent, ...run, ...learnt, next.total, basis.version, basis.masteryAt, ...shown, next.waiting],
  };
}
