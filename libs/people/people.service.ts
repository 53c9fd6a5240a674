import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal, type KeyOwner } from '#lotse/base';
import type { CourseRole, Preferences } from '#lotse/contract';
import { NameCache } from './name-cache.js';
import { Person, Profile } from './entities.js';
import { runningGrant } from './grants.queries.js';

export interface Context {
  kind: 'context' | 'link';
  id: string;
  title: string;
  label: string | null;
  membershipsUrl: string | null;
}

/** Knows persons by the identities that LMSs give them, and where they are enrolled. Never links two by mail or name. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly names: NameCache,
  ) {}

  /**
   * The person behind (issuer, sub) in this tenant; made when the LMS sends somebody new. Keeps the newest name.
   * Runs inside `db.job(tenant)`, and sets the person for the rest of that transaction.
   */
  async recognise(tx: EntityManager, who: { tenant: string; issuer: string; sub: string; name: string | null }): Promise<{ person: string; isNew: boolean }> {
    const now = this.clock.now();
    const fresh = randomUUID();
    await this.db.become(tx, fresh);
    const found = await this.find(tx, who);
    if (!found) {
      await tx.insert(Person, { id: fresh, createdAt: now });
      await tx.query(
        `insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (tenant, issuer, sub) do nothing`,
        [who.tenant, randomUUID(), fresh, who.issuer, who.sub, now],
      );
    }
    const identity = found ?? (await this.find(tx, who));
    if (!identity) throw new Error('identity vanished between two statements');
    await this.db.become(tx, identity.person);
    await this.keepName(tx, who, identity);
    return { person: identity.person, isNew: identity.person === fresh };
  }

  private async find(tx: EntityManager, who: { tenant: string; issuer: string; sub: string }) {
    const [row] = await tx.query<{ id: string; person: string; name: Buffer | null }[]>(
      `select id, person, name from identity where tenant = $1 and issuer = $2 and sub = $3`,
      [who.tenant, who.issuer, who.sub],
    );
    return row;
  }

  private async keepName(
    tx: EntityManager,
    who: { tenant: string; name: string | null },
    identity: { id: string; person: string; name: Buffer | null },
  ): Promise<void> {
    const owner: KeyOwner = { kind: 'tenant', id: who.tenant };
    const cell = { table: 'identity', row: identity.id, column: 'name' };
    const old = identity.name ? await this.seal.open(tx, owner, cell, identity.name) : null;
    if (who.name !== null && who.name !== old) {
      const { sealed, search } = await this.seal.sealFindable(tx, owner, cell, who.name);
      await tx.query(`update identity set name = $3, name_search = $4, last_seen_at = $5 where tenant = $1 and id = $2`, [
        who.tenant,
        identity.id,
        sealed,
        search,
        this.clock.now(),
      ]);
      this.names.drop(who.tenant);
    } else {
      await tx.query(`update identity set last_seen_at = $3 where tenant = $1 and id = $2`, [who.tenant, identity.id, this.clock.now()]);
    }
  }

  /** Puts the person into the course with the role of this launch. A running tutor grant for the course makes a teacher its tutor. */
  async enrol(
    tx: EntityManager,
    who: { tenant: string; person: string; deployment: string; context: Context; role: CourseRole; test: boolean },
  ): Promise<{ enrolmentId: string; courseId: string; role: CourseRole }> {
    const now = this.clock.now();
    const { context } = who;
    const [course] = await tx.query<{ id: string }[]>(
      `insert into course (tenant, id, deployment, kind, context_id, title, label, memberships_url, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
       on conflict (deployment, kind, context_id) do update set title = excluded.title, label = excluded.label, memberships_url = coalesce(excluded.memberships_url, course.memberships_url), updated_at = excluded.updated_at returning id`,
      [who.tenant, randomUUID(), who.deployment, context.kind, context.id, context.title, context.label, context.membershipsUrl, now],
    );
    if (!course) throw new Error('course was neither made nor found');
    const role = who.role === 'teacher' && (await this.isTutorOf(tx, who.tenant, who.person, course.id)) ? 'tutor' : who.role;
    const [enrolment] = await tx.query<{ id: string }[]>(
      `insert into enrolment (tenant, id, person, course, role, test, status, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, 'active', $7, $7)
       on conflict (tenant, course, person) do update set role = excluded.role, test = excluded.test, status = 'active', last_seen_at = excluded.last_seen_at returning id`,
      [who.tenant, randomUUID(), who.person, course.id, role, who.test, now],
    );
    if (!enrolment) throw new Error('enrolment was neither made nor found');
    return { enrolmentId: enrolment.id, courseId: course.id, role };
  }

  private async isTutorOf(tx: EntityManager, tenant: string, person: string, course: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `select 1 from role_grant where tenant = $1 and person = $2 and role = 'tutor' and (course is null or course = $3) and ${runningGrant('$4')}`,
      [tenant, person, course, this.clock.now()],
    );
    return rows.length > 0;
  }

  /** The name the LMS sent, or "Lernende 1234" where it sends none. */
  async displayName(tx: EntityManager, tenant: string, person: string): Promise<string> {
    return (await this.names.of(tx, tenant, [person])).get(person) ?? pseudonym(person);
  }

  /** Names of many persons of one tenant, opened once and kept until a name is written. */
  async displayNames(tx: EntityManager, tenant: string, persons: string[]): Promise<Map<string, string>> {
    const known = await this.names.of(tx, tenant, persons);
    return new Map(persons.map((person) => [person, known.get(person) ?? pseudonym(person)]));
  }

  async preferences(tx: EntityManager, tenant: string, person: string): Promise<Preferences> {
    const row = await tx.findOneBy(Profile, { tenant, person });
    return row ? { locale: row.locale, theme: row.theme, textLevel: row.textLevel } : { locale: null, theme: 'auto', textLevel: 'standard' };
  }

  async savePreferences(tx: EntityManager, tenant: string, person: string, wish: Preferences): Promise<Preferences> {
    await tx.query(
      `insert into profile (tenant, person, locale, theme, text_level, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant, person) do update set locale = excluded.locale, theme = excluded.theme, text_level = excluded.text_level, updated_at = excluded.updated_at`,
      [tenant, person, wish.locale, wish.theme, wish.textLevel, this.clock.now()],
    );
    return wish;
  }
}

/** Stable and without meaning: four digits from the id. */
export function pseudonym(person: string): string {
  return `Lernende ${String(parseInt(person.slice(0, 8), 16) % 10_000).padStart(4, '0')}`;
}
