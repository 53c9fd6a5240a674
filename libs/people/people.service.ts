import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal, type KeyOwner } from '#lotse/base';
import type { CourseRole, Preferences } from '#lotse/contract';
import { NameCache } from './name-cache.js';
import { keepCourse, keepEnrolment } from './enrolments.queries.js';
import { Person, Profile } from './entities.js';
import { isTutorOf } from './grants.queries.js';
import { addIdentity, identityOf, keepPreferences, markSeen, renameSeen, type KnownIdentity } from './people.queries.js';

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
    const found = await identityOf(tx, who);
    if (!found) {
      await tx.insert(Person, { id: fresh, createdAt: now });
      await addIdentity(tx, { tenant: who.tenant, id: randomUUID(), person: fresh, issuer: who.issuer, sub: who.sub, now });
    }
    const identity = found ?? (await identityOf(tx, who));
    if (!identity) throw new Error('identity vanished between two statements');
    await this.db.become(tx, identity.person);
    await this.keepName(tx, who, identity);
    return { person: identity.person, isNew: identity.person === fresh };
  }

  private async keepName(tx: EntityManager, who: { tenant: string; name: string | null }, identity: KnownIdentity): Promise<void> {
    const seen = { tenant: who.tenant, id: identity.id, now: this.clock.now() };
    const owner: KeyOwner = { kind: 'tenant', id: who.tenant };
    const cell = { table: 'identity', row: identity.id, column: 'name' };
    const old = identity.name ? await this.seal.open(tx, owner, cell, identity.name) : null;
    if (who.name !== null && who.name !== old) {
      const { sealed, search } = await this.seal.sealFindable(tx, owner, cell, who.name);
      await renameSeen(tx, { ...seen, name: sealed, search });
      this.names.drop(who.tenant);
    } else {
      await markSeen(tx, seen);
    }
  }

  /** Puts the person into the course with the role of this launch. A running tutor grant for the course makes a teacher its tutor. */
  async enrol(
    tx: EntityManager,
    who: { tenant: string; person: string; deployment: string; context: Context; role: CourseRole; test: boolean },
  ): Promise<{ enrolmentId: string; courseId: string; role: CourseRole }> {
    const { tenant, person, deployment, context, test } = who;
    const now = this.clock.now();
    const { id: contextId, ...named } = context;
    const courseId = await keepCourse(tx, { ...named, tenant, id: randomUUID(), deployment, contextId, now });
    if (courseId === undefined) throw new Error('course was neither made nor found');
    const role = who.role === 'teacher' && (await isTutorOf(tx, { tenant, person, course: courseId, now })) ? 'tutor' : who.role;
    const enrolmentId = await keepEnrolment(tx, { tenant, id: randomUUID(), person, course: courseId, role, test, now });
    if (enrolmentId === undefined) throw new Error('enrolment was neither made nor found');
    return { enrolmentId, courseId, role };
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
    await keepPreferences(tx, { tenant, person, now: this.clock.now() }, wish);
    return wish;
  }
}

/** Stable and without meaning: four digits from the id. */
export function pseudonym(person: string): string {
  return `Lernende ${String(parseInt(person.slice(0, 8), 16) % 10_000).padStart(4, '0')}`;
}
