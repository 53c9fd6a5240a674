import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, Seal, type KeyOwner } from '#lotse/base';
import { StaffContact } from './entities.js';
import type { NamedStaff, StaffRow, StaffWish } from '#lotse/contract';
import { isCompanion } from './people-choices.queries.js';
import { allStaff, participationCounts, staffById, type StaffContactRow } from './staff.queries.js';

/** Somebody who acts in a tenant. */
export interface Actor {
  person: string;
  tenant: string;
}
type Opened = Omit<StaffRow, 'participations'>;

/** The people on the staff whom trainees can reach. Name, phone and mail are sealed. */
@Injectable()
export class StaffService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly audit: Audit,
  ) {}

  list(me: Actor, query: { page: number; size: number }): Promise<{ rows: StaffRow[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const all = (await this.all(tx, me.tenant)).sort((a, b) => this.collator.compare(a.name, b.name) || (a.contactId < b.contactId ? -1 : 1));
      const shown = all.slice((query.page - 1) * query.size, query.page * query.size);
      const counts = await participationCounts(
        tx,
        me.tenant,
        shown.map((one) => one.contactId),
      );
      return { rows: shown.map((one) => ({ ...one, participations: counts.get(one.contactId) ?? 0 })), total: all.length };
    });
  }

  /** All of a tenant, names opened. */
  async all(tx: EntityManager, tenant: string): Promise<Opened[]> {
    return this.opened(tx, tenant, await allStaff(tx, tenant));
  }

  async named(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, NamedStaff>> {
    if (ids.length === 0) return new Map();
    const opened = await this.opened(tx, tenant, await staffById(tx, tenant, ids));
    return new Map(opened.map(({ contactId, name, personId, phone, email }) => [contactId, { contactId, name, personId, phone, email }]));
  }

  add(me: Actor, wish: StaffWish): Promise<{ contactId: string }> {
    return this.db.as(me, async (tx) => {
      await this.checkPerson(tx, me.tenant, wish.personId);
      const id = randomUUID();
      await tx.insert(StaffContact, { tenant: me.tenant, id, ...(await this.columns(tx, me.tenant, id, wish)), createdAt: this.clock.now() });
      await this.record(tx, me, 'staff.made', id);
      return { contactId: id };
    });
  }

  change(me: Actor, id: string, wish: StaffWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      await this.checkPerson(tx, me.tenant, wish.personId);
      const { affected } = await tx.update(StaffContact, { tenant: me.tenant, id }, await this.columns(tx, me.tenant, id, wish));
      if (affected === 0) throw new Problem('not-found', 'staff.unknown');
      await this.record(tx, me, 'staff.changed', id);
    });
  }

  /** A login belongs to a contact only if that person is companion here. */
  private async checkPerson(tx: EntityManager, tenant: string, person: string | null): Promise<void> {
    if (person === null) return;
    if (!(await isCompanion(tx, { tenant, person, now: this.clock.now() }))) throw new Problem('invalid', 'staff.person-unfit');
  }

  private async columns(
    tx: EntityManager,
    tenant: string,
    id: string,
    wish: StaffWish,
  ): Promise<Pick<StaffContact, 'person' | 'role' | 'name' | 'phone' | 'email'>> {
    const owner: KeyOwner = { kind: 'tenant', id: tenant };
    const seal = (column: string, text: string) => this.seal.seal(tx, owner, { table: 'staff_contact', row: id, column }, text);
    return {
      ...{ person: wish.personId, role: wish.role, name: await seal('name', wish.name) },
      phone: wish.phone === null ? null : await seal('phone', wish.phone),
      email: wish.email === null ? null : await seal('email', wish.email),
    };
  }

  private async opened(tx: EntityManager, tenant: string, rows: readonly StaffContactRow[]): Promise<Opened[]> {
    const owner: KeyOwner = { kind: 'tenant', id: tenant };
    const people: Opened[] = [];
    for (const { id, person, role, ...sealed } of rows) {
      const open = (column: string, bytes: Buffer) => this.seal.open(tx, owner, { table: 'staff_contact', row: id, column }, bytes);
      const [phone, email] = [sealed.phone && (await open('phone', sealed.phone)), sealed.email && (await open('email', sealed.email))];
      people.push({ contactId: id, name: await open('name', sealed.name), role, phone, email, personId: person });
    }
    return people;
  }

  private record(tx: EntityManager, me: Actor, event: string, id: string): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'staff', subject: id });
  }
}
