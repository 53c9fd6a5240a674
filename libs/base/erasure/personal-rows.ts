import type { DataKind } from '#lotse/contract';
import { MY_NOW, MY_PERSON, MY_TENANT } from '../migrations/policies.js';

/**
 * One way in which rows of a table are about a person. Inside the eraser's door `app.person` is that person and `app.tenant`
 * the tenant; `where` compares with them. Erasing goes through the list from top to bottom, so children stand before parents.
 */
export interface PersonalRows {
  table: string;
  /** Columns by which it is known whose rows they are. */
  by: readonly string[];
  where: string;
  kind: DataKind;
  /** detach: `set` takes the person out of the row. keep: `because` says why the row stays as it is. */
  fate: 'delete' | 'detach' | 'keep';
  set?: string;
  because?: 'measure' | 'proof' | 'of-others';
  /** Rows of no tenant: they go when no tenant knows the person any more. */
  last?: true;
  /** The person did it, the row is about others: told by its key, not by what it holds. */
  acted?: true;
  /** When it was written. */
  at?: string;
  /** Never told, though it could be read. Bytes that are no sealed values (hashes, keys) are never told anyway. */
  secret?: readonly string[];
}

const HERE = `tenant = ${MY_TENANT}`;
const mine = (column = 'person') => `${HERE} and ${column} = ${MY_PERSON}`;
const own = (table: string, kind: DataKind, at: string): PersonalRows => ({ table, by: ['person'], where: mine(), kind, fate: 'delete', at });
const acted = (table: string, ...columns: string[]): PersonalRows => ({
  ...{ table, by: columns, where: `${HERE} and ${MY_PERSON} in (${columns.join(', ')})` },
  ...{ kind: 'work', fate: 'keep', because: 'of-others', acted: true },
});
const detached = (table: string, column: string, set = `${column} = null`): PersonalRows => ({
  ...{ table, by: [column], where: mine(column), set },
  ...{ kind: 'work', fate: 'detach', acted: true },
});
const account = (table: string, at?: string, secret: string[] = []): PersonalRows => ({
  ...{ table, by: ['person'], where: `person = ${MY_PERSON}`, kind: 'access', fate: 'delete', last: true, secret },
  ...(at === undefined ? {} : { at }),
});
const ofReport = (table: string) =>
  `${HERE} and exists (select from report r join participation p on p.tenant = r.tenant and p.id = r.participation
     where r.tenant = ${table}.tenant and r.id = ${table}.report and (r.person = ${MY_PERSON} or p.person = ${MY_PERSON}))`;
const ofParticipation = (table: string) =>
  `${HERE} and exists (select from participation p where p.tenant = ${table}.tenant and p.id = ${table}.participation and p.person = ${MY_PERSON})`;
const OF_RUN = `${HERE} and exists (select from unit_run u where u.tenant = run_comment.tenant and u.id = run_comment.run and u.person = ${MY_PERSON})`;
const OF_SESSION = `exists (select from session s where s.id = launch_code.session and s.person = ${MY_PERSON} and s.tenant = ${MY_TENANT})`;
const OWN_MAIL = `mail_search in (select a.mail_search from account a where a.person = ${MY_PERSON})`;
const INVITED = `${HERE} and (accepted_by = ${MY_PERSON} or ${OWN_MAIL})`;
const NAMED = `exists (select from participation p where p.tenant = staff_contact.tenant and (p.contact = staff_contact.id or p.deputy = staff_contact.id))`;
const kept = { fate: 'keep', because: 'measure' } as const;

