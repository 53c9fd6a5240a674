import type { EntityManager } from 'typeorm';
import type { Preferences } from '#lotse/contract';
import type { Identity } from './entities.js';

/** An identity as it is stored, with the sealed name. */
export type KnownIdentity = Pick<Identity, 'id' | 'person' | 'name'>;
export type FoundIdentity = KnownIdentity & Pick<Identity, 'sub'>;

export async function identityOf(tx: EntityManager, who: { tenant: string; issuer: string; sub: string }): Promise<KnownIdentity | undefined> {
  const [row] = await tx.query<KnownIdentity[]>(`select id, person, name from identity where tenant = $1 and issuer = $2 and sub = $3`, [
    who.tenant,
    who.issuer,
    who.sub,
  ]);
  return row;
}

/** Adds nothing where somebody else has added it meanwhile. */
export async function addIdentity(
  tx: EntityManager,
  one: { tenant: string; id: string; person: string; issuer: string; sub: string; now: Date },
): Promise<void> {
  await tx.query(
    `insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (tenant, issuer, sub) do nothing`,
    [one.tenant, one.id, one.person, one.issuer, one.sub, one.now],
  );
}

export async function renameSeen(tx: EntityManager, one: { tenant: string; id: string; name: Buffer; search: Buffer; now: Date }): Promise<void> {
  await tx.query(`update identity set name = $3, name_search = $4, last_seen_at = $5 where tenant = $1 and id = $2`, [
    one.tenant,
    one.id,
    one.name,
    one.search,
    one.now,
  ]);
}

export async function markSeen(tx: EntityManager, one: { tenant: string; id: string; now: Date }): Promise<void> {
  await tx.query(`update identity set last_seen_at = $3 where tenant = $1 and id = $2`, [one.tenant, one.id, one.now]);
}

/** Of two names of one person the one seen later stands last. */
export function sealedNames(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<{ id: string; person: string; name: Buffer }[]> {
  return tx.query<{ id: string; person: string; name: Buffer }[]>(
    `select id, person, name from identity where tenant = $1 and person = any($2) and name is not null order by last_seen_at`,
    [tenant, persons],
  );
}

export function identitiesBySub(tx: EntityManager, of: { tenant: string; issuer: string; subs: readonly string[] }): Promise<FoundIdentity[]> {
  return tx.query<FoundIdentity[]>(`select id, person, sub, name from identity where tenant = $1 and issuer = $2 and sub = any($3)`, [
    of.tenant,
    of.issuer,
    of.subs,
  ]);
}

/** The policy lets a person row be inserted only as that person, so app.person is set for each in turn, all in one message. */
export async function addPersons(tx: EntityManager, persons: readonly string[], createdAt: Date): Promise<void> {
  const now = createdAt.toISOString();
  await tx.query(
    persons
      .map((person) => `select set_config('app.person', '${person}', true); insert into person (id, created_at) values ('${person}', '${now}')`)
      .concat(`select set_config('app.person', '', true)`)
      .join('; '),
  );
}

/** Adds those that nobody else has added meanwhile. */
export async function addIdentities(
  tx: EntityManager,
  at: { tenant: string; issuer: string; began: Date },
  fresh: readonly { id: string; person: string; sub: string }[],
): Promise<void> {
  await tx.query(
    `insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at)
       select $1, v.id, v.person, $2, v.sub, $3, $3 from unnest($4::uuid[], $5::uuid[], $6::text[]) as v(id, person, sub) on conflict (tenant, issuer, sub) do nothing`,
    [at.tenant, at.issuer, at.began, fresh.map((one) => one.id), fresh.map((one) => one.person), fresh.map((one) => one.sub)],
  );
}

export async function renameIdentities(tx: EntityManager, tenant: string, changed: readonly { id: string; name: Buffer; search: Buffer }[]): Promise<void> {
  await tx.query(
    `update identity i set name = v.name, name_search = v.search from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as v(id, name, search) where i.tenant = $1 and i.id = v.id`,
    [tenant, changed.map((one) => one.id), changed.map((one) => one.name), changed.map((one) => one.search)],
  );
}

export async function keepPreferences(tx: EntityManager, of: { tenant: string; person: string; now: Date }, wish: Preferences): Promise<void> {
  await tx.query(
    `insert into profile (tenant, person, locale, theme, text_level, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant, person) do update set locale = excluded.locale, theme = excluded.theme, text_level = excluded.text_level, updated_at = excluded.updated_at`,
    [of.tenant, of.person, wish.locale, wish.theme, wish.textLevel, of.now],
  );
}
