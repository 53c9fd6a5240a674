import { myReports } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { formatDate } from '../../kit/design/format.js';
import { Empty } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';

const SIZE = 20;

/** Reports about me that were shown to me. */
export function MyReportsPage() {
  const { registrationId, enrolmentId } = useSession();
  const here = { reg: registrationId, enr: enrolmentId };
  const locale = useLocale();
  const [page, setPage] = useState(1);
  const list = useLoad(`my reports ${page}`, (signal) => call(myReports, { query: { page, size: SIZE }, signal }));
  const lead = (
    <Link className="link-row" href={pathTo('start', here, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.overview()}
    </Link>
  );
  return (
    <Page title={m.my_reports()} lead={lead}>
      <div className="stack">
        <PageHeading>{m.my_reports()}</PageHeading>
        {list.problem !== null ? (
          <Failed problem={list.problem} onRetry={list.reload} heading={false} />
        ) : list.value === null ? (
          <Waiting />
        ) : list.value.rows.length === 0 ? (
          <Empty title={m.my_reports_none()}>
            <p>{m.my_reports_none_text()}</p>
          </Empty>
        ) : (
          <>
            <ul className="stack">
              {list.value.rows.map((row) => (
                <li key={row.reportId} className="card stack stack-4">
                  <Link className="report-card-name" href={pathTo('report', here, { report: row.reportId })}>
                    {m.my_report_period({ from: formatDate(row.from, locale), to: formatDate(row.to, locale) })}
                  </Link>
                  <span className="soft">{m.my_report_from({ author: row.author })}</span>
                  {row.isNew ? <span className="badge badge-accent">{m.my_report_new()}</span> : null}
                  {row.mayState && !row.isNew && <span className="soft small">{m.my_report_may_write()}</span>}
                </li>
              ))}
            </ul>
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </>
        )}
      </div>
    </Page>
  );
}
