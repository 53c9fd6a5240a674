import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { SetupLink } from './account.entities.js';
import { runningGrant } from '../grants.queries.js';

const LINK = columns<SetupLink>()('tokenHash', 'person');
export type LinkRow = RowOf<typeof LINK>;
interface Claim {
  tokenHash: Buffer;
  person: string;
  now: Date;
}

export async function dropLinks(tx: EntityManager): Promise<void> {
  await tx.query(`delete from setup_link`);
}

export async function openLink(tx: EntityManager, tokenHash: Buffer, now: Date): Promise<LinkRow | undefined> {
  const sql = `select ${LINK} from setup_link where token_hash = $1 and used_at is null and expires_at > $2`;
  return (await tx.query<LinkRow[]>(sql, [tokenHash, now]))[0];
}

/** Makes the link this person's; false where it is somebody's, used or over. */
export async function claimLink(tx: EntityManager, { tokenHash, person, now }: Claim): Promise<boolean> {
  const [, claimed] = await tx.query<[unknown, number]>(
    `update setup_link set person = $2 where token_hash = $1 and person is null and used_at is null and expires_at > $3`,
    [tokenHash, person, now],
  );
  return claimed > 0;
}

/** Uses the link up; false where it is somebody else's, used or over. */
export async function takeLink(tx: EntityManager, { tokenHash, person, now }: Claim): Promise<boolean> {
  const [, used] = await tx.query<[unknown, number]>(
    `update setup_link set used_at = $3, person = $2 where token_hash = $1 and used_at is null and expires_at > $3 and (person is null or person = $2)`,
    [tokenHash, person, now],
  );
  return used > 0;
}

/** Deletes the account of this address if it never got a role. */
export async function dropAccountWithoutRole(tx: EntityManager, mailSearch: Buffer): Promise<void> {
  await tx.query(`delete from account a where mail_search = $1 and not exists (select from role_grant g where g.person = a.person)`, [mailSearch]);
}

/** Where everybody who could change what concerns all tenants is gone, the admins of the oldest tenant may. */
export async function keepOneForAll(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(
    `update account set installation_since = $1 where state = 'open' and not exists (select from account other where other.installation_since is not null and other.state = 'open')
         and person in (select g.person from role_grant g where g.role = 'admin' and ${runningGrant('$1', 'g.')}
           and g.tenant = (select t.id from tenant t where exists (select from role_grant h join account a on a.person = h.person where h.tenant = t.id and h.role = 'admin' and h.revoked_at is null)
             order by t.created_at, t.id limit 1))`,
    [now],
  );
}
