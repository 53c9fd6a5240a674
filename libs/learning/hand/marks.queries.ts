import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { HandMarkRow, MarkPhrase } from './entities.js';

/** A mark as stored: the comment is sealed. */
const MARK = columns<HandMarkRow>()('id', 'answer', 'marker', 'at', 'points', 'ticked', 'score', 'comment');
type SealedMark = RowOf<typeof MARK>;

/** Until the end of the transaction no answer of this person is written or marked elsewhere. */
export async function lockAnswersOf(tx: EntityManager, person: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [person]);
}

/** All marks of these answers, oldest first. */
export function marksOf(tx: EntityManager, { tenant, person, answers }: { tenant: string; person: string; answers: readonly string[] }): Promise<SealedMark[]> {
  return tx.query<SealedMark[]>(`select ${MARK} from hand_mark where tenant = $1 and person = $2 and answer = any($3) order by answer, seq`, [
    tenant,
    person,
    answers,
  ]);
}

/** Until the end of the transaction nobody else saves this person's phrases. */
export async function lockPhrases(tx: EntityManager, person: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('phrases ' || $1, 0))`, [person]);
}

export function phrasesOf(tx: EntityManager, tenant: string, person: string): Promise<Pick<MarkPhrase, 'position' | 'text'>[]> {
  return tx.query(`select position, text from mark_phrase where tenant = $1 and person = $2 order by position`, [tenant, person]);
}
