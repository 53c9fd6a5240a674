import { Suspense, useEffect } from 'react';
import { Waiting } from '../kit/design/states.js';
import { fetchTheRest, later } from '../kit/state/later.js';
import { Redirect, useAddress } from '../kit/address/nav.js';
import { pathTo, type Audience } from '../kit/address/addresses.js';
import { ROUTES } from './routes.js';
import { useLocale } from '../kit/session/locale.js';
import { isStaff, useSessionState, type Session } from '../kit/session/session.js';
import { CrashGuard } from './crash-guard.js';
import { OfflineBanner } from './offline-banner.js';
import { Page } from '../kit/frame/page.js';

const OpenFailed = later(() => import('./open-failed.js'));
const NotFound = later(() => import('./not-found.js'));
const SignedOut = later(() => import('./signed-out.js'));

function mayVisit(session: Session, who: Audience): boolean {
  if (who === 'companion-frame') return session.ownTenant?.roles.includes('companion') ?? false;
  if (isStaff(session)) return who === 'staff' || who === 'all';
  return who === 'any' || who === 'all' || (who === 'trainee' && session.role === 'trainee');
}

/** Where a person belongs who is not meant to be on this page. */
function homeOf(session: Session): string {
  const here = { reg: session.registrationId, enr: session.enrolmentId };
  if (!isStaff(session)) return pathTo('start', here, {});
  if (session.linkId !== null && session.target === null) return pathTo('choose', here, { link: session.linkId });
  return pathTo('people', here, {});
}

function CurrentPage({ session }: { session: Session }) {
  const address = useAddress();
  useEffect(fetchTheRest, []);
  const route = ROUTES.find((one) => one.name === address?.name);
  if (route === undefined) return <NotFound home={homeOf(session)} />;
  if (!mayVisit(session, route.who)) return <Redirect to={homeOf(session)} />;
  return <route.Page />;
}

function Now() {
  const state = useSessionState();
  switch (state.at) {
    case 'opening':
      return <Blank />;
    case 'signed-out':
      return <SignedOut why={state.why} />;
    case 'failed':
      return <OpenFailed problem={state.problem} />;
    case 'open':
      return <CurrentPage session={state.session} />;
  }
}

function Blank() {
  return (
    <Page title={null}>
      <Waiting />
    </Page>
  );
}

export function App() {
  useLocale(); // another language draws everything anew
  return (
    <CrashGuard>
      <OfflineBanner />
      <Suspense fallback={<Blank />}>
        <Now />
      </Suspense>
    </CrashGuard>
  );
}
