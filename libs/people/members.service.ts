import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal, type KeyOwner, type SealedCell } from '#lotse/base';
import type { CourseRole } from '#lotse/contract';
import { NameCache } from './name-cache.js';

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

interface Known {
  id: string;
  person: string;
  sub: string;
  name: Buffer | null;
}

/** The role a roster gives somebody: a guest, who is not listed, where a learner has taught from this platform. */
const ROLE = `case when v.role = 'trainee' and exists (select from enrolment t where t.tenant = $1 and t.person = v.person and t.role in ('teacher', 'tutor') and t.last_seen_at is not null) then 'guest' else v.role end`;

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
    return { left: await this.leave(tx, at, gone), persons };
  }

  /**
   * After the whole roster was read: trainees who are not in it have left, and so have staff who were in it before. Staff who never
   * were in a roster (an admin of the LMS is enrolled nowhere) and test users stay.
   */
  async leaveMissing(tx: EntityManager, at: RosterCourse): Promise<number> {
    const [, left] = await tx.query<[unknown, number]>(
      `update enrolment set status = 'left' where tenant = $1 and course = $2 and status = 'active' and not test and rostered_at is distinct from $3
         and (last_seen_at is null or last_seen_at < $3) and (role = 'trainee' or rostered_at is not null)`,
      [at.tenant, at.course, at.began],
    );
    return left;
  }

  private async identities(tx: EntityManager, at: RosterCourse, members: readonly Member[]): Promise<Map<string, Known>> {
    const rows = await tx.query<Known[]>(`select id, person, sub, name from identity where tenant = $1 and issuer = $2 and sub = any($3)`, [
      at.tenant,
      at.issuer,
      members.map((member) => member.sub),
    ]);
    return new Map(rows.map((row) => [row.sub, row]));
  }

  /** The policy lets a person row be inserted only as that person, so app.person is set for each in turn, all in one message. */
  private async introduce(tx: EntityManager, at: RosterCourse, members: readonly Member[]): Promise<void> {
    if (members.length === 0) return;
    const now = at.began.toISOString();
    const fresh = members.map((member) => ({ member, id: randomUUID(), person: randomUUID() }));
    await tx.query(
      fresh
        .map(({ person }) => `select set_config('app.person', '${person}', true); insert into person (id, created_at) values ('${person}', '${now}')`)
        .concat(`select set_config('app.person', '', true)`)
        .join('; '),
    );
    await tx.query(
      `insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at)
       select $1, v.id, v.person, $2, v.sub, $3, $3 from unnest($4::uuid[], $5::uuid[], $6::text[]) as v(id, person, sub) on conflict (tenant, issuer, sub) do nothing`,
      [at.tenant, at.issuer, at.began, fresh.map((one) => one.id), fresh.map((one) => one.person), fresh.map((one) => one.member.sub)],
    );
  }

  /** Where the LMS sends no name, the one that is known stays. */
  private async rename(tx: EntityManager, at: RosterCourse, members: readonly Member[], known: ReadonlyMap<string, Known>): Promise<void> {
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
    await tx.query(
      `update identity i set name = v.name, name_search = v.search from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as v(id, name, search) where i.tenant = $1 and i.id = v.id`,
      [at.tenant, changed.map((one) => one.id), changed.map((one) => one.name), changed.map((one) => one.search)],
    );
    this.names.drop(at.tenant);
  }

  /** Whoever left comes back as a trainee only: staff proves its role by a launch. Who is suspended stays so. */
  private async enrol(tx: EntityManager, at: RosterCourse, members: readonly Member[], persons: ReadonlyMap<string, string>): Promise<void> {
    const rows = members.flatMap((member) => {
      const person = member.isActive ? persons.get(member.sub) : undefined;
      return person === undefined ? [] : [{ ...member, person }];
    });
    const unique = [...new Map(rows.map((row) => [row.person, row])).values()];
    const listed = unique.filter((row) => row.role === 'trainee' || row.proposed);
    await tx.query(
      `insert into enrolment (tenant, id, person, course, role, test, status, first_seen_at, last_seen_at, rostered_at)
       select $1, v.id, v.person, $2, ${ROLE}, v.test, 'active', $3, null, $3 from unnest($4::uuid[], $5::uuid[], $6::text[], $7::boolean[]) as v(id, person, role, test)
       on conflict (tenant, course, person) do nothing`,
      [
        at.tenant,
        at.course,
        at.began,
        listed.map(() => randomUUID()),
        listed.map((row) => row.person),
        listed.map((row) => row.role),
        listed.map((row) => row.test),
      ],
    );
    await tx.query(
      `update enrolment e set rostered_at = $3, role = case when e.last_seen_at is null then ${ROLE} else e.role end, test = e.test or v.test,
         status = case when e.status = 'left' and (e.last_seen_at is null or e.role in ('trainee', 'guest')) then 'active' else e.status end
       from unnest($4::uuid[], $5::text[], $6::boolean[]) as v(person, role, test) where e.tenant = $1 and e.course = $2 and e.person = v.person`,
      [at.tenant, at.course, at.began, unique.map((row) => row.person), unique.map((row) => row.role), unique.map((row) => row.test)],
    );
  }

  private async leave(tx: EntityManager, at: RosterCourse, persons: readonly string[]): Promise<number> {
    if (persons.length === 0) return 0;
    const [, left] = await tx.query<[unknown, number]>(
      `update enrolment set status = 'left' where tenant = $1 and course = $2 and person = any($4) and status = 'active' and (last_seen_at is null or last_seen_at < $3)`,
      [at.tenant, at.course, at.began, persons],
    );
    return left;
  }
}
