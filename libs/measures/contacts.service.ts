import { germanDay } from '#lotse/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal, type KeyOwner } from '#lotse/base';

export interface Contact {
  name: string;
  role: 'companion' | 'tutor' | 'pedagogue' | 'teacher';
  phone: string | null;
  email: string | null;
}

interface Sealed {
  id: string;
  role: Contact['role'];
  name: Buffer;
  phone: Buffer | null;
  email: Buffer | null;
}

/** The fixed contact person of each trainee. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /** The contact person of somebody's participation that runs today; null where none is known. */
  async contactOf(tx: EntityManager, tenant: string, person: string): Promise<Contact | null> {
    const [row] = await tx.query<Sealed[]>(
      `select c.id, c.role, c.name, c.phone, c.email from participation p join staff_contact c on c.tenant = p.tenant and c.id = p.contact
       where p.tenant = $1 and p.person = $2 and p.starts_on <= $3 and (p.ends_on is null or p.ends_on >= $3) and (p.exited_on is null or p.exited_on >= $3) order by p.starts_on desc limit 1`,
      [tenant, person, germanDay(this.clock.now())],
    );
    return row ? this.open(tx, tenant, row) : null;
  }

  /** The contact person of one participation, whether it runs or not; null where the office has entered none. */
  async contactIn(tx: EntityManager, tenant: string, participation: string): Promise<Contact | null> {
    const [row] = await tx.query<Sealed[]>(
      `select c.id, c.role, c.name, c.phone, c.email from participation p join staff_contact c on c.tenant = p.tenant and c.id = p.contact where p.tenant = $1 and p.id = $2`,
      [tenant, participation],
    );
    return row ? this.open(tx, tenant, row) : null;
  }

  private async open(tx: EntityManager, tenant: string, row: Sealed): Promise<Contact> {
    const owner: KeyOwner = { kind: 'tenant', id: tenant };
    const open = (column: string, sealed: Buffer) => this.seal.open(tx, owner, { table: 'staff_contact', row: row.id, column }, sealed);
    return {
      name: await open('name', row.name),
      role: row.role,
      phone: row.phone && (await open('phone', row.phone)),
      email: row.email && (await open('email', row.email)),
    };
  }
}
