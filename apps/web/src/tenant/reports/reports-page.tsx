import { reports, type ReportState } from '#lotse/contract';
import { useState } from 'react';
import type { Tenant } from '../../kit/session/account-session.js';
import { ChoiceField } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { Frame } from '../../kit/frame/staff-frame.js';
import { call } from '../../kit/api/call.js';
import { Empty } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';
import { ReportFailed } from '../../kit/report/report-failed.js';
import { STATES, options } from '../../kit/report/words.js';
import { ReportCards } from './report-cards.js';

const SIZE = 25;
type Filter = 'all' | 'question' | 'statement' | ReportState;

/** All reports one may see, the newest change first; what waits for an answer can be filtered. */
export function ReportsPage({ tenant }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const [filter, setFilter] = useState<Filter>('all');
  const { tenantId } = tenant;
  const wish = filter === 'all' ? {} : filter === 'question' || filter === 'statement' ? { waiting: filter } : { state: filter };
  const list = useTenantLoad(`reports ${tenantId} ${filter} ${page}`, (signal) =>
    call(reports, { params: { tenantId }, query: { page, size: SIZE, ...wish }, signal }),
  );
  const filters: [Filter, string][] = [
    ['all', m.rep_filter_all()],
    ['question', m.rep_filter_question()],
    ['statement', m.rep_filter_statement()],
    ...options(STATES),
  ];
  function choose(next: Filter) {
    setFilter(next);
    setPage(1);
  }
  return (
    <Frame title={m.rep_reports()} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.rep_reports_at({ tenant: tenant.name })}</PageHeading>
          <ChoiceField legend={m.rep_filter()} value={filter} options={filters} onChange={choose} />
        </div>
        {list.problem !== null ? (
          <ReportFailed problem={list.problem} onRetry={list.reload} />
        ) : list.value === null ? (
          <Waiting />
        ) : list.value.rows.length === 0 ? (
          <Empty title={filter === 'all' ? m.rep_none_yet() : m.rep_none_of_these()}>
            <p>{filter === 'all' ? m.rep_none_yet_text() : m.rep_none_of_these_text()}</p>
          </Empty>
        ) : (
          <>
            <ReportCards tenantId={tenantId} rows={list.value.rows} withName />
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </>
        )}
      </div>
    </Frame>
  );
}
