import type { EntityManager } from 'typeorm';
import { columns, type Asker, type RowOf } from '#lotse/base';
import type { HandVerdict, MasteryState } from '#lotse/contract';
import type { Answer, UnitGrade, UnitRun } from '../entities.js';
import type { Drawn } from './draw.js';
import type { RunTaskRow } from './run-task.entity.js';

const RUN_COLUMNS = columns<UnitRun>('r.')(
  ...(['id', 'kind', 'person', 'unitId', 'package', 'seed', 'total', 'done', 'points', 'firstRight', 'wrongStreak', 'waiting', 'grade'] as const),
  ...(['startedAt', 'lastAnswerAt', 'finishedAt'] as const),
);
/** Runs are read as runs of a unit. */
export type RunRecord = RowOf<typeof RUN_COLUMNS> & { unitId: string; package: string };
/** Of `answer a`. */
export const ANSWER_COLUMNS = columns<Answer>('a.')('id', 'run', 'exerciseId', 'try', 'response', 'verdict', 'aids', 'answeredAt');
export type StoredAnswer = RowOf<typeof ANSWER_COLUMNS> & {
  /** Of a task that people mark, once it was looked up. */
  hand?: HandVerdict;
};

type Mine = Asker & { tenant: string };

/** A task of a run as it is stored. */
export type TaskRow = Drawn &
  Pick<RunTaskRow, 'position' | 'exerciseId' | 'section' | 'counts' | 'tries' | 'mode' | 'rev' | 'competence'> & {
    group: RunTaskRow['groupId'];
    /** Where it is not that of the run: an exam mixes units. */
    package?: string;
  };
export interface NewRun {
  tenant: string;
  run: string;
  person: string;
  /** Null where a run mixes units: then each task says its own. */
  package: string | null;
  now: Date;
}

/** False where a run of the unit is open already. */
export async function insertRun(
  tx: EntityManager,
  run: NewRun & { enrolment: string; kind: 'own' | 'repeat'; unitId: string; seed: number; total: number },
): Promise<boolean> {
  const made = await tx.query<{ id: string }[]>(
    `insert into unit_run (tenant, id, person, enrolment, kind, unit_id, package, seed, total, done, points, first_right, wrong_streak, started_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, $10) on conflict (tenant, person, unit_id) where finished_at is null and kind in ('own', 'repeat') do nothing returning id`,
    [run.tenant, run.run, run.person, run.enrolment, run.kind, run.unitId, run.package, run.seed, run.total, run.now],
  );
  return made.length > 0;
}

export async function insertTasks(tx: EntityManager, run: NewRun, tasks: readonly TaskRow[]): Promise<void> {
  await tx.query(
    `insert into run_task (tenant, run, person, package, given_at, position, exercise_id, rev, seed, shuffle, section, counts, group_id, tries, mode, competence)
     select $1, $2, $3, coalesce(t.package, $4), $5, t.position, t."exerciseId", t.rev, t.seed, t.shuffle, t.section, t.counts, t."group", t.tries, t.mode, t.competence
     from jsonb_to_recordset($6::jsonb) as t(package text, position smallint, "exerciseId" text, rev int, seed int, shuffle int, section text, counts boolean, "group" text, tries smallint, mode text, competence text)`,
    [run.tenant, run.run, run.person, run.package, run.now, JSON.stringify(tasks)],
  );
}

/** The person's open run of the unit, else the newest finished one of the whole unit. */
export async function runBy(tx: EntityManager, me: Mine, unitId: string): Promise<RunRecord | undefined> {
  const [run] = await tx.query<RunRecord[]>(
    `select ${RUN_COLUMNS} from unit_run r where r.tenant = $1 and r.person = $2 and r.unit_id = $3 and r.kind in ('own', 'repeat')
     order by (r.finished_at is null) desc, (r.kind = 'own') desc, r.started_at desc limit 1`,
    [me.tenant, me.person, unitId],
  );
  return run;
}

