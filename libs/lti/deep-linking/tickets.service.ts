import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as z from 'zod';
import { Audit, Clock, Db, Problem, Seal, type KeyOwner, type SealedCell } from '#lotse/base';
import type { DeepLinkItem } from '#lotse/contract';
import type { Me } from '#lotse/people';
import type { Platform } from '../platforms/platforms.service.js';
import type { DeepLinkingSettings } from '../messages/deep-linking-settings.js';
import { DeepLinkTicket } from './entities.js';
import { Deployment } from '../platforms/platform.entities.js';

const TICKET_MS = 3_600_000;
/** From the answer to the page that carries it to the platform: the browser goes there at once. */
const CODE_MS = 60_000;

export interface Ticket {
  id: string;
  registration: string;
  course: string;
  acceptsLinks: boolean;
  acceptsSeveral: boolean;
  acceptsLineItem: boolean;
}
/** An answer on its way: its ticket with what was sealed in it. */
export interface TakenAnswer {
  tenant: string;
  registration: string;
  course: string;
  deploymentId: string;
  returnUrl: string;
  data: string | null;
  items: DeepLinkItem[];
  acceptsLineItem: boolean;
}

const Sealed = z.object({ returnUrl: z.string(), data: z.string().nullable() });
const COLUMNS = `id, registration, course, accepts_links as "acceptsLinks", accepts_several as "acceptsSeveral", accepts_line_item as "acceptsLineItem"`;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Teachers who are choosing content: one row from the platform's request to the answer, which is given once. */
@Injectable()
export class TicketsService {
  /** Tests switch one off, to see that it is missed. */
  rules = { once: true, codeOnce: true };

  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Opens a ticket in the launch's transaction; returns its id. */
  async open(
    tx: EntityManager,
    wish: { platform: Platform; deployment: string; courseId: string; person: string; settings: DeepLinkingSettings },
  ): Promise<string> {
    const { platform, settings } = wish;
    const [id, now, { tenant }] = [randomUUID(), this.clock.now(), platform];
    await tx.query(`delete from deep_link_ticket where tenant = $1 and expires_at < $2`, [tenant, new Date(now.getTime() - 24 * TICKET_MS)]);
    const sealed = await this.seal.seal(tx, ownerOf(tenant), cellOf(id), JSON.stringify({ returnUrl: settings.returnUrl, data: settings.data }));
    await tx.insert(DeepLinkTicket, {
      ...{ tenant, id, registration: platform.id, deployment: wish.deployment, course: wish.courseId, person: wish.person, settings: sealed },
      ...{ acceptsLinks: settings.acceptsLinks, acceptsSeveral: settings.acceptsSeveral, acceptsLineItem: settings.acceptsLineItem },
      ...{ createdAt: now, expiresAt: new Date(now.getTime() + TICKET_MS) },
    });
    return id;
  }

  /** The asker's own open ticket. Somebody else's is unknown. Problems: ticket.unknown, ticket.used, ticket.over. */
  async find(tx: EntityManager, me: Me, ticketId: string): Promise<Ticket> {
    const [row] = await tx.query<(Ticket & { answered: Date | null; until: Date })[]>(
      `select ${COLUMNS}, answered_at as answered, expires_at as until from deep_link_ticket where tenant = $1 and id = $2 and person = $3`,
      [me.tenant, ticketId, me.person],
    );
    if (!row) throw new Problem('not-found', 'ticket.unknown');
    if (row.answered && this.rules.once) throw new Problem('conflict', 'ticket.used');
    if (row.until <= this.clock.now()) throw new Problem('not-found', 'ticket.over');
    return row;
  }

  /** Answers the ticket; of two at once one is refused (ticket.used). Returns the code that fetches the answer's page. */
  async answer(tx: EntityManager, me: Me, ticketId: string, items: readonly DeepLinkItem[]): Promise<string> {
    const [code, now] = [randomBytes(32).toString('base64url'), this.clock.now()];
    const [, count] = await tx.query<[unknown, number]>(
      `update deep_link_ticket set answered_at = $4, items = $5, code_hash = $6, code_until = $7 where tenant = $1 and id = $2 and person = $3 and (answered_at is null or $8)`,
      [me.tenant, ticketId, me.person, now, JSON.stringify(items), digest(code), new Date(now.getTime() + CODE_MS), !this.rules.once],
    );
    if (count === 0) throw new Problem('conflict', 'ticket.used');
    const event = items.length === 0 ? 'deep-linking.cancelled' : 'deep-linking.answered';
    await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'ticket', subject: ticketId, details: { items: items.length } });
    return code;
  }

  /** Takes an answer by its code, once. Null when the code is unknown, used or older than a minute. */
  async take(code: string): Promise<TakenAnswer | null> {
    const ids = { tenant: true, id: true } as const;
    const found = await this.db.gate('launch', (tx) => tx.findOne(DeepLinkTicket, { select: ids, where: { codeHash: digest(code) } }));
    return found ? this.db.job(found.tenant, (tx) => this.takeIn(tx, found, code)) : null;
  }

  private async takeIn(tx: EntityManager, { tenant, id }: { tenant: string; id: string }, code: string): Promise<TakenAnswer | null> {
    const [rows] = await tx.query<
      [(Pick<TakenAnswer, 'registration' | 'course' | 'items' | 'acceptsLineItem'> & { deployment: string; settings: Buffer })[], number]
    >(
      `update deep_link_ticket set code_hash = case when $5 then null else code_hash end where tenant = $1 and id = $2 and code_hash = $3 and code_until > $4
       returning registration, course, deployment, settings, items, accepts_line_item as "acceptsLineItem"`,
      [tenant, id, digest(code), this.clock.now(), this.rules.codeOnce],
    );
    const row = rows[0];
    if (!row) return null;
    const deployment = await tx.findOneBy(Deployment, { tenant, id: row.deployment });
    if (!deployment) throw new Error('a ticket without its deployment');
    const sealed = Sealed.parse(JSON.parse(await this.seal.open(tx, ownerOf(tenant), cellOf(id), row.settings)));
    return {
      tenant,
      ...sealed,
      registration: row.registration,
      course: row.course,
      items: row.items,
      acceptsLineItem: row.acceptsLineItem,
      deploymentId: deployment.deploymentId,
    };
  }
}

function ownerOf(tenant: string): KeyOwner {
  return { kind: 'tenant', id: tenant };
}
function cellOf(id: string): SealedCell {
  return { table: 'deep_link_ticket', row: id, column: 'settings' };
}
