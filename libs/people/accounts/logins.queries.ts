import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { LoginFailure, LoginStep } from './account.entities.js';

export async function isKnownDevice(tx: EntityManager, person: string | null, deviceHash: Buffer): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select 1 from known_device where person = $1 and device_hash = $2 limit 1`, [person, deviceHash]);
  return rows.length > 0;
}

export async function keepDevice(tx: EntityManager, one: { person: string; deviceHash: Buffer; now: Date }): Promise<void> {
  await tx.query(
    `insert into known_device (person, device_hash, seen_at) values ($1, $2, $3) on conflict (person, device_hash) do update set seen_at = excluded.seen_at`,
    [one.person, one.deviceHash, one.now],
  );
}

/** Whose tries are counted: `device` is empty for all strange browsers of an address. */
interface Tries {
  mailSearch: Buffer;
  device: Buffer;
}

/** Takes one counted try back, and its delay with it: as if the last one was no later than `waited`. */
export async function takeTryBack(tx: EntityManager, { mailSearch, device }: Tries, waited: Date): Promise<void> {
  await tx.query(`update login_failure set failures = greatest(failures - 1, 0), last_at = least(last_at, $3) where mail_search = $1 and device = $2`, [
    mailSearch,
    device,
    waited,
  ]);
}

const COUNTED = columns<LoginFailure>()('failures', 'lastAt');

/** What was counted so far, locked; a row is made where there is none. */
export async function lockTries(tx: EntityManager, { mailSearch, device }: Tries, now: Date): Promise<RowOf<typeof COUNTED> | undefined> {
  await tx.query(`insert into login_failure (mail_search, device, failures, last_at) values ($1, $2, 0, $3) on conflict do nothing`, [mailSearch, device, now]);
  const sql = `select ${COUNTED} from login_failure where mail_search = $1 and device = $2 for update`;
  const [row] = await tx.query<RowOf<typeof COUNTED>[]>(sql, [mailSearch, device]);
  return row;
}

/** A sign-in between its two steps, in one browser, as long as it has tries left. */
interface OpenStep {
  ticketHash: Buffer;
  deviceHash: Buffer;
  now: Date;
  mostTries: number;
}
const OPEN_STEP = `ticket_hash = $1 and kind = 'second-factor' and device_hash = $2 and expires_at > $3 and tries < $4`;

/** Whose step it is. */
export async function personOfStep(tx: EntityManager, at: OpenStep): Promise<string | undefined> {
  const sql = `select person from login_step where ${OPEN_STEP}`;
  return (await tx.query<{ person: string }[]>(sql, [at.ticketHash, at.deviceHash, at.now, at.mostTries]))[0]?.person;
}

/** Counts a try; whose step it is. */
export async function countTryOfStep(tx: EntityManager, at: OpenStep): Promise<string | undefined> {
  const sql = `with used as (update login_step set tries = tries + 1 where ${OPEN_STEP} returning person) select person from used`;
  return (await tx.query<{ person: string }[]>(sql, [at.ticketHash, at.deviceHash, at.now, at.mostTries]))[0]?.person;
}

const TAKEN = columns<LoginStep>()('challenge', 'expiresAt');

/** Takes the step out of the table. */
export async function takeStep(
  tx: EntityManager,
  at: Pick<LoginStep, 'ticketHash' | 'kind' | 'deviceHash' | 'subject'>,
): Promise<RowOf<typeof TAKEN> | undefined> {
  const [rows] = await tx.query<[RowOf<typeof TAKEN>[], number]>(
    `delete from login_step where ticket_hash = $1 and kind = $2 and device_hash = $3 and subject is not distinct from $4 returning ${TAKEN}`,
    [at.ticketHash, at.kind, at.deviceHash, at.subject],
  );
  return rows[0];
}
