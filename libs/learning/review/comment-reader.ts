import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal, type KeyOwner, type SealedCell } from '#lotse/base';
import type { RunComment } from '#lotse/contract';
import { PeopleService, type Me } from '#lotse/people';
import { commentsOf, type CommentRow } from './comments.queries.js';

/** Opens what was said about a run. */
@Injectable()
export class CommentReader {
  constructor(
    private readonly seal: Seal,
    private readonly people: PeopleService,
  ) {}

  /** Comments of one run, oldest first. Whose run it is has been checked. */
  async of(tx: EntityManager, me: Me, runId: string): Promise<RunComment[]> {
    const rows = await commentsOf(tx, me.tenant, runId);
    return Promise.all(rows.map((row) => this.shown(tx, me, row)));
  }

  async shown(tx: EntityManager, me: Me, row: CommentRow): Promise<RunComment> {
    return {
      commentId: row.id,
      exerciseId: row.exerciseId,
      text: await this.seal.open(tx, ownerOf(me), cellOf(row.id), row.text),
      author: await this.people.displayName(tx, me.tenant, row.author),
      mine: row.author === me.person,
      at: row.createdAt.toISOString(),
    };
  }
}

export function ownerOf(me: Me): KeyOwner {
  return { kind: 'tenant', id: me.tenant };
}
export function cellOf(id: string): SealedCell {
  return { table: 'run_comment', row: id, column: 'text' };
}
