import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { RunComment } from './comment.entities.js';

const COLUMNS = columns<RunComment>()('id', 'exerciseId', 'author', 'text', 'createdAt');
export type CommentRow = RowOf<typeof COLUMNS>;

/** Oldest first. */
export function commentsOf(tx: EntityManager, tenant: string, runId: string): Promise<CommentRow[]> {
  return tx.query<CommentRow[]>(`select ${COLUMNS} from run_comment where tenant = $1 and run = $2 order by created_at, id`, [tenant, runId]);
}

/** Its run; undefined where there is no such comment of this author. */
export async function deleteComment(
  tx: EntityManager,
  { tenant, commentId, author }: { tenant: string; commentId: string; author: string },
): Promise<string | undefined> {
  const sql = `delete from run_comment where tenant = $1 and id = $2 and author = $3 returning run`;
  const [rows] = await tx.query<[{ run: string }[], number]>(sql, [tenant, commentId, author]);
  return rows[0]?.run;
}

export async function packageHas(tx: EntityManager, packageId: string, exerciseId: string): Promise<boolean> {
  const sql = `select 1 from package where id = $1 and content->'exercises' @> $2::jsonb`;
  return (await tx.query<unknown[]>(sql, [packageId, JSON.stringify([{ id: exerciseId }])])).length > 0;
}
