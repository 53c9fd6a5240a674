/** Whatever can ask the database: a transaction of any scope. */
export interface Asking {
  query<T = unknown>(sql: string, values?: unknown[]): Promise<T>;
}
/** Whose key seals a value. */
export type KeyOwner = { kind: 'tenant' | 'person' | 'audit'; id: string };

export interface RingRow {
  id: string;
  wrapped: Buffer;
}
interface NewKey extends RingRow {
  owner: KeyOwner;
  now: Date;
}

/** The current key and those that are retired. */
export function keysOf(tx: Asking, owner: KeyOwner): Promise<RingRow[]> {
  return tx.query<RingRow[]>(`select id, wrapped from key_ring where owner_kind = $1 and owner = $2`, [owner.kind, owner.id]);
}

export async function currentKey(tx: Asking, owner: KeyOwner): Promise<RingRow | undefined> {
  const [row] = await tx.query<RingRow[]>(`select id, wrapped from key_ring where owner_kind = $1 and owner = $2 and retired_at is null`, [
    owner.kind,
    owner.id,
  ]);
  return row;
}

export async function storedKey(tx: Asking, id: string): Promise<{ wrapped: Buffer; live: boolean; kind: string; owner: string } | undefined> {
  const [row] = await tx.query<{ wrapped: Buffer; live: boolean; kind: string; owner: string }[]>(
    `select wrapped, retired_at is null as live, owner_kind as kind, owner from key_ring where id = $1`,
    [id],
  );
  return row;
}

/** Refused where the owner has a current key. */
export async function addKey(tx: Asking, { id, owner, wrapped, now }: NewKey): Promise<void> {
  await tx.query(`insert into key_ring (id, owner_kind, owner, wrapped, created_at) values ($1, $2, $3, $4, $5)`, [id, owner.kind, owner.id, wrapped, now]);
}

/** Nothing is added where the owner has a current key: another transaction made it first. */
export async function addFirstKey(tx: Asking, { id, owner, wrapped, now }: NewKey): Promise<void> {
  await tx.query(
    `insert into key_ring (id, owner_kind, owner, wrapped, created_at) values ($1, $2, $3, $4, $5) on conflict (owner_kind, owner) where retired_at is null do nothing`,
    [id, owner.kind, owner.id, wrapped, now],
  );
}

/** The id of the key that was the current one. */
export async function retireKey(tx: Asking, owner: KeyOwner, now: Date): Promise<string | undefined> {
  const [gone] = await tx.query<[{ id: string }[], number]>(
    `update key_ring set retired_at = $3 where owner_kind = $1 and owner = $2 and retired_at is null returning id`,
    [owner.kind, owner.id, now],
  );
  return gone[0]?.id;
}

/** Whose key it was; nothing where it is no retired one. */
export async function ownerOfRetired(tx: Asking, id: string): Promise<{ kind: 'tenant' | 'person'; owner: string } | undefined> {
  const [row] = await tx.query<{ kind: 'tenant' | 'person'; owner: string }[]>(
    `select owner_kind as kind, owner from key_ring where id = $1 and retired_at is not null`,
    [id],
  );
  return row;
}

export async function deleteRetired(tx: Asking, id: string): Promise<void> {
  await tx.query(`delete from key_ring where id = $1 and retired_at is not null`, [id]);
}

export async function hasAuditKey(tx: Asking, tenant: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from key_ring where owner_kind = 'audit' and owner = $1`, [tenant])).length > 0;
}
