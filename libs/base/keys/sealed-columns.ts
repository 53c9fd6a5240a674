/**
 * Every column that holds a sealed value: whose key seals it and how its place is named. Key rotation walks this list; a test
 * compares it with the schema, so that a new bytea column is either here or named there as no sealed value.
 */
export interface SealedColumn {
  table: string;
  column: string;
  /** The column that names the tenant or the person whose key seals it. */
  owner: { kind: 'tenant' | 'person'; column: string };
  /** Columns of the primary key but for `tenant`; joined by a space they are the row in the place's name. */
  row: readonly string[];
  /** The column with what it is found by, under the same key. */
  search?: string;
  /** Of a table that only the gate sees. */
  gate?: true;
}

const ofTenant = (table: string, columns: readonly string[], row: readonly string[] = ['id']): SealedColumn[] =>
  columns.map((column) => ({ table, column, owner: { kind: 'tenant', column: 'tenant' }, row }));
const ofPerson = (table: string, columns: readonly string[], owner: string): SealedColumn[] =>
  columns.map((column) => ({ table, column, owner: { kind: 'person', column: owner }, row: ['id'] }));

export const SEALED: readonly SealedColumn[] = [
  { table: 'identity', column: 'name', owner: { kind: 'tenant', column: 'tenant' }, row: ['id'], search: 'name_search' },
  { table: 'participation', column: 'legal_name', owner: { kind: 'tenant', column: 'tenant' }, row: ['id'], search: 'legal_name_search' },
  ...ofTenant('participation', ['firm', 'school']),
  ...ofTenant('staff_contact', ['name', 'phone', 'email']),
  ...ofTenant('lti_key', ['private_pem']),
  ...ofTenant('deep_link_ticket', ['settings']),
  ...ofTenant('outbox', ['recipient', 'link']),
  ...ofTenant('run_comment', ['text']),
  ...ofTenant('report_version', ['facts', 'body', 'kept', 'statement'], ['report', 'version']),
  ...ofTenant('release', ['basis_note']),
  ...ofTenant('invitation', ['mail']).map((one) => ({ ...one, gate: true as const })),
  ...ofPerson('release', ['content', 'label'], 'recipient'),
  ...ofPerson('question', ['text', 'answer'], 'asked_by'),
  ...['mail', 'name', 'totp'].map((column): SealedColumn => ({
    table: 'account',
    column,
    owner: { kind: 'person', column: 'person' },
    row: ['person'],
    gate: true,
  })),
];
