import { daysBefore, detached, own, sealedOfTenant, type LibTables } from '#lotse/base';

/** Platforms with their keys, launches, links and columns, rosters, what is owed and sent to the LMS. */
export const LTI_TABLES: LibTables = {
  tables: {
    registration: { class: 'tenant', retention: 'installation' },
    deployment: { class: 'tenant', retention: 'installation' },
    lti_key: { class: 'tenant', retention: 'installation' },
    registration_invite: { class: 'tenant', retention: 'days' },
    registration_seen: { class: 'tenant', retention: 'installation' },
    self_test: { class: 'tenant', retention: 'installation' },
    resource_link: { class: 'tenant', retention: 'learning' },
    line_item: { class: 'tenant', retention: 'learning' },
    login_state: { class: 'gate', retention: 'days' },
    grade_due: { class: 'tenant', retention: 'learning' },
    grade_difference: { class: 'tenant', retention: 'learning' },
    deep_link_ticket: { class: 'tenant', retention: 'days' },
    roster_sync: { class: 'tenant', retention: 'learning' },
  },
  sealed: [...sealedOfTenant('lti_key', ['private_pem']), ...sealedOfTenant('deep_link_ticket', ['settings'])],
  personal: [
    own('grade_difference', 'learning', 'seen_at'),
    own('grade_due', 'learning', 'owed_at'),
    { ...own('deep_link_ticket', 'access', 'created_at'), secret: ['settings'] },
    detached('resource_link', 'chosen_by'),
    detached('self_test', 'ran_by'),
    detached('registration_invite', 'created_by'),
  ],
  sweep: async (tx, { tenant, now }) => {
    await tx.query(`delete from deep_link_ticket where tenant = $1 and expires_at < $2`, [tenant, daysBefore(now, 30)]);
    await tx.query(`delete from registration_invite where tenant = $1 and expires_at < $2 and used_at is null`, [tenant, daysBefore(now, 30)]);
  },
  sweepGate: async (tx, now) => {
    await tx.query(`delete from login_state where expires_at < $1`, [now]);
  },
};
