import { findAddress } from './addresses.js';

/**
 * Every address of the account side, without its page: plain data, for the app and for tests. `who`: shown to anybody, to
 * somebody who has signed in, or to who has this role (one of these) in the tenant of the address.
 */
export const ACCOUNT_ADDRESSES = {
  setup: { path: '/setup', who: 'anybody' },
  login: { path: '/a', who: 'anybody' },
  invitation: { path: '/a/invitation', who: 'anybody' },
  forgot: { path: '/a/forgot', who: 'anybody' },
  reset: { path: '/a/reset', who: 'anybody' },
  account: { path: '/a/account', who: 'account' },
  installation: { path: '/a/installation', who: 'account' },
  mine: { path: '/a/t/:tenant/mine', who: 'companion' },
  mineOne: { path: '/a/t/:tenant/mine/:participation', who: 'companion' },
  participations: { path: '/a/t/:tenant/participations', who: 'office' },
  entering: { path: '/a/t/:tenant/participations/new', who: 'office' },
  participation: { path: '/a/t/:tenant/participations/:participation', who: 'office' },
  changing: { path: '/a/t/:tenant/participations/:participation/change', who: 'office' },
  measures: { path: '/a/t/:tenant/measures', who: 'office' },
  staff: { path: '/a/t/:tenant/staff', who: 'office' },
  import: { path: '/a/t/:tenant/import', who: 'office' },
  attendance: { path: '/a/t/:tenant/attendance', who: ['companion', 'pedagogue', 'office'] },
  attendanceOne: { path: '/a/t/:tenant/attendance/:participation', who: ['companion', 'pedagogue', 'office'] },
  reportList: { path: '/a/t/:tenant/reports', who: ['companion', 'office'] },
  reportsOf: { path: '/a/t/:tenant/reports/of/:participation', who: ['companion', 'office'] },
  reportOne: { path: '/a/t/:tenant/reports/:report', who: ['companion', 'office'] },
  objections: { path: '/a/t/:tenant/objections', who: ['author', 'admin'] },
  received: { path: '/a/received', who: 'account' },
  receivedOne: { path: '/a/received/:release', who: 'account' },
  readings: { path: '/a/readings', who: 'account' },
  members: { path: '/a/t/:tenant/people', who: 'admin' },
  personData: { path: '/a/t/:tenant/people/:person/data', who: 'admin' },
  invitations: { path: '/a/t/:tenant/invitations', who: 'admin' },
  audit: { path: '/a/t/:tenant/audit', who: ['admin', 'office'] },
  tenant: { path: '/a/t/:tenant/tenant', who: 'admin' },
  platforms: { path: '/a/t/:tenant/platforms', who: 'admin' },
  connect: { path: '/a/t/:tenant/platforms/connect', who: 'admin' },
  connecting: { path: '/a/t/:tenant/platforms/connect/:invite', who: 'admin' },
  manual: { path: '/a/t/:tenant/platforms/manual', who: 'admin' },
  platform: { path: '/a/t/:tenant/platforms/:platform', who: 'admin' },
} as const;

export type AccountAddressName = keyof typeof ACCOUNT_ADDRESSES;
export type TenantAddressName = {
  [N in AccountAddressName]: (typeof ACCOUNT_ADDRESSES)[N]['who'] extends 'anybody' | 'account' ? never : N;
}[AccountAddressName];
export interface AccountAddress {
  name: AccountAddressName;
  values: Readonly<Record<string, string>>;
}

/** The address of an address; where two fit, the one that stands first. */
export function accountAddressAt(pathname: string): AccountAddress | null {
  return findAddress(ACCOUNT_ADDRESSES, pathname);
}
