import { useEffect, useRef, type ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useSessionState } from '../session/session.js';
import { SettingsButton } from '../settings/settings-button.js';

interface Props {
  /** Title of the browser tab; null while it is not known. */
  title: string | null;
  /** Left end of the top row: the way back. Without it the name Lotse stands there, if no frame surrounds us. */
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, wide = false, children }: Props) {
  const state = useSessionState();
  const back = state.at === 'open' ? state.session.returnUrl : null;
  useEffect(() => {
    document.title = title === null ? 'Lotse' : `${title} · Lotse`;
  }, [title]);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="top">
        <div className="top-lead">{lead ?? <span className="mark">Lotse</span>}</div>
        {back !== null && (
          <a className={lead === undefined ? 'link-row' : 'link-row top-back'} href={back}>
            {m.back_to_course()}
          </a>
        )}
        {state.at === 'open' && <SettingsButton />}
      </header>
      <main id="main">{children}</main>
    </div>
  );
}

let pagesShown = 0;

/** The page's heading. It takes the focus when the page was reached from inside Lotse, not at the start; `isNews`: it took the place of another. */
export function PageHeading({ children, isNews = false }: { children: ReactNode; isNews?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNews || pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, [isNews]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
