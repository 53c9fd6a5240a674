import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal, type KeyOwner } from '#lotse/base';

export interface Contact {
  name: string;
  role: 'companion' | 'tutor' | 'pedagogue' | 'teacher';
  phone: string | null;
  email: string | null;
}
export interface ContactWish extends Contact {
  tenant: string;
  person: string | null;
}
export interface MeasureWish {
  tenant: string;
  number: string;
  name: string;
  variant: 'V2021' | 'V2024';
  groupLimit: number;
  fundingBody: 'AGENTUR' | 'JOBCENTER';
  startsOn: string;
  endsOn: string | null;
}
export interface ParticipationWish {
  tenant: string;
  person: string | null;
  measure: string;
  legalName: string;
  phase: 'PRE_PHASE' | 'ACCOMPANYING_PHASE';
  startsOn: string;
  endsOn: string | null;
  contact: string | null;
  deputy: string | null;
}

/** Measures, participations and the fixed contact person of each trainee. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /** The contact person of somebody's participation that runs today; null where none is known. */
  async contactOf(tx: EntityManager, tenant: string, person: string): Promise<Contact | null> {
    const [row] = await tx.query<{ id: string; role: Contact['role']; name: Buffer; phone: Buffer | null; email: Buffer | null }[]>(
      `select c.id, c.role, c.name, c.phone, c.email from participation p join staff_contact c on c.tenant = p.tenant and c.id = p.contact
       where p.tenant = $1 and p.person = $2 and p.starts_on <= $3 and (p.ends_on is null or p.ends_on >= $3) order by p.starts_on desc limit 1`,
      [tenant, person, this.clock.now().toISOString().slice(0, 10)],
    );
    if (!row) return null;
    const owner: KeyOwner = { kind: 'tenant', id: tenant };
    const open = (column: string, sealed: Buffer) => this.seal.open(tx, owner, { table: 'staff_contact', row: row.id, column }, sealed);
    return {
      name: await open('name', row.name),
      role: row.role,
      phone: row.phone && (await open('phone', row.phone)),
      email: row.email && (await open('email', row.email)),
    };
  }

  async addContact(tx: EntityManager, wish: ContactWish): Promise<string> {
    const id = randomUUID();
    const owner: KeyOwner = { kind: 'tenant', id: wish.tenant };
    const shut = (column: string, text: string | null) => (text === null ? null : this.seal.seal(tx, owner, { table: 'staff_contact', row: id, column }, text));
    await tx.query(`insert into staff_contact (tenant, id, person, role, name, phone, email, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
      wish.tenant,
      id,
      wish.person,
      wish.role,
      await shut('name', wish.name),
      await shut('phone', wish.phone),
      await shut('email', wish.email),
      this.clock.now(),
    ]);
    return id;
  }

  async addMeasure(tx: EntityManager, wish: MeasureWish): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `insert into measure (tenant, id, number, name, variant, group_limit, funding_body, starts_on, ends_on, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [wish.tenant, id, wish.number, wish.name, wish.variant, wish.groupLimit, wish.fundingBody, wish.startsOn, wish.endsOn, this.clock.now()],
    );
    return id;
  }

  async addParticipation(tx: EntityManager, wish: ParticipationWish): Promise<string> {
    const id = randomUUID();
    const owner: KeyOwner = { kind: 'tenant', id: wish.tenant };
    await tx.query(
      `insert into participation (tenant, id, person, measure, legal_name, legal_name_search, phase, starts_on, ends_on, contact, deputy, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        wish.tenant,
        id,
        wish.person,
        wish.measure,
        await this.seal.seal(tx, owner, { table: 'participation', row: id, column: 'legal_name' }, wish.legalName),
        await this.seal.searchable(tx, owner, wish.legalName),
        wish.phase,
        wish.startsOn,
        wish.endsOn,
        wish.contact,
        wish.deputy,
        this.clock.now(),
      ],
    );
    return id;
  }
}
