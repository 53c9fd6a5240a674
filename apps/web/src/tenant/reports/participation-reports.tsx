import { companionParticipation, reports, type ParticipationView, type ReportRow } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { Frame } from '../../kit/frame/staff-frame.js';
import { call } from '../../kit/api/call.js';
import { daysUntil, formatDate } from '../../kit/design/format.js';
import { Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';
import { ReportFailed } from '../../kit/report/report-failed.js';
import { OCCASIONS } from '../../kit/report/words.js';
import { BeginButton } from './begin-button.js';
import { DraftForm } from './draft-form.js';
import { openDues, type Due } from './open-dues.js';
import { ReportCards } from './report-cards.js';

type Participation = output<typeof ParticipationView>;
type Row = output<typeof ReportRow>;
const SIZE = 25;

/** What is due for one participation, what there is already, and the form for the next report. */
export function ParticipationReports({ tenant, participationId }: { tenant: Tenant; participationId: string }) {
  const { tenantId } = tenant;
  const [page, setPage] = useState(1);
  const isCompanion = tenant.roles.includes('companion');
  const loaded = useTenantLoad(`reports of ${participationId} ${page}`, async (signal) => {
    const [list, view] = await Promise.all([
      call(reports, { params: { tenantId }, query: { page, size: SIZE, participationId }, signal }),
      isCompanion ? call(companionParticipation, { params: { tenantId, participationId }, signal }) : null,
    ]);
    return { list, view };
  });
  const name = loaded.value?.view?.legalName ?? loaded.value?.list.rows[0]?.name ?? '';
  return (
    <Frame title={m.rep_reports()} wide>
      {loaded.problem !== null ? (
        <ReportFailed problem={loaded.problem} onRetry={loaded.reload} />
      ) : loaded.value === null ? (
        <Waiting />
      ) : (
        <div className="stack stack-24">
          <PageHeading>{m.rep_all_of({ name })}</PageHeading>
          <div className="halves halves-side">
            {loaded.value.view !== null && <Begin tenantId={tenantId} participation={loaded.value.view} rows={loaded.value.list.rows} />}
            <section className="stack" aria-labelledby="reports-there">
              <h2 id="reports-there">{m.rep_there_are()}</h2>
              {loaded.value.list.rows.length === 0 ? (
                <p className="soft">{m.rep_none_of_person()}</p>
              ) : (
                <ReportCards tenantId={tenantId} rows={loaded.value.list.rows} withName={false} />
              )}
              <Paging page={page} size={SIZE} total={loaded.value.list.total} onPage={setPage} />
            </section>
          </div>
        </div>
      )}
    </Frame>
  );
}

function Begin({ tenantId, participation, rows }: { tenantId: string; participation: Participation; rows: readonly Row[] }) {
  const dues = openDues(participation.due, rows);
  return (
    <div className="stack">
      <section className="card stack" aria-labelledby="reports-due">
        <h2 id="reports-due">{m.rep_due()}</h2>
        {dues.length === 0 ? <p className="soft">{m.rep_due_none()}</p> : <Dues dues={dues} tenantId={tenantId} participation={participation} />}
      </section>
      <section className="card stack" aria-labelledby="reports-new">
        <h2 id="reports-new">{m.rep_new()}</h2>
        {!participation.trainee && <p>{m.rep_new_unlinked()}</p>}
        <DraftForm tenantId={tenantId} participation={participation} due={dues[0] ?? null} />
      </section>
    </div>
  );
}

function Dues({ dues, ...part }: { dues: readonly Due[]; tenantId: string; participation: Participation }) {
  const locale = useLocale();
  return (
    <ul className="lines">
      {dues.map((due) => {
        const left = daysUntil(due.dueOn, new Date());
        return (
          <li key={`${due.occasion} ${due.dueOn}`} className="stack stack-8">
            <span>
              <strong>{OCCASIONS[due.occasion]()}</strong>
              <br />
              <span className={left < 14 ? 'badge badge-amber' : 'soft small'}>
                {left < 0 ? m.rep_due_was({ date: formatDate(due.dueOn, locale) }) : m.rep_due_on({ date: formatDate(due.dueOn, locale) })}
              </span>
            </span>
            <BeginButton {...part} due={due} />
          </li>
        );
      })}
    </ul>
  );
}
