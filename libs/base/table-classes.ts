/**
 * Every table, its class and its retention class. A test compares this list with the schema: a table that is
 * missing here, or whose policies do not fit its class, fails.
 *
 * tenant: rows of one tenant, policy on app.tenant. shared: a tenant's rows that a recipient outside may read too
 * (released reports, questions to them, their audit rows). global: no tenant; policies name the person or are public.
 * gate: read before anybody is known, by lotse_gate only (tenant: also read by its own people).
 *
 * Retention: `measure` until the participation's end plus ten years of the funding rules; `learning` until the person's
 * erasure or two years after the last sign of life; `login` days; `public` holds nothing personal; `proof` audit, ten years.
 */
export type TableClass = 'tenant' | 'shared' | 'global' | 'gate';
export type Retention = 'measure' | 'learning' | 'login' | 'public' | 'proof' | 'installation';

export const TABLES: Record<string, { class: TableClass; retention: Retention }> = {
  tenant: { class: 'gate', retention: 'installation' },
  person: { class: 'global', retention: 'learning' },
  identity: { class: 'tenant', retention: 'learning' },
  key_ring: { class: 'global', retention: 'learning' },
  measure: { class: 'tenant', retention: 'measure' },
  staff_contact: { class: 'tenant', retention: 'measure' },
  participation: { class: 'tenant', retention: 'measure' },
  participation_phase: { class: 'tenant', retention: 'measure' },
  interruption: { class: 'tenant', retention: 'measure' },
  profile: { class: 'tenant', retention: 'learning' },
  role_grant: { class: 'tenant', retention: 'proof' },
  session: { class: 'gate', retention: 'login' },
  launch_code: { class: 'gate', retention: 'login' },
  registration: { class: 'tenant', retention: 'installation' },
  deployment: { class: 'tenant', retention: 'installation' },
  lti_key: { class: 'tenant', retention: 'installation' },
  registration_invite: { class: 'tenant', retention: 'login' },
  registration_seen: { class: 'tenant', retention: 'installation' },
  self_test: { class: 'tenant', retention: 'installation' },
  course: { class: 'tenant', retention: 'learning' },
  enrolment: { class: 'tenant', retention: 'learning' },
  resource_link: { class: 'tenant', retention: 'learning' },
  line_item: { class: 'tenant', retention: 'learning' },
  login_state: { class: 'gate', retention: 'login' },
  package: { class: 'global', retention: 'public' },
  publication: { class: 'tenant', retention: 'public' },
  unit_run: { class: 'tenant', retention: 'learning' },
  answer: { class: 'tenant', retention: 'learning' },
  mastery: { class: 'global', retention: 'learning' },
  unit_grade: { class: 'tenant', retention: 'learning' },
  grade_due: { class: 'tenant', retention: 'learning' },
  due_row: { class: 'tenant', retention: 'login' },
  account: { class: 'gate', retention: 'login' },
  passkey: { class: 'gate', retention: 'login' },
  recovery_code: { class: 'gate', retention: 'login' },
  known_device: { class: 'gate', retention: 'login' },
  invitation: { class: 'gate', retention: 'login' },
  password_reset: { class: 'gate', retention: 'login' },
  login_step: { class: 'gate', retention: 'login' },
  login_failure: { class: 'gate', retention: 'login' },
  setup_link: { class: 'gate', retention: 'login' },
  outbox: { class: 'tenant', retention: 'login' },
  deep_link_ticket: { class: 'tenant', retention: 'login' },
  roster_sync: { class: 'tenant', retention: 'learning' },
  run_comment: { class: 'tenant', retention: 'learning' },
  grade_difference: { class: 'tenant', retention: 'learning' },
  report: { class: 'tenant', retention: 'measure' },
  report_version: { class: 'tenant', retention: 'measure' },
  release: { class: 'shared', retention: 'proof' },
  question: { class: 'shared', retention: 'measure' },
  audit: { class: 'shared', retention: 'proof' },
  erasure: { class: 'tenant', retention: 'proof' },
};

/** Decided, not yet built: whoever makes one of these tables takes its class and policy shape from here. */
export const TABLES_TO_COME: Record<string, { class: TableClass; retention: Retention; policy: string }> = {
  support_plan: { class: 'tenant', retention: 'measure', policy: 'app.tenant' },
  attendance_record: { class: 'tenant', retention: 'measure', policy: 'app.tenant; insert only, corrections point at what they correct' },
  draft: { class: 'tenant', retention: 'public', policy: 'app.tenant; authoring' },
  device: { class: 'tenant', retention: 'learning', policy: 'app.tenant and person = app.person; offline use' },
  identity_link: { class: 'global', retention: 'learning', policy: 'person = app.person; one-time code' },
  share: { class: 'global', retention: 'learning', policy: 'person = app.person, or read by either tenant named' },
};
