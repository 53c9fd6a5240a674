import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { UnitRun } from './entities.js';

const RUN = columns<UnitRun>('r.')('id', 'unitId', 'package', 'total', 'startedAt');
export type RunUpTo = RowOf<typeof RUN> & {
  unitId: string;
  package: string;
  finishedAt: Date | null;
  answered: number;
  right: number;
  points: number;
  lastAt: Date;
  /** It was answered in since `from`. */
  here: boolean;
};
export interface Given {
  run: string;
  example: boolean;
  first: boolean;
  right: boolean;
  at: Date;
}
interface Between {
  tenant: string;
  person: string;
  from: Date;
  to: Date;
}

/** An answer that people mark: by its newest mark, dated by the answer; as long as nobody has read it, it is neither right nor wrong. */
const BY_HAND = `left join lateral (select m.score from hand_mark m where a.verdict = 'manual' and m.tenant = a.tenant and m.person = a.person and m.answer = a.id order by m.seq desc limit 1) h on true`;
const RIGHT = `(a.verdict = 'right' or coalesce(h.score >= 0.75, false))`;
/** First tries of tasks that count: entry tasks and worked examples change no number that is reported. */
const COUNTED = `a.try = 1 and coalesce(a.section, 'block') not in ('entry', 'example')`;

/** Only what was answered before `to` counts, so that the same question later has the same answer; test persons are left out. */
const RUNS = `select ${RUN}, case when r.finished_at < $4 then r.finished_at end as "finishedAt",
    count(*) filter (where ${COUNTED})::int as answered, count(*) filter (where ${COUNTED} and ${RIGHT})::int as right,
    coalesce(sum(coalesce(h.score, a.score)) filter (where ${COUNTED}), 0)::float8 as points, max(a.answered_at) as "lastAt", bool_or(a.answered_at >= $3) as here
  from unit_run r join enrolment e on e.tenant = r.tenant and e.id = r.enrolment and not e.test join answer a on a.tenant = r.tenant and a.run = r.id ${BY_HAND}
  where r.tenant = $1 and r.person = $2 and r.kind = 'own' and a.answered_at < $4 group by r.tenant, r.id`;
const GIVEN = `select a.run, coalesce(a.section = 'example', false) as example, ${COUNTED} and (a.verdict <> 'manual' or h.score is not null) as first, ${RIGHT} as right, a.answered_at as at from answer a ${BY_HAND} join unit_run r on r.tenant = a.tenant and r.id = a.run
  join enrolment e on e.tenant = r.tenant and e.id = r.enrolment and not e.test where r.kind in ('own', 'repeat') and a.tenant = $1 and a.person = $2 and a.answered_at >= $3 and a.answered_at < $4`;

/** Being enrolled as a test person does not count. */
export async function isEnrolled(tx: EntityManager, tenant: string, person: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 as one from enrolment where tenant = $1 and person = $2 and not test limit 1`, [tenant, person])).length > 0;
}

/** Runs as they stood at `to`. */
export function runsUpTo(tx: EntityManager, { tenant, person, from, to }: Between): Promise<RunUpTo[]> {
  return tx.query<RunUpTo[]>(RUNS, [tenant, person, from, to]);
}

export function givenBetween(tx: EntityManager, { tenant, person, from, to }: Between): Promise<Given[]> {
  return tx.query<Given[]>(GIVEN, [tenant, person, from, to]);
}
