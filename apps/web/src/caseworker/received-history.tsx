import { receivedHistory } from '#lotse/contract';
import { useState } from 'react';
import { Frame } from '../kit/frame/frame.js';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { formatMoment } from '../kit/design/format.js';
import { Empty } from '../kit/design/note.js';
import { Waiting } from '../kit/design/states.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { Paging } from '../kit/design/paging.js';
import { toReceivedReport } from '../kit/report/addresses.js';
import { sayEvent } from '../kit/report/events.js';
import { ReportFailed } from '../kit/report/report-failed.js';
import { OCCASIONS } from '../kit/report/words.js';

const SIZE = 50;

/** What one has read, printed, downloaded and asked. */
export function ReceivedHistory() {
  const locale = useLocale();
  const [page, setPage] = useState(1);
  const list = useLoad(`received history ${page}`, (signal) => call(receivedHistory, { query: { page, size: SIZE }, signal }));
  return (
    <Frame title={m.rep_my_history()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.rep_my_history()}</PageHeading>
        <p className="measure">{m.rep_my_history_text()}</p>
        {list.problem !== null ? (
          <ReportFailed problem={list.problem} onRetry={list.reload} />
        ) : list.value === null ? (
          <Waiting />
        ) : list.value.rows.length === 0 ? (
          <Empty title={m.rep_my_history_none()}>
            <p>{m.rep_my_history_none_text()}</p>
          </Empty>
        ) : (
          <div className="card">
            <ul className="lines">
              {list.value.rows.map((row, i) => (
                <li key={`${row.at} ${i}`} className="row row-apart">
                  <span>
                    {row.releaseId !== null && row.name !== null ? (
                      <Link href={toReceivedReport(row.releaseId)}>{row.name}</Link>
                    ) : (
                      <span className="soft">{m.rep_release_over()}</span>
                    )}
                    {row.occasion !== null && `, ${OCCASIONS[row.occasion]()}`}
                  </span>
                  <span className="soft small">
                    {sayEvent(row.event)} · {formatMoment(row.at, locale)}
                  </span>
                </li>
              ))}
            </ul>
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </div>
        )}
      </div>
    </Frame>
  );
}
