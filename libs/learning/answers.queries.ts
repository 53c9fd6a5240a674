import type { Hot, Statement } from '#lotse/base';
import type { MasteryState, PartVerdict, Response, SubmitAnswer, Verdict } from '#lotse/contract';
import type { Marked } from '#lotse/marking';
import type { Drawn } from './draw.js';
import type { Evidence, Mastery } from './mastery.js';
import type { NextRun } from './next-run.js';

export interface RunRow {
  id: string;
  unit_id: string;
  package: string;
  seed: number;
  total: number;
  done: number;
  points: number;
  first_right: number;
  wrong_streak: number;
  started_at: Date;
  finished_at: Date | null;
}
export interface GivenAnswer {
  id: string;
  run: string;
  exercise_id: string;
  try: number;
  response: Response;
  score: number;
  verdict: Verdict;
  parts: Record<string, PartVerdict>;
}
export interface Look {
  run: RunRow;
  given: GivenAnswer[];
  mastery: Mastery | null;
  seenBefore: Date | null;
}

interface LookRow extends RunRow {
  given: GivenAnswer[];
  m_state: MasteryState | null;
  m_recent: Evidence[] | null;
  m_evidence: number | null;
  m_secure_since: Date | null;
  seen_before: Date | null;
}

/**
 * All that is needed to decide on one answer, in one statement: the run, what was answered to this task or under this id,
 * and the competence.
 */
export async function look(
  tx: Hot,
  key: { tenant: string; person: string; runId: string; exerciseId: string; competence: string; answerId: string },
): Promise<Look | null> {
  const [row] = await tx.query<LookRow>({
    name: 'answer-look',
    text: `select r.id, r.unit_id, r.package, r.seed, r.total, r.done, r.points, r.first_right, r.wrong_streak, r.started_at, r.finished_at,
          coalesce((select json_agg(json_build_object('id', a.id, 'run', a.run, 'exercise_id', a.exercise_id, 'try', a.try, 'response', a.response, 'score', a.score, 'verdict', a.verdict, 'parts', a.parts))
            from answer a where a.tenant = $1 and ((a.run = $3 and a.exercise_id = $4) or (a.person = $2 and a.id = $6))), '[]'::json) as given,
          m.state as m_state, m.recent as m_recent, m.evidence as m_evidence, m.secure_since as m_secure_since,
          (select max(b.answered_at) from answer b where b.tenant = $1 and b.person = $2 and b.exercise_id = $4) as seen_before
        from unit_run r left join mastery m on m.person = $2 and m.competence = $5
        where r.tenant = $1 and r.id = $3 and r.person = $2`,
    values: [key.tenant, key.person, key.runId, key.exerciseId, key.competence, key.answerId],
  });
  if (!row) return null;
  const mastery =
    row.m_state === null ? null : { state: row.m_state, recent: row.m_recent ?? [], evidence: row.m_evidence ?? 0, secureSince: row.m_secure_since };
  return { run: row, given: row.given, mastery, seenBefore: row.seen_before };
}

/** Which package a run has, for the first answer after a start: afterwards packages are in memory. */
export async function packageOfRun(tx: Hot, key: { tenant: string; person: string; runId: string }): Promise<string | null> {
  const [row] = await tx.query<{ package: string }>({
    name: 'answer-package',
    text: `select package from unit_run where tenant = $1 and id = $2 and person = $3`,
    values: [key.tenant, key.runId, key.person],
  });
  return row?.package ?? null;
}

export interface Write {
  key: { tenant: string; person: string; run: string; unitId: string; package: string };
  answer: Pick<SubmitAnswer, 'answerId' | 'exerciseId' | 'try' | 'aids' | 'response' | 'device' | 'sequence' | 'clientTime'>;
  drawn: Drawn;
  marked: Pick<Marked, 'score' | 'parts' | 'verdict'>;
  evidence: boolean;
  markingVersion: number;
  exercise: { rev: number; competence: string };
  next: NextRun;
  mastery: Mastery;
  now: Date;
}

const WRITE = `with a as (
    insert into answer (tenant, person, id, run, unit_id, exercise_id, rev, package, seed, shuffle, try, aids, response, score, parts, verdict, evidence, marking_version, device, sequence, client_time, answered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)),
  r as (update unit_run set done = $23, points = $24, first_right = $25, wrong_streak = $26, grade = $27, last_answer_at = $22, finished_at = $28 where tenant = $1 and id = $4),
  m as (insert into mastery as m (person, competence, state, recent, evidence, secure_since, updated_at) values ($2, $29, $30, $31, $32, $33, $22)
    on conflict (person, competence) do update
      set state = excluded.state, recent = excluded.recent, evidence = excluded.evidence, secure_since = excluded.secure_since, updated_at = excluded.updated_at)
  insert into unit_grade as g (tenant, person, unit_id, best, best_right, total, completed, updated_at) values ($1, $2, $5, $27, $25, $34, $28::timestamptz is not null, $22)
    on conflict (tenant, person, unit_id) do update
      set best = greatest(g.best, excluded.best), best_right = case when excluded.best >= g.best then excluded.best_right else g.best_right end,
        total = case when excluded.best >= g.best then excluded.total else g.total end, completed = g.completed or excluded.completed, updated_at = excluded.updated_at`;

/** The answer, the run, the competence and the best grade in one statement. */
export function writeStatement({ key, answer, drawn, marked, evidence, markingVersion, exercise, next, mastery, now }: Write): Statement {
  const row = [
    key.tenant,
    key.person,
    answer.answerId,
    key.run,
    key.unitId,
    answer.exerciseId,
    exercise.rev,
    key.package,
    drawn.seed,
    drawn.shuffle,
    answer.try,
    answer.aids,
  ];
  const judged = [JSON.stringify(answer.response), marked.score, JSON.stringify(marked.parts), marked.verdict, evidence, markingVersion];
  const sent = [answer.device, answer.sequence, answer.clientTime, now];
  const run = [next.done, next.points, next.firstRight, next.wrongStreak, next.grade, next.finishedAt];
  const learnt = [exercise.competence, mastery.state, JSON.stringify(mastery.recent), mastery.evidence, mastery.secureSince];
  return { name: 'answer-write', text: WRITE, values: [...row, ...judged, ...sent, ...run, ...learnt, next.total] };
}
