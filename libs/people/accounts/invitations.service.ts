import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Outbox, Problem, Seal, SETTINGS, type Settings } from '#lotse/base';
import { daysLater, type AccountRole, type InvitationRow, type Locale } from '#lotse/contract';
import { PeopleService } from '../people.service.js';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { grantEnd, grantFault, invitationState } from './grant-rules.js';
import { Invitation } from './account.entities.js';
import { invitationPage, renewInvitation, withdrawInvitation, type InvitationRecord } from './invitations.queries.js';

const VALID_DAYS = 7;

export interface Inviter {
  person: string;
  tenant: string;
}
export interface InvitationWish {
  mail: string;
  role: AccountRole;
  reason: string;
  endsOn: string | null;
  locale: Locale;
}
export interface Invited {
  invitationId: string;
  link: string;
  mailed: boolean;
  expiresAt: string;
}

/** Invitations as an admin sees them: made, listed, renewed, withdrawn. Only the hash of a link is kept. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly keys: AccountKeys,
    private readonly people: PeopleService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async invite(me: Inviter, wish: InvitationWish): Promise<Invited> {
    const [id, token, now] = [randomUUID(), randomToken(), this.clock.now()];
    const fault = grantFault(wish.role, wish.endsOn, now);
    if (fault) throw new Problem('invalid', fault);
    const expiresAt = daysLater(now, VALID_DAYS);
    await this.db.as(me, async (tx) => {
      const mail = await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, cellOf(id), wish.mail.trim());
      await this.db.atGate(tx, 'invitation', () =>
        tx.insert(Invitation, {
          ...{ id, tenant: me.tenant, tokenHash: hashOf(token), role: wish.role, reason: wish.reason, locale: wish.locale },
          ...{ mail, mailSearch: this.keys.mailSearch(wish.mail), invitedBy: me.person, endsAt: grantEnd(wish.endsOn), createdAt: now, expiresAt },
        }),
      );
      await this.post(tx, { id, tenant: me.tenant, to: wish.mail.trim(), locale: wish.locale, token });
      await this.audit.write(tx, {
        tenant: me.tenant,
        actor: me.person,
        event: 'invitation.made',
        subjectKind: 'invitation',
        subject: id,
        details: { role: wish.role },
      });
    });
    return this.invited(id, token, expiresAt);
  }

  /** A new link, valid anew; the old one dies. */
  async renew(me: Inviter, id: string): Promise<Invited> {
    const [token, now] = [randomToken(), this.clock.now()];
    const expiresAt = daysLater(now, VALID_DAYS);
    await this.db.as(me, async (tx) => {
      const wish = { tenant: me.tenant, id, tokenHash: hashOf(token), expiresAt, now };
      const row = await this.db.atGate(tx, 'invitation', () => renewInvitation(tx, wish));
      if (!row) throw new Problem('not-found', 'invitation.unknown');
      const to = await this.seal.open(tx, { kind: 'tenant', id: me.tenant }, cellOf(id), row.mail);
      await this.post(tx, { id, tenant: me.tenant, to, locale: row.locale, token });
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'invitation.renewed', subjectKind: 'invitation', subject: id });
    });
    return this.invited(id, token, expiresAt);
  }

  async withdraw(me: Inviter, id: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      const row = await this.db.atGate(tx, 'invitation', () => withdrawInvitation(tx, { tenant: me.tenant, id, now: this.clock.now() }));
      if (!row) throw new Problem('not-found', 'invitation.unknown');
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'invitation.withdrawn', subjectKind: 'invitation', subject: id });
    });
  }

  async list(me: Inviter, query: { page: number; size: number }): Promise<{ rows: InvitationRow[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const { rows, total } = await this.db.atGate(tx, 'invitation', () => invitationPage(tx, me.tenant, query));
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.map((row) => row.invitedBy))]);
      const mails = await this.outbox.statesOf(
        tx,
        me.tenant,
        rows.map((row) => row.id),
      );
      const shown: InvitationRow[] = [];
      for (const row of rows) shown.push({ ...(await this.show(tx, row)), invitedBy: names.get(row.invitedBy) ?? '', mailState: mails.get(row.id) ?? null });
      return { rows: shown, total };
    });
  }

  private async show(tx: EntityManager, row: InvitationRecord): Promise<Omit<InvitationRow, 'invitedBy' | 'mailState'>> {
    return {
      id: row.id,
      mail: await this.seal.open(tx, { kind: 'tenant', id: row.tenant }, cellOf(row.id), row.mail),
      role: row.role,
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      endsAt: row.endsAt?.toISOString() ?? null,
      state: invitationState(row, this.clock.now()),
    };
  }

  private async post(tx: EntityManager, mail: { id: string; tenant: string; to: string; locale: Locale; token: string }): Promise<void> {
    if (this.outbox.ready)
      await this.outbox.put(tx, { tenant: mail.tenant, kind: 'invitation', about: mail.id, to: mail.to, locale: mail.locale, link: this.linkOf(mail.token) });
  }

  private invited(invitationId: string, token: string, expiresAt: Date): Invited {
    return { invitationId, link: this.linkOf(token), mailed: this.outbox.ready, expiresAt: expiresAt.toISOString() };
  }

  /** The address comes from the settings alone: a Host header changes no link. */
  private linkOf(token: string): string {
    return `${this.settings.url}/a/invitation#${token}`;
  }
}

export function cellOf(id: string) {
  return { table: 'invitation', row: id, column: 'mail' };
}
