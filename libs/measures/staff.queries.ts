import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { StaffContact } from './entities.js';

/** A contact person as stored: name, phone and mail are sealed. */
const COLUMNS = columns<StaffContact>('c.')('id', 'person', 'role', 'name', 'phone', 'email');
export type StaffContactRow = RowOf<typeof COLUMNS>;
const CONTACT = columns<StaffContact>('c.')('id', 'role', 'name', 'phone', 'email');
export type SealedContact = RowOf<typeof CONTACT>;

export function allStaff(tx: EntityManager, tenant: string): Promise<StaffContactRow[]> {
  return tx.query<StaffContactRow[]>(`select ${COLUMNS} from staff_contact c where tenant = $1 limit 2000`, [tenant]);
}

export function staffById(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<StaffContactRow[]> {
  return tx.query<StaffContactRow[]>(`select ${COLUMNS} from staff_contact c where tenant = $1 and id = any($2)`, [tenant, ids]);
}

export async function countStaff(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<number> {
  return (await tx.query<unknown[]>(`select 1 from staff_contact where tenant = $1 and id = any($2)`, [tenant, ids])).length;
}

/** In how many participations without an exit each of these is companion or deputy. */
export async function participationCounts(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; n: number }[]>(
    `select c.id, count(*)::int as n from unnest($2::uuid[]) as c(id) join participation p on p.tenant = $1 and c.id in (p.contact, p.deputy) where p.exited_on is null group by c.id`,
    [tenant, ids],
  );
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** The contact person of somebody's participation that runs on the day. */
export async function contactOn(
  tx: EntityManager,
  { tenant, person, day }: { tenant: string; person: string; day: string },
): Promise<SealedContact | undefined> {
  const [row] = await tx.query<SealedContact[]>(
    `select ${CONTACT} from participation p join staff_contact c on c.tenant = p.tenant and c.id = p.contact
       where p.tenant = $1 and p.person = $2 and p.starts_on <= $3 and (p.ends_on is null or p.ends_on >= $3) and (p.exited_on is null or p.exited_on >= $3) order by p.starts_on desc limit 1`,
    [tenant, person, day],
  );
  return row;
}

export async function contactIn(tx: EntityManager, tenant: string, participation: string): Promise<SealedContact | undefined> {
  const [row] = await tx.query<SealedContact[]>(
    `select ${CONTACT} from participation p join staff_contact c on c.tenant = p.tenant and c.id = p.contact where p.tenant = $1 and p.id = $2`,
    [tenant, participation],
  );
  return row;
}
