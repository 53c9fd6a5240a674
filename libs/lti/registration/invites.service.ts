import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit, Clock, Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import { daysLater, type PlatformInvite } from '#lotse/contract';
import type { HelpLocale } from '../help/help.js';
import { failureOf } from '../help/lti-codes.js';
import { registrationRefusal } from '../help/registration-codes.js';
import { RegistrationInvite } from './entities.js';
import { lockInvite, newestInvites, reserveInvite, withdrawInvite, type InviteRow, type ListedInvite } from './invites.queries.js';

/** Longer than all requests of one registration together may take. */
const BUSY_MS = 60_000;
const TOKEN = /^[\w-]{43}$/;

/** An invitation that may be used now. */
export interface OpenInvite {
  tenant: string;
  id: string;
  askNames: boolean;
}
/** Rules about an invitation; tests switch one off to see that its absence is noticed. */
export const INVITE_RULES = {
  withdrawn: (row: InviteRow): Problem | null => (row.withdrawnAt ? registrationRefusal('INVITE_UNKNOWN') : null),
  used: (row: InviteRow): Problem | null => (row.usedAt ? registrationRefusal('INVITE_USED') : null),
  time: (row: InviteRow, now: Date): Problem | null => (row.expiresAt <= now ? registrationRefusal('INVITE_EXPIRED') : null),
};

/** One-time links by which an LMS registers itself. Only hashes of the links are kept. */
@Injectable()
export class InvitesService {
  rules = { ...INVITE_RULES };

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A new link; it is told this once. */
  async invite(
    who: { tenant: string; person: string | null },
    wish: { askNames: boolean; days: number },
  ): Promise<{ inviteId: string; link: string; expiresAt: Date }> {
    const [id, token, now] = [randomUUID(), randomBytes(32).toString('base64url'), this.clock.now()];
    const expiresAt = daysLater(now, wish.days);
    await this.db.job(who.tenant, async (tx) => {
      await tx.insert(RegistrationInvite, {
        tenant: who.tenant,
        id,
        tokenHash: hashOf(token),
        askNames: wish.askNames,
        createdBy: who.person,
        createdAt: now,
        expiresAt,
      });
      await this.audit.write(tx, {
        tenant: who.tenant,
        actor: who.person,
        event: 'platform.invited',
        subjectKind: 'invite',
        subject: id,
        details: { names: wish.askNames },
      });
    });
    return { inviteId: id, link: `${this.settings.url}/lti/register/${token}`, expiresAt };
  }

  async list(tenant: string, locale: HelpLocale = 'de'): Promise<PlatformInvite[]> {
    const rows = await this.db.job(tenant, (tx) => newestInvites(tx, tenant));
    return rows.map((row) => ({
      id: row.id,
      askNames: row.askNames,
      state: stateOf(row, this.clock.now()),
      failed: row.usedAt || row.code === null ? null : failureOf(row.code, locale),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      platformId: row.registration,
    }));
  }

  /** Ends a link nobody has used. Throws invite.unknown. */
  async withdraw(who: { tenant: string; person: string | null }, id: string): Promise<void> {
    await this.db.job(who.tenant, async (tx) => {
      if (!(await withdrawInvite(tx, { tenant: who.tenant, id, now: this.clock.now() }))) throw new Problem('not-found', 'invite.unknown');
      await this.audit.write(tx, { tenant: who.tenant, actor: who.person, event: 'platform.invite-withdrawn', subjectKind: 'invite', subject: id });
    });
  }

  /**
   * Reserves a link for one minute. Nothing is fetched for somebody without a valid link. The rules are checked on the locked
   * row: a registration that just ended has used the link.
   */
  async begin(token: string): Promise<OpenInvite> {
    const { tenant, id } = await this.find(token);
    const now = this.clock.now();
    return this.db.job(tenant, async (tx) => {
      const row = await lockInvite(tx, { tenant, id });
      if (!row) throw registrationRefusal('INVITE_UNKNOWN');
      const problem = this.rules.withdrawn(row) ?? this.rules.used(row) ?? this.rules.time(row, now);
      if (problem) throw problem;
      if (row.busyUntil !== null && row.busyUntil > now) throw registrationRefusal('INVITE_BUSY');
      await reserveInvite(tx, { tenant, id, busyUntil: new Date(now.getTime() + BUSY_MS), now });
      return { tenant, id, askNames: row.askNames };
    });
  }

  /** Gives a link back after a try that failed; why, the admin of Lotse reads at the invitation. */
  async giveBack(invite: OpenInvite, code: string): Promise<void> {
    await this.db.job(invite.tenant, (tx) => tx.update(RegistrationInvite, { tenant: invite.tenant, id: invite.id }, { busyUntil: null, code }));
  }

  private async find(token: string): Promise<Pick<InviteRow, 'tenant' | 'id'>> {
    if (!TOKEN.test(token)) throw registrationRefusal('INVITE_UNKNOWN');
    const ids = { tenant: true, id: true } as const;
    const row = await this.db.gate('registration', (tx) => tx.findOne(RegistrationInvite, { select: ids, where: { tokenHash: hashOf(token) } }));
    if (!row) throw registrationRefusal('INVITE_UNKNOWN');
    return row;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function stateOf(row: ListedInvite, now: Date): PlatformInvite['state'] {
  if (row.usedAt) return 'used';
  if (row.withdrawnAt) return 'withdrawn';
  if (row.expiresAt <= now) return 'expired';
  return row.openedAt ? 'opened' : 'open';
}
