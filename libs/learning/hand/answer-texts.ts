import { Injectable } from '@nestjs/common';
import { Clock, Seal, type Asking, type Hot, type KeyOwner, type SealedCell, type Statement } from '#lotse/base';
import { isHandKind, type Response } from '#lotse/contract';

interface Whose {
  tenant: string;
  person: string;
}
interface TextRow {
  answer: string;
  text: Buffer;
}

export const tenantKey = (tenant: string): KeyOwner => ({ kind: 'tenant', id: tenant });
const cellOf = (person: string, answer: string): SealedCell => ({ table: 'answer_text', row: `${person} ${answer}`, column: 'text' });

/** Texts that people write as answers: sealed, each beside its answer. In the answer's row itself the text is empty. */
@Injectable()
export class AnswerTexts {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /** Texts by the ids of their answers; those that were deleted after their time are not among them. */
  async of(tx: Asking, { tenant, person }: Whose, answers: readonly string[]): Promise<Map<string, string>> {
    if (answers.length === 0) return new Map();
    const rows = await tx.query<TextRow[]>(`select answer, text from answer_text where tenant = $1 and person = $2 and answer = any($3)`, [
      tenant,
      person,
      answers,
    ]);
    const texts = new Map<string, string>();
    for (const { answer, text } of rows) texts.set(answer, await this.seal.open(tx, tenantKey(tenant), cellOf(person, answer), text));
    return texts;
  }

  /** Answers of which what was written or said is still there. */
  async held(tx: Asking, { tenant, person }: Whose, answers: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }[]>(
      `select answer as id from answer_text where tenant = $1 and person = $2 and answer = any($3) union all
       select a.id from answer a join recording c on c.tenant = a.tenant and c.person = a.person and c.run = a.run and c.id::text = a.response->>'recording'
       where a.tenant = $1 and a.person = $2 and a.id = any($3)`,
      [tenant, person, answers],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** What is stored with an answer: its text, where it was stored; and what was being written is done with. */
  async keep(tx: Hot, whose: Whose, answer: { answerId: string; runId: string; exerciseId: string; response: Response }): Promise<Statement[]> {
    const { tenant, person } = whose;
    if (!isHandKind(answer.response.kind) || !('text' in answer.response)) return [];
    const sealed = await this.seal.seal(askingOf(tx), tenantKey(tenant), cellOf(person, answer.answerId), answer.response.text);
    return [
      {
        name: 'answer-text',
        text: `insert into answer_text (tenant, person, answer, text, at) select $1, $2, $3, $4, $5 from answer where tenant = $1 and person = $2 and id = $3`,
        values: [tenant, person, answer.answerId, sealed, this.clock.now()],
      },
      {
        name: 'answer-draft-done',
        text: `delete from answer_draft where tenant = $1 and person = $2 and run = $3 and exercise_id = $4`,
        values: [tenant, person, answer.runId, answer.exerciseId],
      },
    ];
  }
}

/** A hot transaction, as `Seal` and `CatalogService` ask. */
export function askingOf(tx: Hot): Asking {
  return { query: <T>(text: string, values: unknown[] = []) => tx.query({ text, values }) as Promise<T> };
}

export function withText(response: Response, text: string | undefined): Response {
  return text !== undefined && 'text' in response && isHandKind(response.kind) ? { ...response, text } : response;
}
