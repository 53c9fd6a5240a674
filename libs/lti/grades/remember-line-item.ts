import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { LineItemClaim } from '../claims.js';
import { originOf, serviceOrigins, type Platform } from '../platforms.service.js';
import type { LineItemState } from './entities.js';

interface Told { platform: Platform; link: string; claim: LineItemClaim; staff: boolean; now: Date }

/**
 * Keeps the column a launch names. One that refused us stays paused until the platform names another, gives other
 * rights, or staff launches (then the refusal may have been put right); one that was deleted is back when it is named.
 * Grades that waited for the column are due again; where it has gone, they wait for it.
 */
export async function rememberLineItem(tx: EntityManager, told: Told): Promise<void> {
  const { platform, link, claim, now } = told;
  const reason = claim.reason ?? (serviceOrigins(platform).has(originOf(claim.url ?? '') ?? '') ? null : 'lineitem.host');
  const [old] = await tx.query<{ id: string; url: string | null; can_score: boolean; can_read: boolean; state: LineItemState; reason: string | null }[]>(
    `select id, url, can_score, can_read, state, reason from line_item where tenant = $1 and resource_link = $2 for update`, [platform.tenant, link]);
  const isSame = old?.url === claim.url && old.can_score === claim.canScore && old.can_read === claim.canRead;
  const staysPaused = old?.state === 'paused' && isSame && !told.staff;
  const state: LineItemState = reason !== null ? 'none' : staysPaused ? 'paused' : 'active';
  const [row] = await tx.query<{ id: string }[]>(
    `insert into line_item (tenant, id, resource_link, url, can_score, can_read, state, reason, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     on conflict (tenant, resource_link) do update set url = excluded.url, can_score = excluded.can_score, can_read = excluded.can_read, state = excluded.state, reason = excluded.reason, updated_at = excluded.updated_at
     returning id`,
    [platform.tenant, old?.id ?? randomUUID(), link, reason === null ? claim.url : null, claim.canScore, claim.canRead, state, state === 'paused' ? old?.reason : reason, now]);
  if (row && old && old.state !== state) await moveDue(tx, { tenant: platform.tenant, lineItem: row.id, state, reason, now });
}

async function moveDue(tx: EntityManager, to: { tenant: string; lineItem: string; state: LineItemState; reason: string | null; now: Date }): Promise<void> {
  if (to.state === 'active') {
    await tx.query(`update grade_due set state = 'waiting', reason = null, attempts = 0, due_at = $3 where tenant = $1 and line_item = $2 and (state = 'paused' or (state = 'failed' and reason = 'score.404'))`, [to.tenant, to.lineItem, to.now]);
  } else if (to.state === 'none') {
    await tx.query(`update grade_due set state = 'paused', reason = $3, lease_until = null where tenant = $1 and line_item = $2 and state in ('waiting', 'locked')`, [to.tenant, to.lineItem, to.reason]);
  }
}
