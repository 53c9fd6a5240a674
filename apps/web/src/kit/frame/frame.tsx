import { useEffect, useState } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { Button } from '../design/button.js';
import { Note } from '../design/note.js';
import { useWide } from '../design/use-wide.js';
import type { FrameProps } from './staff-frame.js';
import { Link } from '../address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { ACCOUNT_ADDRESSES } from '../address/account-addresses.js';
import { areasOf, homeIn, isCaseworker, runsInstallation } from './areas.js';
import { chooseLocale, leave, useAccount, type Me } from '../session/account-session.js';

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

interface Entry {
  to: string;
  word: string;
}

/** The areas of the tenant one is in, what a caseworker reads, then one's own account. */
function entriesOf(me: Me, here: Me['tenants'][number] | undefined): Entry[] {
  const areas = here === undefined ? [] : areasOf(here).map((area) => ({ to: homeIn(here, area), word: area.word() }));
  return [
    ...areas,
    ...(isCaseworker(me)
      ? [
          { to: ACCOUNT_ADDRESSES.received.path, word: m.rep_received() },
          { to: ACCOUNT_ADDRESSES.readings.path, word: m.rep_my_history() },
        ]
      : []),
    ...(runsInstallation(me) ? [{ to: ACCOUNT_ADDRESSES.installation.path, word: m.acc_installation() }] : []),
    { to: ACCOUNT_ADDRESSES.account.path, word: m.acc_account() },
  ];
}

const leadsTo = (path: string, { to }: Entry): 'page' | 'true' | undefined => (path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined);

/** At a desk the areas stand in a row. On a phone one line says where one is and opens the rest. */
function Places({ me }: { me: Me }) {
  const path = usePathname();
  const wide = useWide();
  const open = me.tenants.filter((tenant) => areasOf(tenant).length > 0);
  const here = open.find((tenant) => path.startsWith(`/a/t/${tenant.tenantId}/`)) ?? open[0];
  const entries = entriesOf(me, here);
  const links = (
    <>
      {here && open.length > 1 && <TenantChoice tenants={open} here={here.tenantId} />}
      {entries.map((entry) => (
        <Link key={entry.to} className="area" href={entry.to} aria-current={leadsTo(path, entry)}>
          {entry.word}
        </Link>
      ))}
    </>
  );
  if (wide)
    return (
      <nav className="areas" aria-label={m.acc_areas()}>
        {links}
      </nav>
    );
  return (
    <nav className="areas-folded" aria-label={m.acc_areas()}>
      <details key={path} className="fold">
        <summary>
          <span>{m.acc_menu()}</span>
          <span className="areas-here">{entries.find((entry) => leadsTo(path, entry) !== undefined)?.word}</span>
        </summary>
        <div className="areas-list">{links}</div>
      </details>
    </nav>
  );
}

function TenantChoice({ tenants, here }: { tenants: Me['tenants']; here: string }) {
  return (
    <ul className="tenant-choice">
      {tenants.map((tenant) => (
        <li key={tenant.tenantId}>
          <Link className="area area-tenant" href={homeIn(tenant)} aria-current={tenant.tenantId === here ? 'true' : undefined}>
            {tenant.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
