import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Response, Verdict } from '#lotse/contract';
import type { UnitRun } from '../entities.js';
import type { RunTaskRow } from '../runs/run-task.entity.js';
import type { NewRun } from '../runs/runs.queries.js';

interface OfOpening {
  tenant: string;
  opening: string;
}
const EXERCISE = columns<RunTaskRow>('t.')('exerciseId');
const OF_OPENING = columns<UnitRun>('r.')('id', 'person', 'package', 'seed');
/** One person's run of the exercise that was opened. */
export type RunOfOpening = RowOf<typeof OF_OPENING> & RowOf<typeof EXERCISE> & { package: string };
const WORKED = columns<UnitRun>('r.')('opening', 'person', 'package', 'unitId');
/** A run of an hour, with the verdict on its answer. */
export type WorkedRow = { [K in keyof RowOf<typeof WORKED>]: string } & RowOf<typeof EXERCISE> & { verdict: Exclude<Verdict, 'unclear'> | null };
type NewRoomRun = NewRun & { enrolment: string; meeting: string; opening: string; unitId: string; seed: number };

/** False where the person has a run of this opening already. */
export async function insertRoomRun(tx: EntityManager, run: NewRoomRun): Promise<boolean> {
  const made = await tx.query<{ id: string }[]>(
    `insert into unit_run (tenant, id, person, enrolment, kind, meeting, opening, unit_id, package, seed, total, done, points, first_right, wrong_streak, started_at)
       values ($1, $2, $3, $4, 'room', $5, $6, $7, $8, $9, 1, 0, 0, 0, 0, $10) on conflict (tenant, opening, person) where opening is not null do nothing returning id`,
    [run.tenant, run.run, run.person, run.enrolment, run.meeting, run.opening, run.unitId, run.package, run.seed, run.now],
  );
  return made.length > 0;
}

/** Raises the version of the person's open runs outside meetings. */
export async function raiseOwnRuns(tx: EntityManager, tenant: string, person: string): Promise<void> {
  await tx.query(`update unit_run set version = version + 1 where tenant = $1 and person = $2 and kind <> 'room' and finished_at is null`, [tenant, person]);
}

export async function finishOpening(tx: EntityManager, { tenant, opening, now }: OfOpening & { now: Date }): Promise<void> {
  const sql = `update unit_run set finished_at = $3, version = version + 1 where tenant = $1 and opening = $2 and finished_at is null`;
  await tx.query(sql, [tenant, opening, now]);
}

export function runsOfOpening(tx: EntityManager, { tenant, opening }: OfOpening): Promise<RunOfOpening[]> {
  return tx.query<RunOfOpening[]>(
    `select ${OF_OPENING}, ${EXERCISE} from unit_run r join run_task t on t.tenant = r.tenant and t.run = r.id
     where r.tenant = $1 and r.opening = $2 order by r.id`,
    [tenant, opening],
  );
}

/** What was answered in these runs, oldest first. */
export async function responsesOf(tx: EntityManager, tenant: string, runs: readonly string[]): Promise<Response[]> {
  const sql = `select response from answer where tenant = $1 and run = any($2) order by answered_at, id`;
  return (await tx.query<{ response: Response }[]>(sql, [tenant, runs])).map((row) => row.response);
}

/** Runs of an hour in the order in which they were opened. */
export function workedRows(tx: EntityManager, tenant: string, meeting: string): Promise<WorkedRow[]> {
  return tx.query<WorkedRow[]>(
    `select ${WORKED}, ${EXERCISE}, a.verdict
       from unit_run r join run_task t on t.tenant = r.tenant and t.run = r.id left join answer a on a.tenant = r.tenant and a.person = r.person and a.run = r.id
       where r.tenant = $1 and r.meeting = $2 and r.kind = 'room' order by r.started_at, r.id`,
    [tenant, meeting],
  );
}
