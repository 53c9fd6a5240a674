import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { LineItemClaim } from '../messages/claims.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { originOf, serviceOrigins } from '../platforms/platforms.service.js';
import type { LineItemState } from './entities.js';
import { pauseGrades, resumeGrades } from './grade-due.queries.js';
import { keepLineItem, lockLineItemOf, type KnownLineItem } from './line-items.queries.js';

interface LaunchedColumn {
  platform: Platform;
  link: string;
  claim: LineItemClaim;
  staff: boolean;
  now: Date;
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
  const old = await lockLineItemOf(tx, { tenant: platform.tenant, link });
  const next: Next = reason === null ? nextOf(old, launched) : { url: null, state: 'none', reason };
  const id = await keepLineItem(tx, {
    tenant: platform.tenant,
    id: old?.id ?? randomUUID(),
    link,
    url: next.url,
    container: reason === null && claim.url === null ? claim.container : null,
    canScore: claim.canScore,
    canRead: claim.canRead,
    state: next.state,
    reason: next.reason,
    now,
  });
  if (id !== undefined && old && old.state !== next.state) await moveDue(tx, { tenant: platform.tenant, lineItem: id, state: next.state, reason, now });
}

function nextOf(old: KnownLineItem | undefined, { claim, staff }: LaunchedColumn): Next {
  const hasSameRights = old?.canScore === claim.canScore && old.canRead === claim.canRead;
  if (claim.url !== null) {
    const staysPaused = old?.state === 'paused' && old.url === claim.url && hasSameRights && !staff;
    return { url: claim.url, state: staysPaused ? 'paused' : 'active', reason: staysPaused ? old.reason : null };
  }
  if (!old || old.containerUrl !== claim.container) return { url: null, state: 'sought', reason: null };
  const stays = !staff && hasSameRights && (old.state === 'paused' || old.state === 'gone');
  if (stays) return { url: old.url, state: old.state, reason: old.reason };
  const url = old.state === 'gone' ? null : old.url;
  return { url, state: url === null ? 'sought' : 'active', reason: null };
}

async function moveDue(tx: EntityManager, to: { tenant: string; lineItem: string; state: LineItemState; reason: string | null; now: Date }): Promise<void> {
  if (to.state === 'active' || to.state === 'sought') await resumeGrades(tx, to);
  else if (to.state === 'none') await pauseGrades(tx, to);
}
