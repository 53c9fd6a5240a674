import { lazy, useState } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import '../../kit/form/account.css';
import { accountAddressAt, type AccountAddressName } from '../../kit/address/account-addresses.js';
import { Link, Redirect } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../../kit/session/session.js';
import { Page } from '../../kit/frame/page.js';
import { setStaffFrame, type FrameProps } from '../../kit/frame/staff-frame.js';
import { CompanionGone, tellCompanionGone, toCourse, useCompanionGone } from '../../kit/companion/gone.js';
import { toCompanionPages } from '../../kit/companion/to-companion-pages.js';

const CompanionPages = lazy(() => import('./companion-pages.js'));
const ReportPages = lazy(() => import('../reports/report-pages.js'));
const AttendancePages = lazy(() => import('../attendance/attendance-pages.js'));
const ATTENDANCE: readonly AccountAddressName[] = ['attendance', 'attendanceOne'];
const MINE: readonly AccountAddressName[] = ['mine', 'mineOne'];
const REPORTS: readonly AccountAddressName[] = ['reportList', 'reportsOf', 'reportOne'];

/** The pages of a companion who came by a launch: the same as with an account, in the frame of the course. */
export default function CompanionFrame() {
  // not when this file is loaded: it is packed with others that the account side loads, too
  useState(() => setStaffFrame({ Frame: InCourse, base: () => toCompanionPages(window.location.pathname), onGone: tellCompanionGone }));
  const { ownTenant } = useSession();
  const path = usePathname();
  const base = toCompanionPages(path);
  const isGone = useCompanionGone();
  if (ownTenant === null) return null;
  if (isGone) return <CompanionGone name={ownTenant.name} />;
  const address = accountAddressAt(`/a/t/${ownTenant.tenantId}${path.slice(base.length)}`);
  const tenant = { ...ownTenant, kind: 'provider' as const };
  if (address && MINE.includes(address.name)) return <CompanionPages tenant={tenant} address={address} />;
  if (address && ATTENDANCE.includes(address.name)) return <AttendancePages tenant={tenant} address={address} />;
  if (address && REPORTS.includes(address.name)) return <ReportPages tenant={tenant} address={address} />;
  return <Redirect to={`${base}/mine`} />;
}

/** One header, that of the course: the way back to it, then the companion's areas. */
function InCourse({ children, ...rest }: FrameProps) {
  const session = useSession();
  const path = usePathname();
  const base = toCompanionPages(path);
  const areas = [
    [`${base}/mine`, m.of_mine()],
    [`${base}/attendance`, m.hr_month()],
    [`${base}/reports`, m.rep_reports()],
  ] as const;
  return (
    <Page
      {...rest}
      lead={
        <Link className="link-row" href={toCourse(session)}>
          {m.companion_frame_to_course()}
        </Link>
      }
    >
      <nav className="areas" aria-label={m.acc_areas()}>
        {areas.map(([to, word]) => (
          <Link key={to} className="area" href={to} aria-current={path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined}>
            {word}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}
