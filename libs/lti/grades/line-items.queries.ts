import type { EntityManager } from 'typeorm';
import type { Deployment } from '../platforms/platform.entities.js';
import { PLATFORM_JSON, type Platform } from '../platforms/platforms.queries.js';
import { columns, type RowOf } from '#lotse/base';
import type { LineItem, LineItemState } from './entities.js';

interface InCourse {
  tenant: string;
  courseId: string;
}
interface Key {
  tenant: string;
  lineItem: string;
}

const KNOWN = columns<LineItem>()('id', 'url', 'containerUrl', 'canScore', 'canRead', 'state', 'reason');
/** The column of a link as earlier launches left it. */
export type KnownLineItem = RowOf<typeof KNOWN>;

export async function lockLineItemOf(tx: EntityManager, { tenant, link }: { tenant: string; link: string }): Promise<KnownLineItem | undefined> {
  const [row] = await tx.query<KnownLineItem[]>(`select ${KNOWN} from line_item where tenant = $1 and resource_link = $2 for update`, [tenant, link]);
  return row;
}

/** Makes or changes the column of a link; returns its id, which is not `id` where there was one. */
export async function keepLineItem(
  tx: EntityManager,
  item: {
    tenant: string;
    id: string;
    link: string;
    url: string | null;
    container: string | null;
    canScore: boolean;
    canRead: boolean;
    state: LineItemState;
    reason: string | null;
    now: Date;
  },
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `insert into line_item (tenant, id, resource_link, url, container_url, can_score, can_read, state, reason, created_at, updated_at) values ($1, $2, $3, $4, $10, $5, $6, $7, $8, $9, $9)
     on conflict (tenant, resource_link) do update set url = excluded.url, container_url = excluded.container_url, can_score = excluded.can_score, can_read = excluded.can_read, state = excluded.state,
       reason = excluded.reason, updated_at = excluded.updated_at, gone_read_at = null
     returning id`,
    [item.tenant, item.id, item.link, item.url, item.canScore, item.canRead, item.state, item.reason, item.now, item.container],
  );
  return row?.id;
}

/** Those of the addresses that are columns of links of ours. */
export async function urlsInUse(tx: EntityManager, tenant: string, urls: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ url: string }[]>(`select url from line_item where tenant = $1 and url = any($2)`, [tenant, urls]);
  return rows.map((row) => row.url);
}

/** False where somebody else is seeking the column, or has found it. */
export async function reserveSearch(tx: EntityManager, { tenant, lineItem, until, now }: Key & { until: Date; now: Date }): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(
    `update line_item set sought_until = $3 where tenant = $1 and id = $2 and url is null and state = 'sought' and (sought_until is null or sought_until <= $4)`,
    [tenant, lineItem, until, now],
  );
  return taken > 0;
}

export async function keepFoundUrl(tx: EntityManager, { tenant, lineItem, url, now }: Key & { url: string; now: Date }): Promise<void> {
  await tx.query(`update line_item set url = $3, state = 'active', reason = null, updated_at = $4 where tenant = $1 and id = $2 and url is null`, [
    tenant,
    lineItem,
    url,
    now,
  ]);
}

/** False where it was closed already. */
export async function closeLineItem(
  tx: EntityManager,
  { tenant, lineItem, state, reason, now }: Key & { state: 'paused' | 'gone'; reason: string; now: Date },
): Promise<boolean> {
  const [, closed] = await tx.query<[unknown, number]>(
    `update line_item set state = $3, reason = $4, updated_at = $5 where tenant = $1 and id = $2 and state in ('active', 'sought')`,
    [tenant, lineItem, state, reason, now],
  );
  return closed > 0;
}

export async function reopenPausedLineItems(tx: EntityManager, { tenant, courseId, now }: InCourse & { now: Date }): Promise<void> {
  await tx.query(
    `update line_item i set state = case when i.url is null then 'sought' else 'active' end, reason = null, updated_at = $3
     from resource_link l where i.tenant = $1 and l.tenant = i.tenant and l.id = i.resource_link and l.course = $2 and i.state = 'paused'`,
    [tenant, courseId, now],
  );
}

/** Columns that take no grades, apart from activities without a grade and deleted ones; oldest first. */
export function blockedLineItems(tx: EntityManager, { tenant, courseId }: InCourse): Promise<Pick<LineItem, 'state' | 'reason'>[]> {
  return tx.query<Pick<LineItem, 'state' | 'reason'>[]>(
    `select i.state, i.reason from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link where i.tenant = $1 and l.course = $2 and i.state in ('paused', 'none') and i.reason is distinct from 'lineitem.missing' order by i.created_at`,
    [tenant, courseId],
  );
}

/** Activities whose column is gone and not yet read of as gone, and those set to no grade in the LMS. */
export function linksWithoutColumn(tx: EntityManager, { tenant, courseId }: InCourse): Promise<{ title: string; gone: boolean }[]> {
  return tx.query<{ title: string; gone: boolean }[]>(
    `select l.title, i.state = 'gone' as gone from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where i.tenant = $1 and l.course = $2 and ((i.state = 'gone' and i.gone_read_at is null) or (i.state = 'none' and i.reason = 'lineitem.missing'))
     order by l.created_at, l.id limit 100`,
    [tenant, courseId],
  );
}

/** Staff has read which columns are gone. */
export async function markGoneRead(tx: EntityManager, { tenant, courseId, now }: InCourse & { now: Date }): Promise<void> {
  await tx.query(
    `update line_item i set gone_read_at = $3 from resource_link l
     where i.tenant = $1 and l.tenant = i.tenant and l.id = i.resource_link and l.course = $2 and i.state = 'gone' and i.gone_read_at is null`,
    [tenant, courseId, now],
  );
}

export type ReadableLineItem = Pick<LineItem, 'id'> & Pick<Deployment, 'deploymentId'> & { url: string; platform: Omit<Platform, 'tenant'> };

/** Columns of a course whose results can be read, with where. */
export function readableLineItems(tx: EntityManager, { tenant, courseId }: InCourse): Promise<ReadableLineItem[]> {
  return tx.query<ReadableLineItem[]>(
    `select i.id, i.url, p.deployment_id as "deploymentId",
       ${PLATFORM_JSON} as platform
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
     join deployment p on p.tenant = c.tenant and p.id = c.deployment and p.state = 'active' join registration r on r.tenant = p.tenant and r.id = p.registration and r.state = 'active'
     where i.tenant = $1 and l.course = $2 and i.state = 'active' and i.can_read and i.url is not null order by i.created_at`,
    [tenant, courseId],
  );
}
