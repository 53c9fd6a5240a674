import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Answer } from './entities.js';
import type { Mastery } from './mastery.js';

const ANSWER = columns<Answer>('a.')('exerciseId', 'package', 'competence', 'score', 'evidence');
type AnswerNow = RowOf<typeof ANSWER> & { hard: Answer['hardToGuess']; byHand: boolean; hand: number | null; at: Date };

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
