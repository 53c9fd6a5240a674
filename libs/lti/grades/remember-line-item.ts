import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { LineItemClaim } from '../messages/claims.js';
import { originOf, serviceOrigins, type Platform } from '../platforms/platforms.service.js';
import type { LineItemState } from './entities.js';

interface LaunchedColumn {
  platform: Platform;
  link: string;
  claim: LineItemClaim;
  staff: boolean;
  now: Date;
}

interface Old {
  id: string;
  url: string | null;
  container_url: string | null;
  can_score: boolean;
  can_read: boolean;
  state: LineItemState;
  reason: string | null;
}
interface Next {
  url: string | null;
  state: LineItemState;
  reason: string | null;
}

/**
 * Keeps the column a launch names, or the list in which it may be found or made with the first grade. One that refused
 * us stays paused until the platform names another, gives other rights, or staff launches (then the refusal may have
 * been put right); one that was deleted is back when it is named, and one of our making when staff launches.
 * Grades that waited for the column are due again; where it has gone, they wait for it.
 */
export async function rememberLineItem(tx: EntityManager, launched: LaunchedColumn): Promise<void> {
  const { platform, link, claim, now } = launched;
  const address = claim.url ?? claim.container ?? '';
  const reason = claim.reason ?? (serviceOrigins(platform).has(originOf(address) ?? '') ? null : 'lineitem.host');
  const [old] = await tx.query<Old[]>(
    `select id, url, container_url, can_score, can_read, state, reason from line_item where tenant = $1 and resource_link = $2 for update`,
    [platform.tenant, link],
  );
  const next: Next = reason === null ? nextOf(old, launched) : { url: null, state: 'none', reason };
  const [row] = await tx.query<{ id: string }[]>(
    `insert into line_item (tenant, id, resource_link, url, container_url, can_score, can_read, state, reason, created_at, updated_at) values ($1, $2, $3, $4, $10, $5, $6, $7, $8, $9, $9)
     on conflict (tenant, resource_link) do update set url = excluded.url, container_url = excluded.container_url, can_score = excluded.can_score, can_read = excluded.can_read, state = excluded.state,
       reason = excluded.reason, updated_at = excluded.updated_at, gone_read_at = null
     returning id`,
    [
      platform.tenant,
      old?.id ?? randomUUID(),
      link,
      next.url,
      claim.canScore,
      claim.canRead,
      next.state,
      next.reason,
      now,
      reason === null && claim.url === null ? claim.container : null,
    ],
  );
  if (row && old && old.state !== next.state) await moveDue(tx, { tenant: platform.tenant, lineItem: row.id, state: next.state, reason, now });
}

function nextOf(old: Old | undefined, { claim, staff }: LaunchedColumn): Next {
  const hasSameRights = old?.can_score === claim.canScore && old.can_read === claim.canRead;
  if (claim.url !== null) {
    const staysPaused = old?.state === 'paused' && old.url === claim.url && hasSameRights && !staff;
    return { url: claim.url, state: staysPaused ? 'paused' : 'active', reason: staysPaused ? old.reason : null };
  }
  if (!old || old.container_url !== claim.container) return { url: null, state: 'sought', reason: null };
  const stays = !staff && hasSameRights && (old.state === 'paused' || old.state === 'gone');
  if (stays) return { url: old.url, state: old.state, reason: old.reason };
  const url = old.state === 'gone' ? null : old.url;
  return { url, state: url === null ? 'sought' : 'active', reason: null };
}

async function moveDue(tx: EntityManager, to: { tenant: string; lineItem: string; state: LineItemState; reason: string | null; now: Date }): Promise<void> {
  if (to.state === 'active' || to.state === 'sought') {
    await tx.query(
      `update grade_due set state = 'waiting', reason = null, attempts = 0, due_at = $3 where tenant = $1 and line_item = $2 and (state = 'paused' or (state = 'failed' and reason = 'score.404'))`,
      [to.tenant, to.lineItem, to.now],
    );
  } else if (to.state === 'none') {
    await tx.query(
      `update grade_due set state = 'paused', reason = $3, lease_until = null where tenant = $1 and line_item = $2 and state in ('waiting', 'locked')`,
      [to.tenant, to.lineItem, to.reason],
    );
  }
}
