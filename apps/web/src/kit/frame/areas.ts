import { m } from '../../paraglide/messages.js';
import { ACCOUNT_ADDRESSES, type AccountAddressName, type TenantAddressName } from '../address/account-addresses.js';
import type { Me, Tenant } from '../session/account-session.js';

export interface Area {
  name: TenantAddressName;
  word: () => string;
}

/** What the menu of a tenant offers, in its order. Somebody sees what their roles open and starts with the first. */
const AREAS: readonly Area[] = [
  { name: 'mine', word: m.of_mine },
  { name: 'participations', word: m.of_participations },
  { name: 'attendance', word: m.hr_month },
  { name: 'reportList', word: m.rep_reports },
  { name: 'measures', word: m.of_measures },
  { name: 'staff', word: m.of_staff },
  { name: 'import', word: m.of_import },
  { name: 'members', word: m.acc_people },
  { name: 'platforms', word: m.pf_platforms },
  { name: 'objections', word: m.mk_obj_list },
  { name: 'invitations', word: m.acc_invitations },
  { name: 'audit', word: m.acc_audit },
  { name: 'tenant', word: m.acc_tenants },
];

/** Whether somebody with these roles may open this page of the tenant. */
export function mayOpen(tenant: Tenant, name: AccountAddressName): boolean {
  const { who }: { who: string | readonly string[] } = ACCOUNT_ADDRESSES[name];
  return [who].flat().some((role) => (tenant.roles as readonly string[]).includes(role));
}

export function areasOf(tenant: Tenant): Area[] {
  return AREAS.filter((area) => mayOpen(tenant, area.name));
}

/** Who may change what concerns all tenants. */
export function runsInstallation(me: Me): boolean {
  return me.installation;
}

/** Caseworkers read across tenants: their pages stand beside those of the tenants. */
export function isCaseworker(me: Me): boolean {
  return me.tenants.some((tenant) => tenant.roles.includes('caseworker'));
}

/** Where somebody starts: the first area of the first tenant that has one, else what was released to them or the own account. */
export function homeOf(me: Me): string {
  const first = me.tenants.find((tenant) => areasOf(tenant).length > 0);
  if (first !== undefined) return homeIn(first);
  return isCaseworker(me) ? ACCOUNT_ADDRESSES.received.path : '/a/account';
}

export function homeIn(tenant: Tenant, area: Area | undefined = areasOf(tenant)[0]): string {
  return area === undefined ? '/a/account' : ACCOUNT_ADDRESSES[area.name].path.replace(':tenant', tenant.tenantId);
}
