import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_NOW, MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/**
 * The list of what was erased, and a role that may erase: taken inside a transaction, it sees and deletes the rows of one
 * person (app.person) in one tenant (app.tenant), and participations that have been over for ten years. Answers, audit and
 * grants stay append-only for everybody else.
 */
export class Erasure1700000000010 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table erasure (tenant uuid not null, id uuid not null, person uuid, participations uuid[] not null, at timestamptz not null, by uuid, because text not null,
      constraint pk_erasure primary key (tenant, id), constraint uq_erasure_id unique (id), constraint fk_erasure_tenant foreign key (tenant) references tenant (id),
      constraint ck_erasure_because check (because in ('request', 'retention')), constraint ck_erasure_what check (person is not null or cardinality(participations) > 0))`);
    await run.query(`create index ix_erasure_person on erasure (tenant, person)`);
    await tenantTable(run, 'erasure', ['select', 'insert']);
    await role(run);
    await loosen(run);
    for (const [table, right] of Object.entries(RIGHTS)) await give(run, table, right);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function role(run: QueryRunner): Promise<void> {
  await run.query(
    `do $$ begin create role lotse_eraser nologin noinherit nosuperuser nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await run.query(
    `do $$ begin grant lotse_eraser to lotse_app; execute format('grant lotse_eraser to %I', current_user); exception when unique_violation then null; end $$`,
  );
  await run.query(`grant usage on schema public to lotse_eraser`);
}

/**
 * What stays as a proof names a person by an id behind which nobody stands any more, so these ids refer to no row. A release
 * outlives its report and its copy; a recipient sees none without a copy.
 */
async function loosen(run: QueryRunner): Promise<void> {
  const free = { role_grant: 'person', release: 'person', report: 'created_by', report_version: 'author', run_comment: 'author' };
  for (const [table, column] of Object.entries(free)) await run.query(`alter table ${table} drop constraint fk_${table}_${column}`);
  await run.query(`alter table release drop constraint fk_release_recipient, drop constraint fk_release_version, drop constraint ck_release_withdrawn`);
  await run.query(
    `alter table release add constraint ck_release_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or content is null) and (content is null) = (label is null))`,
  );
  await run.query(`drop policy recipient on release`);
  const readable = `recipient = ${MY_PERSON} and from_at <= ${MY_NOW} and until > ${MY_NOW} and withdrawn_at is null and content is not null`;
  await run.query(`create policy recipient on release for select to lotse_app using (${MY_TENANT} is null and ${readable})`);
}

interface Right {
  /** Which rows it sees. */
  sees: string;
  /** Which it may delete. */
  deletes?: string;
  /** Which columns of which rows it may change. */
  changes?: { columns: string; rows: string };
  /** Columns it does not read. */
  blind?: string[];
}

const HERE = `tenant = ${MY_TENANT}`;
const MINE = `person = ${MY_PERSON}`;
/** No tenant knows the person any more. */
const LAST = `not exists (select from identity i where i.person = ${MY_PERSON})`;
const overIn = (p: string) => `coalesce(${p}.exited_on, ${p}.ends_on) < ((${MY_NOW} at time zone 'Europe/Berlin') - interval '10 years')::date`;
const OVER = overIn('p');
const ownRows: Right = { sees: `${HERE} and ${MINE}`, deletes: `${HERE} and ${MINE}` };
const ownAccount = (blind: string[] = []): Right => ({ sees: MINE, deletes: `${MINE} and ${LAST}`, blind });
const someColumn = (column: string): Right => ({ sees: HERE, changes: { columns: column, rows: `${HERE} and ${column} = ${MY_PERSON}` } });
const ofParticipation = (table: string): Right => {
  const where = (rule: string) =>
    `${HERE} and exists (select from participation p where p.tenant = ${table}.tenant and p.id = ${table}.participation and ${rule})`;
  return { sees: where(`(p.person = ${MY_PERSON} or ${OVER})`), deletes: where(OVER) };
};
const ofReport = (table: string, rule: string) =>
  `exists (select from report r join participation p on p.tenant = r.tenant and p.id = r.participation where r.tenant = ${table}.tenant and r.id = ${table}.report and (${rule}))`;
const ABOUT_ME = `r.person = ${MY_PERSON} or p.person = ${MY_PERSON} or ${OVER}`;
const OWN_MAIL = `mail_search in (select a.mail_search from account a where a.person = ${MY_PERSON})`;
const TAKEN_UP = `(accepted_by = ${MY_PERSON} or ${OWN_MAIL})`;
const INVITED = `${HERE} and ${TAKEN_UP}`;
const POSTED = `${HERE} and (about = ${MY_PERSON} or about is null or exists (select from invitation n where n.id = outbox.about and ${TAKEN_UP}))`;
const OF_RUN = `${HERE} and exists (select from unit_run u where u.tenant = run_comment.tenant and u.id = run_comment.run and u.person = ${MY_PERSON})`;
const OWN_SESSION = `${MINE} and (tenant = ${MY_TENANT} or tenant is null)`;
const OWN_STEP = `(person = ${MY_PERSON} or subject = ${MY_PERSON}::text)`;

