import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Outbox, Problem, Seal, type Settings } from '#lotse/base';
import { daysLater, type AccountRole, type InvitationRow, type Locale } from '#lotse/contract';
import { PeopleService } from '../people.service.js';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { grantEnd, grantFault, invitationState } from './grant-rules.js';
import { Invitation } from './account.entities.js';

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
export interface InvitationRecord {
  id: string;
  tenant: string;
  token_hash: Buffer;
  role: AccountRole;
  reason: string;
  mail: Buffer;
  mail_search: Buffer;
  locale: Locale;
  invited_by: string;
  ends_at: Date | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  withdrawn_at: Date | null;
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
    private readonly base: { db: Db; clock: Clock; seal: Seal; audit: Audit; outbox: Outbox },
    private readonly keys: AccountKeys,
    private readonly people: PeopleService,
    private readonly settings: Settings,
  ) {}

  async invite(me: Inviter, wish: InvitationWish): Promise<Invited> {
    const { db, clock, audit } = this.base;
    const fault = grantFault(wish.role, wish.endsOn, clock.now());
    if (fault) throw new Problem('invalid', fault);
    const [id, token, now] = [randomUUID(), randomToken(), clock.now()];
    const expiresAt = daysLater(now, VALID_DAYS);
    await db.as(me, async (tx) => {
      const mail = await this.base.seal.seal(tx, { kind: 'tenant', id: me.tenant }, cellOf(id), wish.mail.trim());
      await db.atGate(tx, 'invitation', () =>
        tx.insert(Invitation, {
          ...{ id, tenant: me.tenant, tokenHash: hashOf(token), role: wish.role, reason: wish.reason, locale: wish.locale },
          ...{ mail, mailSearch: this.keys.mailSearch(wish.mail), invitedBy: me.person, endsAt: grantEnd(wish.endsOn), createdAt: now, expiresAt },
        }),
      );
      await this.post(tx, { id, tenant: me.tenant, to: wish.mail.trim(), locale: wish.locale, token });
      await audit.write(tx, {
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
    const { db, clock, audit } = this.base;
    const token = randomToken();
    const expiresAt = daysLater(clock.now(), VALID_DAYS);
    await db.as(me, async (tx) => {
      const row = await this.change(
        tx,
        me,
        `update invitation set token_hash = $4, expires_at = $5 where tenant = $1 and id = $2 and accepted_at is null and withdrawn_at is null and created_at <= $3 returning *`,
        [id, hashOf(token), expiresAt],
      );
      const to = await this.base.seal.open(tx, { kind: 'tenant', id: me.tenant }, cellOf(id), row.mail);
      await this.post(tx, { id, tenant: me.tenant, to, locale: row.locale, token });
      await audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'invitation.renewed', subjectKind: 'invitation', subject: id });
    });
    return this.invited(id, token, expiresAt);
  }

  async withdraw(me: Inviter, id: string): Promise<void> {
    const { db, audit } = this.base;
    await db.as(me, async (tx) => {
      await this.change(
        tx,
        me,
        `update invitation set withdrawn_at = $3 where tenant = $1 and id = $2 and accepted_at is null and withdrawn_at is null returning *`,
        [id],
      );
      await audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'invitation.withdrawn', subjectKind: 'invitation', subject: id });
    });
  }

  private async change(tx: EntityManager, me: Inviter, sql: string, [id, ...more]: unknown[]): Promise<InvitationRecord> {
    const [rows] = await this.base.db.atGate(tx, 'invitation', () =>
      tx.query<[InvitationRecord[], number]>(sql, [me.tenant, id, this.base.clock.now(), ...more]),
    );
    const row = rows[0];
    if (!row) throw new Problem('not-found', 'invitation.unknown');
    return row;
  }

  async list(me: Inviter, query: { page: number; size: number }): Promise<{ rows: InvitationRow[]; total: number }> {
    const { db } = this.base;
    return db.as(me, async (tx) => {
      const [rows, total] = await db.atGate(tx, 'invitation', async () => {
        const found = await tx.query<InvitationRecord[]>(`select * from invitation where tenant = $1 order by created_at desc, id limit $2 offset $3`, [
          me.tenant,
          query.size,
          (query.page - 1) * query.size,
        ]);
        const [count] = await tx.query<{ n: number }[]>(`select count(*)::int as n from invitation where tenant = $1`, [me.tenant]);
        return [found, count?.n ?? 0] as const;
      });
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(rows.map((row) => row.invited_by))]);
      const mails = await this.base.outbox.statesOf(
        tx,
        me.tenant,
        rows.map((row) => row.id),
      );
      const shown: InvitationRow[] = [];
      for (const row of rows) shown.push({ ...(await this.show(tx, row)), invitedBy: names.get(row.invited_by) ?? '', mailState: mails.get(row.id) ?? null });
      return { rows: shown, total };
    });
  }

  private async show(tx: EntityManager, row: InvitationRecord): Promise<Omit<InvitationRow, 'invitedBy' | 'mailState'>> {
    return {
      id: row.id,
      mail: await this.base.seal.open(tx, { kind: 'tenant', id: row.tenant }, cellOf(row.id), row.mail),
      role: row.role,
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      endsAt: row.ends_at?.toISOString() ?? null,
      state: invitationState(row, this.base.clock.now()),
    };
  }

  private async post(tx: EntityManager, mail: { id: string; tenant: string; to: string; locale: Locale; token: string }): Promise<void> {
    const { outbox } = this.base;
    if (outbox.ready)
      await outbox.put(tx, { tenant: mail.tenant, kind: 'invitation', about: mail.id, to: mail.to, locale: mail.locale, link: this.linkOf(mail.token) });
  }

  private invited(invitationId: string, token: string, expiresAt: Date): Invited {
    return { invitationId, link: this.linkOf(token), mailed: this.base.outbox.ready, expiresAt: expiresAt.toISOString() };
  }

  /** The address comes from the settings alone: a Host header changes no link. */
  private linkOf(token: string): string {
    return `${this.settings.url}/a/invitation#${token}`;
  }
}

export function cellOf(id: string) {
  return { table: 'invitation', row: id, column: 'mail' };
}
