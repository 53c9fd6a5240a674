import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { ResourceLink } from '../launch/entities.js';
import type { Target } from '../messages/claims.js';

interface InCourse {
  tenant: string;
  courseId: string;
}
const LINK = columns<ResourceLink>()('id', 'title', 'targetKind', 'targetId');
export type LinkRow = RowOf<typeof LINK>;

export async function courseTitle(tx: EntityManager, { tenant, courseId }: InCourse): Promise<string | undefined> {
  const [course] = await tx.query<{ title: string }[]>(`select title from course where tenant = $1 and id = $2`, [tenant, courseId]);
  return course?.title;
}

/** Oldest first. */
export function linksOf(tx: EntityManager, { tenant, courseId }: InCourse): Promise<LinkRow[]> {
  return tx.query<LinkRow[]>(`select ${LINK} from resource_link where tenant = $1 and course = $2 order by created_at, id`, [tenant, courseId]);
}

export async function linkBy(tx: EntityManager, { tenant, courseId, linkId }: InCourse & { linkId: string }): Promise<LinkRow | undefined> {
  const [row] = await tx.query<LinkRow[]>(`select ${LINK} from resource_link where tenant = $1 and course = $2 and id = $3`, [tenant, courseId, linkId]);
  return row;
}

/**
 * What a teacher chose for the link of the same name in a course that this one was copied from, the first of `history` first.
 * Nothing for a link that is known (`ltiLinkId`), and nothing where two links of that course have the same name.
 */
export async function choiceInHistory(
  tx: EntityManager,
  { tenant, courseId, history, title, ltiLinkId }: InCourse & { history: readonly string[]; title: string; ltiLinkId: string },
): Promise<(Target & { chosenBy: string }) | undefined> {
  const [row] = await tx.query<(Target & { chosenBy: string })[]>(
    `select l.target_kind as kind, l.target_id as id, l.chosen_by as "chosenBy" from resource_link l join course old on old.tenant = l.tenant and old.id = l.course
       join course mine on mine.tenant = old.tenant and mine.deployment = old.deployment and mine.id = $2
       where l.tenant = $1 and old.kind = 'context' and old.context_id = any($3) and l.title = $4 and l.chosen_by is not null and l.target_kind in ('unit', 'module')
         and not exists (select from resource_link known where known.tenant = $1 and known.course = $2 and known.link_id = $5)
         and not exists (select from resource_link twin where twin.tenant = $1 and twin.course = l.course and twin.title = l.title and twin.id <> l.id)
       order by array_position($3, old.context_id) limit 1`,
    [tenant, courseId, history, title, ltiLinkId],
  );
  return row;
}

/** Makes or changes a link. What the launch names wins; otherwise a teacher's choice stays, but not what an earlier launch named. */
export async function keepLink(
  tx: EntityManager,
  link: InCourse & { id: string; ltiLinkId: string; title: string; target: Target | null; chosenBy: string | null; now: Date },
): Promise<LinkRow | undefined> {
  const [row] = await tx.query<LinkRow[]>(
    `insert into resource_link as l (tenant, id, course, link_id, title, target_kind, target_id, chosen_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $9, $8, $8)
       on conflict (tenant, course, link_id) do update set title = excluded.title, updated_at = excluded.updated_at,
         target_kind = case when excluded.target_kind is null and l.chosen_by is not null then l.target_kind else excluded.target_kind end,
         target_id = case when excluded.target_kind is null and l.chosen_by is not null then l.target_id else excluded.target_id end,
         chosen_by = case when excluded.target_kind is null then l.chosen_by end
       returning ${LINK}`,
    [link.tenant, link.id, link.courseId, link.ltiLinkId, link.title, link.target?.kind ?? null, link.target?.id ?? null, link.now, link.chosenBy],
  );
  return row;
}
