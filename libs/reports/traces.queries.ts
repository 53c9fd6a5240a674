import type { EntityManager } from 'typeorm';
import type { Paging } from './reports.queries.js';

const READING = ['release.read', 'release.printed', 'release.downloaded'];

/** When each of these releases was read, printed or downloaded by its recipient, the newest first, at most 20 each. */
export function readingsOf(tx: EntityManager, tenant: string, releases: readonly string[]): Promise<{ subject: string; at: Date }[]> {
  return tx.query<{ subject: string; at: Date }[]>(
    `select a.subject, a.at from unnest($2::text[]) as wanted(id)
       cross join lateral (select subject, at from audit where tenant = $1 and subject = wanted.id and event = any($3) order by at desc limit 20) a`,
    [tenant, releases, READING],
  );
}

export interface Trace {
  at: Date;
  actor: string | null;
  event: string;
  details: { version?: number };
  total: number;
}
/** A page of what was done with these things, the newest first, each with how many there are. */
export function tracesOf(tx: EntityManager, tenant: string, subjects: readonly string[], { page, size }: Paging): Promise<Trace[]> {
  return tx.query<Trace[]>(
    `select at, actor, event, details, count(*) over ()::int as total from audit where tenant = $1 and subject = any($2) order by seq desc limit $3 offset $4`,
    [tenant, subjects, size, (page - 1) * size],
  );
}

/** A page of what a recipient did with releases, the newest first, each with how many there are. */
export function ownTraces(tx: EntityManager, person: string, { page, size }: Paging): Promise<{ at: Date; event: string; subject: string; total: number }[]> {
  return tx.query<{ at: Date; event: string; subject: string; total: number }[]>(
    `select at, event, subject, count(*) over ()::int as total from audit where actor = $1 and subject_kind = 'release' order by at desc, seq desc limit $2 offset $3`,
    [person, size, (page - 1) * size],
  );
}
