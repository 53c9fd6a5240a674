import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { GradeDifference } from './entities.js';

export type Difference = Pick<GradeDifference, 'person' | 'wanted' | 'found' | 'kind'>;
const LISTED = columns<GradeDifference>('f.')('person', 'wanted', 'found', 'kind', 'seenAt');
export type ListedDifference = RowOf<typeof LISTED> & { linkTitle: string };
interface InCourse {
  tenant: string;
  courseId: string;
}

/** Newest first. */
export function differencesOf(tx: EntityManager, { tenant, courseId }: InCourse): Promise<ListedDifference[]> {
  return tx.query<ListedDifference[]>(
    `select ${LISTED}, l.title as "linkTitle" from grade_difference f
       join line_item i on i.tenant = f.tenant and i.id = f.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
       where f.tenant = $1 and l.course = $2 order by f.seen_at desc, l.title, f.person limit 1000`,
    [tenant, courseId],
  );
}

/** Deletes what was seen of a column before, but of these persons. */
export async function deleteDifferencesOfColumn(
  tx: EntityManager,
  { tenant, lineItem, butOf }: { tenant: string; lineItem: string; butOf: readonly string[] },
): Promise<void> {
  await tx.query(`delete from grade_difference where tenant = $1 and line_item = $2 and person <> all($3::uuid[])`, [tenant, lineItem, butOf]);
}

/** `lineItems` and `persons` are pairs by their position. */
export async function deleteDifferencesOf(
  tx: EntityManager,
  { tenant, lineItems, persons }: { tenant: string; lineItems: readonly string[]; persons: readonly string[] },
): Promise<void> {
  await tx.query(
    `delete from grade_difference f using unnest($2::uuid[], $3::uuid[]) as v(line_item, person) where f.tenant = $1 and f.line_item = v.line_item and f.person = v.person`,
    [tenant, lineItems, persons],
  );
}

/** When a launch last said something of the course. */
export async function courseHeardOfAt(tx: EntityManager, { tenant, courseId }: InCourse): Promise<Date | undefined> {
  const [course] = await tx.query<{ at: Date }[]>(`select updated_at as at from course where tenant = $1 and id = $2`, [tenant, courseId]);
  return course?.at;
}
