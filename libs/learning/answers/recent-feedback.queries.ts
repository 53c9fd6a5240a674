import type { EntityManager } from 'typeorm';
import { ANSWER_COLUMNS, type StoredAnswer } from '../runs/runs.queries.js';

interface Lately {
  tenant: string;
  runs: readonly string[];
  since: Date;
  limit: number;
}

const MARKED = `select ${ANSWER_COLUMNS} from answer a
  join (select answer, max(at) as at from hand_mark where tenant = $1 and person = $2 and at >= $4 group by answer) h on h.answer = a.id
  where a.tenant = $1 and a.person = $2 and a.run = any($3) order by h.at desc limit $5`;

const COMMENTED = `select run from run_comment where tenant = $1 and run = any($2) and created_at >= $3 group by run order by max(created_at) desc limit $4`;

/** The person's answers that were marked since then, the newest mark first. */
export function lastMarked(tx: EntityManager, { tenant, person, runs, since, limit }: Lately & { person: string }): Promise<StoredAnswer[]> {
  return tx.query<StoredAnswer[]>(MARKED, [tenant, person, runs, since, limit]);
}

/** Those of the runs that have had a comment since then, the newest comment first. */
export async function lastCommented(tx: EntityManager, { tenant, runs, since, limit }: Lately): Promise<string[]> {
  return (await tx.query<{ run: string }[]>(COMMENTED, [tenant, runs, since, limit])).map((row) => row.run);
}
