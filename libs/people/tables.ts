import { acted, daysBefore, HERE, mine, MY_PERSON, MY_TENANT, own, sealedOfTenant, type LibTables, type PersonalRows, type SealedColumn } from '#lotse/base';

const account = (table: string, at?: string, secret: string[] = []): PersonalRows => ({
  ...{ table, by: ['person'], where: `person = ${MY_PERSON}`, kind: 'access', fate: 'delete', last: true, secret },
  ...(at === undefined ? {} : { at }),
});
const OF_SESSION = `exists (select from session s where s.id = launch_code.session and s.person = ${MY_PERSON} and s.tenant = ${MY_TENANT})`;
const OWN_MAIL = `mail_search in (select a.mail_search from account a where a.person = ${MY_PERSON})`;
const INVITED = `${HERE} and (accepted_by = ${MY_PERSON} or ${OWN_MAIL})`;

const TABLES: LibTables['tables'] = {
  tenant: { class: 'gate', retention: 'installation' },
  person: { class: 'global', retention: 'learning' },
  identity: { class: 'tenant', retention: 'learning' },
  profile: { class: 'tenant', retention: 'learning' },
  role_grant: { class: 'tenant', retention: 'proof' },
  session: { class: 'gate', retention: 'days' },
  launch_code: { class: 'gate', retention: 'days' },
  course: { class: 'tenant', retention: 'learning' },
  enrolment: { class: 'tenant', retention: 'learning' },
  account: { class: 'gate', retention: 'account' },
  passkey: { class: 'gate', retention: 'account' },
  recovery_code: { class: 'gate', retention: 'account' },
  known_device: { class: 'gate', retention: 'days' },
  invitation: { class: 'gate', retention: 'days' },
  password_reset: { class: 'gate', retention: 'days' },
  login_step: { class: 'gate', retention: 'days' },
  login_failure: { class: 'gate', retention: 'days' },
  setup_link: { class: 'gate', retention: 'days' },
  erasure: { class: 'tenant', retention: 'proof' },
};

const SEALED: SealedColumn[] = [
  { table: 'identity', column: 'name', owner: { kind: 'tenant', column: 'tenant' }, row: ['id'], search: 'name_search' },
  ...sealedOfTenant('invitation', ['mail']).map((one) => ({ ...one, gate: true as const })),
  ...['mail', 'name', 'totp'].map((column): SealedColumn => ({
    ...{ table: 'account', column, owner: { kind: 'person', column: 'person' }, row: ['person'], gate: true },
  })),
];

const PERSONAL: PersonalRows[] = [
  own('enrolment', 'courses', 'first_seen_at'),
  own('profile', 'settings', 'updated_at'),
  { table: 'launch_code', by: ['session'], where: OF_SESSION, kind: 'access', fate: 'delete' },
  own('session', 'access', 'created_at'),
  {
    ...{ table: 'outbox', by: ['about'], where: `${HERE} and about in (select n.id from invitation n where ${INVITED})` },
    ...{ kind: 'mail', fate: 'delete', at: 'created_at', secret: ['link'] },
  },
  { table: 'invitation', by: ['accepted_by', 'mail_search'], where: INVITED, kind: 'mail', fate: 'delete', at: 'created_at' },
  acted('invitation', 'invited_by'),
  { table: 'role_grant', by: ['person'], where: mine(), kind: 'roles', fate: 'keep', because: 'proof', at: 'created_at' },
  acted('role_grant', 'granted_by'),
  { table: 'erasure', by: ['person'], where: mine(), kind: 'log', fate: 'keep', because: 'proof', at: 'at' },
  acted('erasure', 'by'),
  own('identity', 'identity', 'created_at'),
  { ...account('session', 'created_at'), where: `person = ${MY_PERSON} and tenant is null` },
  account('passkey', 'created_at', ['credential', 'counter']),
  account('recovery_code', 'created_at'),
  account('known_device', 'seen_at'),
  account('password_reset', 'created_at'),
  { ...account('login_step'), by: ['person', 'subject'], where: `(person = ${MY_PERSON} or subject = ${MY_PERSON}::text)`, secret: ['challenge'] },
  { ...account('login_failure', 'last_at'), by: ['mail_search'], where: OWN_MAIL },
  { ...account('setup_link', 'created_at'), fate: 'detach', set: 'person = null' },
  account('account', 'created_at', ['password_hash', 'totp', 'totp_step']),
  { ...account('person', 'created_at'), kind: 'identity', by: ['id'], where: `id = ${MY_PERSON}` },
];

/** People, accounts, grants, sessions, erasures. */
export const PEOPLE_TABLES: LibTables = {
  tables: TABLES,
  sealed: SEALED,
  personal: PERSONAL,
  noPerson: {
    'session.enrolment': 'goes with the session of the person',
    'account.mail_search': 'goes with the account of the person',
    'identity.sub': 'goes with the identity of the person',
  },
  tenantsOfPerson: `select distinct tenant from role_grant where person = $1`,
  hasParticipants: `exists (select from enrolment where tenant = $1)`,
  alive: [`exists (select from role_grant g where g.tenant = $1 and g.person = i.person and coalesce(least(g.revoked_at, g.ends_at), 'infinity') >= $2)`],
  sweepGate: async (tx, now) => {
    await tx.query(`delete from launch_code where expires_at < $1`, [now]);
    await tx.query(`delete from login_step where expires_at < $1`, [now]);
    await tx.query(`delete from login_failure where last_at < $1`, [daysBefore(now, 1)]);
    const month = [daysBefore(now, 30)];
    await tx.query(`delete from password_reset where expires_at < $1`, month);
    await tx.query(`delete from invitation where accepted_at is null and expires_at < $1`, month);
    await tx.query(`delete from known_device where seen_at < $1`, [daysBefore(now, 365)]);
    await tx.query(`delete from session where least(coalesce(revoked_at, ends_at), idle_until, ends_at) < $1`, month);
  },
  endProofs: ({ db }, tx, { tenant, before }) =>
    db.atEraser(tx, null, async () => {
      await tx.query(`delete from role_grant where tenant = $1 and least(revoked_at, ends_at) < $2`, [tenant, before]);
      await tx.query(`delete from erasure where tenant = $1 and at < $2`, [tenant, before]);
    }),
};
