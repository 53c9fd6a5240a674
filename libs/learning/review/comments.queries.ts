import type { EntityManager } from 'typeorm';

export interface CommentRow {
  id: string;
  exerciseId: string | null;
  author: string;
  text: Buffer;
  createdAt: Date;
}

/** Oldest first. */
export function commentsOf(tx: EntityManager, tenant: string, runId: string): Promise<CommentRow[]> {
  return tx.query<CommentRow[]>(
    `select id, exercise_id as "exerciseId", author, text, created_at as "createdAt" from run_comment where tenant = $1 and run = $2 order by created_at, id`,
    [tenant, runId],
  );
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