/** A run of one unit; an exam, which mixes units, is none. */
export async function runOf(tx: EntityManager, me: Mine, runId: string): Promise<RunRecord | undefined> {
  const [run] = await tx.query<RunRecord[]>(`select ${RUN_COLUMNS} from unit_run r where r.tenant = $1 and r.person = $2 and r.id = $3 and r.kind <> 'exam'`, [
    me.tenant,
    me.person,
    runId,
  ]);
  return run;
}

/** Newest run of each unit of each of these people, open ones first. */
export function latestRuns(tx: EntityManager, tenant: string, persons: string[]): Promise<RunRecord[]> {
  return tx.query<RunRecord[]>(
    `select distinct on (r.person, r.unit_id) ${RUN_COLUMNS} from unit_run r where r.tenant = $1 and r.person = any($2) and r.kind = 'own' order by r.person, r.unit_id, (r.finished_at is null) desc, r.started_at desc`,
    [tenant, persons],
  );
}

/** All runs of a unit, newest first. */
export function runsOfUnit(tx: EntityManager, tenant: string, person: string, unitId: string): Promise<RunRecord[]> {
  return tx.query<RunRecord[]>(
    `select ${RUN_COLUMNS} from unit_run r where r.tenant = $1 and r.person = $2 and r.unit_id = $3 and r.kind = 'own' order by r.started_at desc, r.id limit 50`,
    [tenant, person, unitId],
  );
}

export function answersOf(tx: EntityManager, me: Mine, runId: string): Promise<StoredAnswer[]> {
  return tx.query<StoredAnswer[]>(`select ${ANSWER_COLUMNS} from answer a where a.tenant = $1 and a.person = $2 and a.run = $3`, [me.tenant, me.person, runId]);
}

/** The exercises of a run in their order. Runs of whole units from before `run_task` have none. */
export async function exercisesOf(tx: EntityManager, tenant: string, runId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`select exercise_id as id from run_task where tenant = $1 and run = $2 order by position`, [tenant, runId]);
  return rows.map((row) => row.id);
}

/** One person's answers, newest first, with the run each belongs to. */
export function answersOfPerson(
  tx: EntityManager,
  tenant: string,
  person: string,
  units: string[],
  page: { offset: number; limit: number },
): Promise<(StoredAnswer & { package: string; runSeed: number; runDone: number; runTotal: number; runFinished: boolean })[]> {
  return tx.query(
    `select ${ANSWER_COLUMNS}, a.package, r.seed as "runSeed", r.done as "runDone", r.total as "runTotal", r.finished_at is not null as "runFinished"
     from answer a join unit_run r on r.tenant = a.tenant and r.id = a.run
     where a.tenant = $1 and a.person = $2 and a.unit_id = any($3) and r.kind in ('own', 'repeat') order by a.answered_at desc, a.id limit $4 offset $5`,
    [tenant, person, units, page.limit, page.offset],
  );
}

export async function countAnswers(tx: EntityManager, tenant: string, person: string, units: string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(
    `select count(*)::int as n from answer a join unit_run r on r.tenant = a.tenant and r.id = a.run where a.tenant = $1 and a.person = $2 and a.unit_id = any($3) and r.kind in ('own', 'repeat')`,
    [tenant, person, units],
  );
  return row?.n ?? 0;
}

const BEST = columns<UnitGrade>()('person', 'unitId', 'best', 'completed', 'updatedAt');
export type BestGrade = RowOf<typeof BEST>;
export function bestGrades(tx: EntityManager, tenant: string, persons: string[]): Promise<BestGrade[]> {
  return tx.query<BestGrade[]>(`select ${BEST} from unit_grade where tenant = $1 and person = any($2)`, [tenant, persons]);
}

export interface Standing {
  state: MasteryState;
  /** Right ones among the last items of evidence. */
  right: number;
}
export async function masteryOf(tx: EntityManager, person: string): Promise<Map<string, Standing>> {
  const rows = await tx.query<(Standing & { competence: string })[]>(
    `select competence, state, (select count(*)::int from jsonb_array_elements(recent) item where item->>'right' = 'true') as right from mastery where person = $1`,
    [person],
  );
  return new Map(rows.map(({ competence, state, right }) => [competence, { state, right }]));
}
