import type { EntityManager } from 'typeorm';

export interface DueRow {
  id: string;
  kind: string;
  ref: string;
  attempts: number;
}

/** The same kind and ref stand once; the earlier time wins. */
export async function planWork(
  tx: EntityManager,
  { tenant, id, kind, ref, dueAt }: { tenant: string; id: string; kind: string; ref: string; dueAt: Date },
): Promise<void> {
  await tx.query(
    `insert into due_row (tenant, id, kind, ref, due_at, attempts) values ($1, $2, $3, $4, $5, 0)
     on conflict (tenant, kind, ref) do update set due_at = least(due_row.due_at, excluded.due_at)`,
    [tenant, id, kind, ref, dueAt],
  );
}

/** Tenants where something is due that nobody has taken; inside a gate. */
export async function tenantsWithDue(tx: EntityManager, now: Date): Promise<string[]> {
  const rows = await tx.query<{ tenant: string }[]>(`select distinct tenant from due_row where due_at <= $1 and (lease_until is null or lease_until <= $1)`, [
    now,
  ]);
  return rows.map((row) => row.tenant);
}

export interface Taking {
  tenant: string;
  kinds: readonly string[];
  without: readonly string[];
  now: Date;
  leaseUntil: Date;
  limit: number;
}
/** Takes what is due longest; what another server takes at the same time is skipped. */
export async function takeDue(tx: EntityManager, { tenant, kinds, without, now, leaseUntil, limit }: Taking): Promise<DueRow[]> {
  const [rows] = await tx.query<[DueRow[], number]>(
    `update due_row set lease_until = $2, attempts = attempts + 1 where id in (select id from due_row
       where tenant = $4 and kind = any($3) and due_at <= $1 and (lease_until is null or lease_until <= $1) and id <> all($5) order by due_at limit $6 for update skip locked)
     returning id, kind, ref, attempts`,
    [now, leaseUntil, kinds, tenant, without, limit],
  );
  return rows;
}

/** As if it had not been taken. */
export async function giveBack(tx: EntityManager, id: string): Promise<void> {
  await tx.query(`update due_row set lease_until = null, attempts = attempts - 1 where id = $1`, [id]);
}

/** Done, and due again then. */
export async function planAgain(tx: EntityManager, id: string, dueAt: Date): Promise<void> {
  await tx.query(`update due_row set due_at = $2, lease_until = null, attempts = 0, reason = null where id = $1`, [id, dueAt]);
}

export async function endWork(tx: EntityManager, id: string): Promise<void> {
  await tx.query(`delete from due_row where id = $1`, [id]);
}

export async function retryAt(tx: EntityManager, id: string, { dueAt, reason }: { dueAt: Date; reason: string }): Promise<void> {
  await tx.query(`update due_row set due_at = $2, lease_until = null, reason = $3 where id = $1`, [id, dueAt, reason]);
}
