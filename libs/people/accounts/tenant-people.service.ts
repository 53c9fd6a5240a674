import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AllTables, Clock, Db, Problem, Seal } from '#lotse/base';
import { LaunchedRole, type AuditEntry, type GrantRole, type TenantPerson } from '#lotse/contract';
import type { output } from 'zod/mini';
import { GrantsService } from '../grants.service.js';
import { SubjectNames } from './subject-names.js';
import { PeopleService } from '../people.service.js';
import { LOCAL_ISSUER, ownerOf } from './accounts.service.js';
import { grantEnd, grantFault, OPENS_DATA, startOfGrant } from './grant-rules.js';
import { NoticesService } from './notices.service.js';
import { Identity } from '../entities.js';
import { hasRoleHere } from '../grants.queries.js';
import {
  auditPage,
  grantsOf,
  hasOtherAdmin,
  hasParticipants,
  lockGrant,
  lockOtherAdmins,
  peopleNamed,
  sealedMails,
  withAccess,
  withAccount,
} from './tenant-people.queries.js';

interface Admin {
  person: string;
  tenant: string;
}
type Paging = { page: number; size: number };

/** What an admin sees and does in one tenant: people, their grants, and who did what. */
@Injectable()
export class TenantPeopleService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly notices: NoticesService,
    private readonly people: PeopleService,
    private readonly grants: GrantsService,
    private readonly subjects: SubjectNames,
    private readonly tables: AllTables,
  ) {}

  /** People with an account or a grant, by name; or everybody who bears exactly this name. */
  async list(me: Admin, query: Paging & { name: string }): Promise<{ rows: TenantPerson[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const persons = query.name ? await this.named(tx, me.tenant, query.name) : await withAccess(tx, me.tenant, LOCAL_ISSUER);
      const names = await this.people.displayNames(tx, me.tenant, persons);
      const sorted = persons.sort((a, b) => this.collator.compare(names.get(a) ?? '', names.get(b) ?? '') || (a < b ? -1 : 1));
      const shown = sorted.slice((query.page - 1) * query.size, query.page * query.size);
      const grants = await this.grantsOf(tx, me.tenant, shown);
      const live = shown.filter((person) => grants.get(person)?.some((grant) => grant.live));
      const [accounts, mails] = [await withAccount(tx, me.tenant, LOCAL_ISSUER, shown), await this.mailsOf(tx, live)];
      const rows = shown.map((personId) => ({
        personId,
        name: names.get(personId) ?? '',
        mail: mails.get(personId) ?? null,
        hasAccount: accounts.has(personId),
        grants: grants.get(personId) ?? [],
      }));
      return { rows, total: persons.length };
    });
  }

  private async named(tx: EntityManager, tenant: string, name: string): Promise<string[]> {
    const searches = await this.seal.searches(tx, { kind: 'tenant', id: tenant }, name);
    return peopleNamed(tx, tenant, searches);
  }

  private async grantsOf(tx: EntityManager, tenant: string, persons: string[]): Promise<Map<string, TenantPerson['grants']>> {
    const now = this.clock.now();
    const rows = await grantsOf(tx, tenant, persons);
    const givers = await this.people.displayNames(tx, tenant, [...new Set(rows.flatMap((row) => row.grantedBy ?? []))]);
    const grants = new Map<string, TenantPerson['grants']>();
    for (const row of rows) {
      const live = !row.revokedAt && row.startsAt <= now && (!row.endsAt || row.endsAt > now);
      const times = { startsAt: row.startsAt.toISOString(), endsAt: row.endsAt?.toISOString() ?? null, revokedAt: row.revokedAt?.toISOString() ?? null };
      const grant = { id: row.id, role: row.role, reason: row.reason, givenBy: row.grantedBy ? (givers.get(row.grantedBy) ?? null) : null, ...times, live };
      grants.set(row.person, [...(grants.get(row.person) ?? []), grant]);
    }
    return grants;
  }

  /** Mail addresses of accounts that have a role here now; those of people who have left are not shown. */
  private async mailsOf(tx: EntityManager, persons: string[]): Promise<Map<string, string>> {
    const rows = await this.db.atGate(tx, 'account', () => sealedMails(tx, persons));
    const mails = new Map<string, string>();
    for (const row of rows)
      mails.set(row.person, await this.seal.open(tx, ownerOf(row.person), { table: 'account', row: row.person, column: 'mail' }, row.mail));
    return mails;
  }

  async give(me: Admin, wish: { personId: string; role: GrantRole; reason: string; endsOn: string | null }): Promise<{ grantId: string }> {
    const now = this.clock.now();
    const fault = grantFault(wish.role, wish.endsOn, now);
    if (fault) throw new Problem('invalid', fault);
    return this.db.as(me, async (tx) => {
      const rows = await tx.find(Identity, { select: { issuer: true }, where: { tenant: me.tenant, person: wish.personId } });
      if (rows.length === 0) throw new Problem('not-found', 'person.unknown');
      const isAccount = rows.some((row) => row.issuer === LOCAL_ISSUER);
      // somebody without a running role comes back by an invitation only, so that the owner of the account has to accept
      if (isAccount && !(await hasRoleHere(tx, { tenant: me.tenant, person: wish.personId, now }))) throw new Problem('conflict', 'grant.needs-invitation');
      const comesByLaunch = LaunchedRole.safeParse(wish.role).success;
      if (!comesByLaunch && !isAccount) throw new Problem('conflict', 'grant.needs-account');
      const { personId: person, role, reason } = wish;
      const startsAt = await this.startOf(tx, me, person, role);
      const grant = { tenant: me.tenant, person, role, course: null, reason, by: me.person, endsAt: grantEnd(wish.endsOn), startsAt };
      const grantId = await this.grants.give(tx, grant);
      if (OPENS_DATA.has(role)) await this.notices.roleGiven(tx, grant, now);
      return { grantId };
    });
  }

  private async startOf(tx: EntityManager, me: Admin, person: string, role: GrantRole): Promise<Date> {
    const now = this.clock.now();
    const otherAdmins = await hasOtherAdmin(tx, me.tenant, me.person, now);
    const participants = await hasParticipants(tx, this.tables.hasParticipants, me.tenant);
    const wish = { role, toSelf: person === me.person, otherAdmins, hasParticipants: participants };
    const start = startOfGrant(wish, now);
    if (!start) throw new Problem('conflict', 'grant.self');
    return start;
  }

  /** The last admin of a tenant stays. */
  async revoke(me: Admin, grantId: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      const grant = await lockGrant(tx, me.tenant, grantId);
      if (!grant) throw new Problem('not-found', 'grant.unknown');
      if (grant.role === 'admin' && (await lockOtherAdmins(tx, me.tenant, grantId, this.clock.now())) === 0) throw new Problem('conflict', 'grant.last-admin');
      await this.grants.revoke(tx, { tenant: me.tenant, id: grantId, by: me.person });
    });
  }

  /** Newest first. */
  async audit(me: Admin, query: Paging): Promise<{ rows: output<typeof AuditEntry>[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const { rows, total } = await auditPage(tx, me.tenant, query);
      const persons = rows.flatMap((row) => [row.actor, row.subjectKind === 'person' ? row.subject : null]).filter((id) => id !== null);
      const names = await this.people.displayNames(tx, me.tenant, [...new Set(persons)]);
      const about = await this.subjects.of(tx, me.tenant, rows);
      const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
      const entries = rows.map(({ seq, at, actor, event, subjectKind: kind, subject, details }) => ({
        ...{ seq, at: at.toISOString(), actor: nameOf(actor), event, details },
        subject: kind === 'person' ? nameOf(subject) : (about.get(subject ?? '') ?? null),
      }));
      return { rows: entries, total };
    });
  }
}
