import { endAudit } from '../end-audit.js';
import { MY_PERSON } from '../migrations/policies.js';
import { daysBefore, HERE, mine, sealedOfTenant, type LibTables } from '../lib-tables.js';

/** Mails and due work, the key ring, the audit. */
export const BASE_TABLES: LibTables = {
  tables: {
    key_ring: { class: 'global', retention: 'learning' },
    due_row: { class: 'tenant', retention: 'days' },
    outbox: { class: 'tenant', retention: 'days' },
    audit: { class: 'shared', retention: 'proof' },
  },
  sealed: sealedOfTenant('outbox', ['recipient', 'link']),
  personal: [
    { table: 'outbox', by: ['about'], where: mine('about'), kind: 'mail', fate: 'delete', at: 'created_at', secret: ['link'] },
    {
      ...{ table: 'audit', by: ['actor', 'subject'], where: `${HERE} and (actor = ${MY_PERSON} or subject = ${MY_PERSON}::text)` },
      ...{ kind: 'log', fate: 'keep', because: 'proof', at: 'at' },
    },
    {
      ...{ table: 'key_ring', by: ['owner'], where: `owner_kind = 'person' and owner = ${MY_PERSON}`, kind: 'access', fate: 'delete', last: true },
      ...{ at: 'created_at', secret: [] },
    },
  ],
  noPerson: {
    'outbox.recipient': 'a sealed address: mails without `about` are opened and compared when somebody is erased',
    'due_row.ref': 'names a thing (a mail, a key, a course); its work finds nothing and ends',
  },
  sweep: async (tx, { tenant, now }) => {
    await tx.query(`delete from outbox where tenant = $1 and created_at < $2 and state <> 'waiting'`, [tenant, daysBefore(now, 30)]);
  },
  endProofs: endAudit,
};
