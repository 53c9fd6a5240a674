import { randomInt } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit, Clock, Db, Log, Outbox, Problem, type Settings } from '#lotse/base';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { AccountsService, type AccountRow } from './accounts.service.js';
import { AccountSessions } from './account-sessions.service.js';
import { RateLimit } from './delay-rules.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { NoticesService } from './notices.service.js';
import { PasswordsService } from './passwords.service.js';
import { Account, PasswordReset } from './account.entities.js';
import { runningGrant } from '../grants.queries.js';

const VALID_MS = 3600 * 1000;
const PER_MINUTE = 30;
const PER_ADDRESS = 3;
/** The extra work for a known address is done at a random moment within the next seconds, so that no reply takes longer for it. */
const LATER_MS = { least: 500, most: 3_000 } as const;

/** Somebody has roles that run, or will, in a tenant other than this one. */
const ELSEWHERE = `select 1 from role_grant where person = $1 and tenant <> $2 and revoked_at is null and (ends_at is null or ends_at > $3) limit 1`;
const HERE = `select 1 from role_grant where person = $1 and tenant = $2 and ${runningGrant('$3')} limit 1`;

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
    private readonly base: { db: Db; clock: Clock; log: Log; audit: Audit; outbox: Outbox; notices: NoticesService },
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsService,
    private readonly entries: { sessions: AccountSessions; delays: LoginDelays },
    private readonly passwords: PasswordsService,
    private readonly settings: Settings,
  ) {}

  /** Answers at once and the same for every address; the work happens some time later, so that not even the next reply is slower. */
  ask(mail: string, browser: Browser): { mail: boolean } {
    const now = this.base.clock.now();
    if (!this.limits.senders.take(browser.sender, now)) throw new Problem('too-many', 'login.many');
    const search = this.keys.mailSearch(mail);
    if (this.base.outbox.ready && this.limits.addresses.take(search.toString('base64'), now)) this.waiting.push(search);
    this.timer ??= setTimeout(() => void this.settled(), randomInt(LATER_MS.least, LATER_MS.most));
    return { mail: this.base.outbox.ready };
  }

  /** Does what was asked so far. */
  settled(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const search of this.waiting.splice(0))
      this.running = this.running.then(() => this.write(search)).catch((error: unknown) => this.base.log.fault('reset.failed', error));
    return this.running;
  }
  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  private async write(search: Buffer): Promise<void> {
    const { db } = this.base;
    const found = await db.gate('account', async (tx) => {
      const [account] = await tx.query<AccountRow[]>(`select * from account where mail_search = $1 and state = 'open'`, [search]);
      const roles = account ? await this.entries.sessions.rolesOf(tx, account.person) : new Map<string, unknown>();
      return { account, tenant: [...roles.keys()].sort()[0] };
    });
    const { account, tenant } = found;
    if (!account || !tenant) return;
    await this.mailTo(account, tenant);
  }

  private async mailTo(account: AccountRow, tenant: string): Promise<Date> {
    const { db, outbox } = this.base;
    const { mail } = await this.accounts.opened(account);
    const { link, expiresAt } = await this.make(account.person, null);
    await db.job(tenant, (tx) => outbox.put(tx, { tenant, kind: 'reset', about: account.person, to: mail, locale: account.locale, link }));
    return expiresAt;
  }

  /** A link for somebody of this tenant, for an admin to hand over; null where it went to the account's own address. */
  async makeFor(me: { person: string; tenant: string }, person: string): Promise<{ link: string | null; expiresAt: Date }> {
    const { db, audit, clock, outbox } = this.base;
    const found = await db.as(me, async (tx) => {
      const asked = [person, me.tenant, clock.now()];
      const here = await tx.query<unknown[]>(HERE, asked);
      const { account, elsewhere } = await db.atGate(tx, 'account', async () => ({
        account: (await tx.query<AccountRow[]>(`select * from account where person = $1 and state = 'open'`, [person]))[0],
        elsewhere: (await tx.query<unknown[]>(ELSEWHERE, asked)).length > 0,
      }));
      if (here.length === 0 || !account) throw new Problem('not-found', 'person.unknown');
      if (elsewhere && !outbox.ready) throw new Problem('conflict', 'reset.elsewhere');
      const details = { mailed: elsewhere };
      await audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'account.reset-link', subjectKind: 'person', subject: person, details });
      return { account, elsewhere };
    });
    if (found.elsewhere) return { link: null, expiresAt: await this.mailTo(found.account, me.tenant) };
    return this.make(person, me.tenant);
  }

  private async make(person: string, tenant: string | null): Promise<{ link: string; expiresAt: Date }> {
    const [token, now] = [randomToken(), this.base.clock.now()];
    const expiresAt = new Date(now.getTime() + VALID_MS);
    await this.base.db.gate('account', async (tx) => {
      await tx.delete(PasswordReset, { person, usedAt: IsNull() });
      await tx.insert(PasswordReset, { tokenHash: hashOf(token), person, tenant, createdAt: now, expiresAt });
    });
    return { link: `${this.settings.url}/a/reset#${token}`, expiresAt };
  }

  /** Sets the new password, ends all sessions and tells the owner. A refused password leaves the link as it is. */
  async finish(token: string, password: string, browser: Browser): Promise<void> {
    const { notices, clock, log } = this.base;
    const person = await this.personOf(token);
    const { mail, name } = await this.accounts.opened(await this.accounts.row(person));
    const kept = await this.passwords.keep(password, [mail, name]);
    await notices.changing(person, async (tx) => {
      const { affected } = await tx.update(PasswordReset, { tokenHash: hashOf(token), usedAt: IsNull() }, { usedAt: clock.now() });
      if (affected === 0) throw new Problem('not-found', 'reset.over');
      await tx.update(Account, { person }, { passwordHash: kept, changedAt: clock.now() });
      await this.entries.sessions.endAll(tx, person, null);
      await this.entries.delays.know(tx, person, browser.device);
    });
    log.info('account.password-reset', { personId: person });
  }

  /** Whose link it is. One that an admin made ends when the person leaves that tenant or gets a role in another. */
  private async personOf(token: string): Promise<string> {
    const now = this.base.clock.now();
    return this.base.db.gate('account', async (tx) => {
      const [open] = await tx.query<{ person: string; tenant: string | null }[]>(
        `select person, tenant from password_reset where token_hash = $1 and used_at is null and expires_at > $2`,
        [hashOf(token), now],
      );
      if (!open) throw new Problem('not-found', 'reset.over');
      if (open.tenant === null) return open.person;
      const asked = [open.person, open.tenant, now];
      const [here, elsewhere] = [await tx.query<unknown[]>(HERE, asked), await tx.query<unknown[]>(ELSEWHERE, asked)];
      if (here.length === 0 || elsewhere.length > 0) throw new Problem('not-found', 'reset.over');
      return open.person;
    });
  }
}
