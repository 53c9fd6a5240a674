import { randomInt } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Audit, Clock, Db, Log, Outbox, Problem, type Settings } from '#lotse/base';
import { AccountKeys, hashOf, randomToken } from './account-keys.js';
import { AccountsService, type AccountRow } from './accounts.service.js';
import { AccountSessions } from './account-sessions.service.js';
import { RateLimit } from './delay-rules.js';
import { LoginDelays, type Browser } from './login-delays.service.js';
import { PasswordsService } from './passwords.service.js';

const VALID_MS = 3600 * 1000;
const PER_MINUTE = 30;
const PER_ADDRESS = 3;
/** What a known address costs more than an unknown one is done at some moment of the next seconds, when no answer waits for it. */
const LATER_MS = { least: 500, most: 3_000 } as const;

/** New passwords by a one-time link. The second factor stays as it is. */
@Injectable()
export class ResetsService implements BeforeApplicationShutdown {
  private readonly limits = { senders: new RateLimit(PER_MINUTE), addresses: new RateLimit(PER_ADDRESS) };
  private running: Promise<void> = Promise.resolve();
  private waiting: Buffer[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly base: { db: Db; clock: Clock; log: Log; audit: Audit; outbox: Outbox },
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsService,
    private readonly entries: { sessions: AccountSessions; delays: LoginDelays },
    private readonly passwords: PasswordsService,
    private readonly settings: Settings,
  ) {}

  /** Answers at once, alike for every address; what there is to do happens some time later, so that not even the next answer is slower. */
  ask(mail: string, browser: Browser): { mail: boolean } {
    const now = this.base.clock.now();
    if (!this.limits.senders.take(browser.ip, now)) throw new Problem('too-many', 'login.many');
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
    const { db, outbox } = this.base;
    const found = await db.gate('account', async (tx) => {
      const [account] = await tx.query<AccountRow[]>(`select * from account where mail_search = $1 and state = 'open'`, [search]);
      const roles = account ? await this.entries.sessions.rolesOf(tx, account.person) : new Map<string, unknown>();
      return { account, tenant: [...roles.keys()].sort()[0] };
    });
    const { account, tenant } = found;
    if (!account || !tenant) return;
    const { mail } = await this.accounts.opened(account);
    const { link } = await this.make(account.person);
    await db.job(tenant, (tx) => outbox.put(tx, { tenant, kind: 'reset', about: account.person, to: mail, locale: account.locale, link }));
  }

  /** A link for somebody of this tenant, for an admin to hand over. */
  async makeFor(me: { person: string; tenant: string }, person: string): Promise<{ link: string; expiresAt: Date }> {
    const { db, audit } = this.base;
    const known = await db.as(me, async (tx) => {
      const rows = await tx.query<unknown[]>(`select 1 from role_grant where tenant = $1 and person = $2 limit 1`, [me.tenant, person]);
      const accounts = await db.atGate(tx, 'account', () => tx.query<unknown[]>(`select 1 from account where person = $1 and state = 'open'`, [person]));
      if (rows.length === 0 || accounts.length === 0) return false;
      await audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'account.reset-link', subjectKind: 'person', subject: person });
      return true;
    });
    if (!known) throw new Problem('not-found', 'person.unknown');
    return this.make(person);
  }

  private async make(person: string): Promise<{ link: string; expiresAt: Date }> {
    const [token, now] = [randomToken(), this.base.clock.now()];
    const expiresAt = new Date(now.getTime() + VALID_MS);
    await this.base.db.gate('account', async (tx) => {
      await tx.query(`delete from password_reset where person = $1 and used_at is null`, [person]);
      await tx.query(`insert into password_reset (token_hash, person, created_at, expires_at) values ($1, $2, $3, $4)`, [
        hashOf(token),
        person,
        now,
        expiresAt,
      ]);
    });
    return { link: `${this.settings.url}/a/reset#${token}`, expiresAt };
  }

  /** Sets the new password and ends all sessions. A refused password leaves the link as it is. */
  async finish(token: string, password: string, browser: Browser): Promise<void> {
    const { db, clock } = this.base;
    const [open] = await db.gate('account', (tx) =>
      tx.query<{ person: string }[]>(`select person from password_reset where token_hash = $1 and used_at is null and expires_at > $2`, [
        hashOf(token),
        clock.now(),
      ]),
    );
    if (!open) throw new Problem('not-found', 'reset.over');
    const { mail, name } = await this.accounts.opened(await this.accounts.row(open.person));
    const kept = await this.passwords.keep(password, [mail, name]);
    await db.gate('account', async (tx) => {
      const [, used] = await tx.query<[unknown, number]>(`update password_reset set used_at = $2 where token_hash = $1 and used_at is null`, [
        hashOf(token),
        clock.now(),
      ]);
      if (used === 0) throw new Problem('not-found', 'reset.over');
      await tx.query(`update account set password_hash = $2, changed_at = $3 where person = $1`, [open.person, kept, clock.now()]);
      await this.entries.sessions.endAll(tx, open.person, null);
      await this.entries.delays.know(tx, open.person, browser.device);
    });
    this.base.log.info('account.password-reset', { personId: open.person });
  }
}
