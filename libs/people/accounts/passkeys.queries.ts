import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Passkey } from './account.entities.js';

const KEY = columns<Passkey>('k.')('id', 'person', 'credential', 'publicKey', 'counter');
export type PasskeyRow = RowOf<typeof KEY>;
const LINE = columns<Passkey>()('id', 'name', 'createdAt', 'usedAt');

/** The passkey of an open account. */
export async function passkeyBy(tx: EntityManager, credential: string): Promise<PasskeyRow | undefined> {
  const [kept] = await tx.query<PasskeyRow[]>(
    `select ${KEY} from passkey k join account a on a.person = k.person and a.state = 'open' where k.credential = $1`,
    [credential],
  );
  return kept;
}

export function passkeysOf(tx: EntityManager, person: string): Promise<RowOf<typeof LINE>[]> {
  return tx.query<RowOf<typeof LINE>[]>(`select ${LINE} from passkey where person = $1 order by created_at, id`, [person]);
}

export async function lockPasskeys(tx: EntityManager, person: string): Promise<string[]> {
  const kept = await tx.query<{ id: string }[]>(`select id from passkey where person = $1 for update`, [person]);
  return kept.map((key) => key.id);
}

/** False where it is known already. */
export async function addPasskey(
  tx: EntityManager,
  one: { id: string; person: string; credential: string; publicKey: Buffer; counter: number; name: string; now: Date },
): Promise<boolean> {
  const kept = await tx.query<unknown[]>(
    `insert into passkey (id, person, credential, public_key, counter, name, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential) do nothing returning id`,
    [one.id, one.person, one.credential, one.publicKey, one.counter, one.name, one.now],
  );
  return kept.length > 0;
}
