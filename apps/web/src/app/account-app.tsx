import { lazy, Suspense, type FunctionComponent, type ReactNode } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { Failed, Waiting } from '../kit/design/states.js';
import { Redirect } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { CrashGuard } from './crash-guard.js';
import { accountAddressAt, type AccountAddress, type AccountAddressName, type TenantAddressName } from '../kit/address/account-addresses.js';
import { resume, useAccount, type Me, type Tenant } from '../kit/session/account-session.js';
import { homeOf, isCaseworker, mayOpen, runsInstallation } from '../kit/frame/areas.js';
import { Frame } from '../kit/frame/frame.js';
import { LoginPage } from '../account/login-page.js';

interface Shown<P = object> {
  Page: (props: P) => ReactNode;
}
function page<P>(load: () => Promise<{ default: FunctionComponent<P> }>): Shown<P> {
  return { Page: lazy(load) as Shown<P>['Page'] };
}

/** Pages that are shown without anybody signed in. */
const OPEN: Partial<Record<AccountAddressName, Shown>> = {
  setup: page(() => import('./setup-page.js')),
  invitation: page(() => import('../account/invitation-page.js')),
  forgot: page(() => import('../account/forgot-page.js')),
  reset: page(() => import('../account/reset-page.js')),
};
const receivedPages = page(() => import('../caseworker/received-pages.js'));
const OWN: Partial<Record<AccountAddressName, Shown>> = {
  account: page(() => import('../account/own-page.js')),
  installation: page(() => import('../account/installation-page.js')),
  received: receivedPages,
  receivedOne: receivedPages,
  readings: receivedPages,
};
/** Some of one's own pages are for some only. */
const ONLY: Partial<Record<AccountAddressName, (me: Me) => boolean>> = {
  installation: runsInstallation,
  received: isCaseworker,
  receivedOne: isCaseworker,
  readings: isCaseworker,
};
const companionPages = page(() => import('../tenant/companion/companion-pages.js'));
const participationPages = page(() => import('../tenant/office/participation-pages.js'));
const attendancePages = page(() => import('../tenant/attendance/attendance-pages.js'));
const reportPages = page(() => import('../tenant/reports/report-pages.js'));
const platformPages = page(() => import('../tenant/platforms/platform-pages.js'));
const IN_TENANT: Record<TenantAddressName, Shown<{ tenant: Tenant; address: AccountAddress }>> = {
  mine: companionPages,
  mineOne: companionPages,
  participations: participationPages,
  entering: participationPages,
  changing: participationPages,
  participation: participationPages,
  measures: page(() => import('../tenant/office/measures-page.js')),
  staff: page(() => import('../tenant/office/staff-page.js')),
  import: page(() => import('../tenant/office/import-page.js')),
  attendance: attendancePages,
  attendanceOne: attendancePages,
  reportList: reportPages,
  reportsOf: reportPages,
  reportOne: reportPages,
  objections: page(() => import('../tenant/author/objections-page.js')),
  members: page(() => import('../tenant/admin/people-page.js')),
  personData: page(() => import('../tenant/admin/data/person-data-page.js')),
  invitations: page(() => import('../tenant/admin/invitations-page.js')),
  audit: page(() => import('../tenant/admin/audit-page.js')),
  tenant: page(() => import('../tenant/admin/tenant-page.js')),
  platforms: platformPages,
  connect: platformPages,
  connecting: platformPages,
  manual: platformPages,
  platform: platformPages,
};

function SignedIn({ me, address }: { me: Me; address: AccountAddress | null }) {
  const tenant = me.tenants.find((one) => one.tenantId === address?.values.tenant);
  const own = address && OWN[address.name];
  if (own && (ONLY[address.name]?.(me) ?? true)) return <own.Page />;
  const inTenant = address && IN_TENANT[address.name as TenantAddressName];
  if (inTenant && tenant && mayOpen(tenant, address.name)) return <inTenant.Page key={tenant.tenantId} tenant={tenant} address={address} />;
  return <Redirect to={homeOf(me)} />;
}

function Now() {
  const state = useAccount();
  const address = accountAddressAt(usePathname());
  const open = address && OPEN[address.name];
  if (state.at === 'opening') return <Blank />;
  if (state.at === 'failed') {
    return (
      <Frame title={m.acc_sign_in()}>
        <Failed problem={state.problem} onRetry={() => void resume()} />
      </Frame>
    );
  }
  if (open) return <open.Page />;
  return state.at === 'open' ? <SignedIn me={state.me} address={address} /> : <LoginPage why={state.why} />;
}

function Blank() {
  return (
    <Frame title={null}>
      <Waiting />
    </Frame>
  );
}

export function AccountApp() {
  useLocale(); // another language draws everything anew
  return (
    <CrashGuard>
      <Suspense fallback={<Blank />}>
        <Now />
      </Suspense>
    </CrashGuard>
  );
}
