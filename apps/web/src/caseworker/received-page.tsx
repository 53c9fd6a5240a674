import { receivedReports, type ReceivedRow } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { ChoiceField } from '../kit/form/form.js';
import { Frame } from '../kit/frame/frame.js';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { formatDate } from '../kit/design/format.js';
import { Empty } from '../kit/design/note.js';
import { Waiting } from '../kit/design/states.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { Paging } from '../kit/design/paging.js';
import { toReceivedReport } from '../kit/report/addresses.js';
import { ReportFailed } from '../kit/report/report-failed.js';
import { OCCASIONS } from '../kit/report/words.js';

const SIZE = 25;
type Sort = 'newest' | 'until';

/** The reports a caseworker may read today. */
export function ReceivedPage() {
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<Sort>('newest');
  const list = useLoad(`received ${sort} ${page}`, (signal) => call(receivedReports, { query: { page, size: SIZE, sort }, signal }));
  const sorts: [Sort, string][] = [
    ['newest', m.rep_sort_newest()],
    ['until', m.rep_sort_until()],
  ];
  return (
    <Frame title={m.rep_received()} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.rep_received()}</PageHeading>
          {list.value !== null && list.value.total > 1 && <ChoiceField legend={m.rep_sort()} value={sort} options={sorts} onChange={setSort} />}
        </div>
        {list.problem !== null ? (
          <ReportFailed problem={list.problem} onRetry={list.reload} />
        ) : list.value === null ? (
          <Waiting />
        ) : list.value.rows.length === 0 ? (
          <Empty title={m.rep_received_none()}>
            <p className="measure">{m.rep_received_none_text()}</p>
          </Empty>
        ) : (
          <>
            <ul className="stack">
              {list.value.rows.map((row) => (
                <Card key={row.releaseId} row={row} />
              ))}
            </ul>
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </>
        )}
      </div>
    </Frame>
  );
}

function Card({ row }: { row: output<typeof ReceivedRow> }) {
  const locale = useLocale();
  return (
    <li className="card report-card">
      <div className="stack stack-4">
        <Link className="report-card-name" href={toReceivedReport(row.releaseId)}>
          {row.name}
        </Link>
        <span>
          {OCCASIONS[row.occasion]()}, {m.rep_from_to({ from: formatDate(row.from, locale), to: formatDate(row.to, locale) })}
        </span>
        <span className="soft small">
          {row.provider} · {row.measureNumber}
        </span>
      </div>
      <div className="stack stack-4 report-card-state">
        <span className={row.readAt === null ? 'badge badge-accent' : 'badge'}>
          {row.readAt === null ? m.rep_received_new() : m.rep_received_read({ date: formatDate(row.readAt, locale) })}
        </span>
        <span className="soft small">{m.rep_readable_until({ date: formatDate(row.untilOn, locale) })}</span>
        {row.newAnswers > 0 && <span className="badge badge-good">{m.rep_answers_new({ count: row.newAnswers })}</span>}
        {row.openQuestions > 0 && <span className="soft small">{m.rep_questions_waiting({ count: row.openQuestions })}</span>}
      </div>
    </li>
  );
}
