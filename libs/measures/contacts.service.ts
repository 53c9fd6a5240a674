import { germanDay } from '#lotse/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal, type KeyOwner } from '#lotse/base';
import { contactIn, contactOn, type SealedContact } from './staff.queries.js';

export interface Contact {
  name: string;
  role: 'companion' | 'tutor' | 'pedagogue' | 'teacher';
  phone: string | null;
  email: string | null;
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
    const row = await contactOn(tx, { tenant, person, day: germanDay(this.clock.now()) });
    return row ? this.open(tx, tenant, row) : null;
  }

  /** The contact person of one participation, whether it runs or not; null where the office has entered none. */
  async contactIn(tx: EntityManager, tenant: string, participation: string): Promise<Contact | null> {
    const row = await contactIn(tx, tenant, participation);
    return row ? this.open(tx, tenant, row) : null;
  }

  private async open(tx: EntityManager, tenant: string, row: SealedContact): Promise<Contact> {
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
