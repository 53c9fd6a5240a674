import { lazy, Suspense } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { Failed, Waiting } from '../design/states.js';
import { Redirect } from '../nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { CrashGuard } from '../shell/crash-guard.js';
import { resume, useAccount, type Me } from './account-session.js';
import { Frame } from './frame.js';
import { LoginPage } from './login-page.js';

const InvitationPage = lazy(() => import('./invitation-page.js'));
const ForgotPage = lazy(() => import('./forgot-page.js'));
const ResetPage = lazy(() => import('./reset-page.js'));
const SetupPage = lazy(() => import('./setup-page.js'));
const OwnPage = lazy(() => import('./own-page.js'));
const TenantPages = lazy(() => import('./tenant-pages.js'));
const PlatformPages = lazy(() => import('../platforms/platform-pages.js'));
const InstallationPage = lazy(() => import('./installation-page.js'));

/** Pages that are shown without anybody signed in. */
const OPEN_PAGES = { '/a/invitation': InvitationPage, '/a/forgot': ForgotPage, '/a/reset': ResetPage, '/setup': SetupPage } as const;

/** Where somebody starts: an admin with the people, all others with their own account until they have pages of their own. */
export function homeOf(me: Me): string {
  const admin = me.tenants.find((tenant) => tenant.roles.includes('admin'));
  return admin ? `/a/t/${admin.tenantId}/people` : '/a/account';
}

function SignedIn({ me, path }: { me: Me; path: string }) {
  const [, tenant = '', page = '', rest = ''] = /^\/a\/t\/([^/]+)\/([a-z]+)(?:\/([\w/-]+))?$/.exec(path) ?? [];
  const own = me.tenants.find((one) => one.tenantId === tenant);
  if (own?.roles.includes('admin') && page === 'platforms') return <PlatformPages key={own.tenantId} tenant={own} rest={rest} />;
  if (own?.roles.includes('admin')) return <TenantPages tenant={own} page={page} />;
  if (path === '/a/account') return <OwnPage />;
  if (path === '/a/installation') return <InstallationPage />;
  return <Redirect to={homeOf(me)} />;
}

function Now() {
  const state = useAccount();
  const path = usePathname().replace(/\/+$/, '');
  const Open = OPEN_PAGES[path as keyof typeof OPEN_PAGES];
  if (state.at === 'opening') return <Blank />;
  if (state.at === 'failed') {
    return (
      <Frame title={m.acc_sign_in()}>
        <Failed problem={state.problem} onRetry={() => void resume()} />
      </Frame>
    );
  }
  if (Open !== undefined) return <Open />;
  return state.at === 'open' ? <SignedIn me={state.me} path={path} /> : <LoginPage why={state.why} />;
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
