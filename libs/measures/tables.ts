import { detached, HERE, mine, MY_NOW, MY_PERSON, own, sealedOfTenant, yearsBefore, type LibTables, type PersonalRows, type SealedColumn } from '#lotse/base';

const ofParticipation = (table: string) =>
  `${HERE} and exists (select from participation p where p.tenant = ${table}.tenant and p.id = ${table}.participation and p.person = ${MY_PERSON})`;
const NAMED = `exists (select from participation p where p.tenant = staff_contact.tenant and (p.contact = staff_contact.id or p.deputy = staff_contact.id))`;
const kept = { fate: 'keep', because: 'measure' } as const;

/** A participation whose end lies ten years back: then nothing of it has to be kept any more. */
const OVER = `coalesce(p.exited_on, p.ends_on) < ((${MY_NOW} at time zone 'Europe/Berlin') - interval '10 years')::date`;

const SEALED: SealedColumn[] = [
  { table: 'participation', column: 'legal_name', owner: { kind: 'tenant', column: 'tenant' }, row: ['id'], search: 'legal_name_search' },
  ...sealedOfTenant('participation', ['firm', 'school']),
  ...sealedOfTenant('staff_contact', ['name', 'phone', 'email']),
];

const PERSONAL: PersonalRows[] = [
  own('course_group_member', 'courses', 'added_at'),
  detached('course_group', 'created_by'),
  { table: 'staff_contact', by: ['person'], where: `${mine()} and not ${NAMED}`, kind: 'contact', fate: 'delete', at: 'created_at' },
  {
    ...{ table: 'staff_contact', by: ['person'], where: `${mine()} and ${NAMED}`, kind: 'contact', fate: 'detach', because: 'measure' },
    ...{ set: 'person = null, phone = null, email = null', at: 'created_at' },
  },
  { table: 'interruption', by: ['participation'], where: ofParticipation('interruption'), kind: 'participation', ...kept, at: 'created_at' },
  { table: 'participation_phase', by: ['participation'], where: ofParticipation('participation_phase'), kind: 'participation', ...kept },
  { table: 'participation', by: ['person'], where: mine(), kind: 'participation', fate: 'detach', because: 'measure', set: 'person = null', at: 'created_at' },
  detached('participation', 'caseworker'),
];

/** Measures, contact people, participations and what belongs to them, groups of a course. */
export const MEASURE_TABLES: LibTables = {
  tables: {
    measure: { class: 'tenant', retention: 'measure' },
    staff_contact: { class: 'tenant', retention: 'measure' },
    participation: { class: 'tenant', retention: 'measure' },
    participation_phase: { class: 'tenant', retention: 'measure' },
    interruption: { class: 'tenant', retention: 'measure' },
    course_group: { class: 'tenant', retention: 'installation' },
    course_group_member: { class: 'tenant', retention: 'learning' },
  },
  sealed: SEALED,
  personal: PERSONAL,
  noPerson: {
    'participation.contact': 'names a row of staff_contact',
    'participation.deputy': 'names a row of staff_contact',
  },
  hasParticipants: `exists (select from participation where tenant = $1)`,
  alive: [`exists (select from participation p where p.tenant = $1 and p.person = i.person and coalesce(p.exited_on, p.ends_on, 'infinity') >= $2::date)`],
  participations: {
    of: (tx, tenant, person) =>
      tx.query(
        `select p.id, m.number as "measureNumber", to_char(coalesce(p.exited_on, p.ends_on), 'YYYY-MM-DD') as "endsOn", coalesce(${OVER}, false) as "isOver"
         from participation p join measure m on m.tenant = p.tenant and m.id = p.measure where p.tenant = $1 and p.person = $2 order by p.starts_on`,
        [tenant, person],
      ),
    over: async (tx, { tenant, until, after, limit }) => {
      const rows = await tx.query<{ id: string }[]>(
        `select p.id from participation p where p.tenant = $1 and p.created_at <= $2 and ($3::uuid is null or p.id > $3) and ${OVER} order by p.id limit $4`,
        [tenant, until, after, limit],
      );
      return rows.map((row) => row.id);
    },
  },
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
};
