import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Waiting } from './design/states.js';
import { pathTo, type Audience } from './places.js';
import { ROUTES, type AppRoute } from './routes.js';
import { useLocale } from './session/preferences.js';
import { isStaff, useSessionState, type Session } from './session/session.js';
import { CrashGuard } from './shell/crash-guard.js';
import { NotFound } from './shell/not-found.js';
import { OfflineBanner } from './shell/offline-banner.js';
import { Page } from './shell/page.js';
import { OpenFailed, SignedOut } from './shell/signed-out.js';

function mayVisit(session: Session, who: Audience): boolean {
  if (isStaff(session)) return who === 'staff';
  return who === 'any' || (who === 'trainee' && session.role === 'trainee');
}

/** Where a person belongs who is not meant to be on this page. */
function homeOf(session: Session): string {
  const here = { reg: session.registrationId, enr: session.enrolmentId };
  if (!isStaff(session)) return pathTo('start', here, {});
  if (session.linkId !== null && session.target === null) return pathTo('choose', here, { link: session.linkId });
  return pathTo('people', here, {});
}

function Guarded({ route, session }: { route: AppRoute; session: Session }) {
  if (!mayVisit(session, route.who)) return <Redirect to={homeOf(session)} replace />;
  return <route.Page />;
}

function Pages({ session }: { session: Session }) {
  return (
    <Suspense fallback={<Page title={null}><Waiting /></Page>}>
      <Switch>
        {ROUTES.map((route) => (
          <Route key={route.name} path={route.path}>
            <Guarded route={route} session={session} />
          </Route>
        ))}
        <Route>
          <NotFound home={homeOf(session)} />
        </Route>
      </Switch>
    </Suspense>
  );
}

export function App() {
  const state = useSessionState();
  useLocale(); // draws everything anew in the other language
  return (
    <CrashGuard>
      <OfflineBanner />
      {state.at === 'opening' && <Page title={null}><Waiting /></Page>}
      {state.at === 'signed-out' && <SignedOut why={state.why} />}
      {state.at === 'failed' && <OpenFailed problem={state.problem} />}
      {state.at === 'open' && <Pages session={state.session} />}
    </CrashGuard>
  );
}
