import { Injectable } from '@nestjs/common';
import { Clock, Seal, type Asking, type Hot, type KeyOwner, type SealedCell, type Statement } from '#lotse/base';
import { isHandKind, type Response } from '#lotse/contract';
import { answerTexts, deleteDraft, heldAnswers, insertAnswerText } from './texts.queries.js';

interface Whose {
  tenant: string;
  person: string;
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
    const texts = new Map<string, string>();
    for (const { answer, text } of await answerTexts(tx, { tenant, person, answers }))
      texts.set(answer, await this.seal.open(tx, tenantKey(tenant), cellOf(person, answer), text));
    return texts;
  }

  /** Answers of which what was written or said is still there. */
  async held(tx: Asking, { tenant, person }: Whose, answers: readonly string[]): Promise<Set<string>> {
    return heldAnswers(tx, { tenant, person, answers });
  }

  /** What is stored with an answer: its text, where it was stored; and what was being written is done with. */
  async keep(tx: Hot, whose: Whose, answer: { answerId: string; runId: string; exerciseId: string; response: Response }): Promise<Statement[]> {
    const { tenant, person } = whose;
    if (!isHandKind(answer.response.kind) || !('text' in answer.response)) return [];
    const sealed = await this.seal.seal(askingOf(tx), tenantKey(tenant), cellOf(person, answer.answerId), answer.response.text);
    return [
      insertAnswerText({ tenant, person, answer: answer.answerId, text: sealed, at: this.clock.now() }),
      deleteDraft({ tenant, person, run: answer.runId, exerciseId: answer.exerciseId }),
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
