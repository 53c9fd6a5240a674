import { useState } from 'react';
import { companionParticipation, companionParticipations, reports, type CompanionRow, type ReportRow } from '#lotse/contract';
import { BackLink } from '../../kit/address/back-link.js';
import type { AccountAddress } from '../../kit/address/account-addresses.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Empty } from '../../kit/design/note.js';
import { baseOf, Frame } from '../../kit/frame/staff-frame.js';
import { Link } from '../../kit/address/nav.js';
import { BeginButton } from '../reports/begin-button.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';
import { toReport, toReportsOf } from '../../kit/report/addresses.js';
import { FindPeople, type Find } from '../office/find-people.js';
import { DueLine, DueList, Facts } from '../office/facts.js';
import { Loaded } from '../office/loaded.js';
import { earlierDue, incoming, nextDue, progressOf } from '../office/next-due.js';
import { sayPhase, sayState, STATE_LOOK } from '../office/words.js';
import '../office/office.css';

const SIZE = 25;

/** A companion's own people: the list, and one of them. */
export default function CompanionPages({ tenant, address }: { tenant: Tenant; address: AccountAddress }) {
  const { participation } = address.values;
  return participation === undefined ? <MinePage tenant={tenant} /> : <OnePage key={participation} tenant={tenant} participationId={participation} />;
}

/** The reports the asker may see, the newest change first. The page stands without them too. */
function useReports(tenantId: string, participationId?: string): ReportRow[] {
  const list = useTenantLoad(`reports ${tenantId} ${participationId ?? ''}`, (signal) =>
    call(reports, { params: { tenantId }, query: { size: 100, ...(participationId === undefined ? {} : { participationId }) }, signal }),
  );
  return list.value?.rows ?? [];
}

const WHAT = { question: m.of_came_question, statement: m.of_came_statement } as const;

function CameIn({ tenantId, rows }: { tenantId: string; rows: readonly ReportRow[] }) {
  const list = incoming(rows);
  return (
    <section className="card stack stack-8">
      <h2>{m.of_came_in()}</h2>
      {list.length === 0 && <p className="soft">{m.of_came_nothing()}</p>}
      <ul className="lines">
        {list.map((one) => (
          <li key={`${one.reportId} ${one.what}`}>
            <strong>
              <Link href={toReport(tenantId, one.reportId)}>{one.name}</Link>
            </strong>{' '}
            {WHAT[one.what]()}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MinePage({ tenant }: { tenant: Tenant }) {
  const { tenantId } = tenant;
  const written = useReports(tenantId);
  const [filter, setFilter] = useState<Find & { page: number }>({ q: '', state: 'current', page: 1 });
  const list = useTenantLoad(`mine ${tenantId} ${JSON.stringify(filter)}`, (signal) =>
    call(companionParticipations, { params: { tenantId }, query: { ...filter, size: SIZE }, signal }),
  );
  return (
    <Frame title={m.of_mine()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.of_mine()}</PageHeading>
        <CameIn tenantId={tenantId} rows={written} />
        <FindPeople find={filter} onFind={(more) => setFilter((old) => ({ ...old, ...more, page: 1 }))} />
        <Loaded load={list}>
          {({ rows, total, today }) => (
            <>
              {rows.length === 0 && (
                <Empty title={filter.q === '' ? m.of_mine_none() : m.of_nobody_found()}>
                  <p>{filter.q === '' ? m.of_mine_none_text() : m.of_nobody_found_text()}</p>
                </Empty>
              )}
              <ul className="tiles">
                {rows.map((row) => (
                  <Tile key={row.participationId} row={row} today={today} written={written} href={`${baseOf(tenantId)}/mine/${row.participationId}`} />
                ))}
              </ul>
              <Paging page={filter.page} size={SIZE} total={total} onPage={(page) => setFilter((old) => ({ ...old, page }))} />
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}

function Tile({ row, today, written, href }: { row: CompanionRow; today: string; written: readonly ReportRow[]; href: string }) {
  const own = written.filter((one) => one.participationId === row.participationId);
  const next = nextDue(row.due, own, today);
  const earlier = earlierDue(row.due, own, today);
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <h2 className="person-name">
          <Link href={href}>{row.legalName}</Link>
        </h2>
        <span className={STATE_LOOK[row.state]}>{sayState(row.state)}</span>
      </div>
      <span className="soft small">{[row.phase && sayPhase(row.phase), row.firm, row.as === 'deputy' && m.of_as_deputy()].filter(Boolean).join(' · ')}</span>
      {next === null ? (
        earlier === 0 && <span className="soft">{m.of_due_nothing()}</span>
      ) : (
        <DueLine due={next} today={new Date(`${today}T12:00:00`)} progress={progressOf(next, own)} />
      )}
      {earlier > 0 && <span className="soft">{m.of_due_earlier({ count: earlier })}</span>}
    </li>
  );
}

function OnePage({ tenant: { tenantId }, participationId }: { tenant: Tenant; participationId: string }) {
  const written = useReports(tenantId, participationId);
  const load = useTenantLoad(`mine ${participationId}`, (signal) => call(companionParticipation, { params: { tenantId, participationId }, signal }));
  return (
    <Frame title={load.value?.legalName ?? m.of_mine()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={`${baseOf(tenantId)}/mine`}>{m.of_back_to_mine()}</BackLink>
        </div>
        <Loaded load={load}>
          {(view) => (
            <>
              <div className="row">
                <PageHeading>{view.legalName}</PageHeading>
                <span className={STATE_LOOK[view.state]}>{sayState(view.state)}</span>
              </div>
              <div className="halves">
                <section className="card stack">
                  <h2>{m.of_due()}</h2>
                  <DueList
                    due={view.due}
                    today={new Date()}
                    written={written}
                    begin={(due) => <BeginButton tenantId={tenantId} participation={view} due={due} />}
                  />
                  <div>
                    <Link className="button" href={toReportsOf(tenantId, participationId)}>
                      {m.rep_all_of({ name: view.legalName })}
                    </Link>
                  </div>
                </section>
                <section className="card stack">
                  <h2>{m.of_facts()}</h2>
                  <Facts view={view} />
                </section>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}
