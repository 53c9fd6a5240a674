import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, Seal } from '#lotse/base';
import type { CredentialsWish, InvitationView, PasskeyOffer, TotpOffer } from '#lotse/contract';
import { GrantsService } from '../grants.service.js';
import { hashOf } from './account-keys.js';
import { AccountSessions, type AccountMe, type OpenedAccount } from './account-sessions.service.js';
import { AccountsService, type NewAccount } from './accounts.service.js';
import { CredentialsService, type ReadyCredentials } from './credentials.service.js';
import { invitationState, OPENS_DATA } from './grant-rules.js';
import { cellOf, type InvitationRecord } from './invitations.service.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { NoticesService } from './notices.service.js';
import { PasskeysService } from './passkeys.service.js';
import { Tenant } from '../entities.js';
import { Account } from './account.entities.js';

type FreshAccount = ReadyCredentials & NewAccount;
export interface FirstEntry {
  person: string;
  opened: OpenedAccount;
  recoveryCodes: string[];
}

/** Invitations as the invited person sees them: looked at, and taken up once. */
@Injectable()
export class AcceptancesService {
  constructor(
    private readonly base: { db: Db; clock: Clock; seal: Seal; audit: Audit; notices: NoticesService },
    private readonly accounts: AccountsService,
    private readonly credentials: CredentialsService,
    private readonly grants: GrantsService,
    private readonly entries: { sessions: AccountSessions; delays: LoginDelays; passkeys: PasskeysService },
  ) {}

  async look(token: string): Promise<InvitationView> {
    const row = await this.live(token);
    const { tenantName, hasAccount } = await this.base.db.gate('invitation', async (tx) => {
      const tenant = await tx.findOne(Tenant, { select: { name: true }, where: { id: row.tenant } });
      const hasAccount = await tx.existsBy(Account, { mailSearch: row.mail_search });
      return { tenantName: tenant?.name ?? '', hasAccount };
    });
    return { tenantName, role: row.role, mail: await this.mailOf(row), locale: row.locale, expiresAt: row.expires_at.toISOString(), hasAccount };
  }

  async totp(token: string): Promise<TotpOffer> {
    const row = await this.live(token);
    return this.credentials.offerTotp(subjectOf(row), await this.mailOf(row));
  }

  async passkey(token: string, name: string, browser: Browser): Promise<PasskeyOffer> {
    const row = await this.live(token);
    return this.credentials.offerPasskey(subjectOf(row), { mail: await this.mailOf(row), name, has: [] }, browser.device);
  }

  /** Makes person, account and grant, uses the link up and opens a session: all of it or nothing. */
  async accept(token: string, wish: CredentialsWish & { name: string }, browser: Browser): Promise<FirstEntry> {
    const row = await this.live(token);
    const mail = await this.mailOf(row);
    const ready = await this.credentials.check(subjectOf(row), wish, [mail, wish.name], browser.device);
    const person = randomUUID();
    return this.base.db.as({ person, tenant: row.tenant }, async (tx) => {
      await this.takeUp(tx, row, person);
      const account = { person, mail, name: wish.name, locale: row.locale, ...ready };
      return this.open(tx, account, browser, () => this.join(tx, row, person, wish.name));
    });
  }

  /** For somebody who has an account: the same address only. */
  async joinWith(token: string, me: AccountMe): Promise<void> {
    const row = await this.live(token);
    const account = await this.accounts.row(me.person);
    if (!account.mail_search.equals(row.mail_search)) throw new Problem('forbidden', 'invitation.other-mail');
    if (row.invited_by === me.person && OPENS_DATA.has(row.role)) throw new Problem('conflict', 'grant.self');
    const { name } = await this.accounts.opened(account);
    await this.base.db.as({ person: me.person, tenant: row.tenant }, async (tx) => {
      await this.takeUp(tx, row, me.person);
      await this.join(tx, row, me.person, name);
    });
  }

  /** A fresh account with its recovery codes, passkey and first session; inside `db.as({ person })`. `grant` comes before the session, whose rest depends on roles. */
  async open(tx: EntityManager, ready: FreshAccount, browser: Browser, grant: () => Promise<void>): Promise<FirstEntry> {
    const { person } = ready;
    await this.accounts.make(tx, ready);
    await grant();
    return this.base.db.atGate(tx, 'account', async () => {
      if (ready.passkey) await this.entries.passkeys.keep(tx, person, ready.passkey, browser.label);
      const recoveryCodes = ready.passwordHash === null ? [] : await this.accounts.newRecoveryCodes(tx, person);
      await this.entries.delays.know(tx, person, browser.device);
      return { person, recoveryCodes, opened: await this.entries.sessions.open(tx, person, browser.label) };
    });
  }

  private async takeUp(tx: EntityManager, row: InvitationRecord, person: string): Promise<void> {
    const now = this.base.clock.now();
    const [, taken] = await this.base.db.atGate(tx, 'invitation', () =>
      tx.query<[unknown, number]>(
        `update invitation set accepted_at = $2, accepted_by = $3 where id = $1 and token_hash = $4 and accepted_at is null and withdrawn_at is null and expires_at > $2`,
        [row.id, now, person, row.token_hash],
      ),
    );
    if (taken === 0) throw new Problem('conflict', 'invitation.accepted');
  }

  private async join(tx: EntityManager, row: InvitationRecord, person: string, name: string): Promise<void> {
    await this.accounts.settle(tx, row.tenant, person, name);
    await this.base.audit.write(tx, { tenant: row.tenant, actor: person, event: 'invitation.accepted', subjectKind: 'invitation', subject: row.id });
    const { tenant, role, reason } = row;
    await this.grants.give(tx, { tenant, person, role, course: null, reason, by: row.invited_by, endsAt: row.ends_at });
    if (OPENS_DATA.has(role)) await this.base.notices.roleGiven(tx, { tenant, person, by: row.invited_by }, this.base.clock.now());
  }

  private async live(token: string): Promise<InvitationRecord> {
    const [row] = await this.base.db.gate('invitation', (tx) =>
      tx.query<InvitationRecord[]>(`select * from invitation where token_hash = $1`, [hashOf(token)]),
    );
    if (!row) throw new Problem('not-found', 'invitation.unknown');
    const state = invitationState(row, this.base.clock.now());
    if (state !== 'open') throw new Problem('not-found', `invitation.${state}`);
    return row;
  }

  private mailOf(row: InvitationRecord): Promise<string> {
    return this.base.db.job(row.tenant, (tx) => this.base.seal.open(tx, { kind: 'tenant', id: row.tenant }, cellOf(row.id), row.mail));
  }
}

/** A renewed link makes what was begun with the old one worthless. */
function subjectOf(row: InvitationRecord): string {
  return `invitation ${row.id} ${row.token_hash.toString('hex')}`;
}
