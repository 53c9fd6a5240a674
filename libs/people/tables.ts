import {
  acted,
  daysBefore,
  detached,
  HERE,
  mine,
  MY_NOW,
  MY_PERSON,
  MY_TENANT,
  own,
  sealedOfTenant,
  yearsBefore,
  type LibTables,
  type PersonalRows,
  type SealedColumn,
} from '#lotse/base';

const account = (table: string, at?: string, secret: string[] = []): PersonalRows => ({
  ...{ table, by: ['person'], where: `person = ${MY_PERSON}`, kind: 'access', fate: 'delete', last: true, secret },
  ...(at === undefined ? {} : { at }),
});
const ofParticipation = (table: string) =>
  `${HERE} and exists (select from participation p where p.tenant = ${table}.tenant and p.id = ${table}.participation and p.person = ${MY_PERSON})`;
const OF_SESSION = `exists (select from session s where s.id = launch_code.session and s.person = ${MY_PERSON} and s.tenant = ${MY_TENANT})`;
const OWN_MAIL = `mail_search in (select a.mail_search from account a where a.person = ${MY_PERSON})`;
const INVITED = `${HERE} and (accepted_by = ${MY_PERSON} or ${OWN_MAIL})`;
const NAMED = `exists (select from participation p where p.tenant = staff_contact.tenant and (p.contact = staff_contact.id or p.deputy = staff_contact.id))`;
const kept = { fate: 'keep', because: 'measure' } as const;

/** A participation whose end lies ten years back: then nothing of it has to be kept any more. */
export const OVER = `coalesce(p.exited_on, p.ends_on) < ((${MY_NOW} at time zone 'Europe/Berlin') - interval '10 years')::date`;

const TABLES: LibTables['tables'] = {
  tenant: { class: 'gate', retention: 'installation' },
  person: { class: 'global', retention: 'learning' },
  identity: { class: 'tenant', retention: 'learning' },
  measure: { class: 'tenant', retention: 'measure' },
  staff_contact: { class: 'tenant', retention: 'measure' },
  participation: { class: 'tenant', retention: 'measure' },
  participation_phase: { class: 'tenant', retention: 'measure' },
  interruption: { class: 'tenant', retention: 'measure' },
  profile: { class: 'tenant', retention: 'learning' },
  role_grant: { class: 'tenant', retention: 'proof' },
  session: { class: 'gate', retention: 'days' },
  launch_code: { class: 'gate', retention: 'days' },
  course: { class: 'tenant', retention: 'learning' },
  enrolment: { class: 'tenant', retention: 'learning' },
  course_group: { class: 'tenant', retention: 'installation' },
  course_group_member: { class: 'tenant', retention: 'learning' },
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
  { table: 'participation', column: 'legal_name', owner: { kind: 'tenant', column: 'tenant' }, row: ['id'], search: 'legal_name_search' },
  ...sealedOfTenant('participation', ['firm', 'school']),
  ...sealedOfTenant('staff_contact', ['name', 'phone', 'email']),
  ...sealedOfTenant('invitation', ['mail']).map((one) => ({ ...one, gate: true as const })),
  ...['mail', 'name', 'totp'].map((column): SealedColumn => ({
    ...{ table: 'account', column, owner: { kind: 'person', column: 'person' }, row: ['person'], gate: true },
  })),
];

const PERSONAL: PersonalRows[] = [
  own('course_group_member', 'courses', 'added_at'),
  detached('course_group', 'created_by'),
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
  { table: 'staff_contact', by: ['person'], where: `${mine()} and not ${NAMED}`, kind: 'contact', fate: 'delete', at: 'created_at' },
  {
    ...{ table: 'staff_contact', by: ['person'], where: `${mine()} and ${NAMED}`, kind: 'contact', fate: 'detach', because: 'measure' },
    ...{ set: 'person = null, phone = null, email = null', at: 'created_at' },
  },
  { table: 'interruption', by: ['participation'], where: ofParticipation('interruption'), kind: 'participation', ...kept, at: 'created_at' },
  { table: 'participation_phase', by: ['participation'], where: ofParticipation('participation_phase'), kind: 'participation', ...kept },
  { table: 'participation', by: ['person'], where: mine(), kind: 'participation', fate: 'detach', because: 'measure', set: 'person = null', at: 'created_at' },
  detached('participation', 'caseworker'),
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

/** People, measures and participations, accounts, sessions, erasures. */
export const PEOPLE_TABLES: LibTables = {
  tables: TABLES,
  sealed: SEALED,
  personal: PERSONAL,
  noPerson: {
    'session.enrolment': 'goes with the session of the person',
    'account.mail_search': 'goes with the account of the person',
    'identity.sub': 'goes with the identity of the person',
    'participation.contact': 'names a row of staff_contact',
    'participation.deputy': 'names a row of staff_contact',
  },
  tenantsOfPerson: `select distinct tenant from role_grant where person = $1`,
  alive: [
    `exists (select from participation p where p.tenant = $1 and p.person = i.person and coalesce(p.exited_on, p.ends_on, 'infinity') >= $2::date)`,
    `exists (select from role_grant g where g.tenant = $1 and g.person = i.person and coalesce(least(g.revoked_at, g.ends_at), 'infinity') >= $2)`,
  ],
  eraseParticipations: ({ db }, tx, { ids }) =>
    db.atEraser(tx, null, async () => {
      await tx.query(`delete from interruption where participation = any($1)`, [ids]);
      await tx.query(`delete from participation_phase where participation = any($1)`, [ids]);
      await tx.query(`delete from participation where id = any($1)`, [ids]);
    }),
  // a contact whose account is gone, once nothing names it
  sweep: async (tx, { tenant, now }) => {
    await tx.query(
      `delete from staff_contact c where c.tenant = $1 and c.created_at < $2 and c.person is null and c.phone is null and c.email is null
         and not exists (select from participation p where p.tenant = c.tenant and (p.contact = c.id or p.deputy = c.id))`,
      [tenant, yearsBefore(now, 10)],
    );
  },
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
