import type { EntityManager } from 'typeorm';
import { columns, type Asking, type RowOf, type Statement } from '#lotse/base';
import type { AnswerDraft, AnswerText } from './entities.js';

interface OfAnswers {
  tenant: string;
  person: string;
  answers: readonly string[];
}

/** Sealed, by answer. */
export function answerTexts(tx: Asking, { tenant, person, answers }: OfAnswers): Promise<Pick<AnswerText, 'answer' | 'text'>[]> {
  const sql = `select answer, text from answer_text where tenant = $1 and person = $2 and answer = any($3)`;
  return tx.query<Pick<AnswerText, 'answer' | 'text'>[]>(sql, [tenant, person, answers]);
}

/** Those of the answers whose text or recording is still there. */
export async function heldAnswers(tx: Asking, { tenant, person, answers }: OfAnswers): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `select answer as id from answer_text where tenant = $1 and person = $2 and answer = any($3) union all
       select a.id from answer a join recording c on c.tenant = a.tenant and c.person = a.person and c.run = a.run and c.id::text = a.response->>'recording'
       where a.tenant = $1 and a.person = $2 and a.id = any($3)`,
    [tenant, person, answers],
  );
  return new Set(rows.map((row) => row.id));
}

/** Inserts nothing where the answer itself was not stored. */
export function insertAnswerText({ tenant, person, answer, text, at }: { tenant: string; person: string; answer: string; text: Buffer; at: Date }): Statement {
  return {
    name: 'answer-text',
    text: `insert into answer_text (tenant, person, answer, text, at) select $1, $2, $3, $4, $5 from answer where tenant = $1 and person = $2 and id = $3`,
    values: [tenant, person, answer, text, at],
  };
}

export function deleteDraft({ tenant, person, run, exerciseId }: { tenant: string; person: string; run: string; exerciseId: string }): Statement {
  return {
    name: 'answer-draft-done',
    text: `delete from answer_draft where tenant = $1 and person = $2 and run = $3 and exercise_id = $4`,
    values: [tenant, person, run, exerciseId],
  };
}

/** Until the end of the transaction nobody else saves a draft of this task. */
export async function lockDraft(tx: EntityManager, run: string, exerciseId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('draft ' || $1 || $2, 0))`, [run, exerciseId]);
}

const DRAFT = columns<AnswerDraft>()('exerciseId', 'text', 'at');

export function draftsOf(tx: EntityManager, tenant: string, run: string): Promise<RowOf<typeof DRAFT>[]> {
  return tx.query(`select ${DRAFT} from answer_draft where tenant = $1 and run = $2`, [tenant, run]);
}

/** In the place of the one that is there. */
export async function putDraft(tx: EntityManager, { tenant, person, run, exerciseId, text, at }: AnswerDraft): Promise<void> {
  await tx.query(
    `insert into answer_draft (tenant, person, run, exercise_id, text, at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant, run, exercise_id) do update set text = excluded.text, at = excluded.at`,
    [tenant, person, run, exerciseId, text, at],
  );
}
