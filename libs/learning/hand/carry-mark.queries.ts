import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Answer } from '../entities.js';
import type { Mastery } from '../mastery.js';

interface OfUnit {
  tenant: string;
  person: string;
  unitId: string;
}
const ANSWER = columns<Answer>('a.')('exerciseId', 'package', 'competence', 'score', 'evidence');
type AnswerNow = RowOf<typeof ANSWER> & { hard: Answer['hardToGuess']; byHand: boolean; hand: number | null; at: Date };

/** `right`: by how many the first tries that are right change; `marked`: how many no longer wait. */
export async function writePoints(
  tx: EntityManager,
  { tenant, run, points, grade, right, marked }: { tenant: string; run: string; points: number; grade: number; right: number; marked: number },
): Promise<void> {
  await tx.query(
    `update unit_run set points = $3, grade = $4, first_right = greatest(0, first_right + $5), waiting = greatest(0, waiting - $6), version = version + 1 where tenant = $1 and id = $2`,
    [tenant, run, points, grade, right, marked],
  );
}

/** Raises the version of the other open runs of the unit. */
export async function raiseOtherRuns(tx: EntityManager, { tenant, person, unitId, run }: OfUnit & { run: string }): Promise<void> {
  const sql = `update unit_run set version = version + 1 where tenant = $1 and person = $2 and unit_id = $3 and id <> $4 and finished_at is null`;
  await tx.query(sql, [tenant, person, unitId, run]);
}

/** The best of all runs of the unit as they stand now: by it alone a best grade may fall. */
const BEST = `update unit_grade g set best = r.grade, best_right = r.first_right, total = r.total, waiting = r.waiting, updated_at = $4
  from (select u.grade, u.first_right, u.total, u.waiting from unit_run u where u.tenant = $1 and u.person = $2 and u.unit_id = $3 and u.kind = 'own' and u.grade is not null
    order by u.grade desc, u.started_at desc limit 1) r
  where g.tenant = $1 and g.person = $2 and g.unit_id = $3`;

export async function writeBest(tx: EntityManager, { tenant, person, unitId, now }: OfUnit & { now: Date }): Promise<void> {
  await tx.query(BEST, [tenant, person, unitId, now]);
}

const ANSWERS = `select ${ANSWER}, a.hard_to_guess as hard, a.verdict = 'manual' as "byHand", h.score as hand, a.answered_at as at
  from answer a left join lateral (select m.score from hand_mark m where m.tenant = a.tenant and m.person = a.person and m.answer = a.id order by m.seq desc limit 1) h on true
  where a.tenant = $1 and a.person = $2 and (a.competence = $3 or a.competence is null) order by a.answered_at, a.device, a.sequence, a.id`;

/** In the order in which they were given; those from before competences stood in answers are among them. */
export function answersFor(tx: EntityManager, { tenant, person, competence }: { tenant: string; person: string; competence: string }): Promise<AnswerNow[]> {
  return tx.query<AnswerNow[]>(ANSWERS, [tenant, person, competence]);
}

export async function putMastery(
  tx: EntityManager,
  { person, competence, now, ...mastery }: Mastery & { person: string; competence: string; now: Date },
): Promise<void> {
  await tx.query(
    `insert into mastery as m (person, competence, state, recent, evidence, secure_since, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (person, competence) do update set state = excluded.state, recent = excluded.recent, evidence = excluded.evidence,
         secure_since = excluded.secure_since, updated_at = greatest(excluded.updated_at, m.updated_at + interval '1 millisecond')`,
    [person, competence, mastery.state, JSON.stringify(mastery.recent), mastery.evidence, mastery.secureSince, now],
  );
}
