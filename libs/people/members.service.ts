import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal, type KeyOwner, type SealedCell } from '#lotse/base';
import type { CourseRole } from '#lotse/contract';
import { enrolListed, leaveCourse, leaveUnlisted, refreshListed } from './enrolments.queries.js';
import { NameCache } from './name-cache.js';
import { addIdentities, addPersons, identitiesBySub, renameIdentities, type FoundIdentity } from './people.queries.js';

/** Somebody as an LMS's roster names them. `isActive` false: the LMS says that they left, or may not come in. */
export interface Member {
  sub: string;
  name: string | null;
  role: CourseRole;
  test: boolean;
  /** Stays in the list although the role gives no enrolment: a proposed tutor. */
  proposed: boolean;
  isActive: boolean;
}
export interface RosterCourse {
  tenant: string;
  issuer: string;
  course: string;
  /** When this reading of the roster began: whoever launched later is judged by the next one. */
  began: Date;
}

/**
 * Keeps a course's list of people as the LMS has it, for people who have not come in yet too. They get an identity and
 * an enrolment, no session. A roster takes rights away from those who left; it gives none and lowers none: a
 * role changes only for people who have never launched. Moodle lists its tutors as learners, so whoever once launched as
 * staff from this platform is no trainee because a roster says so.
 */
@Injectable()
export class MembersService {
  constructor(
    private readonly seal: Seal,
    private readonly names: NameCache,
  ) {}

  /** One batch, inside `db.job(tenant)`. Returns who left by it, and the person behind each `sub`. */
  async keep(tx: EntityManager, at: RosterCourse, members: readonly Member[]): Promise<{ left: number; persons: Map<string, string> }> {
    const known = await this.identities(tx, at, members);
    const wanted = members.filter((member) => member.isActive && !known.has(member.sub) && (member.role === 'trainee' || member.proposed));
    await this.introduce(tx, at, wanted);
    const all = wanted.length > 0 ? await this.identities(tx, at, members) : known;
    await this.rename(tx, at, members, all);
    const persons = new Map([...all].map(([sub, one]) => [sub, one.person]));
    await this.enrol(tx, at, members, persons);
    const gone = members.filter((member) => !member.isActive).flatMap((member) => persons.get(member.sub) ?? []);
    return { left: gone.length > 0 ? await leaveCourse(tx, at, gone) : 0, persons };
  }

  /**
   * After the whole roster was read: trainees who are not in it have left, and so have staff who were in it before. Staff who never
   * were in a roster (an admin of the LMS is enrolled nowhere) and test users stay.
   */
  leaveMissing(tx: EntityManager, at: RosterCourse): Promise<number> {
    return leaveUnlisted(tx, at);
  }

  private async identities(tx: EntityManager, at: RosterCourse, members: readonly Member[]): Promise<Map<string, FoundIdentity>> {
    const rows = await identitiesBySub(tx, { ...at, subs: members.map((member) => member.sub) });
    return new Map(rows.map((row) => [row.sub, row]));
  }

  private async introduce(tx: EntityManager, at: RosterCourse, members: readonly Member[]): Promise<void> {
    if (members.length === 0) return;
    const fresh = members.map(({ sub }) => ({ id: randomUUID(), person: randomUUID(), sub }));
    await addPersons(
      tx,
      fresh.map((one) => one.person),
      at.began,
    );
    await addIdentities(tx, at, fresh);
  }

  /** Where the LMS sends no name, the one that is known stays. */
  private async rename(tx: EntityManager, at: RosterCourse, members: readonly Member[], known: ReadonlyMap<string, FoundIdentity>): Promise<void> {
    const owner: KeyOwner = { kind: 'tenant', id: at.tenant };
    const changed: { id: string; name: Buffer; search: Buffer }[] = [];
    for (const { sub, name } of members) {
      const one = known.get(sub);
      if (!one || name === null) continue;
      const cell: SealedCell = { table: 'identity', row: one.id, column: 'name' };
      if (one.name && (await this.seal.open(tx, owner, cell, one.name)) === name) continue;
      const { sealed, search } = await this.seal.sealFindable(tx, owner, cell, name);
      changed.push({ id: one.id, name: sealed, search });
    }
    if (changed.length === 0) return;
    await renameIdentities(tx, at.tenant, changed);
    this.names.drop(at.tenant);
  }

  private async enrol(tx: EntityManager, at: RosterCourse, members: readonly Member[], persons: ReadonlyMap<string, string>): Promise<void> {
    const rows = members.flatMap((member) => {
      const person = member.isActive ? persons.get(member.sub) : undefined;
      return person === undefined ? [] : [{ ...member, person }];
    });
    const unique = [...new Map(rows.map((row) => [row.person, row])).values()];
    const listed = unique.filter((row) => row.role === 'trainee' || row.proposed).map((row) => ({ ...row, id: randomUUID() }));
    await enrolListed(tx, at, listed);
    await refreshListed(tx, at, unique);
  }
}
