import { useEffect, useState, type ReactNode } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { Button } from '../design/button.js';
import { Note } from '../design/note.js';
import type { FrameProps } from '../house/desk.js';
import { Link } from '../nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { ACCOUNT_PLACES } from './account-places.js';
import { areasOf, homeIn, isAdmin, isCaseworker } from './areas.js';
import { chooseLocale, leave, useAccount, type Me } from './account-session.js';

/** The page around everything of a local account: name, language, and for somebody signed in where to go and how to leave. */
export function Frame({ title, wide = false, children }: FrameProps) {
  const state = useAccount();
  useEffect(() => {
    document.title = title === null ? 'Lotse' : `${title} · Lotse`;
  }, [title]);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="top">
        <div className="top-lead">
          <span className="mark">Lotse</span>
        </div>
        <div className="row account-top">
          <Language />
          {state.at === 'open' && <SignOut />}
        </div>
      </header>
      {state.at === 'open' && state.me.tenants.length > 0 && <Places me={state.me} />}
      <main id="main">{children}</main>
    </div>
  );
}

function Language() {
  const locale = useLocale();
  const other = locale === 'de' ? 'en' : 'de';
  return (
    <Button look="quiet" lang={other} onClick={() => void chooseLocale(other).catch(() => undefined)}>
      {other === 'en' ? 'English' : 'Deutsch'}
    </Button>
  );
}

function SignOut() {
  const [failed, setFailed] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => void leave().catch(() => setFailed(true))}>
        {m.acc_sign_out()}
      </Button>
      {failed && (
        <Note look="amber" role="alert">
          {m.leave_failed()}
        </Note>
      )}
    </>
  );
}

/** The areas of the tenant one is in, then one's own account. */
function Places({ me }: { me: Me }) {
  const path = usePathname();
  const open = me.tenants.filter((tenant) => areasOf(tenant).length > 0);
  const here = open.find((tenant) => path.startsWith(`/a/t/${tenant.tenantId}/`)) ?? open[0];
  return (
    <nav className="places" aria-label={m.acc_places()}>
      {here && open.length > 1 && <TenantChoice tenants={open} here={here.tenantId} />}
      {here &&
        areasOf(here).map((area) => (
          <Place key={area.name} to={homeIn(here, area)}>
            {area.word()}
          </Place>
        ))}
      {isCaseworker(me) && (
        <>
          <Place to={ACCOUNT_PLACES.received.path}>{m.rep_received()}</Place>
          <Place to={ACCOUNT_PLACES.readings.path}>{m.rep_my_history()}</Place>
        </>
      )}
      {isAdmin(me) && <Place to="/a/installation">{m.acc_installation()}</Place>}
      <Place to="/a/account">{m.acc_account()}</Place>
    </nav>
  );
}

function Place({ to, children }: { to: string; children: ReactNode }) {
  const path = usePathname();
  return (
    <Link className="place" href={to} aria-current={path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined}>
      {children}
    </Link>
  );
}

function TenantChoice({ tenants, here }: { tenants: Me['tenants']; here: string }) {
  return (
    <ul className="tenant-choice">
      {tenants.map((tenant) => (
        <li key={tenant.tenantId}>
          <Link className="place place-tenant" href={homeIn(tenant)} aria-current={tenant.tenantId === here ? 'true' : undefined}>
            {tenant.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
