import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as z from 'zod';
import { Audit, Clock, Db, Problem, Seal, type KeyOwner, type SealedCell } from '#lotse/base';
import type { DeepLinkItem } from '#lotse/contract';
import type { Me } from '#lotse/people';
import type { Platform } from '../platforms/platforms.queries.js';
import type { DeepLinkingSettings } from '../messages/deep-linking-settings.js';
import { DeepLinkTicket } from './entities.js';
import { answerTicket, deleteTicketsExpiredBefore, takeAnswer, ticketOf, type Ticket } from './tickets.queries.js';
import { Deployment } from '../platforms/platform.entities.js';

const TICKET_MS = 3_600_000;
/** From the answer to the page that carries it to the platform: the browser goes there at once. */
const CODE_MS = 60_000;

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
    await deleteTicketsExpiredBefore(tx, { tenant, before: new Date(now.getTime() - 24 * TICKET_MS) });
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
    const row = await ticketOf(tx, { tenant: me.tenant, id: ticketId, person: me.person });
    if (!row) throw new Problem('not-found', 'ticket.unknown');
    if (row.answered && this.rules.once) throw new Problem('conflict', 'ticket.used');
    if (row.until <= this.clock.now()) throw new Problem('not-found', 'ticket.over');
    return row;
  }

  /** Answers the ticket; of two at once one is refused (ticket.used). Returns the code that fetches the answer's page. */
  async answer(tx: EntityManager, me: Me, ticketId: string, items: readonly DeepLinkItem[]): Promise<string> {
    const [code, now] = [randomBytes(32).toString('base64url'), this.clock.now()];
    const isAnswered = await answerTicket(tx, {
      ...{ tenant: me.tenant, id: ticketId, person: me.person, now, items },
      ...{ codeHash: digest(code), codeUntil: new Date(now.getTime() + CODE_MS), again: !this.rules.once },
    });
    if (!isAnswered) throw new Problem('conflict', 'ticket.used');
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
    const row = await takeAnswer(tx, { tenant, id, codeHash: digest(code), now: this.clock.now(), once: this.rules.codeOnce });
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
