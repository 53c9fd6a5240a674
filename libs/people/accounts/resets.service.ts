import { randomInt } from 'node:crypto';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit, Clock, Db, Log, Outbox, Problem, SETTINGS, type Settings } from '#lotse/base';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { openAccount, openAccountOf, type AccountRow } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { AccountSessions } from './account-sessions.service.js';
import { RateLimit } from './delay-rules.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { NoticesService } from './notices.service.js';
import { PasswordsService } from './passwords.service.js';
import { Account, PasswordReset } from './account.entities.js';
import { hasRoleElsewhere, hasRoleHere } from '../grants.queries.js';
import { openReset } from './resets.queries.js';

const VALID_MS = 3600 * 1000;
const PER_MINUTE = 30;
const PER_ADDRESS = 3;
/** The extra work for a known address is done at a random moment within the next seconds, so that no reply takes longer for it. */
const LATER_MS = { least: 500, most: 3_000 } as const;

/**
 * New passwords by a one-time link. The second factor stays as it is. An admin gets a link only for an account that has roles
 * in this tenant and nowhere else: an account of several tenants is not theirs to open, its link goes to its own address.
 */
@Injectable()
export class ResetsService implements BeforeApplicationShutdown {
  private readonly limits = { senders: new RateLimit(PER_MINUTE), addresses: new RateLimit(PER_ADDRESS) };
  private running: Promise<void> = Promise.resolve();
  private waiting: Buffer[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly notices: NoticesService,
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsService,
    private readonly sessions: AccountSessions,
    private readonly delays: LoginDelays,
    private readonly passwords: PasswordsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Answers at once and the same for every address; the work happens some time later, so that not even the next reply is slower. */
  ask(mail: string, browser: Browser): { mail: boolean } {
    const now = this.clock.now();
    if (!this.limits.senders.take(browser.sender, now)) throw new Problem('too-many', 'login.many');
    const search = this.keys.mailSearch(mail);
    if (this.outbox.ready && this.limits.addresses.take(search.toString('base64'), now)) this.waiting.push(search);
    this.timer ??= setTimeout(() => void this.settled(), randomInt(LATER_MS.least, LATER_MS.most));
    return { mail: this.outbox.ready };
  }

  /** Does what was asked so far. */
  settled(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const search of this.waiting.splice(0))
      this.running = this.running.then(() => this.write(search)).catch((error: unknown) => this.log.fault('reset.failed', error));
    return this.running;
  }
  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  private async write(search: Buffer): Promise<void> {
    const found = await this.db.gate('account', async (tx) => {
      const account = await openAccountOf(tx, search);
      const roles = account ? await this.sessions.rolesOf(tx, account.person) : new Map<string, unknown>();
      return { account, tenant: [...roles.keys()].sort()[0] };
    });
    const { account, tenant } = found;
    if (!account || !tenant) return;
    await this.mailTo(account, tenant);
  }

  private async mailTo(account: AccountRow, tenant: string): Promise<Date> {
    const { mail } = await this.accounts.opened(account);
    const { link, expiresAt } = await this.make(account.person, null);
    await this.db.job(tenant, (tx) => this.outbox.put(tx, { tenant, kind: 'reset', about: account.person, to: mail, locale: account.locale, link }));
    return expiresAt;
  }

  /** A link for somebody of this tenant, for an admin to hand over; null where it went to the account's own address. */
  async makeFor(me: { person: string; tenant: string }, person: string): Promise<{ link: string | null; expiresAt: Date }> {
    const found = await this.db.as(me, async (tx) => {
      const asked = { person, tenant: me.tenant, now: this.clock.now() };
      const here = await hasRoleHere(tx, asked);
      const { account, elsewhere } = await this.db.atGate(tx, 'account', async () => ({
        account: await openAccount(tx, person),
        elsewhere: await hasRoleElsewhere(tx, asked),
      }));
      if (!here || !account) throw new Problem('not-found', 'person.unknown');
      if (elsewhere && !this.outbox.ready) throw new Problem('conflict', 'reset.elsewhere');
      const details = { mailed: elsewhere };
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'account.reset-link', subjectKind: 'person', subject: person, details });
      return { account, elsewhere };
    });
    if (found.elsewhere) return { link: null, expiresAt: await this.mailTo(found.account, me.tenant) };
    return this.make(person, me.tenant);
  }

  private async make(person: string, tenant: string | null): Promise<{ link: string; expiresAt: Date }> {
    const [token, now] = [randomToken(), this.clock.now()];
    const expiresAt = new Date(now.getTime() + VALID_MS);
    await this.db.gate('account', async (tx) => {
      await tx.delete(PasswordReset, { person, usedAt: IsNull() });
      await tx.insert(PasswordReset, { tokenHash: hashOf(token), person, tenant, createdAt: now, expiresAt });
    });
    return { link: `${this.settings.url}/a/reset#${token}`, expiresAt };
  }

  /** Sets the new password, ends all sessions and tells the owner. A refused password leaves the link as it is. */
  async finish(token: string, password: string, browser: Browser): Promise<void> {
    const person = await this.personOf(token);
    const { mail, name } = await this.accounts.opened(await this.accounts.row(person));
    const kept = await this.passwords.keep(password, [mail, name]);
    await this.notices.changing(person, async (tx) => {
      const { affected } = await tx.update(PasswordReset, { tokenHash: hashOf(token), usedAt: IsNull() }, { usedAt: this.clock.now() });
      if (affected === 0) throw new Problem('not-found', 'reset.over');
      await tx.update(Account, { person }, { passwordHash: kept, changedAt: this.clock.now() });
      await this.sessions.endAll(tx, person, null);
      await this.delays.know(tx, person, browser.device);
    });
    this.log.info('account.password-reset', { personId: person });
  }

  /** Whose link it is. One that an admin made ends when the person leaves that tenant or gets a role in another. */
  private async personOf(token: string): Promise<string> {
    const now = this.clock.now();
    return this.db.gate('account', async (tx) => {
      const open = await openReset(tx, hashOf(token), now);
      if (!open) throw new Problem('not-found', 'reset.over');
      if (open.tenant === null) return open.person;
      const asked = { person: open.person, tenant: open.tenant, now };
      if (!(await hasRoleHere(tx, asked)) || (await hasRoleElsewhere(tx, asked))) throw new Problem('not-found', 'reset.over');
      return open.person;
    });
  }
}
