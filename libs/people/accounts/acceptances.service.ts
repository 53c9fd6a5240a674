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
import { invitationBy, takeInvitation, type InvitationRecord } from './invitations.queries.js';
import { cellOf } from './invitations.service.js';
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
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly audit: Audit,
    private readonly notices: NoticesService,
    private readonly accounts: AccountsService,
    private readonly credentials: CredentialsService,
    private readonly grants: GrantsService,
    private readonly sessions: AccountSessions,
    private readonly delays: LoginDelays,
    private readonly passkeys: PasskeysService,
  ) {}

  async look(token: string): Promise<InvitationView> {
    const row = await this.live(token);
    const { tenantName, hasAccount } = await this.db.gate('invitation', async (tx) => {
      const tenant = await tx.findOne(Tenant, { select: { name: true }, where: { id: row.tenant } });
      const hasAccount = await tx.existsBy(Account, { mailSearch: row.mailSearch });
      return { tenantName: tenant?.name ?? '', hasAccount };
    });
    return { tenantName, role: row.role, mail: await this.mailOf(row), locale: row.locale, expiresAt: row.expiresAt.toISOString(), hasAccount };
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
    return this.db.as({ person, tenant: row.tenant }, async (tx) => {
      await this.takeUp(tx, row, person);
      const account = { person, mail, name: wish.name, locale: row.locale, ...ready };
      return this.open(tx, account, browser, () => this.join(tx, row, person, wish.name));
    });
  }

  /** For somebody who has an account: the same address only. */
  async joinWith(token: string, me: AccountMe): Promise<void> {
    const row = await this.live(token);
    const account = await this.accounts.row(me.person);
    if (!account.mailSearch.equals(row.mailSearch)) throw new Problem('forbidden', 'invitation.other-mail');
    if (row.invitedBy === me.person && OPENS_DATA.has(row.role)) throw new Problem('conflict', 'grant.self');
    const { name } = await this.accounts.opened(account);
    await this.db.as({ person: me.person, tenant: row.tenant }, async (tx) => {
      await this.takeUp(tx, row, me.person);
      await this.join(tx, row, me.person, name);
    });
  }

  /** A fresh account with its recovery codes, passkey and first session; inside `db.as({ person })`. `grant` comes before the session, whose rest depends on roles. */
  async open(tx: EntityManager, ready: FreshAccount, browser: Browser, grant: () => Promise<void>): Promise<FirstEntry> {
    const { person } = ready;
    await this.accounts.make(tx, ready);
    await grant();
    return this.db.atGate(tx, 'account', async () => {
      if (ready.passkey) await this.passkeys.keep(tx, person, ready.passkey, browser.label);
      const recoveryCodes = ready.passwordHash === null ? [] : await this.accounts.newRecoveryCodes(tx, person);
      await this.delays.know(tx, person, browser.device);
      return { person, recoveryCodes, opened: await this.sessions.open(tx, person, browser.label) };
    });
  }

  private async takeUp(tx: EntityManager, row: InvitationRecord, person: string): Promise<void> {
    const taking = { id: row.id, tokenHash: row.tokenHash, person, now: this.clock.now() };
    const taken = await this.db.atGate(tx, 'invitation', () => takeInvitation(tx, taking));
    if (!taken) throw new Problem('conflict', 'invitation.accepted');
  }

  private async join(tx: EntityManager, row: InvitationRecord, person: string, name: string): Promise<void> {
    await this.accounts.settle(tx, row.tenant, person, name);
    await this.audit.write(tx, { tenant: row.tenant, actor: person, event: 'invitation.accepted', subjectKind: 'invitation', subject: row.id });
    const { tenant, role, reason } = row;
    await this.grants.give(tx, { tenant, person, role, course: null, reason, by: row.invitedBy, endsAt: row.endsAt });
    if (OPENS_DATA.has(role)) await this.notices.roleGiven(tx, { tenant, person, by: row.invitedBy }, this.clock.now());
  }

  private async live(token: string): Promise<InvitationRecord> {
    const row = await this.db.gate('invitation', (tx) => invitationBy(tx, hashOf(token)));
    if (!row) throw new Problem('not-found', 'invitation.unknown');
    const state = invitationState(row, this.clock.now());
    if (state !== 'open') throw new Problem('not-found', `invitation.${state}`);
    return row;
  }

  private mailOf(row: InvitationRecord): Promise<string> {
    return this.db.job(row.tenant, (tx) => this.seal.open(tx, { kind: 'tenant', id: row.tenant }, cellOf(row.id), row.mail));
  }
}

/** A renewed link makes what was begun with the old one worthless. */
function subjectOf(row: InvitationRecord): string {
  return `invitation ${row.id} ${row.tokenHash.toString('hex')}`;
}