export const PERSONAL: readonly PersonalRows[] = [
  own('answer', 'learning', 'answered_at'),
  { table: 'run_comment', by: ['run'], where: OF_RUN, kind: 'comments', fate: 'delete', at: 'created_at' },
  acted('run_comment', 'author'),
  own('grade_difference', 'learning', 'seen_at'),
  own('grade_due', 'learning', 'owed_at'),
  own('unit_grade', 'learning', 'updated_at'),
  own('unit_run', 'learning', 'started_at'),
  { ...own('deep_link_ticket', 'access', 'created_at'), secret: ['settings'] },
  own('enrolment', 'courses', 'first_seen_at'),
  own('profile', 'settings', 'updated_at'),
  { table: 'launch_code', by: ['session'], where: OF_SESSION, kind: 'access', fate: 'delete' },
  own('session', 'access', 'created_at'),
  { table: 'outbox', by: ['about'], where: mine('about'), kind: 'mail', fate: 'delete', at: 'created_at', secret: ['link'] },
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
  { table: 'question', by: ['report'], where: ofReport('question'), kind: 'reports', ...kept, at: 'asked_at' },
  { table: 'question', by: ['asked_by'], where: mine('asked_by'), kind: 'work', fate: 'delete', acted: true },
  acted('question', 'answered_by'),
  { table: 'release', by: ['person'], where: mine(), kind: 'releases', fate: 'keep', because: 'proof', at: 'released_at', secret: ['content', 'label'] },
  detached('release', 'recipient', 'content = null, label = null'),
  acted('release', 'released_by', 'withdrawn_by'),
  { table: 'report_version', by: ['report'], where: ofReport('report_version'), kind: 'reports', ...kept, at: 'created_at' },
  acted('report_version', 'author', 'reviewed_by', 'disclosed_by', 'handed_over_by'),
  { table: 'report', by: ['person'], where: mine(), kind: 'reports', fate: 'detach', because: 'measure', set: 'person = null', at: 'created_at' },
  acted('report', 'created_by'),
  { table: 'participation', by: ['person'], where: mine(), kind: 'participation', fate: 'detach', because: 'measure', set: 'person = null', at: 'created_at' },
  detached('participation', 'caseworker'),
  detached('resource_link', 'chosen_by'),
  detached('self_test', 'ran_by'),
  detached('registration_invite', 'created_by'),
  { table: 'role_grant', by: ['person'], where: mine(), kind: 'roles', fate: 'keep', because: 'proof', at: 'created_at' },
  acted('role_grant', 'granted_by'),
  {
    table: 'audit',
    by: ['actor', 'subject'],
    where: `${HERE} and (actor = ${MY_PERSON} or subject = ${MY_PERSON}::text)`,
    kind: 'log',
    fate: 'keep',
    because: 'proof',
    at: 'at',
  },
  { table: 'erasure', by: ['person'], where: mine(), kind: 'log', fate: 'keep', because: 'proof', at: 'at' },
  acted('erasure', 'by'),
  own('identity', 'identity', 'created_at'),
  { ...account('mastery', 'updated_at'), kind: 'learning' },
  { ...account('session', 'created_at'), where: `person = ${MY_PERSON} and tenant is null` },
  account('passkey', 'created_at', ['credential', 'counter']),
  account('recovery_code', 'created_at'),
  account('known_device', 'seen_at'),
  account('password_reset', 'created_at'),
  { ...account('login_step'), by: ['person', 'subject'], where: `(person = ${MY_PERSON} or subject = ${MY_PERSON}::text)`, secret: ['challenge'] },
  { ...account('login_failure', 'last_at'), by: ['mail_search'], where: OWN_MAIL },
  { ...account('setup_link', 'created_at'), fate: 'detach', set: 'person = null' },
  account('account', 'created_at', ['password_hash', 'totp', 'totp_step']),
  { ...account('key_ring', 'created_at'), by: ['owner'], where: `owner_kind = 'person' and owner = ${MY_PERSON}` },
  { ...account('person', 'created_at'), kind: 'identity', by: ['id'], where: `id = ${MY_PERSON}` },
];

/** Columns that look as if they named a person, and why nothing is erased by them. */
export const NO_PERSON: Record<string, string> = {
  'session.enrolment': 'goes with the session of the person',
  'unit_run.enrolment': 'goes with the run of the person',
  'account.mail_search': 'goes with the account of the person',
  'identity.sub': 'goes with the identity of the person',
  'outbox.recipient': 'a sealed address: mails without `about` are opened and compared (eraser.ts)',
  'due_row.ref': 'names a thing (a mail, a key, a course); its work finds nothing and ends',
  'participation.contact': 'names a row of staff_contact',
  'participation.deputy': 'names a row of staff_contact',
};

/** A participation whose end lies ten years back: then nothing of it has to be kept any more. */
export const OVER = `coalesce(p.exited_on, p.ends_on) < ((${MY_NOW} at time zone 'Europe/Berlin') - interval '10 years')::date`;

/** What goes with a participation, from the leaves to itself; `$1` are ids of participations. A release's record is kept without its copy. */
export const WITH_PARTICIPATION: readonly { table: string; where: string }[] = [
  { table: 'question', where: `exists (select from report r where r.tenant = question.tenant and r.id = question.report and r.participation = any($1))` },
  {
    table: 'report_version',
    where: `exists (select from report r where r.tenant = report_version.tenant and r.id = report_version.report and r.participation = any($1))`,
  },
  { table: 'report', where: `participation = any($1)` },
  { table: 'interruption', where: `participation = any($1)` },
  { table: 'participation_phase', where: `participation = any($1)` },
  { table: 'participation', where: `id = any($1)` },
];