const RIGHTS: Record<string, Right> = {
  identity: { sees: MINE, deletes: `${HERE} and ${MINE}` },
  ...Object.fromEntries(
    ['profile', 'enrolment', 'unit_run', 'answer', 'unit_grade', 'grade_due', 'grade_difference', 'deep_link_ticket'].map((table) => [table, ownRows]),
  ),
  run_comment: { sees: `${OF_RUN} or (${HERE} and author = ${MY_PERSON})`, deletes: OF_RUN },
  participation: {
    sees: HERE,
    deletes: `${HERE} and ${overIn('participation')}`,
    changes: { columns: 'person, caseworker', rows: `${HERE} and (person = ${MY_PERSON} or caseworker = ${MY_PERSON})` },
  },
  participation_phase: ofParticipation('participation_phase'),
  interruption: ofParticipation('interruption'),
  report: { ...someColumn('person'), deletes: ofParticipation('report').deletes ?? '' },
  report_version: {
    sees: `${HERE} and (${MY_PERSON} in (author, reviewed_by, disclosed_by, handed_over_by) or ${ofReport('report_version', ABOUT_ME)})`,
    deletes: `${HERE} and ${ofReport('report_version', OVER)}`,
  },
  release: {
    sees: HERE,
    deletes: `${HERE} and until < ${MY_NOW} - interval '10 years'`,
    changes: { columns: 'content, label, basis_note', rows: `${HERE} and (recipient = ${MY_PERSON} or ${ofReport('release', OVER)})` },
  },
  question: {
    sees: `${HERE} and (${MY_PERSON} in (asked_by, answered_by) or ${ofReport('question', ABOUT_ME)})`,
    deletes: `${HERE} and (asked_by = ${MY_PERSON} or ${ofReport('question', OVER)})`,
  },
  staff_contact: {
    sees: HERE,
    deletes: `${HERE} and ${MINE}`,
    changes: { columns: 'person, phone, email', rows: `${HERE} and ${MINE}` },
  },
  resource_link: someColumn('chosen_by'),
  self_test: someColumn('ran_by'),
  registration_invite: { ...someColumn('created_by'), blind: ['token_hash'] },
  role_grant: { sees: `${HERE} and ${MY_PERSON} in (person, granted_by)` },
  audit: { sees: `${HERE} and (actor = ${MY_PERSON} or subject = ${MY_PERSON}::text)` },
  erasure: { sees: `${HERE} and ${MY_PERSON} in (person, by)` },
  outbox: { sees: POSTED, deletes: POSTED },
  invitation: { sees: `${INVITED} or (${HERE} and invited_by = ${MY_PERSON})`, deletes: INVITED, blind: ['token_hash'] },
  session: { sees: OWN_SESSION, deletes: `${MINE} and (tenant = ${MY_TENANT} or ${LAST})`, blind: ['cookie_hash', 'bearer_hash'] },
  launch_code: {
    sees: `exists (select from session s where s.id = launch_code.session and s.person = ${MY_PERSON})`,
    deletes: `exists (select from session s where s.id = launch_code.session and s.person = ${MY_PERSON})`,
    blind: ['code_hash'],
  },
  mastery: ownAccount(),
  account: ownAccount(['password_hash', 'totp', 'totp_step']),
  passkey: ownAccount(['credential', 'public_key', 'counter']),
  recovery_code: ownAccount(['code_hash']),
  known_device: ownAccount(['device_hash']),
  password_reset: ownAccount(['token_hash']),
  login_step: { sees: OWN_STEP, deletes: `${OWN_STEP} and ${LAST}`, blind: ['ticket_hash', 'device_hash', 'challenge'] },
  login_failure: { sees: OWN_MAIL, deletes: `${OWN_MAIL} and ${LAST}`, blind: ['device'] },
  setup_link: { sees: 'true', changes: { columns: 'person', rows: `${MINE} and ${LAST}` }, blind: ['token_hash'] },
  key_ring: {
    sees: `owner_kind = 'person' and owner = ${MY_PERSON}`,
    deletes: `owner_kind = 'person' and owner = ${MY_PERSON} and ${LAST}`,
    blind: ['wrapped'],
  },
  person: { sees: `id = ${MY_PERSON}`, deletes: `id = ${MY_PERSON} and ${LAST}` },
};

async function give(run: QueryRunner, table: string, { sees, deletes, changes, blind = [] }: Right): Promise<void> {
  const columns = (await run.query(
    `select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table],
  )) as unknown as { name: string }[];
  const read = columns.map((column) => column.name).filter((name) => !blind.includes(name));
  await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${sees})`);
  await run.query(`grant select (${read.join(', ')}) on ${table} to lotse_eraser`);
  if (deletes) {
    await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${deletes})`);
    await run.query(`grant delete on ${table} to lotse_eraser`);
  }
  if (changes) {
    const stays = table === 'setup_link' ? 'true' : HERE;
    await run.query(`create policy eraser_changes on ${table} for update to lotse_eraser using (${changes.rows}) with check (${stays})`);
    await run.query(`grant update (${changes.columns}) on ${table} to lotse_eraser`);
  }
}
